"""结案: what came of it, what still stands in the way, and the day the file is shut."""

from __future__ import annotations

from app.desk import cases
from app.records import Case
from app.rules import docking, ladder, offers
from app.rules.performance import performance_of
from app.rules.results import is_open, is_success, result_of
from app.rules.rule_book import TOLD, WARN
from app.rules.ways_told import told_by
from app.ui.kit import page
from app.ui.kit.finding_list import FindingList
from app.ui.screens.case_parts.handing_over import HandingOver
from app.ui.screens.case_parts.meter_card import counts_of
from app.ui.screens.case_parts.more_facts import OF_ENDING, MoreFacts
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part, fields, told
from app.ui.screens.case_parts.reopening import Reopened
from app.ui.screens.case_parts.wording import code_words, day_words
from app.words import language, say

WITHOUT = ("ended_on", "result", "result_reason", "told_routes")
ENDING = ("goals", "retention", "remark")


class Closing(Part):
    """结案."""

    case_fields = (*WITHOUT, *ENDING, *OF_ENDING, "closed_on")

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.mark = page.label("", "good")
        self.mark.setObjectName("case.closed")
        self.column.addWidget(self.mark)
        self.ending = self.card(say("case_page.closing"))
        self.result = told()
        self.result.setObjectName("case.result_now")
        self.ending.addWidget(self.result)
        self.ending.addWidget(self.case_form(ENDING))
        self.without = self.card(say("case_page.without"))
        self.without.addWidget(page.label(say("case_page.without_told"), "quiet"))
        self.without.addWidget(self.case_form(WITHOUT))
        self.ways = told()
        self.ways.setObjectName("case.ways_told")
        self.without.addWidget(self.ways)
        last = self.card(say("case_page.close_heading"))
        self.gaps = FindingList()
        self.gaps.jumped.connect(self.jumped)
        self.day = fields(Case, ("closed_on",))
        self.close_now = page.button("case_page.close", self._close, role="primary", icon="good")
        self.reopened = Reopened(case)
        self.counts = page.label("", "quiet")
        self.counts.setObjectName("meter.counts")
        self.others = FindingList()
        self.others.jumped.connect(self.jumped)
        last.addWidget(self.gaps)
        last.addWidget(self.counts)
        last.addWidget(self.others)
        last.addWidget(self.day)
        last.addLayout(page.row(self.close_now, None))
        last.addWidget(self.reopened)
        self.over = HandingOver(case)
        self.handing = self.card(say("case_page.hand_over"))
        self.handing.addWidget(self.over)
        self.more = MoreFacts(self, "case_page.more_of_ending", OF_ENDING)
        self.more.form.propose("solved_at", self._solved_at)
        self.column.addStretch(1)

    def show_file(self) -> None:
        offered = offers.goals(self.case.lengths.way, language())
        self.case_forms[0].set_options("goals", offered)
        super().show_file()
        file = self.case.file
        closed_on = file.case.closed_on if file else None
        held_up = [] if closed_on else self.case.stops("closing")
        self.gaps.load(
            [(one.said(say), one.severity, one) for one in held_up], none=say("case_page.may_close")
        )
        self.gaps.setVisible(file is not None and closed_on is None)
        self._say_meter()
        self.mark.setVisible(closed_on is not None)
        self.mark.setText(say("case_page.closed", day=day_words(closed_on)) if closed_on else "")
        self.reopened.show_file()
        self.more.show_file()
        self.close_now.setVisible(closed_on is None)
        self.close_now.setEnabled(file is not None)
        self.day.setVisible(closed_on is None)
        if not self.day.changes():
            self.day.load(Case(closed_on=self.case.today))
        self.over.show_file()
        self.handing.parentWidget().setVisible(self.over.says_something)
        self._say_result()

    def jump(self, record: str, record_id: str | None, field: str) -> bool:
        if field == "closed_on":
            return self.day.jump(field)
        self.more.opens_for(field)
        return super().jump(record, record_id, field)

    def _solved_at(self) -> str | None:
        """The level the case lay on when it was settled."""
        file = self.case.file
        return ladder.solved_level(file.case, file.room, file.escalations) if file else None

    def enter_gaps(self) -> None:
        """The list of what is missing is brought into sight, the caret on its first line."""
        first = next(iter([*self.gaps.lines, *self.others.lines]), None)
        (first or self.close_now).setFocus()

    def _say_meter(self) -> None:
        """Below what stops: what one should mind, and what only the paper can tell."""
        meter = self.case.meter()
        self.counts.setVisible(meter is not None)
        self.others.setVisible(meter is not None and not meter.aside)
        if meter is None:
            return
        title = say("meter.title", good=meter.good, asked=meter.asked)
        self.counts.setText("\n".join([title, counts_of(meter)]))
        self.others.load(
            [(one.said(say), one.severity, one) for one in meter.findings(WARN, TOLD)], none=""
        )

    def _say_result(self) -> None:
        file = self.case.file
        self.result.setVisible(file is not None)
        if file is None:
            return
        result = result_of(file)
        kept = code_words("performance", performance_of(file, self.case.today))
        text = say("case_page.result_now", result=code_words("result", result))
        self.result.setText(
            text + (say("case_page.performance_now", performance=kept) if kept else "")
        )
        agreed = is_success(result) and not is_open(result)
        if agreed:
            level = code_words("solved_at", self._solved_at())
            self.result.setText(self.result.text() + say("case_page.solved_now", level=level))
        by_notice = None if file.case.told_routes else told_by(file)
        self.ways.setVisible(by_notice is not None)
        self.ways.setText(say("case_page.ways_told", day=day_words(by_notice)) if by_notice else "")
        frame = self.without.parentWidget()
        if frame is not None:
            frame.setVisible(not agreed or file.case.ended_on is not None)

    def _close(self) -> None:
        """结案: refused with everything that is missing, each line leading there."""
        self.settle()
        if self.case.file is None:
            return
        day = self.day.value("closed_on")
        if day is None:
            self.day.jump("closed_on")
            return
        held_up = [one.said(say).rstrip("。.") for one in self.case.stops("closing")]
        if held_up and self.gaps.lines:
            self.gaps.lines[0].setFocus()
        self.case.do(cases.close_case, self.case.case_id, {"closed_on": day}, held_up)
        self._say_open_letters()

    def _say_open_letters(self) -> None:
        """Closed, but an organ still waits: its clock goes on."""
        file = self.case.file
        if file is None or file.case.closed_on is None:
            return
        waiting = [one.said(say) for one in docking.left_open(file)]
        if waiting:
            told = [say("letter.closed_open"), *waiting]
            self.case.notices.say("\n".join(told), "warn", stay=True)
