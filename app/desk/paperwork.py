"""What only papers carry, written under its case: agents, evidence, letters, notices, what was served."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk.edit import add
from app.records import Agency, Evidence, Letter, Notice, Service, Volume


def add_evidence(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """证据材料 at the end of the list."""
    highest = db.scalar(select(func.max(Evidence.position)).where(Evidence.case_id == case_id))
    return add(db, Evidence, {"case_id": case_id, "position": (highest or 0) + 1, **values})


def add_agency(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """授权委托."""
    return add(db, Agency, {"case_id": case_id, **values})


def add_letter(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """函件, received or sent."""
    return add(db, Letter, {"case_id": case_id, **values})


def add_notice(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """告知、通知."""
    return add(db, Notice, {"case_id": case_id, **values})


def add_service(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """送达."""
    return add(db, Service, {"case_id": case_id, **values})


def add_volume(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """立卷."""
    return add(db, Volume, {"case_id": case_id, **values})
