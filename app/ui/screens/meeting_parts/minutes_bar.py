"""打印, 存为PDF of the minutes of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app import clock
from app.desk import minutes
from app.rules.listing import Listing
from app.ui.kit.listing_bar import ListingBar
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame


class MinutesBar(ListingBar):
    """The two buttons of a paper; it is no table, so there is no workbook of it."""

    def __init__(self, desk: Desk, frame: Frame, which: Callable[[], str]) -> None:
        super().__init__(desk, frame, lambda: Listing(say("record.meeting"), [], []))
        self._which = which
        self.book.hide()

    def _draw(self, then: Callable[[bytes], None]) -> None:
        meeting, now = self._which(), clock.now()
        self._name = say("record.meeting")
        self.frame.jobs.run(
            lambda _report: minutes.draw(self.desk, now, meeting), then,
            title=say("listing_bar.working"),
        )  # fmt: skip
