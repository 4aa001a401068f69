"""The one window: first the door (wizard or sign-in), then the room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app import words
from app.settings import Settings
from app.trouble import Trouble
from app.ui import theme
from app.ui.jobs import Cancelled, Jobs
from app.ui.kit.notice_bar import NoticeBar
from app.ui.screens import SCREENS, Entrance
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.copier import Copier
    from app.ui.folder_greeter import FolderGreeter
    from app.ui.frame import RoomFrame
    from app.ui.line_keeper import LineKeeper
    from app.ui.screens.door import Door
    from app.ui.stick_greeter import StickGreeter

LEAST = (1024, 640)
ROOMY = (1366, 768)
STICKS_AFTER = 1500
"""Milliseconds until sticks are looked for: the window comes first."""
TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
}


class Window(QMainWindow):
    """Holds the door or the room, says what goes wrong, locks when nobody is there."""

    trouble_told = Signal(object)
    mishap_told = Signal(object)
    """Faults may rise on any thread; they are said on this one."""

    def __init__(
        self,
        settings: Settings,
        jobs: Jobs,
        door: Callable[[], Door],
        *,
        entrances: Sequence[Entrance] = SCREENS,
        keep_settings: Callable[[Settings], object] = lambda _settings: None,
        copier: Copier | None = None,
        line: LineKeeper | None = None,
    ) -> None:
        super().__init__()
        self.settings, self.jobs = settings, jobs
        self.room: RoomFrame | None = None
        self.desk: Desk | None = None
        self._make_door = door
        self._entrances = entrances
        self._keep_settings = keep_settings
        self._copier, self._line = copier, line
        if copier is not None:
            copier.failed.connect(self._say_no_copy)
            copier.made.connect(self._show_age)
        self._closing_told = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        self.setWindowTitle(say("window.title"))
        self.setMinimumSize(*LEAST)
        jobs.sorrow.connect(self._say_sorrow)
        self.trouble_told.connect(self._say_trouble)
        self.mishap_told.connect(self._say_mishap)
        self._greeter: StickGreeter | None = None
        self._folder: FolderGreeter | None = None
        QTimer.singleShot(STICKS_AFTER, self, self._watch_sticks)
        self.show_door()

    @property
    def notices(self) -> NoticeBar:
        """Where the page that is up says things."""
        told: RoomFrame | Door = self.room or self.door
        return told.notices

    def show_door(self) -> None:
        """The wizard where there is no room yet, else the list of people."""
        self.door = self._make_door()
        self.door.opened.connect(self.enter)
        self.door.language_asked.connect(self.speak)
        if self._copier is not None:
            self.door.restoring.connect(self._copier.stop)
        self.setCentralWidget(self.door)
        self.door.begin()

    def enter(self, desk: Desk) -> None:
        """Somebody signed in."""
        self.desk = desk
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._make_room("")
        if self._copier is not None:
            self._copier.watch(desk)
        if self._line is not None:
            self._line.watch(desk)

    def restore(self) -> None:
        """Keep what is typed, close the file, ask which backup shall stand in its place."""
        if self.desk is None or self.jobs.is_busy:
            return
        self._leave()
        self.show_door()
        self.door.show_restore()

    def lock(self) -> None:
        """Keep what is typed, close the file, ask who comes next."""
        if self.desk is None or self.jobs.is_busy:
            return
        self._leave()
        self.show_door()

    def speak(self, language: str) -> None:
        """Change the language; every page is made anew in it."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.speak(application, language)
        words.speak(language)
        self.settings.language = language
        self._keep_settings(self.settings)
        self._make_anew()

    def enlarge(self, large: bool) -> None:
        """Switch the type between its two sizes."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.dress(application, large=large)
        self.settings.large_type = large
        self._keep_settings(self.settings)
        self._make_anew()

    def _watch_sticks(self) -> None:
        from app.ui.folder_greeter import FolderGreeter
        from app.ui.stick_greeter import StickGreeter
        from app.ui.sticks import StickWatch

        self._greeter = StickGreeter(lambda: self.room, StickWatch(parent=self))
        self._greeter.watch.begin()
        self._folder = FolderGreeter(lambda: self.room, self)
        self._folder.begin()

    def _make_anew(self) -> None:
        self.setWindowTitle(say("window.title"))
        if self.room is None:
            self.show_door()
            return
        self.room.settle()
        key, target = self.room.standing
        self.room.close_room()
        self._make_room(key, target)

    def _make_room(self, key: str, target: object = None) -> None:
        from app.ui.frame import RoomFrame

        assert self.desk is not None
        room = RoomFrame(self.desk, self.jobs, self._entrances)
        room.lock_asked.connect(self.lock)
        room.language_asked.connect(self.speak)
        room.size_asked.connect(self.enlarge)
        room.restore_asked.connect(self.restore)
        if self._line is not None:
            room.follow_line(self._line)
        self.room = room
        self.setCentralWidget(room)
        if self._entrances:
            room.go(key or self._entrances[0].key, target)
        while self.desk.at_start:
            room.notices.say(self.desk.at_start.pop(0), "warn", stay=True)
        self._touched()

    def _leave(self) -> None:
        if self.room is not None:
            self.room.settle()
            self.room.close_room()
            self.room = None
        if self.desk is not None:
            if self._copier is not None:
                self._copier.leave(self.desk)
            if self._line is not None:
                self._line.leave()
            self.desk.close()
            self.desk = None
        self._idle.stop()

    def _say_trouble(self, why: Trouble) -> None:
        self.notices.trouble(why)

    def _say_mishap(self, report: Path) -> None:
        self.notices.say(say("window.mishap", path=report.name), "bad")

    def _say_sorrow(self, why: Exception) -> None:
        if isinstance(why, Trouble):
            self.notices.trouble(why, lasting=True)
        elif isinstance(why, Cancelled):
            self.notices.say(say("window.cancelled"), lasting=True)
        else:
            raise why

    def _say_no_copy(self, told: str) -> None:
        self.notices.say(told, "warn", lasting=True)

    def _show_age(self) -> None:
        if self.room is not None:
            self.room.show_backup_age()

    def _touched(self) -> None:
        if self._copier is not None:
            self._copier.touched()
        if self._line is not None:
            self._line.hand_moved()
        if self.desk is not None and self.settings.lock_after_minutes > 0:
            self._idle.start(self.settings.lock_after_minutes * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A hand moved: the lock waits again."""
        if event.type() in TOUCHES:
            self._touched()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is kept first; where that fails it is said once, and the next close goes through."""
        try:
            self._leave()
        except Trouble as why:
            if not self._closing_told:
                self._closing_told = True
                self.notices.trouble(why)
                event.ignore()
                return
        self.jobs.close()
        if self._line is not None:
            self._line.close()
        event.accept()


def fit_screen(window: QWidget) -> None:
    """A low screen is filled, a large one shows the window in its middle."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    if screen.width() <= ROOMY[0] or screen.height() <= ROOMY[1]:
        window.showMaximized()
        return
    window.resize(*ROOMY)
    window.move(screen.center() - window.rect().center())
    window.show()
