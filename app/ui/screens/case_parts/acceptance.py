"""登记受理: when, what kind, by which way it came, who takes it on; then the facts of the dispute."""

from __future__ import annotations

from typing import Any

from app import clock
from app.desk import edit, receiving
from app.records import Case
from app.rules import case_clock, deadlines, kinship, offers
from app.rules.proposals import usual
from app.rules.tier_clock import GREEN, ORANGE, RED, YELLOW
from app.ui import theme
from app.ui.kit.receiving_line import ReceivingLine
from app.ui.screens.case_parts.more_facts import OF_DISPUTE, MoreFacts
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import LABELS, Part, people, told
from app.ui.screens.case_parts.place_line import PlaceLine
from app.ui.screens.case_parts.wording import due_words
from app.words import language, say

RECEIVED = ("accepted_on", "dispute_type", "source", "line")
HANDS = ("lead_id", "tier", "assist_ids", "route", "difficulty")
STORY = ("summary", "happened_on", "happened_at")
HANDLING = (
    "related",
    "recusal",
    "risk",
    "extended_until",
    "risk_reported",
    "accepted_by_id",
    "file_no",
)


ROLES = {GREEN: "quiet", YELLOW: "warn", ORANGE: "warn", RED: "problem"}


class Acceptance(Part):
    """受理登记."""

    case_fields = (*RECEIVED, "place_id", *HANDS, *STORY, *HANDLING, *OF_DISPUTE, "registered_on")

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        first = self.card(say("case_page.received"))
        first.addWidget(self.case_form(RECEIVED))
        self.place = PlaceLine(case, LABELS)
        self.place.left.connect(self._keep_place)
        first.addWidget(self.place)
        self.receiving = ReceivingLine()
        self.receiving.taken.connect(lambda place_id: self._keep_place({"place_id": place_id}))
        first.addWidget(self.receiving)
        second = self.card(say("case_page.story"))
        second.addWidget(self.case_form(STORY))
        third = self.card(say("case_page.handling"))
        self.hands = self.case_form(HANDS)
        third.addWidget(self.hands)
        self.ties = told()
        self.ties.setObjectName("case.ties")
        self.hands.typed.connect(lambda _name: self._hint())
        third.addWidget(self.ties)
        self.handling = self.case_form(HANDLING)
        third.addWidget(self.handling)
        self.case_forms[0].propose("accepted_on", lambda: case.today)
        self.handling.propose("accepted_by_id", lambda: case.person_id)
        self.hands.propose("lead_id", lambda: case.person_id)
        self.hands.propose("route", lambda: usual("route"))
        self.tier = told()
        self.tier.setObjectName("case.tier_due_on")
        self.period = told()
        self.period.setObjectName("case.period_ends_on")
        third.addWidget(self.tier)
        third.addWidget(self.period)
        self.more = MoreFacts(self, "case_page.more_of_dispute", OF_DISPUTE)
        self.column.addStretch(1)

    def show_file(self) -> None:
        file = self.case.file
        named: tuple[str | None, ...] = ()
        if file:
            named = (file.case.accepted_by_id, file.case.lead_id, *(file.case.assist_ids or ()))
        staff = people(self.case, *named)
        self.handling.set_options("accepted_by_id", staff)
        self.hands.set_options("lead_id", staff)
        self.hands.set_options("assist_ids", staff)
        way = self.case.lengths.way
        self.hands.set_options("tier", offers.tiers(way, language()))
        self.case_forms[0].set_options("line", offers.lines(way, language()))
        super().show_file()
        self.place.show_place()
        self._hint()
        log = self.case.desk.shelf.log
        advice = self.case.desk.look(receiving.for_case, log, file) if file else None
        self.receiving.show_advice(advice, file.case.place_id if file else None)
        self.more.show_file()
        told = self.case.calendar, self.case.lengths
        tier = deadlines.tier_due_on(file, *told) if file else None
        period = deadlines.period_ends_on(file, *told) if file else None
        self.tier.setText(due_words("case_page.tier_due_on", tier))
        self.tier.setVisible(tier is not None)
        theme.role(self.tier, self._colour())
        self.period.setText(due_words("case_page.period_ends_on", period))
        self.period.setVisible(period is not None)

    def _hint(self) -> None:
        """回避: what a mediator and a party share; asked about, never in the way."""
        file, chosen = self.case.file, self.hands.value("lead_id")
        found = kinship.ties(file, (chosen,) if chosen else ()) if file else []
        sentences = [say(f"kinship.{x.kind}", mediator=x.mediator, party=x.party) for x in found]
        self.ties.setText("\n".join(dict.fromkeys(sentences)))
        self.ties.setVisible(bool(found))

    def _colour(self) -> str:
        """As the clock of the tier stands, while the case is open."""
        file, lengths = self.case.file, self.case.lengths
        running = case_clock.running(file, lengths.way, self.case.calendar) if file else None
        return ROLES[running.colour(clock.now())] if running else "quiet"

    def forget(self) -> None:
        super().forget()
        self.place.forget()

    def settle(self) -> None:
        super().settle()
        self.place.settle()

    def jump(self, record: str, record_id: str | None, field: str) -> bool:
        self.more.opens_for(field)
        return self.place.jump() if field == "place_id" else super().jump(record, record_id, field)

    def _keep_place(self, changes: dict[str, Any]) -> None:
        if self.case.case_id:
            self.case.do(edit.edit, Case, self.case.case_id, changes, seen=self.place.seen)
        else:
            self.case.begin(changes)
