"""The screens, in the order of the navigation. How one is made stands in app/ui/screen.py.

A new screen is a file here, a function below that makes it (so that nothing is loaded before it is
opened), a line in SCREENS, and the words `screen.<key>` and `screen.<key>.help`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Screen


@dataclass(frozen=True)
class Entrance:
    """One line of the navigation."""

    key: str  # words: screen.<key>
    icon: str  # a picture of resources/icons
    make: Callable[[Desk, Frame], Screen]
    in_navigation: bool = True  # a page one only comes to from another is not
    finds: bool = False  # shows what the find box finds
    only_when: Callable[[Desk], bool] | None = None  # there is something on it
    count: Callable[[Desk], int] | None = None  # how much waits there, told beside its name


def _today(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.today import TodayScreen

    return TodayScreen(desk, frame)


def _register(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.register import RegisterScreen

    return RegisterScreen(desk, frame)


def _case(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.case_file import CasePage

    return CasePage(desk, frame)


def _papers(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.papers import PapersScreen

    return PapersScreen(desk, frame)


def _blanks(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.blank_forms import BlankFormsScreen

    return BlankFormsScreen(desk, frame)


def _matters(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.matters import MattersScreen

    return MattersScreen(desk, frame)


def _duty(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.duty import DutyScreen

    return DutyScreen(desk, frame)


def _meetings(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.meetings import MeetingsScreen

    return MeetingsScreen(desk, frame)


def _grid(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.grid import GridScreen

    return GridScreen(desk, frame)


def _radar(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.radar import RadarScreen

    return RadarScreen(desk, frame)


def _split(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.split import SplitScreen

    return SplitScreen(desk, frame)


def _reports(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.reports import ReportsScreen

    return ReportsScreen(desk, frame)


def _merit(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.merit import MeritScreen

    return MeritScreen(desk, frame)


def _ledger(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.ledger import LedgerScreen

    return LedgerScreen(desk, frame)


def _dispatches(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.dispatches import DispatchScreen

    return DispatchScreen(desk, frame)


def _conflicts(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.conflicts import ConflictScreen

    return ConflictScreen(desk, frame)


def _are_conflicts(desk: Desk) -> bool:
    from app.desk.conflicts import is_anything

    return desk.look(is_anything)


def _tray(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.tray import TrayScreen

    return TrayScreen(desk, frame)


def _in_tray(desk: Desk) -> int:
    from app.desk.tray import waiting

    return desk.look(waiting, desk.shelf.log)


def _is_in_tray(desk: Desk) -> bool:
    return _in_tray(desk) > 0


def _exchange(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.exchange import ExchangeScreen

    return ExchangeScreen(desk, frame)


def _care(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.care import CareScreen

    return CareScreen(desk, frame)


def _hard_lists(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.hard_lists import HardListsScreen

    return HardListsScreen(desk, frame)


def _practice(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.practice import PracticeScreen

    return PracticeScreen(desk, frame)


def _relief(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.relief import ReliefScreen

    return ReliefScreen(desk, frame)


def _settings(desk: Desk, frame: Frame) -> Screen:
    from app.ui.screens.settings import SettingsScreen

    return SettingsScreen(desk, frame)


SCREENS: tuple[Entrance, ...] = (
    Entrance("today", "today", _today),
    Entrance("register", "cases", _register, finds=True),
    Entrance("matters", "told", _matters),
    Entrance("case", "new_case", _case, in_navigation=False),
    Entrance("papers", "paper", _papers, in_navigation=False),
    Entrance("blanks", "paper", _blanks, in_navigation=False),
    Entrance("hard_lists", "clock", _hard_lists, in_navigation=False),
    Entrance("radar", "warn", _radar, in_navigation=False),
    Entrance("duty", "calendar", _duty),
    Entrance("grid", "room", _grid),
    Entrance("meetings", "people", _meetings),
    Entrance("split", "split", _split),
    Entrance("reports", "report", _reports),
    Entrance("merit", "good", _merit),
    Entrance("ledger", "ledger", _ledger),
    Entrance("dispatches", "told", _dispatches),
    Entrance("exchange", "stick", _exchange),
    Entrance("care", "backup", _care),
    Entrance("settings", "settings", _settings),
    Entrance("practice", "settings", _practice, in_navigation=False),
    Entrance("relief", "told", _relief, in_navigation=False),
    Entrance("conflicts", "warn", _conflicts, only_when=_are_conflicts),
    Entrance("tray", "scan", _tray, only_when=_is_in_tray, count=_in_tray),
)
