"""The index of what came from others, brought up aside: whoever took it in is not kept waiting.

Where a desk stays open (the window, a centre that answers) a thread does it as soon as nothing more comes, a
portion at a time; elsewhere whoever is at the desk does. After a crash what was due is due still. What hinders
it (the disk, another writer) is told where somebody acts: here it is put off.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from app.desk import case_lines
from app.store.shelf import Shelf
from app.trouble import Trouble

_log = logging.getLogger("index")


SETTLED = 0.5  # seconds in which nothing more came
LONGEST = 20  # such waits, while more and more comes


class Indexing:
    """The index of one open room or centre."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._done: Callable[[], None] | None = None
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self._asked = False  # more came since the worker looked
        self._over = threading.Event()

    def attend(self, done: Callable[[], None] = lambda: None) -> None:
        """From now on bring it up aside, and first what is due already; `done` is told there, each time."""
        self._done = done
        if self._shelf.is_index_due() or case_lines.is_due(self._shelf):
            self.soon()

    def soon(self) -> None:
        """Something came: where this desk is attended, its index is brought up aside."""
        with self._lock:
            self._asked = True
            if self._done is not None and self._worker is None and not self._over.is_set():
                self._worker = threading.Thread(target=self._work, name="index", daemon=True)
                self._worker.start()

    def now(self) -> int:
        """Bring it up here; answers how many cases were indexed."""
        count = 0
        try:
            while not self._over.is_set() and (some := self._shelf.index_some()):
                count += some
            while not self._over.is_set() and case_lines.bring_some(self._shelf):
                pass
        except Trouble as why:
            _log.warning("put off: %s", why.key)
        return count

    def close(self) -> None:
        """Stop after the portion in hand, and wait for it."""
        with self._lock:
            self._over.set()
            worker = self._worker
        if worker is not None:
            worker.join()

    def _work(self) -> None:
        while self._is_asked():
            for _ in range(LONGEST):
                self._over.wait(SETTLED)
                if not self._take_asked():
                    break
            if self.now() and self._done is not None:
                self._done()

    def _is_asked(self) -> bool:
        """Whether there is something to do; where not, the worker ends, and the next to ask begins another."""
        with self._lock:
            if self._over.is_set() or not self._asked:
                self._worker = None
                return False
            self._asked = False
            return True

    def _take_asked(self) -> bool:
        with self._lock:
            asked, self._asked = self._asked, False
            return asked
