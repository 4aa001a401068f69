"""会议记录: who met, what stood before the meeting, what was decided item by item, signed by chair and recorder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.papers import phrases, style
from app.papers.block import Beside, Block, Group
from app.papers.body import heading, running
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.listing_text import heads_text
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import official, said

if TYPE_CHECKING:
    from app.records import Meeting, MeetingItem, Room

FORM = "meeting"


@dataclass(frozen=True)
class Held:
    """A meeting with what hangs on it; before the minutes are written the agenda is that of the day."""

    meeting: Meeting
    items: Sequence[MeetingItem]
    room: Room
    recorder: str = ""
    agenda: Sequence[str] = ()


def compose(held: Held) -> Sheet:
    """The minutes as they are printed."""
    meeting, room = held.meeting, held.room
    kind = said("meeting_kind", meeting.meeting_kind) if meeting.meeting_kind else ""
    title = official(FORM, "title", kind=kind) if kind else official(FORM, "plain_title")
    office = " · ".join(name for name in (room.committee, room.room_name) if name)
    sheet = Sheet("minutes", title, office, room=room.id[:8], coded=False)
    sheet.heading()
    sheet.space(6)
    present = official("sheet", "list").join(meeting.present or ())
    count = meeting.present_count or len(meeting.present or ()) or None
    sheet.add(
        _line("at", phrases.moment_pieces(meeting.at)),
        _line("place", meeting.place or ""),
        Entries([
            Entry(official(FORM, "chair"), meeting.chair or ""),
            Entry(official(FORM, "recorder"), held.recorder),
        ]),
        _line("present", present),
        _line("present_count", official(FORM, "count", count=count) if count else ""),
    )  # fmt: skip
    agenda = (meeting.agenda or "").splitlines() or list(held.agenda)
    if agenda:
        sheet.add(heading(official(FORM, "agenda_heading")))
        sheet.add(*(_agenda_line(line) for line in agenda))
    if held.items:
        sheet.add(heading(official(FORM, "items_heading")))
        sheet.add(*(block for n, one in enumerate(held.items, 1) for block in _item(n, one)))
    sheet.add(
        heading(official(FORM, "minutes_heading")), *running(meeting.minutes, 8),
        heading(official(FORM, "decided_heading")), *running(meeting.decided, 3),
        Group([
            Beside(
                Signatures(official(FORM, "sign_chair"), [meeting.chair or ""], across=1),
                Signatures(official(FORM, "sign_recorder"), [held.recorder], across=1),
                before=10,
            ),
            Paragraph(phrases.day_pieces(meeting.at.date() if meeting.at else None), align="right"),
        ], company=True),
    )  # fmt: skip
    return sheet


def _line(place: str, value: str | list[Piece]) -> Entries:
    return Entries([Entry(official(FORM, place), value)])


def _agenda_line(line: str) -> Block:
    """In smaller type: it was there before the meeting. What is numbered 一、 heads what follows."""
    heads = heads_text(line)
    hand = "label" if heads else "body"
    return Paragraph(
        [Piece(line, hand)], style.SMALL.size, style.SMALL.leading, indent=2, keep=heads
    )


def _item(number: int, one: MeetingItem) -> list[Block]:
    """One item: what, what was decided, who by when."""
    told = [official(FORM, "item_decided", decided=one.decided)] if one.decided else []
    who = [official(FORM, "item_who", who=one.who)] if one.who else []
    who += [official(FORM, "item_due", due=phrases.day_words(one.due_on))] if one.due_on else []
    who += [official(FORM, "item_done", done=phrases.day_words(one.done_on))] if one.done_on else []
    head = Paragraph(
        [Piece(official(FORM, "item_line", number=number, topic=one.topic or ""))], indent=2, keep=bool(told or who)
    )  # fmt: skip
    stop = official("sheet", "stop")
    rest = [x.rstrip(stop) for x in (*told, *who)]
    return [head, *([Paragraph([Piece("；".join(rest) + stop)], indent=2)] if rest else [])]
