"""重点跟踪与免予回访 on the case page: whether the case is tracked, and why it is filed away unvisited."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import exemptions
from app.ui.kit import page
from app.ui.kit.reason import Reason
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.wording import day_words
from app.words import say


class Sparing(QWidget):
    """What the place asks for in words; the exemption, or the button that asks for its reason."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.case = case
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.rule = page.label("", "quiet")
        self.rule.setObjectName("visits.rule")
        self.told = page.label("", "good")
        self.told.setObjectName("visits.exempted")
        self.why = Reason("exemption", "exemption.asked", "exemption.now")
        self.button = page.button("exemption.ask", self.why.ask, role="flat")
        self.why.given.connect(self._exempt)
        column.addWidget(self.rule)
        column.addWidget(self.told)
        column.addLayout(page.row(self.button, None))
        column.addWidget(self.why)

    def show_file(self) -> None:
        """An exemption stands in place of the button."""
        file, visits = self.case.file, self.case.lengths.way.visits
        said = [say("visits.rule_fewest", fewest=visits.fewest)] if visits.fewest else []
        if visits.after_days:
            said.append(say("visits.rule_days", days="、".join(map(str, visits.after_days))))
        if visits.key_days:
            said.append(say("visits.rule_key", days=visits.key_days, times=visits.key_times))
        if file and file.case.key_case:
            said.append(say("visits.is_key"))
        self.rule.setText("；".join(said))
        last = file.exemptions[-1] if file and file.exemptions else None
        self.told.setVisible(last is not None)
        if last is not None:
            self.told.setText(
                say("exemption.told", day=day_words(last.on_day), reason=last.reason or "")
            )
        self.button.setVisible(last is None and file is not None)

    def _exempt(self, reason: str) -> None:
        case = self.case
        case.do(exemptions.exempt, case.case_id, case.today, reason, case.person_id)
