"""The minutes of a meeting as a paper."""

from __future__ import annotations

import datetime as dt
import io

from app.papers.minutes import Held, compose
from app.records import Meeting, MeetingItem, Room

ROOM = Room(committee="柳林镇人民调解委员会", room_name="老孟调解室")


def texts(meeting: Meeting, items: list[MeetingItem], agenda: list[str]) -> str:
    sheet = compose(Held(meeting, items, ROOM, "田立新", agenda))
    return "\n".join(sheet.texts())


def test_the_minutes_say_who_met_and_what_was_decided() -> None:
    meeting = Meeting(
        meeting_kind="friday", at=dt.datetime(2026, 3, 6, 15, 0), chair="孟广田", present=["苗秀兰", "田立新"],
        minutes="逐件过了一遍。", decided="下周再看。", agenda="五、新来的（1 件）\n1. 路灯",
    )  # fmt: skip
    item = MeetingItem(
        topic="路灯不亮", decided="联系电工。", who="田立新", due_on=dt.date(2026, 3, 10)
    )
    told = texts(meeting, [item], ["另一个议程"])
    for part in (
        "周五说事会议记录",
        "孟广田",
        "苗秀兰、田立新",
        "2 人",
        "1. 路灯",
        "议定：联系电工；责任人：田立新",
    ):
        assert part in told, part
    assert "另一个议程" not in told


def test_before_anything_is_written_there_are_ruled_lines_to_write_on() -> None:
    sheet = compose(Held(Meeting(), [], ROOM))
    out = io.BytesIO()
    drawn = sheet.draw(out)
    assert drawn.pages == 1
    assert drawn.title == "会议记录"


def test_long_minutes_flow_over_pages() -> None:
    meeting = Meeting(meeting_kind="monthly", minutes="\n".join(["逐件过了一遍。" * 12] * 60))
    items = [MeetingItem(topic="议题" * 40, decided="意见" * 100, who="甲") for _ in range(30)]
    drawn = compose(Held(meeting, items, ROOM)).draw(io.BytesIO())
    assert drawn.pages > 4
