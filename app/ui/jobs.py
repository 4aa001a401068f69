"""Long work on one worker thread, with progress and cancel; results come back on the window's thread.

    frame.jobs.run(lambda report: ledger.take(desk, path, report), then=self.show_result, title=say("…"))

The work is given `report(done, total)` and calls it as it goes; after a cancel the next report raises
Cancelled, which undoes an open transaction like any other exception. Tests pass InlineJobs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
Report = Callable[[int, int], None]
Work = Callable[[Report], T]


class Cancelled(Exception):
    """A person stopped the work."""


class Jobs(QObject):
    """One worker; jobs run one after another in the order they came."""

    started = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()
    sorrow = Signal(object)
    """An exception nobody asked to be told of."""

    _back = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._worker: threading.Thread | None = None
        self._cancelled = threading.Event()
        self._waiting = 0
        self._back.connect(self._come_back)

    @property
    def is_busy(self) -> bool:
        return self._waiting > 0

    def run(
        self,
        work: Work[T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
        title: str = "",
    ) -> None:
        """Do the work aside; `then` gets its answer, `failed` its exception."""
        self._waiting += 1

        def aside() -> None:
            self._cancelled.clear()
            self._back.emit(lambda: self.started.emit(title))
            try:
                answer = work(self._report)
            except Exception as why:
                end = self._failing(why, failed)
            else:
                end = self._answering(answer, then)
            self._back.emit(end)

        self._start(aside)

    def cancel(self) -> None:
        """Stop the work under way at its next report."""
        self._cancelled.set()

    def close(self) -> None:
        """Stop, and wait for the worker."""
        self.cancel()
        if self._worker is not None:
            self._queue.put(None)
            self._worker.join()
            self._worker = None

    def _start(self, aside: Callable[[], None]) -> None:
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="jobs", daemon=True)
            self._worker.start()
        self._queue.put(aside)

    def _work(self) -> None:
        while (aside := self._queue.get()) is not None:
            aside()

    def _report(self, done: int, total: int = 0) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        self._back.emit(lambda: self.progressed.emit(done, total))

    def _answering(self, answer: T, then: Callable[[T], object] | None) -> Callable[[], None]:
        def end() -> None:
            self._finish()
            if then is not None:
                then(answer)

        return end

    def _failing(
        self, why: Exception, failed: Callable[[Exception], object] | None
    ) -> Callable[[], None]:
        def end() -> None:
            self._finish()
            if failed is not None:
                failed(why)
            else:
                self.sorrow.emit(why)

        return end

    def _finish(self) -> None:
        self._waiting -= 1
        self.ended.emit()

    def _come_back(self, told: Any) -> None:
        told()


class InlineJobs(Jobs):
    """Work done on the spot: for tests, and for what must be over before the next line."""

    def _start(self, aside: Callable[[], None]) -> None:
        aside()
