"""Everything about one case, loaded: what rules judge, papers draw and screens show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from app.records.case import Case, Party
from app.records.dispatch import Handover
from app.records.grid import Unit
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
from app.records.room import Mediator, Place, Room
from app.records.steering import (
    Consultation,
    Escalation,
    Exemption,
    LeaderCase,
    LeaderPost,
    LeaderProgress,
    Relief,
    Reopening,
)
from app.records.trace import Printed
from app.records.work import (
    Agreement,
    Inquiry,
    MediationSession,
    Performance,
    PerformanceItem,
    Visit,
)


@dataclass(frozen=True)
class Brought:
    """What a case was made of, or what joined it: since when its clock runs, and by which days it is due."""

    since: datetime | None
    tier: str | None = None
    due_on: date | None = None  # as its sender fixed it
    given_at: datetime | None = None  # 流转 to somebody with a day of its own
    given_until: date | None = None


@dataclass
class CaseFile:
    """案卷: a plain graph without a database behind it. Lists stand in the order they are printed."""

    case: Case
    room: Room
    parties: list[Party] = field(default_factory=list)
    inquiries: list[Inquiry] = field(default_factory=list)
    sessions: list[MediationSession] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    items: list[PerformanceItem] = field(default_factory=list)
    performances: list[Performance] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    volumes: list[Volume] = field(default_factory=list)
    blanks: list[BlankForm] = field(default_factory=list)  # filled in by hand, then typed in
    printed: list[Printed] = field(default_factory=list)
    handovers: list[Handover] = field(default_factory=list)
    exemptions: list[Exemption] = field(default_factory=list)
    reopenings: list[Reopening] = field(default_factory=list)
    reliefs: list[Relief] = field(default_factory=list)  # 接手: those that name this case
    escalations: list[Escalation] = field(default_factory=list)
    consultations: list[Consultation] = field(default_factory=list)
    leader_cases: list[LeaderCase] = field(default_factory=list)
    leader_posts: list[LeaderPost] = field(default_factory=list)
    leader_progress: list[LeaderProgress] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)  # those the case names
    homes: dict[str, str] = field(
        default_factory=dict
    )  # 住户 its parties live in, as they are called
    mediators: dict[str, Mediator] = field(default_factory=dict)
    by_hand: bool = False  # there is no case yet: its papers are printed blank
    places: list[Place] = field(default_factory=list)  # from the street down to the case's grid
    brought: tuple[Brought, ...] = ()  # what came in that it was made of
    redacted: bool = False  # 教学用隐名本: a copy without its persons

    @property
    def agreement(self) -> Agreement | None:
        """The agreement that stands: the latest sealed one; before any is sealed, the latest draft."""
        sealed = [one for one in self.agreements if one.frozen]
        return sealed[-1] if sealed else self.newest_agreement

    @property
    def newest_agreement(self) -> Agreement | None:
        """The agreement being written: a new one beside a sealed one does not take its place yet."""
        return self.agreements[-1] if self.agreements else None

    def name_of(self, mediator_id: str | None) -> str:
        """A mediator's name, or nothing."""
        mediator = self.mediators.get(mediator_id or "")
        return (mediator.name or "") if mediator else ""

    def names_of(self, mediator_ids: list[str] | None) -> list[str]:
        return [name for i in mediator_ids or [] if (name := self.name_of(i))]

    def unit_name(self, unit_id: str | None) -> str:
        """A unit's name, or nothing."""
        unit = self.units.get(unit_id or "")
        return (unit.name or "") if unit else ""

    def party(self, party_id: str | None) -> Party | None:
        return next((p for p in self.parties if p.id == party_id), None)

    def side(self, role: str) -> list[Party]:
        """The parties of one role, by its code."""
        return [p for p in self.parties if p.role == role]

    @property
    def place_path(self) -> str:
        """刁镇街道 > 旧军管理区 > 旧军村."""
        return " > ".join(p.name or "" for p in self.places)
