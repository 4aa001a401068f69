"""Full text over cases (thin; the index can always be rebuilt)."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.orm import Session


def refresh(db: Session, touched: set[tuple[str, str]]) -> None:
    refresh_on(db.connection(), touched)


def refresh_on(link: Connection, touched: set[tuple[str, str]]) -> None:
    """Index again the cases behind touched records."""


def rebuild(link: Connection) -> None:
    """Index everything again."""
