"""以案定补: left what closed cases give and why not, right what was claimed, below the sheets that are printed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from app import words
from app.codes import code_list
from app.desk import subsidies, subsidy_lines, subsidy_sheet
from app.desk.subsidy_lines import ClaimLine
from app.rules.subsidy import APPROVED, CLAIMED, PAID, REFUSED, Proposal, periods
from app.trouble import Trouble
from app.ui.awaiting import Awaiting
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.pick import Pick
from app.ui.kit.record_table import Column, RecordTable, TableView, table_view
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame

NOTHING = Decimal("0.00")
MEANINGS = {CLAIMED: "", APPROVED: "good", PAID: "quiet", REFUSED: "quiet"}


class SubsidyPart(DutyPart):
    """A period at a time; every step is one key, and nothing is paid twice."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.awaiting = Awaiting(self, desk, frame, "subsidy_part.looking")
        self.claims: list[ClaimLine] = []
        self.found: list[Proposal] = []
        told = periods(desk.today())
        self.period = Pick("subsidy_part.period", [(one, _period_words(one)) for one in told])
        self.period.currentIndexChanged.connect(lambda _at: self.show_part())
        self.claim = page.button("subsidy_part.claim", self._claim, role="primary", icon="add")
        self.approve = page.button("subsidy_part.approve", self._approve_all, icon="good")
        self.pay = page.button("subsidy_part.pay", self._pay_all, icon="exchange")
        self.number = page.button("subsidy_part.number", self._number, icon="paper")
        self.told = page.label("", "quiet")
        self.column.addLayout(
            flow.row(self.period, self.claim, self.approve, self.number, self.pay, None)
        )
        self.column.addWidget(self.told)
        self.offered, offers = _offers(self._open)
        self.lines, self.view = _claims(self._open)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_marked())
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(offers, 5)
        across.addWidget(self.view, 4)
        self.offers = offers
        offers.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.column.addLayout(across, 1)
        self._lay_out_hand()

    def _lay_out_hand(self) -> None:
        """What is done with the marked claim, and which list is printed."""
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.why = QLineEdit()
        self.why.setObjectName("subsidy_part.why")
        self.why.setPlaceholderText(say("subsidy_part.why"))
        self.why.setAccessibleName(say("subsidy_part.why"))
        self.one = page.button("subsidy_part.one", self._approve_one, icon="good")
        self.refuse = page.button("subsidy_part.refuse", self._refuse, role="danger")
        inner.addLayout(page.row(self.one, self.why, self.refuse))
        self.which = Pick("subsidy_part.which")
        self.kind = Pick(
            "subsidy_part.kind",
            [("sheet", say("subsidy_part.sheet")), ("bank", say("subsidy_part.bank"))],
        )
        for box in (self.period, self.kind, self.which):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        inner.addLayout(
            flow.row(self.kind, self.which, None, ListingBar(self.desk, self.frame, self._listing))
        )
        self.column.addWidget(card)

    def show_part(self) -> None:
        period = self.period.value
        self.claims = self.desk.look(subsidy_lines.lines, period)
        self.lines.load(self.claims)
        numbers = [one for one in self.desk.look(subsidy_sheet.sheets) if one.startswith(period)]
        self.which.offer([("", say("subsidy_part.draft")), *((one, one) for one in numbers)])
        for press, status in ((self.approve, CLAIMED), (self.pay, APPROVED)):
            press.setEnabled(bool(self._ready(status)))
        self.number.setEnabled(any(one.status == APPROVED and not one.sheet for one in self.claims))
        self._show_marked()
        self.awaiting.ask(lambda: subsidies.proposals(self.desk, period), self._proposed)

    def _proposed(self, found: list[Proposal]) -> None:
        self.found = found
        self.offered.load(sorted(found, key=lambda one: not one.payable))
        self.claim.setEnabled(any(one.payable for one in found))
        self._tell()

    def _tell(self) -> None:
        """What the period comes to; of the marked case every reason whole."""
        found = self.found
        payable = [one for one in found if one.payable]
        total = sum((one.amount for one in payable), NOTHING)
        told = say("cli.subsidy_proposed", count=len(payable), of=len(found), total=total)
        standing = [one for one in self.claims if one.status != REFUSED]
        if standing:
            claimed = sum((one.amount or NOTHING for one in standing), NOTHING)
            told += say("subsidy_part.standing", count=len(standing), total=claimed)
        twice = [one for one in self.claims if one.double]
        if twice:
            told += "　" + say("payment.double", number=twice[0].double)
        marked = self.offers.current()
        if isinstance(marked, Proposal) and (why := _why(marked)):
            told += f"\n{marked.file_no}　{why}"
        self.told.setText(told)

    def _show_marked(self) -> None:
        line = self.view.current()
        here = isinstance(line, ClaimLine)
        self.one.setEnabled(here and line.status == CLAIMED)
        self.refuse.setEnabled(here and line.status in (CLAIMED, APPROVED) and not line.sheet)

    def _ready(self, status: str) -> list[str]:
        return [one.id for one in self.claims if one.status == status and not one.double]

    def _claim(self) -> None:
        done = subsidies.claim(self.desk, self.period.value)
        total = sum(one.amount for one in done)
        self._say(say("cli.subsidy_claimed", count=len(done), total=total))

    def _approve_all(self) -> None:
        count = subsidies.judge(self.desk, self._ready(CLAIMED), APPROVED)
        self._say(say("cli.subsidy_step", count=count))

    def _pay_all(self) -> None:
        ready = self._ready(APPROVED)
        on_sheet = {one.id for one in self.claims if one.sheet}
        wanted = [one for one in ready if one in on_sheet] or ready  # the refusal says why
        count = subsidies.judge(self.desk, wanted, PAID)
        self._say(say("cli.subsidy_step", count=count))

    def _approve_one(self) -> None:
        count = subsidies.judge(self.desk, [self.view.current().id], APPROVED)
        self._say(say("cli.subsidy_step", count=count))

    def _refuse(self) -> None:
        count = subsidies.judge(self.desk, [self.view.current().id], REFUSED, self.why.text())
        self.why.clear()
        self._say(say("cli.subsidy_step", count=count))

    def _number(self) -> None:
        number = subsidy_sheet.number_sheet(self.desk, self.period.value)
        self.show_part()
        self.which.choose(number)
        self.frame.notices.say(say("subsidy_part.numbered", number=number), "good")

    def _say(self, told: str) -> None:
        self.frame.notices.say(told, "good")
        self.show_part()

    def _listing(self) -> Listing:
        make = subsidy_sheet.bank if self.kind.value == "bank" else subsidy_sheet.sheet
        period, number = self.period.value, self.which.value
        return self.desk.look(make, self.log, self.desk.today(), period, number)

    def _open(self, line: Proposal | ClaimLine) -> None:
        if not line.case_id:
            raise Trouble("case.absent")
        self.frame.go("case", line.case_id)


def _offers(on_open: object) -> tuple[RecordTable, TableView]:
    table = RecordTable(
        (
            Column("case.file_no", lambda one: one.file_no, width=226),
            Column("subsidy.level", lambda one: _label("difficulty", one.level), width=100),
            Column("subsidy.amount", lambda one: one.amount or None, width=80, figure=True),
            Column("subsidy_part.reasons", _why, stretch=1, meaning=_weight),
        )
    )
    view = table_view(table, on_open)  # type: ignore[arg-type]
    view.setObjectName("subsidy_part.offers")
    view.setAccessibleName(say("subsidy_part.offers"))
    return table, view


def _claims(on_open: object) -> tuple[RecordTable, TableView]:
    table = RecordTable(
        (
            Column("case.file_no", lambda one: one.file_no, width=226),
            Column("subsidy.mediator_id", lambda one: one.name, width=80),
            Column("subsidy.amount", lambda one: one.amount, width=80, figure=True),
            Column("subsidy.status", _status, stretch=1, meaning=_state),
        )
    )
    view = table_view(table, on_open)  # type: ignore[arg-type]
    view.setObjectName("subsidy_part.claims")
    view.setAccessibleName(say("subsidy_part.claims"))
    return table, view


def _period_words(told: str) -> str:
    """2026Q3 as people say it."""
    year, rest = told[:4], told[4:]
    if rest.startswith("Q"):
        return say("subsidy_part.of_quarter", year=year, quarter=rest[1])
    if rest.startswith("H"):
        key = "subsidy_part.of_half_1" if rest == "H1" else "subsidy_part.of_half_2"
        return say(key, year=year)
    if rest:
        return say("subsidy_part.of_month", year=year, month=int(rest[1:]))
    return say("subsidy_part.of_year", year=year)


def _label(codes: str, code: str | None) -> str:
    return code_list(codes).label(code, words.language())


def _why(one: Proposal) -> str:
    told = [*one.reasons, *(r for share in one.shares for r in share.reasons), *one.doubts]
    return "；".join(say(reason.key, **reason.facts) for reason in told)


def _weight(one: Proposal) -> str:
    if not one.payable:
        return "quiet"
    return "warn" if one.doubts else ""


def _status(one: ClaimLine) -> str:
    told = _label("subsidy_status", one.status)
    if one.double:
        return f"{told}　{say('payment.double', number=one.double)}"
    again = say("payment.reopened", day=one.reopened) if one.reopened else ""
    return "　".join(filter(None, (told, one.sheet or one.reason, again)))


def _state(one: ClaimLine) -> str:
    return "warn" if one.double or one.reopened else MEANINGS.get(one.status, "")
