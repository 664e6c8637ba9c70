"""The start of somebody's own area."""

from typing import Any

from flask import render_template

from app.policies.permission_map import Right
from app.web.access import access
from app.web.account.blueprint import account
from app.web.visitor import visitor


@account.get("/akun")
@access(Right.KEEP_OWN_ACCOUNT)
def home() -> Any:
    return render_template("account/home.html", who=visitor())
