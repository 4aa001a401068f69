"""From the knock on the door to the last visit: the reference case played through the window by keys and clicks."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QListWidget, QPushButton

from app import clock
from app.desk import concluded, questions, told
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.today import lengths_for
from app.papers import paper
from app.records import CaseFile
from app.rules.money_words import capital
from app.ui import theme
from app.ui.frame import RoomFrame
from app.ui.jobs import InlineJobs
from app.ui.kit.finding_list import FindingList
from app.ui.screens import SCREENS, Entrance
from app.ui.screens.papers import PapersScreen
from tests.player import Player, Tray
from tests.rooms import PASSWORD, recovery_code, reference

NOT_ON_PAPER = {"record"}


@pytest.fixture
def case() -> dict[str, Any]:
    return reference()


@pytest.fixture
def desk(case: dict[str, Any], tmp_path: Path) -> Iterator[Desk]:
    from app.paths import DataDir

    made = rooms.create_room(
        DataDir(tmp_path / "room"), told.room_told(case), PASSWORD, recovery_code()
    )
    yield made
    made.close()


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def player(desk: Desk, tray: Tray, qtbot: Any, qapp: Any) -> Iterator[Player]:
    theme.dress(qapp)
    entrances = [
        Entrance("papers", "paper", lambda desk, frame: PapersScreen(desk, frame, printer=tray), in_navigation=False)
        if one.key == "papers" else one
        for one in SCREENS
    ]  # fmt: skip
    frame = RoomFrame(desk, InlineJobs(), entrances)
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    frame.activateWindow()
    with qtbot.waitActive(frame):
        frame.go("register")
    yield Player(frame)
    frame.close_room()


def at(text: str) -> None:
    clock.hold(dt.datetime.fromisoformat(text))


def file_of(desk: Desk) -> CaseFile:
    lines = desk.look(questions.register)
    assert len(lines) == 1
    return desk.look(questions.case_file, lines[0].id)


def mediator(desk: Desk, name: str) -> str:
    room = desk.look(rooms.own_room, desk.shelf.log)
    return next(m.id for m in desk.look(rooms.mediators, room.id) if m.name == name)


def tick(player: Player, desk: Desk, field: str, names: list[str]) -> None:
    """Exactly these people are ticked."""
    room = desk.look(rooms.own_room, desk.shelf.log)
    for person in desk.look(rooms.mediators, room.id):
        box = player.see(QCheckBox, f"{field}.{person.id}")
        if box.isChecked() != (person.name in names):
            box.setFocus(Qt.FocusReason.TabFocusReason)
            player.key(Qt.Key.Key_Space)


def register(player: Player, case: dict[str, Any]) -> None:
    """登记受理: nothing is asked first, the first fact makes the case."""
    at("2026-09-24 09:30")
    player.press("register.new")
    facts = case["case"]
    player.write("case.accepted_on", "9.24")
    player.write("case.dispute_type", facts["type"])
    player.write("case.source", facts["source"])
    player.write("case.line", facts["line"])
    player.write("case.place_id", facts["grid"])
    player.write("case.summary", facts["summary"])
    player.write("case.happened_on", str(facts["happened_on"]))
    player.write("case.lead_id", case["follow_up"]["by"])
    player.write("case.tier", facts["tier"])
    player.write("case.route", facts["route"])


def name_parties(player: Player, case: dict[str, Any]) -> None:
    player.turn(2)
    for number, party in enumerate(case["parties"]):
        if number:
            player.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        player.write("party.name", party["name"])
        player.write("party.id_number", party["id_number"])
        player.write("party.phone", party["phone"])
        player.write("party.ethnicity", party["ethnicity"])
        player.write("party.occupation", party["occupation"])
        player.write("party.address", party["address"])


def ask_for(player: Player, case: dict[str, Any]) -> None:
    player.turn(3)
    player.write("case.requests", "\n".join(case["requests"]))


def inquire(player: Player, desk: Desk, case: dict[str, Any]) -> None:
    at("2026-09-25 11:00")
    player.turn(4)
    asked = case["inquiry"]
    player.write("inquiry.at", "今天 9:00")
    player.write("inquiry.place", asked["place"])
    tick(player, desk, "inquiry.by_ids", [asked["by"]])
    player.write("inquiry.recorder_id", asked["recorder"])
    player.write("inquiry.asked", asked["asked"])
    player.write("inquiry.finding", asked["finding"])


def sit_down(player: Player, desk: Desk, case: dict[str, Any]) -> None:
    for session in case["sessions"]:
        moment = dt.datetime.fromisoformat(str(session["at"]))
        clock.hold(moment + dt.timedelta(hours=2))
        player.turn(5)
        player.press("case_page.add_session")
        player.write("mediation_session.at", moment.strftime("%m.%d %H:%M"))
        if session["no"] == 1:  # the second has these from the first
            player.write("mediation_session.place", session["place"])
            tick(player, desk, "mediation_session.mediator_ids", session["mediators"])
            player.write("mediation_session.recorder_id", session["recorder"])
        player.write("mediation_session.invited", "\n".join(session["invited"]))
        player.press("mediation_session.rights_told.yes")
        player.write("mediation_session.outcome", session["outcome"])


def agree(player: Player, case: dict[str, Any]) -> None:
    player.turn(6)
    agreement = case["agreement"]
    player.write("agreement.terms", "\n".join(agreement["terms"]))
    for number, promise in enumerate(agreement["performance"]):
        if number:
            player.press("case_page.add_item")
        player.write("performance_item.party_id", promise["who"])
        player.write("performance_item.what", promise["what"])
        if "amount" in promise:
            player.write("performance_item.amount", str(promise["amount"]))
            player.write("performance_item.manner", promise["manner"])
        player.write("performance_item.due_on", str(promise["by"]))


def sign_and_seal(player: Player) -> None:
    player.turn(6)
    player.press("case_page.all_today")
    player.press("case_page.seal")


def perform(player: Player) -> None:
    """The first instalment comes on its day, with a receipt."""
    at("2026-10-15 17:00")
    player.turn(7)
    promise = player.see(QFrame, "performance_item.2")
    player.write("performance.proof", "收条一张", within=promise)
    player.press("case_page.kept", within=promise)


def visit(player: Player, case: dict[str, Any]) -> None:
    at("2026-11-17 15:00")
    player.turn(8)
    player.press("case_page.add_visit")
    made = next(v for v in case["follow_up"]["visits"] if "done" in v)
    player.write("visit.manner", made["manner"])
    player.press("visit.performed.yes")
    player.write("visit.satisfaction", made["satisfied"])
    player.press("visit.relapse.no")
    player.write("visit.note", made["note"])


def close(player: Player, case: dict[str, Any]) -> None:
    player.turn(9)
    for goal in ("closed", "settled", "reconciled"):
        player.see(QCheckBox, f"case.goals.{goal}").setFocus(Qt.FocusReason.TabFocusReason)
        player.key(Qt.Key.Key_Space)
    player.write("case.retention", case["closing"]["retention"])
    player.press("case_page.close")


def print_all(player: Player, tray: Tray) -> dict[str, list[str]]:
    """Every paper of the list printed; its text without blanks, by paper."""
    player.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    lines = player.see(QListWidget, "papers_page.drawable")
    printed: dict[str, list[str]] = {}
    for place in range(lines.count()):
        lines.setFocus()
        lines.setCurrentRow(place)
        player.print_it()
        pdf, copies = tray.sheets[-1]
        text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
        name = lines.item(place).data(Qt.ItemDataRole.UserRole)["paper"]
        assert copies == (1 if paper(name).once else 3)
        printed.setdefault(name, []).append(plain(text))
    player.press("papers_page.back")
    return printed


def plain(text: str) -> str:
    return "".join(str(text).split())


def long_day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def test_a_whole_case_by_keys_and_clicks(
    player: Player, desk: Desk, case: dict[str, Any], tray: Tray
) -> None:
    facts, agreement = case["case"], case["agreement"]
    register(player, case)
    assert player.text("case.file_no.shown") == facts["file_no"]
    assert str(facts["tier_due_on"]) in player.text("case.tier_due_on")
    assert str(facts["period_ends_on"]) in player.text("case.period_ends_on")
    name_parties(player, case)
    for place, party in enumerate(case["parties"]):
        player.see(QListWidget, "party.rows").setCurrentRow(place)
        note = player.text("party.id_number.note")
        assert party["sex"] in note
        assert str(party["birth_date"]) in note
        assert f"{party['age_at_acceptance']} 岁" in note
    ask_for(player, case)
    inquire(player, desk, case)
    sit_down(player, desk, case)
    agree(player, case)
    assert f"一式 {agreement['copies']} 份" in player.text("agreement.copies_now")
    print_all(player, tray)
    sign_and_seal(player)
    assert str(agreement["effective_on"]) in player.text("agreement.effective_on")
    assert str(agreement["judicial_confirmation_until"]) in player.text(
        "agreement.judicial_confirmation_until"
    )
    player.turn(8)
    due = player.see(FindingList, "visits.due").texts()
    wanted = [v for v in case["follow_up"]["visits"] if "due" in v]
    assert [str(v["due"]) in line for v, line in zip(wanted, due, strict=True)] == [True] * 3
    perform(player)
    visit(player, case)
    printed = print_all(player, tray)
    close(player, case)
    assert player.text("case_page.stage") == "已结案"
    assert not player.sees(QPushButton, "case_page.close")

    file = file_of(desk)
    told_case = told.case_told(case)
    found = concluded.conclude(file, desk.calendar(), lengths_for(desk.settings), desk.today())
    assert told_case.concluded, "the file tells nothing to compare with"
    assert concluded.differences(told_case, found) == []
    assert file.case.file_no == facts["file_no"]
    assert file.place_path == facts["grid"]
    facts_on_papers(printed, case)


def _persons(case: dict[str, Any]) -> list[Any]:
    """The seven official labels of every party."""
    labels = ("name", "sex", "ethnicity", "age_at_acceptance", "occupation", "phone", "address")
    return [party[name] for party in case["parties"] for name in labels]


def facts_on_papers(printed: dict[str, list[str]], case: dict[str, Any]) -> None:
    """Every fact that belongs on a paper stands in its text, exact."""
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
