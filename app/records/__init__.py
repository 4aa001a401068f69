"""Nouns: what the room writes down. Declares fields and reads self; no I/O, no clock, no words, no rules."""

from app.records.base import Record, new_id
from app.records.case import Case, Party
from app.records.case_file import CaseFile
from app.records.dispatch import Dispatch, DispatchStep, Handover
from app.records.duty import Leave, Shift, Visitor
from app.records.grid import Household, KeyPerson, Person, Post, Unit
from app.records.intake import HomeCall, Matter, MatterStep, Sweep, Whistle, WhistleCall
from app.records.meetings import Meeting, MeetingItem, Training
from app.records.merit import Funding, Honour, Points, Submission, Subsidy
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
from app.records.steering import (
    Assistance,
    Consultation,
    Escalation,
    Exemption,
    HolidayYear,
    LeaderCase,
    LeaderPost,
    LeaderProgress,
    Practice,
    Relief,
    Reopening,
)
from app.records.trace import Import, ImportRow, ListPrinted, Printed, SeenLate
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
        BlankForm, Phrase, Unit, Person, Post, Household, KeyPerson, Matter, MatterStep, Whistle,
        WhistleCall, Sweep, HomeCall, Practice, HolidayYear, Consultation, Escalation, LeaderCase,
        LeaderPost, LeaderProgress, Exemption, Reopening, Relief, Assistance, Shift, Leave, Visitor,
        Meeting, MeetingItem, Training, Points, Honour, Subsidy, Funding, Submission,
        ListPrinted,
    )
}  # fmt: skip

__all__ = [
    "RECORDS",
    "Agency",
    "Agreement",
    "Assistance",
    "BlankForm",
    "Case",
    "CaseFile",
    "Closure",
    "Consultation",
    "Dispatch",
    "DispatchStep",
    "Escalation",
    "Evidence",
    "Exemption",
    "Funding",
    "Handover",
    "HolidayYear",
    "HomeCall",
    "Honour",
    "Household",
    "Import",
    "ImportRow",
    "Inquiry",
    "KeyPerson",
    "LeaderCase",
    "LeaderPost",
    "LeaderProgress",
    "Leave",
    "Letter",
    "ListPrinted",
    "Matter",
    "MatterStep",
    "MediationSession",
    "Mediator",
    "Meeting",
    "MeetingItem",
    "Notice",
    "Party",
    "Performance",
    "PerformanceItem",
    "Person",
    "Phrase",
    "Place",
    "Points",
    "Post",
    "Practice",
    "Printed",
    "Record",
    "Relief",
    "Reopening",
    "Room",
    "Scan",
    "SeenLate",
    "Service",
    "Shift",
    "Submission",
    "Subsidy",
    "Sweep",
    "Training",
    "Unit",
    "Visit",
    "Visitor",
    "Volume",
    "Whistle",
    "WhistleCall",
    "Workstation",
    "new_id",
]  # fmt: skip
