"""Lamar Begawi, the labour-market portal of a regional labour office."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.domain.clock import Clock
    from config import Settings


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """The app. Imported here, so that a rule of `app.domain` can be tested without loading the whole house."""
    from app.factory import build_app  # noqa: PLC0415

    return build_app(settings, clock)
