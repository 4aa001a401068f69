"""Nouns: what the room writes down. Declares fields and reads self; no I/O, no clock, no words, no rules."""

from app.records.base import Record, new_id
from app.records.case import Case, Party
from app.records.case_file import CaseFile
from app.records.dispatch import Dispatch, DispatchStep, Handover
from app.records.paperwork import (
    Agency,
    BlankForm,
    Evidence,
    Letter,
    Notice,
    Scan,
    Service,
    Volume,
)
from app.records.room import Closure, Mediator, Phrase, Place, Room, Workstation
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
        DispatchStep, Handover, SeenLate, Evidence, Agency, Letter, Notice, Service, Scan, Volume,
        BlankForm, Phrase,
    )
}  # fmt: skip

__all__ = [
    "RECORDS",
    "Agency",
    "Agreement",
    "BlankForm",
    "Case",
    "CaseFile",
    "Closure",
    "Dispatch",
    "DispatchStep",
    "Evidence",
    "Handover",
    "Import",
    "ImportRow",
    "Inquiry",
    "Letter",
    "MediationSession",
    "Mediator",
    "Notice",
    "Party",
    "Performance",
    "PerformanceItem",
    "Phrase",
    "Place",
    "Printed",
    "Record",
    "Room",
    "Scan",
    "SeenLate",
    "Service",
    "Visit",
    "Volume",
    "Workstation",
    "new_id",
]  # fmt: skip
