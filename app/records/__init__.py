"""Nouns: what the room writes down. Declares fields and reads self; no I/O, no clock, no words, no rules."""

from app.records.base import Record, new_id
from app.records.case import Case, Party
from app.records.case_file import CaseFile
from app.records.dispatch import Dispatch, DispatchStep, Handover
from app.records.room import Closure, Mediator, Place, Room, Workstation
from app.records.trace import Import, ImportRow, Printed, SeenLate
from app.records.work import (
    Agreement,
    Inquiry,
    MediationSession,
    Performance,
    PerformanceItem,
    Visit,
)

RECORDS: dict[str, type[Record]] = {
    r.kind(): r
    for r in (
        Room, Mediator, Place, Workstation, Case, Party, Inquiry, MediationSession, Agreement,
        PerformanceItem, Performance, Visit, Import, ImportRow, Printed, Closure, Dispatch,
        DispatchStep, Handover, SeenLate,
    )
}  # fmt: skip

__all__ = [
    "RECORDS",
    "Agreement",
    "Case",
    "CaseFile",
    "Closure",
    "Dispatch",
    "DispatchStep",
    "Handover",
    "Import",
    "ImportRow",
    "Inquiry",
    "MediationSession",
    "Mediator",
    "Party",
    "Performance",
    "PerformanceItem",
    "Place",
    "Printed",
    "Record",
    "Room",
    "SeenLate",
    "Visit",
    "Workstation",
    "new_id",
]  # fmt: skip
