"""会议: the next one with its agenda, and those that were held with items and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from app import clock
from app.codes import code_list
from app.desk import edit, field_registers, meetings, minutes, practice
from app.desk import room as rooms
from app.desk.agenda import Entry
from app.records import Meeting, MeetingItem
from app.rules.chat import Message
from app.ui import theme
from app.ui.awaiting import Awaiting
from app.ui.kit import flow, page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.pick import Pick
from app.ui.kit.rows_form import RowsForm
from app.ui.kit.void_reason import VoidReason
from app.ui.screens.meeting_parts.agenda_card import AgendaCard
from app.ui.screens.meeting_parts.chat_card import ChatCard
from app.ui.screens.meeting_parts.field_part import FieldPart
from app.ui.screens.meeting_parts.minutes_bar import MinutesBar
from app.words import language, say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame

ROLE = Qt.ItemDataRole.UserRole
HEAD = (
    "at",
    "meeting_kind",
    "place",
    "chair",
    "recorder_id",
    "place_id",
    "present",
    "present_count",
)
ITEM = ("topic", "decided", "who", "due_on", "done_on")
TEXT = ("minutes", "decided")
TOPIC = 12  # characters


class MeetingPart(FieldPart):
    """Meetings at the left; the marked one, or the next, at the right."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.awaiting = Awaiting(self, desk, frame)
        self.meeting_id = ""
        self.kind = Pick("talks.kind")
        self.kind.currentIndexChanged.connect(lambda _place: self._show_next())
        self.hold = page.button("talks.hold", self._hold, role="primary", icon="add")
        self.bar = ListingBar(desk, frame, self._listing)
        register = page.label(say("talks.register"), "label", wrap=False)
        self.column.addLayout(flow.row(self.kind, self.hold, None, register, self.bar))
        self.lines = QListWidget()
        self.lines.setObjectName("talks.meetings")
        self.lines.setAccessibleName(say("talks.part.meetings"))
        self.lines.setFixedWidth(theme.scaled(200))
        self.lines.setWordWrap(True)
        self.lines.currentItemChanged.connect(self._turn)
        area, self.sheet = page.sheet()
        self.sheet.setContentsMargins(0, 0, 6, 0)
        self.sheet.setSpacing(10)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.lines)
        across.addWidget(area, 1)
        self.column.addLayout(across, 1)
        self._lay_out()

    def _lay_out(self) -> None:
        self.head_card, inner = _card()
        self.form = FieldForm(
            Meeting, HEAD, columns=1 if theme.is_large() else 2, label_width=88, wide=("present",)
        )
        self.form.left.connect(self._write)
        inner.addWidget(self.form)
        self.agenda = AgendaCard(self.frame, self._take_up)
        self.items_card, inner = _card("talks.items")
        self.items = RowsForm(
            MeetingItem, ITEM, title=_item_words, add="talks.add_item", label_width=88,
            drafts=True, folded=True, wide=("topic", "decided"), columns=1 if theme.is_large() else 2,
            above=True,
        )  # fmt: skip
        self.items.form.shorten("decided", 1)
        self.items.begun.connect(self._begin_item)
        self.items.changed.connect(self._change_item)
        self.items.void_asked.connect(
            lambda one, why: self.desk.do(edit.void, MeetingItem, one, why)
        )
        self.items.marked.connect(lambda _one: self._show_keys())
        inner.addWidget(self.items)
        self.to_matter = page.button("talks.to_matter", self._to_matter, icon="forward")
        self.to_case = page.button("talks.to_case", self._to_case, icon="new_case")
        self.done = page.button("talks.done", self._done, icon="good")
        keys = flow.row(self.to_matter, self.to_case, self.done, gap=6)
        inner.addLayout(keys)
        self.text_card, inner = _card()
        self.text = FieldForm(Meeting, TEXT, columns=1, label_width=88)
        self.text.left.connect(self._write)
        inner.addWidget(self.text)
        self.paper = MinutesBar(self.desk, self.frame, lambda: self.meeting_id)
        self.strike = VoidReason("meeting")
        self.strike.given.connect(self._void)
        self.remove = page.button("kit.remove", self.strike.ask, role="flat", icon="void")
        of_this = page.label(say("talks.this_paper"), "label", wrap=False)
        if theme.is_large():
            of_this.hide()
        inner.addLayout(flow.row(self.remove, None, of_this, self.paper))
        inner.addWidget(self.strike)
        self.chat = ChatCard(self.desk, self._take_messages)
        for card in (self.head_card, self.agenda, self.items_card, self.text_card, self.chat):
            self.sheet.addWidget(card)
        self.sheet.addStretch(1)
        self.of_meeting = (self.head_card, self.items_card, self.text_card, self.chat)

    def show_part(self) -> None:
        way = self.desk.look(practice.standing, self.log)
        own = [one.what for one in way.meetings]
        others = [one.code for one in code_list("meeting_kind").active() if one.code not in own]
        self.kind.offer((x, kind_words(x)) for x in (*own, *others))
        room = self.desk.look(rooms.own_room, self.log)
        staff = self.desk.look(rooms.mediators, room.id)
        self.form.set_options("recorder_id", [(x.id, x.name or "") for x in staff])
        self.form.set_options("place_id", self.places())
        self._fill()

    def lead_to(self, what: str) -> None:
        if what in code_list("meeting_kind"):
            self.kind.choose(what)
            self._mark("")
        else:
            self._mark(what)

    def settle(self) -> None:
        self.form.settle()
        self.items.settle()
        self.text.settle()

    def _fill(self) -> None:
        """The list anew, the same one marked."""
        found = self.desk.look(meetings.listing, self.log)
        self.lines.blockSignals(True)
        self.lines.clear()
        first = QListWidgetItem(say("talks.next"), self.lines)
        first.setData(ROLE, "")
        for one in found:
            at = f"{one.at:%Y-%m-%d %H:%M}" if one.at else "—"
            waits = say("talks.waiting", count=one.waiting) if one.waiting else ""
            item = QListWidgetItem(
                f"{kind_words(one.kind)}　{waits}\n{at}　{one.room}".rstrip("　"), self.lines
            )
            item.setData(ROLE, one.id)
        self.lines.blockSignals(False)
        self._mark(self.meeting_id)

    def _mark(self, meeting_id: str) -> None:
        places = [self.lines.item(n).data(ROLE) for n in range(self.lines.count())]
        place = places.index(meeting_id) if meeting_id in places else 0
        if self.lines.currentRow() == place:
            self._turn(self.lines.item(place))
        else:
            self.lines.setCurrentRow(place)

    def _turn(self, item: QListWidgetItem | None, _old: object = None) -> None:
        if item is None:
            return
        other = item.data(ROLE) != self.meeting_id
        if other:
            self.settle()
        self.meeting_id = str(item.data(ROLE))
        for card in self.of_meeting:
            card.setVisible(bool(self.meeting_id))
        if self.meeting_id:
            self._show_meeting(other=other)
        else:
            self._show_next()

    def _show_next(self) -> None:
        self.agenda.show()
        if not self.meeting_id and self.kind.value:
            now, kind = clock.now(), self.kind.value
            self.agenda.show_none()
            self.awaiting.ask(
                lambda: minutes.agenda_of(self.desk, now, kind),
                partial(self.agenda.show_agenda, may_take=False),
            )

    def _show_meeting(self, *, other: bool) -> None:
        meeting = self.desk.look(edit.get, Meeting, self.meeting_id)
        self.form.load(meeting)
        self.text.load(meeting)
        self.items.load(self.desk.look(meetings.items, meeting.id))
        own = self.desk.look(rooms.own_room, self.log).id
        self.agenda.setVisible(bool(meeting.agenda) or meeting.room_id == own)
        self.awaiting.drop()
        self.agenda.show_none()
        if meeting.agenda:
            self.agenda.show_frozen(meeting.agenda)
        elif meeting.room_id == own:
            now = clock.now()
            self.awaiting.ask(
                lambda: minutes.at_its_time(self.desk, now, meeting),
                partial(self.agenda.show_agenda, may_take=True),
            )
        if other:
            self.chat.show_meeting(meeting.chat or "", meeting.at.date() if meeting.at else None)
        self._show_keys()

    def _show_keys(self) -> None:
        row: Any = self.items.rows.get(self.items.current)
        for press in (self.to_matter, self.to_case, self.done):
            press.setVisible(row is not None)
        if row is not None:
            self.to_matter.setEnabled(not row.matter_id)
            self.to_case.setEnabled(not row.case_id)
            self.done.setText(say("talks.undone" if row.done_on else "talks.done"))

    # what is written

    def _hold(self) -> None:
        self.meeting_id = self.desk.do(
            meetings.hold, self.log, clock.now(), {"meeting_kind": self.kind.value}
        )
        self._fill()

    def _write(self, changes: dict[str, Any]) -> None:
        if self.meeting_id:
            minutes.write(self.desk, clock.now(), self.meeting_id, changes, self.agenda.shown)

    def _take_up(self, entries: Sequence[Entry]) -> None:
        made = self.desk.do(meetings.take_up, self.meeting_id, entries)
        self.frame.notices.say(say("talks.taken_up", count=len(made)), "good")

    def _begin_item(self, facts: dict[str, Any]) -> None:
        made = self.desk.do(meetings.add_item, self.meeting_id, facts)
        self.items.adopt(made)

    def _change_item(self, item_id: str, changes: dict[str, Any]) -> None:
        self.desk.do(edit.edit, MeetingItem, item_id, changes, self.items.form.seen)

    def _to_matter(self) -> None:
        self.desk.do(meetings.become_matter, self.log, clock.now(), self.items.current, {})
        self.frame.notices.say(say("sweeping.matter_made"), "good")

    def _to_case(self) -> None:
        case = self.desk.do(meetings.become_case, self.log, self.desk.today(), self.items.current)
        self.frame.go("case", case)

    def _done(self) -> None:
        self.desk.do(meetings.done, self.items.current, self.desk.today())

    def _take_messages(self, pasted: str, chosen: Sequence[Message]) -> None:
        self.desk.do(meetings.write, self.meeting_id, {"chat": pasted})
        made = self.desk.do(
            meetings.take_messages, self.log, clock.now(), self.meeting_id, chosen, {}
        )
        self.frame.notices.say(say("talks.messages_taken", count=len(made)), "good")

    def _void(self, reason: str) -> None:
        meeting, self.meeting_id = self.meeting_id, ""
        self.desk.do(edit.void, Meeting, meeting, reason)

    def _listing(self) -> Listing:
        return self.desk.look(field_registers.meeting_listing, self.log)


def kind_words(kind: str) -> str:
    """周五说事."""
    return code_list("meeting_kind").label(kind, language())


def _item_words(item: MeetingItem) -> str:
    """As much of a topic as a line of a row takes."""
    topic = " ".join((item.topic or "").split())
    return topic[:TOPIC] + ("…" if len(topic) > TOPIC else "")


def _card(key: str = "") -> tuple[Any, QVBoxLayout]:
    card, inner = page.card(say(key) if key else "")
    inner.setContentsMargins(14, 8, 14, 10)
    return card, inner
