"""From the knock on the door to the bound volume: the reference case played through the window by keys alone."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton

from app.desk import concluded, questions, told
from app.desk.desk import Desk
from app.desk.today import lengths_for
from app.papers import paper
from app.records import CaseFile
from app.rules.money_words import capital
from app.rules.returned import returned
from app.ui.kit.finding_list import FindingList
from app.words import say
from tests.player import Player, Tray
from tests.rooms import reference
from tests.typing_count.hand import Hand
from tests.typing_count.play import VISITS, Play
from tests.typing_count.stage import SMALLEST, a_room
from tests.typing_count.tally import Tally, read, singly, with_strokes


@pytest.fixture
def case() -> dict[str, Any]:
    return reference()


def file_of(desk: Desk) -> CaseFile:
    lines = desk.look(questions.register)
    assert len(lines) == 1
    return desk.look(questions.case_file, lines[0].id)


def print_asked_for(player: Player) -> None:
    """What a court wants is drawn always and printed by hand, where somebody goes there."""
    player.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    lines = player.see(QListWidget, "papers_page.drawable")
    for place in range(lines.count()):
        if lines.item(place).data(Qt.ItemDataRole.UserRole)["paper"].startswith("confirmation"):
            lines.setFocus()
            lines.setCurrentRow(place)
            player.press("paper_view.print")
            player.press("print_pane.print")
    player.press("papers_page.back")


def printed_texts(desk: Desk, tray: Tray) -> dict[str, list[str]]:
    """The text without blanks of everything that left the printer, by paper."""
    names = {one.sha256: one.paper or "" for one in file_of(desk).printed}
    told: dict[str, list[str]] = {}
    for pdf, copies in tray.sheets:
        name = names[hashlib.sha256(pdf).hexdigest()]
        if name != "volume":
            assert copies == (1 if paper(name).once else 3)
            pages = pypdfium2.PdfDocument(pdf)
            text = "".join(page.get_textpage().get_text_range() for page in pages)
            told.setdefault(name, []).append(plain(text))
    return told


def plain(text: str) -> str:
    return "".join(str(text).split())


def long_day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def test_a_whole_case_by_the_keyboard_alone(
    case: dict[str, Any], tmp_path: Path, qapp: object
) -> None:
    with a_room(case, tmp_path) as (desk, frame, tray, scans):
        hand = Hand(frame, Tally(), mouse=False)
        play = Play(hand, desk, case, tray, scans)
        live(play, case)
        assert (frame.width(), frame.height()) == SMALLEST, "a page wants more than the screen has"
        printed = printed_texts(desk, tray)
        print_asked_for(hand)
        file = file_of(desk)
        told_case = told.case_told(case)
        found = concluded.conclude(file, desk.calendar(), lengths_for(desk.settings), desk.today())
        assert told_case.concluded, "the file tells nothing to compare with"
        assert concluded.differences(told_case, found) == []
        assert file.case.file_no == case["case"]["file_no"]
        assert file.place_path == case["case"]["grid"]
        assert len(file.volumes) == 1
        assert all(one.signed for one in returned(file))
        facts_on_papers({**printed, **printed_texts(desk, tray)}, play)
    held_down(hand.tally)


def live(play: Play, case: dict[str, Any]) -> None:
    """Every part in turn; what the window says of it meanwhile is looked at."""
    player, facts, agreement = play.hand, case["case"], case["agreement"]
    play.step("acceptance")
    assert player.text("case.file_no.shown") == facts["file_no"]
    assert str(facts["tier_due_on"]) in player.text("case.tier_due_on")
    assert str(facts["period_ends_on"]) in player.text("case.period_ends_on")
    play.step("parties")
    for place, party in enumerate(case["parties"]):
        player.see(QListWidget, "party.rows").setCurrentRow(place)
        note = player.text("party.id_number.note")
        assert party["sex"] in note
        assert str(party["birth_date"]) in note
        assert f"{party['age_at_acceptance']} 岁" in note
    for name in ("requests", "first_papers", "inquiry", "sessions", "agreement"):
        play.step(name)
    assert f"一式 {agreement['copies']} 份" in player.text("agreement.copies_now")
    play.step("agreement_papers")
    assert str(agreement["effective_on"]) in player.text("agreement.effective_on")
    until = player.text("agreement.judicial_confirmation_until")
    assert str(agreement["judicial_confirmation_until"]) in until
    player.turn(VISITS)
    due = player.see(FindingList, "visits.due").texts()
    wanted = [v for v in case["follow_up"]["visits"] if "due" in v]
    assert [str(v["due"]) in line for v, line in zip(wanted, due, strict=True)] == [True] * 3
    for name in ("performance", "evidence", "visit", "closing"):
        play.step(name)
    assert player.text("case_page.stage") == "已结案"
    assert say("binding.bind") in player.text("case_page.next")
    assert not player.sees(QPushButton, "case_page.close")
    play.step("volume")


def held_down(tally: Tally) -> None:
    """No change makes typing dearer; one that makes it cheaper lowers what is recorded."""
    total, recorded = tally.total(), read("recorded")["keyboard"]
    assert total["clicks"] == 0
    assert singly(total) <= recorded["singly"]
    assert with_strokes(total) <= recorded["with_strokes"]


def _persons(case: dict[str, Any]) -> list[Any]:
    """The seven official labels of every party."""
    labels = ("name", "sex", "ethnicity", "age_at_acceptance", "occupation", "phone", "address")
    return [party[name] for party in case["parties"] for name in labels]


def facts_on_papers(printed: dict[str, list[str]], play: Play) -> None:
    """Every fact that belongs on a paper stands in its text, exact."""
    case, beside = play.case, play.beside["evidence"]
    facts, agreement = case["case"], case["agreement"]
    names = [party["name"] for party in case["parties"]]
    committee = case["room"]["committee"]
    wanted: dict[str, list[list[Any]]] = {
        "acceptance": [[
            committee, facts["file_no"], *names, facts["type"].removesuffix("纠纷"), facts["summary"],
            long_day(facts["accepted_on"]), *case["requests"],
        ]],
        "application": [[*names, facts["summary"], *case["requests"], *_persons(case)]],
        "rights_notice": [[committee, facts["file_no"], *names]],
        "identity": [[party["name"], party["id_number"]] for party in case["parties"]],
        "inquiry": [[
            *(case["inquiry"][name] for name in ("place", "by", "asked", "recorder", "finding")),
        ]],
        "receipt": [
            [promise["who"], agreement["number"], promise["what"], promise["manner"], f"{promise['amount']:,.2f}"]
            for promise in agreement["performance"][1:2]  # a visit found the others kept
        ],
        "closing_report": [[
            facts["file_no"], committee, *names, facts["summary"], *agreement["terms"],
            *(party[name] for party in case["parties"] for name in ("phone", "address")),
        ]],
        "record": [
            [
                committee, facts["file_no"], *names, session["place"], *session["invited"], session["outcome"],
                long_day(dt.datetime.fromisoformat(str(session["at"])).date()), f"{session['no']}",
            ]
            for session in case["sessions"]
        ],
        "agreement": [[
            committee, agreement["number"], facts["summary"], *agreement["terms"], long_day(agreement["made_on"]),
            f"{agreement['copies']}份",
            *_persons(case),
            *(promise[name] for promise in agreement["performance"] for name in ("who", "what", "manner")
              if name in promise),
            *(capital(Decimal(str(promise["amount"]))) for promise in agreement["performance"] if "amount" in promise),
            *(f"{promise['amount']:,.2f}" for promise in agreement["performance"] if "amount" in promise),
            *(long_day(promise["by"]) for promise in agreement["performance"]),
        ]],
        "visit": [[committee, agreement["number"], *names, case["follow_up"]["by"]]],
        "evidence": [[beside["name"], names[0], beside["proves"]]],
        "confirmation": [[*names, committee, agreement["number"], long_day(agreement["made_on"])]],
        "confirmation_list": [[committee, facts["file_no"]]],
    }  # fmt: skip
    for made in (v for v in case["follow_up"]["visits"] if "done" in v):
        wanted["visit"][0] += [
            long_day(made["done"]),
            made["manner"],
            made["satisfied"],
            made["note"],
        ]
    assert printed.keys() == wanted.keys()
    for name, papers in wanted.items():
        for text, told_ in zip(printed[name], papers, strict=True):
            lacking = [fact for fact in told_ if plain(fact) not in text]
            assert lacking == [], f"{name}: {text}"
