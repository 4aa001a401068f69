"""本地做法: how the room works, chosen from the places' presets and changed figure by figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.desk import practice
from app.desk.way_in_words import where_words
from app.rules import mechanism
from app.rules.mechanism import Mechanism
from app.rules.mechanism_file import OWN
from app.rules.mechanism_keys import sections
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.headings import Headings
from app.ui.screen import Screen
from app.ui.screens.practice_parts.choosing import Choosing
from app.ui.screens.practice_parts.section_form import RowsTable, SectionForm
from app.ui.screens.practice_parts.values import label_of
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

ROWS = {
    "tiers": (
        "code",
        "zh",
        "hours",
        "by",
        "working_days",
        "longest_working_days",
        "days",
        "office",
        "warn",
        "warn_minutes",
        "consult",
    ),
    "sweeps": ("what", "every", "on", "zero", "note"),
    "calls": ("what", "every", "on", "note"),
    "meetings": ("what", "every", "on", "note"),
    "units": ("name", "kind", "hours", "lead"),
    "points": ("zh", "event", "points"),
    "goods": ("name", "points"),
    "honours": ("title", "many"),
    "subsidies": ("level", "form", "role", "amount"),
    "reports": ("name", "title", "every", "due_day", "to"),
}
FORMS = {
    "duty": (
        "days", "a_day", "joint", "begins", "noon", "ends", "grace", "holidays_too", "cadres",
    ),
    "visits": (
        "handler", "fewest", "needed", "by_performance", "after_days", "manner", "key_days", "key_times",
    ),
    "ladder": ("tries", "levels", "answer_days"),
    "leaders": ("roles", "progress_days", "difficulties"),
    "grid": (
        "kinds", "fewest_households", "most_households", "fewest_below", "most_below", "posts_name", "posts",
        "grouped",
    ),
    "whistles": ("hours",),
    "paying": (
        "closed", "visited", "dossier", "filed", "no_fixed_income", "within_days", "doubt_days",
    ),
    "ranking": (
        "cases", "success", "performed", "satisfied", "timely", "relapse", "fewest_cases", "timely_days",
    ),
    "repeats": (
        "phone", "address", "text", "name", "same", "maybe", "differs", "words", "days", "yellow", "orange",
        "red",
    ),
    "split": ("people", "administrative", "judicial"),
}  # fmt: skip
WHOLE = (
    "name",
    "slogan",
    "lines",
    "goals",
    "goals_needed",
    "helpers",
    "teams",
    "method",
    "brands",
    "figures",
)
WHOLE_SUM = 100
PAGES = {
    "tiers": ("tiers", "ladder"), "visits": ("visits",), "duty": ("duty",), "leaders": ("leaders",),
    "rhythms": ("sweeps", "calls", "meetings"), "units": ("units", "whistles"), "grid": ("grid",),
    "repeats": ("repeats",),
    "merit": ("points", "goods", "honours", "ranking", "subsidies", "paying"),
    "reports": ("reports", "split"),
}  # fmt: skip
"""The cards, each with its sections."""
OUT_OF_100 = {
    "repeats": ("phone", "address", "text", "name"),
    "ranking": ("cases", "success", "performed", "satisfied", "timely"),
}
"""Weights that should add up."""


class PracticeScreen(Screen):
    """A card to choose by, then one for each part; what was changed and left is kept."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, self.column = page.sheet()
        self.headings = Headings(area)
        self.problem = page.label("", "problem")
        self.problem.setObjectName("practice.problem")
        self.parts: dict[str, SectionForm | RowsTable] = {}
        self.sums: dict[str, QLabel] = {}
        self._loading = False
        self.choosing = Choosing(desk, frame, self.opened)
        self._card("choosing", self.choosing)
        self.whole = SectionForm("", Mechanism, WHOLE, self._keep)
        self._card("names", self.whole)
        self.ticks = SectionForm("", Mechanism, ("ticks",), self._keep)
        for name, told in PAGES.items():
            more = [self.ticks] if name == "rhythms" else []
            self._card(name, *self._sections(told), *more)
        self.column.addStretch(1)
        self._lay_out(area)

    def opened(self, target: object = None) -> None:
        self.way = self.desk.look(practice.standing, self.desk.shelf.log)
        self.choosing.load(self.way)
        self._loading = True
        self.whole.load(self.way)
        self.ticks.load(self.way)
        for name, part in self.parts.items():
            part.load(getattr(self.way, name))
        self._loading = False
        self._say(None)
        self._say_sums()

    def heard(self, touched: Touched) -> None:
        standing = self.desk.look(practice.standing, self.desk.shelf.log)
        if any(kind == "practice" for kind, _ in touched) and standing != self.way:
            self.opened()

    def settle(self) -> None:
        self._keep()

    def _keep(self) -> None:
        """Everything on the page as one way; what is wrong is said and nothing changes."""
        if self._loading:
            return
        try:
            fresh = mechanism.read(self._read())
        except Trouble as why:
            self._say(why)
            return
        self._say(None)
        if fresh != self.way:
            self.way = fresh
            self._say_sums()
            self.desk.do(practice.put, self.desk.shelf.log, self.desk.today(), fresh, OWN)
            self.choosing.load(fresh)

    def _read(self) -> dict[str, Any]:
        """What no card shows stays as it stands."""
        told: dict[str, Any] = {
            **mechanism.told(self.way), **self.whole.read(), **self.ticks.read(),
        }  # fmt: skip
        for name, part in self.parts.items():
            shown = part.read()
            told[name] = {**told.get(name, {}), **shown} if isinstance(shown, dict) else shown
        return told

    def _say(self, why: Trouble | None) -> None:
        self.problem.setVisible(why is not None)
        if why is not None:
            where = where_words(str(why.facts.get("where", "")))
            self.problem.setText(say("practice.amiss_here", where=where) if where else str(why))

    def _say_sums(self) -> None:
        """What the weights come to; another sum than a hundred is allowed and said."""
        for name, label in self.sums.items():
            section = getattr(self.way, name)
            total = sum(getattr(section, one) for one in OUT_OF_100[name])
            names = "、".join(label_of(f"{name}.{one}") for one in OUT_OF_100[name])
            label.setText(
                say(
                    "practice.sum" if total == WHOLE_SUM else "practice.sum_odd",
                    names=names,
                    total=total,
                )
            )
            theme.role(label, "quiet" if total == WHOLE_SUM else "warn")

    def _sections(self, names: tuple[str, ...]) -> list[QWidget]:
        shown: list[QWidget] = []
        for name in names:
            struct = sections()[name]
            assert struct is not None
            if len(names) > 1:
                shown.append(page.label(say(f"practice.key.{name}"), "label"))
            part = (
                RowsTable(name, struct, ROWS[name], self._keep)
                if name in ROWS
                else SectionForm(name, struct, FORMS[name], self._keep)
            )
            self.parts[name] = part
            shown.append(part)
            if name in OUT_OF_100:
                self.sums[name] = page.label("", "quiet")
                self.sums[name].setObjectName(f"practice.sum.{name}")
                shown.append(self.sums[name])
        return shown

    def _card(self, name: str, *widgets: QWidget) -> None:
        card, inner = page.card(say(f"practice.card.{name}"))
        for widget in widgets:
            inner.addWidget(widget)
        self.headings.add(say(f"practice.card.{name}"), card)
        self.column.addWidget(card)

    def _lay_out(self, area: QWidget) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(page.MARGIN, 16, 0, 16)
        left.addWidget(page.label(say("practice.title"), "title"))
        left.addWidget(page.upright(self.headings), 1)
        left.addWidget(
            page.button("practice.to_settings", lambda: self.frame.go("settings"), icon="back")
        )
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.problem)
        right.addWidget(area, 1)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addLayout(left)
        across.addLayout(right, 1)
        self.fill(holder)
