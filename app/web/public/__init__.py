"""Pages for everybody: the home page, the board, employers, and what this site says of itself."""

from app.web.public.blueprint import public
from app.web.public.routes import register

__all__ = ["public", "register"]
