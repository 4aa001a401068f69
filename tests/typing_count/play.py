"""The reference case from the knock on the door to the bound volume, by hands alone."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pypdf
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame

from app import clock
from app.desk import room as rooms
from app.desk.desk import Desk
from app.ui.folder_greeter import FolderGreeter
from app.ui.screens.scan_parts.page_list import PageList
from app.ui.screens.scan_parts.returned_card import ReturnedCard
from tests.player import Tray
from tests.typing_count.hand import Hand
from tests.typing_count.tally import read

(
    PARTIES, REQUESTS, INQUIRY, SESSIONS, AGREEMENT, PERFORMANCE, VISITS, CLOSING, PAPERWORK,
) = range(2, 11)  # fmt: skip
"""The parts of the case page, as Ctrl+1 … Ctrl+0 turn to them."""

LAID = 10_000_000_000
"""Nanoseconds since a scan was laid into the folder: it has settled."""


class Play:
    """One life of the case; `steps` are its parts in order."""

    def __init__(
        self, hand: Hand, desk: Desk, case: dict[str, Any], tray: Tray, scans: Path
    ) -> None:
        self.hand, self.desk, self.case, self.tray, self.scans = hand, desk, case, tray, scans
        self.beside = read("beside")
        self.signed: Counter[str] = Counter()
        self.greeter = FolderGreeter(lambda: hand.frame)
        self.fresh: list[bytes] = []

    @property
    def steps(self) -> dict[str, Any]:
        return {
            "acceptance": self.register, "parties": self.parties, "requests": self.requests,
            "first_papers": self.first_papers, "inquiry": self.inquiry, "sessions": self.sessions,
            "agreement": self.agreement, "agreement_papers": self.agreement_papers,
            "performance": self.performance, "evidence": self.evidence, "visit": self.visit, "closing": self.closing,
            "volume": self.volume,
        }  # fmt: skip

    def run(self) -> None:
        for name in self.steps:
            self.step(name)

    def step(self, name: str) -> None:
        self.now = name
        self.hand.tally.begin(name)
        self.steps[name]()

    def at(self, text: str) -> None:
        clock.hold(dt.datetime.fromisoformat(text))

    # the case

    def register(self) -> None:
        self.at("2026-09-24 09:30")
        facts, hand = self.case["case"], self.hand
        hand.hit(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        hand.take("case.accepted_on")
        hand.choose("case.dispute_type", facts["type"])
        hand.choose("case.source", facts["source"])
        hand.choose("case.line", facts["line"])
        hand.fill("case.place_id", facts["grid"].replace(" > ", ">"))
        hand.fill("case.summary", facts["summary"])
        hand.fill("case.happened_on", _day(facts["happened_on"]))
        hand.take("case.lead_id", self.case["follow_up"]["by"])
        hand.choose("case.tier", facts["tier"])
        first = self.case["sessions"][0]["mediators"]
        self._tick(
            "case.assist_ids", [name for name in first if name != self.case["follow_up"]["by"]]
        )
        hand.take("case.route", facts["route"])
        hand.use("case.related.no")

    def parties(self) -> None:
        hand = self.hand
        hand.part(PARTIES)
        for number, party in enumerate(self.case["parties"]):
            if number:
                hand.further()
            hand.fill("party.name", party["name"])
            hand.fill("party.id_number", party["id_number"])
            hand.fill("party.phone", party["phone"])
            if party["ethnicity"] == "汉族":
                hand.take("party.ethnicity", "汉族")
            else:
                hand.choose("party.ethnicity", party["ethnicity"])
            hand.fill("party.occupation", party["occupation"])
            if number:
                hand.take_and_mend("party.address", party["address"])
            else:
                hand.fill("party.address", party["address"])

    def requests(self) -> None:
        self.hand.part(REQUESTS)
        self.hand.fill("case.requests", "\n".join(self.case["requests"]))

    def first_papers(self) -> None:
        self.print(["application", "acceptance", "rights_notice", "identity", "identity"])
        self.bring_back("A")

    def inquiry(self) -> None:
        self.at("2026-09-25 11:00")
        hand, asked = self.hand, self.case["inquiry"]
        hand.part(INQUIRY)
        hand.fill("inquiry.at", "9:00")
        hand.fill("inquiry.place", asked["place"])
        self._tick("inquiry.by_ids", [asked["by"]])
        hand.take("inquiry.recorder_id", asked["recorder"])
        hand.fill("inquiry.asked", asked["asked"])
        hand.fill("inquiry.finding", asked["finding"])
        self.print(["inquiry"])
        self.bring_back("B")

    def sessions(self) -> None:
        hand = self.hand
        for session in self.case["sessions"]:
            moment = dt.datetime.fromisoformat(str(session["at"]))
            clock.hold(moment + dt.timedelta(hours=2))
            hand.part(SESSIONS)
            hand.further()
            hand.fill("mediation_session.at", moment.strftime("%H:%M"))
            if session["no"] == 1:
                hand.fill("mediation_session.place", session["place"])
                self._tick("mediation_session.mediator_ids", session["mediators"])
                hand.take("mediation_session.recorder_id", session["recorder"])
            hand.fill("mediation_session.invited", "\n".join(session["invited"]))
            hand.use("mediation_session.rights_told.yes")
            hand.choose("mediation_session.outcome", session["outcome"])

    def agreement(self) -> None:
        hand, agreement = self.hand, self.case["agreement"]
        hand.part(AGREEMENT)
        hand.fill("agreement.terms", "\n".join(agreement["terms"]))
        for promise in agreement["performance"]:
            hand.further()
            hand.choose("performance_item.party_id", promise["who"])
            hand.fill("performance_item.what", promise["what"])
            if "amount" in promise:
                hand.fill("performance_item.amount", str(promise["amount"]).removesuffix(".0"))
                hand.choose("performance_item.manner", promise["manner"])
            hand.fill("performance_item.due_on", _day(promise["by"]))

    def agreement_papers(self) -> None:
        hand = self.hand
        self.print(["record", "record", "agreement"])
        self.bring_back("C")
        hand.part(AGREEMENT)
        hand.use("case_page.all_today")
        hand.use("case_page.seal")

    def performance(self) -> None:
        self.at("2026-10-15 17:00")
        hand = self.hand
        hand.part(PERFORMANCE)
        promise = hand.see(QFrame, "performance_item.2")
        hand.take("performance.proof", self.beside["performance"]["proof"], within=promise)
        hand.use("case_page.kept", within=promise)
        self.print(["receipt"])
        self.bring_back("D")

    def evidence(self) -> None:
        hand, told = self.hand, self.beside["evidence"]
        hand.part(PAPERWORK)
        hand.use("case_page.add_evidence")
        hand.fill("evidence.name", told["name"])
        hand.take("evidence.provider", self.case["parties"][0]["name"])
        hand.fill("evidence.pages", told["pages"])
        hand.fill("evidence.proves", told["proves"])
        self.print(["evidence"])
        self.bring_back("E")

    def visit(self) -> None:
        self.at("2026-11-17 15:00")
        hand = self.hand
        hand.part(VISITS)
        hand.further()
        made = next(v for v in self.case["follow_up"]["visits"] if "done" in v)
        hand.choose("visit.manner", made["manner"])
        hand.use("visit.performed.yes")
        hand.choose("visit.satisfaction", made["satisfied"])
        hand.use("visit.relapse.no")
        hand.fill("visit.note", made["note"])
        self.print(["visit"])
        self.bring_back("F")

    def closing(self) -> None:
        hand = self.hand
        hand.part(CLOSING)
        for goal in ("closed", "settled", "reconciled"):
            hand.mark(hand.see(QCheckBox, f"case.goals.{goal}"))
        hand.choose("case.retention", self.case["closing"]["retention"])
        hand.use("case_page.close")
        self.print(["closing_report"])
        self.bring_back("G")

    def volume(self) -> None:
        self.hand.hit(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        self.hand.use("binding.bind")
        self.hand.use("paper_view.print")
        self.hand.use("print_pane.print")

    # papers out and back

    def print(self, names: list[str]) -> None:
        """What this day brought is printed at one press."""
        hand, before = self.hand, len(self.tray.sheets)
        hand.hit(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        hand.use("papers_page.print_waiting")
        self.fresh = [pdf for pdf, _ in self.tray.sheets[before:]]
        assert len(self.fresh) == len(names)

    def bring_back(self, name: str) -> None:
        """The signed pages lie in the scanner: one press there; the window takes them in; each paper is confirmed."""
        hand = self.hand
        pile, path = pypdf.PdfWriter(), self.scans / f"{name}.pdf"
        for pdf in self.fresh:
            pile.append(io.BytesIO(pdf))
        pile.write(path)
        laid = path.stat().st_mtime_ns - LAID
        os.utime(path, ns=(laid, laid))
        hand.tally.add("scanner")
        self.greeter.look()
        self.greeter.look()
        hand.hit(Qt.Key.Key_F8)
        card = hand.see(ReturnedCard, "tray.papers_back")
        shown = hand.see(PageList, "tray.pages")
        for _ in range(len(card.presses)):
            hand.reach(card.presses[0])
            assert shown.current() == card.presses[0].property("page"), "another paper is looked at"
            hand.use_widget(card.presses[0])
            self.signed[self.now] += 1
        assert not card.presses
        hand.use("tray.to_case")

    def _tick(self, field: str, names: list[str]) -> None:
        room = self.desk.look(rooms.own_room, self.desk.shelf.log)
        for person in self.desk.look(rooms.mediators, room.id):
            self.hand.mark(
                self.hand.see(QCheckBox, f"{field}.{person.id}"), on=person.name in names
            )


def _day(day: dt.date) -> str:
    """As a hand writes it: month and day."""
    return f"{day.month}.{day.day}"
