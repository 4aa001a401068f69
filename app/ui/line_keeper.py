"""Exchange with the centre by itself: after changes settled, every few minutes, never while locked.

The work is done aside. It touches the room's file for moments only, between two waits for the network, and
asks before each whether the room is still open: so locking waits for no network.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.trouble import Trouble
from app.ui.bridge import Bridge
from app.ui.jobs import Cancelled, Jobs, Report
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.desk.line import Synced

SOON = 15_000
"""Milliseconds after signing in."""
SETTLED = 30_000
"""Milliseconds without a further change."""
HAND_AT_REST = 4.0
"""Seconds without a key or a click; nobody is disturbed in the middle of a word."""
LONGEST = 3600.0
"""Seconds between two tries where the network stays away."""


@dataclass(frozen=True)
class LineState:
    """What the bar says, in whatever language is spoken then: a word, and the sentence behind it."""

    key: str
    facts: dict[str, object] = field(default_factory=dict)
    kind: str = "quiet"  # quiet, good, warn
    behind: Synced | Trouble | None = None
    more: str = ""  # key of a further sentence, or of the only one

    @property
    def word(self) -> str:
        return say(self.key, **self.facts)

    @property
    def brought_receipt(self) -> bool:
        """Whether an exchange came to its end: what the centre has is known anew."""
        return self.behind is not None and not isinstance(self.behind, Trouble)

    @property
    def sentence(self) -> str:
        if self.behind is None:
            return say(self.more, **self.facts) if self.more else ""
        if isinstance(self.behind, Trouble):
            told = [str(self.behind), *([say(self.more)] if self.more else [])]
            return "\n".join(told)
        told = [self.behind.sentence(), *self.behind.besides]
        return "\n".join([*told, *([say(self.more)] if self.more else [])])


class _Watch:
    """One room from signing in to locking, as the worker sees it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.over = threading.Event()
        self._at_desk = threading.Lock()

    @contextmanager
    def at_desk(self) -> Iterator[None]:
        with self._at_desk:
            if self.over.is_set():
                raise Cancelled
            yield

    def wait(self, seconds: float) -> None:
        """Before the next try; nothing is tried for a room that is closed."""
        if self.over.wait(seconds):
            raise Cancelled

    def end(self) -> None:
        """From now on the worker leaves the room's file alone; what it has in hand is finished first."""
        self.over.set()
        with self._at_desk:
            pass


class LineKeeper(QObject):
    """Keeps the room and its centre the same, as far as the network lets it."""

    said = Signal(object)
    """A LineState, or None where there is no line."""
    _tried_again = Signal(object, object)

    def __init__(self, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.state: LineState | None = None
        self._jobs = jobs or Jobs()  # its own: a slow network holds up no other work
        self._watch: _Watch | None = None
        self._bridge: Bridge | None = None
        self._busy_for: _Watch | None = None
        self._asked = False  # a person wants it anew, and what was stopped has not come back yet
        self._failed = 0
        self._hand = 0.0
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self.sync)
        self._jobs.progressed.connect(self._progressed)
        self._tried_again.connect(self._trying_again)

    @property
    def is_under_way(self) -> bool:
        """Whether an exchange is being done, or begins as soon as a stopped one has come back."""
        return self._asked or (self._busy_for is not None and self._busy_for is self._watch)

    def watch(self, desk: Desk) -> None:
        """Somebody signed in."""
        self._watch = _Watch(desk)
        self._bridge = Bridge(desk)
        self._bridge.touched.connect(self._changed)
        self._failed = 0
        self._say(None)
        self._due.start(SOON)

    def leave(self) -> None:
        """The desk is about to be closed."""
        self._due.stop()
        if self._bridge is not None:
            self._bridge.close()
            self._bridge = None
        if self._watch is not None:
            self._watch.end()
            self._watch = None
        self._asked = False
        self._say(None)

    def close(self) -> None:
        """The program ends; a network that does not answer is not waited for."""
        self.leave()
        if not self._jobs.is_busy:
            self._jobs.close()

    def hand_moved(self) -> None:
        """Somebody types or points."""
        self._hand = time.monotonic()

    def sync(self) -> None:
        """Exchange now, unless there is no line, it is being done, or a hand is moving."""
        from app.desk import line_state

        watch = self._watch
        if watch is None or self._busy_for is not None:
            return
        self._again()
        if not watch.desk.settings.sync_by_line or line_state.centre(watch.desk) is None:
            self._say(None)
            return
        if time.monotonic() - self._hand < HAND_AT_REST:
            self._due.start(int(HAND_AT_REST * 1000))
            return
        self._begin(watch)

    def sync_now(self) -> None:
        """A person asks: at once, also where nothing is done by itself."""
        watch = self._watch
        if watch is None or self.is_under_way:
            return
        self._again()
        if self._busy_for is None:
            self._begin(watch)
        else:
            self._asked = True
            self._say(LineState("line.bar_begins"))

    def stop(self) -> None:
        """A person has enough: nothing more is touched here, whatever the network still has in hand."""
        from app.desk import line_state

        watch = self._watch
        if watch is None or not self.is_under_way:
            return
        self._asked = False
        watch.end()
        self._watch = _Watch(watch.desk)
        self._again()
        facts: dict[str, object] = {"count": line_state.lacking(watch.desk)}
        self._say(LineState("line.bar_stopped", facts, more="line_part.stopped"))

    def _begin(self, watch: _Watch) -> None:
        self._busy_for = watch
        self._say(LineState("line.bar_begins"))

        def work(report: Report) -> Synced:
            from app.desk import line  # what speaks HTTP is loaded here, aside

            def tell(key: str, facts: dict[str, object]) -> None:
                if key == "line.again":
                    self._tried_again.emit(watch, facts)

            return line.sync_now(
                watch.desk, report, tell=tell, wait=watch.wait, at_desk=watch.at_desk
            )

        self._jobs.run(
            work,
            lambda done: self._done(watch, done),
            failed=lambda why: self._sorrow(watch, why),
        )

    def _again(self) -> None:
        """When to look the next time: every few minutes, ever later where nobody answers."""
        from app.desk import line_state

        assert self._watch is not None
        every = max(self._watch.desk.settings.sync_minutes, 1) * 60.0
        wait = line_state.pause(self._failed, every, max(LONGEST, every)) if self._failed else every
        self._due.start(int(wait * 1000))

    def _changed(self, _touched: object) -> None:
        """Something was written here; it goes when the writing rests."""
        if self.is_under_way or self._watch is None or self.state is None:
            return
        self._due.start(SETTLED)
        self._waiting()

    def _waiting(self) -> None:
        from app.desk import line_state

        assert self._watch is not None
        count = line_state.lacking(self._watch.desk)
        if count:
            self._say(LineState("line.bar_waiting", {"count": count}))

    def _progressed(self, done: int, total: int) -> None:
        if self._busy_for is not None and self._busy_for is self._watch:
            self._say(LineState("line.bar_syncing", {"done": done, "total": total}))

    def _trying_again(self, watch: _Watch, facts: dict[str, object]) -> None:
        if watch is self._watch and self._busy_for is watch:
            told = {name: facts[name] for name in ("tried", "tries")}
            self._say(LineState("line.bar_again", told))

    def _done(self, watch: _Watch, done: Synced) -> None:
        from app import clock
        from app.desk import line_state

        if self._locked_meanwhile(watch):
            return
        self._failed = 0
        self._again()
        if done.outcome == line_state.AGREED:
            at = clock.now().strftime("%H:%M")
            self._say(LineState("line.bar_agreed", {"at": at}, "good", done))
        elif done.outcome == line_state.HELD:
            self._say(LineState("line.bar_held", kind="warn", behind=done))
        else:
            more = "line.apart_next"
            self._say(LineState("line.bar_apart", kind="warn", behind=done, more=more))

    def _sorrow(self, watch: _Watch, why: Exception) -> None:
        from app.desk import line_state

        if self._locked_meanwhile(watch):
            return
        if not isinstance(why, Trouble):
            raise why
        self._failed += 1
        self._again()
        if why.key in line_state.FLEETING:
            count = line_state.lacking(watch.desk)
            key = "line.bar_offline" if count else "line.bar_offline_idle"
            self._say(LineState(key, {"count": count}, behind=why, more="line.by_itself"))
        else:
            self._say(LineState("line.bar_trouble", kind="warn", behind=why))

    def _locked_meanwhile(self, watch: _Watch) -> bool:
        """What was done for a room that is closed, or was stopped, is told nobody; whoever is here has a turn."""
        self._busy_for = None
        if watch is self._watch:
            return False
        if self._asked:
            self._asked = False
            self.sync_now()
        elif self._watch is not None and self._watch.desk is not watch.desk:
            self._due.start(SOON)
        return True

    def _say(self, state: LineState | None) -> None:
        if state != self.state:
            self.state = state
            self.said.emit(state)
