"""常用语 of a room: kept, changed, taken away, shared with room-mates, filled from the case."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.desk import conflicts, edit, phrases
from app.desk.desk import Desk
from app.records import (
    Case,
    CaseFile,
    Inquiry,
    MediationSession,
    Mediator,
    Party,
    Phrase,
    Place,
    Room,
    Visit,
)  # fmt: skip
from app.rules.phrase_book import BLANKS
from app.trouble import Trouble
from tests.desk.test_mates import Village

RECORD = "mediation_session.record"


def kept(desk: Desk) -> list[str]:
    return [one.text or "" for one in desk.look(phrases.own, desk.shelf.log)]


def keep(desk: Desk, text: str, place: str = RECORD) -> str:
    return desk.do(phrases.keep_phrase, desk.shelf.log, place, text)


def test_a_phrase_of_the_room_stands_before_the_shipped_ones(desk: Desk) -> None:
    keep(desk, "咱们关起门来说。")
    told = desk.look(phrases.listed, desk.shelf.log, RECORD)
    assert (told[0].text, told[0].moment) == ("咱们关起门来说。", "own")
    assert len(told) > 60
    elsewhere = desk.look(phrases.listed, desk.shelf.log, "visit.note")
    assert elsewhere[-1].text == "咱们关起门来说。"


def test_the_same_words_are_kept_once(desk: Desk) -> None:
    assert keep(desk, "咱们关起门来说。") == keep(desk, " 咱们关起门来说。 ")
    assert kept(desk) == ["咱们关起门来说。"]


def test_a_phrase_is_changed_and_taken_away_and_its_story_stays(desk: Desk) -> None:
    one = keep(desk, "坐下说。")
    desk.do(phrases.change_phrase, one, "都坐下说。", "坐下说。")
    assert kept(desk) == ["都坐下说。"]
    desk.do(edit.void, Phrase, one, "不用了")
    assert kept(desk) == []
    assert keep(desk, "都坐下说。") != one


def test_words_a_room_mate_changed_meanwhile_are_not_written_over(desk: Desk) -> None:
    one = keep(desk, "坐下说。")
    desk.do(phrases.change_phrase, one, "都坐下说。", "坐下说。")
    with pytest.raises(Trouble, match="都坐下说"):
        desk.do(phrases.change_phrase, one, "请坐下说。", "坐下说。")
    desk.do(edit.void, Phrase, one, "不用了")
    with pytest.raises(Trouble):
        desk.do(phrases.change_phrase, one, "请坐下说。", "都坐下说。")
    assert kept(desk) == []


def test_two_room_mates_who_change_one_phrase_lose_neither(tmp_path: Path) -> None:
    village = Village(tmp_path)
    try:
        one = keep(village.first, "坐下说。")
        second = village.come_in()
        village.first.do(phrases.change_phrase, one, "都坐下说。", "坐下说。")
        second.do(phrases.change_phrase, one, "请坐下说。", "坐下说。")
        village.carry(second, village.first, second)
        for desk in (village.first, second):
            found = desk.look(conflicts.open_conflicts)
            told = {value.words for each in found for value in each.values}
            assert {"都坐下说。", "请坐下说。"} <= told
            assert len(kept(desk)) == 1
    finally:
        village.leave()


def test_nothing_is_no_phrase_and_too_long_a_one_is_refused(desk: Desk) -> None:
    with pytest.raises(Trouble):
        keep(desk, "  ")
    with pytest.raises(Trouble):
        desk.do(phrases.change_phrase, keep(desk, "坐下说。"), " ", "坐下说。")
    with pytest.raises(Trouble):
        keep(desk, "字" * 2001)
    assert kept(desk) == ["坐下说。"]


def test_room_mates_have_the_same_phrases(tmp_path: Path) -> None:
    village = Village(tmp_path)
    try:
        keep(village.first, "咱们关起门来说。")
        second = village.come_in()
        keep(second, "有话慢慢讲。")
        village.carry(second, village.first)
        assert kept(village.first) == kept(second) == ["咱们关起门来说。", "有话慢慢讲。"]
    finally:
        village.leave()


@pytest.fixture
def file() -> CaseFile:
    lead, helper = Mediator(name="杜守义"), Mediator(name="王玉珍")
    made = CaseFile(
        Case(lead_id=lead.id, assist_ids=[helper.id], dispute_type="02"),
        Room(committee="刁镇街道人民调解委员会", room_name="老杜调解室"),
        mediators={one.id: one for one in (lead, helper)},
        places=[Place(name="旧军村")],
    )
    made.parties = [Party(role="applicant", name="陈㛃喆"), Party(role="respondent", name="欧阳𬭎")]
    made.inquiries = [Inquiry(by_ids=[lead.id], asked="于德福")]
    made.sessions = [
        MediationSession(
            at=dt.datetime(2026, 10, 8, 9, 30), invited=["网格员 刘春梅"], recorder_id=helper.id
        )
    ]
    return made


TODAY = dt.date(2026, 11, 1)


def test_a_case_fills_the_blanks(file: CaseFile) -> None:
    told = phrases.facts(file, file.sessions[0], TODAY)
    assert (told["申请人"], told["被申请人"]) == ("陈㛃喆", "欧阳𬭎")
    assert (told["调解员"], told["记录人"]) == ("杜守义、王玉珍", "王玉珍")
    assert told["参加人"] == "网格员 刘春梅"
    assert told["日期"] == "2026年10月8日"
    assert told["村居"] == "旧军村"
    asked = phrases.facts(file, file.inquiries[0], TODAY)
    assert (asked["调查人"], asked["被调查人"]) == ("杜守义", "于德福")
    assert "回访对象" not in asked
    assert set(told) | set(asked) | {"回访对象"} == set(BLANKS)


def test_a_bare_record_takes_what_the_case_knows(file: CaseFile) -> None:
    for record in (MediationSession(), Inquiry(), Visit(), None):
        told = phrases.facts(file, record, TODAY)
        assert told["地点"] == "老杜调解室"
        assert told["日期"] == "2026年11月1日"
    bare = phrases.facts(CaseFile(Case(), Room()), None, TODAY)
    assert not any(bare[name] for name in bare if name != "日期")
