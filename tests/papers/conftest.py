"""Two case files to draw: the reference case, whole, and one that holds next to nothing."""

from __future__ import annotations

import copy
import functools
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.codes import code_list
from app.records import (
    Agency,
    Agreement,
    Case,
    CaseFile,
    Consultation,
    Evidence,
    Inquiry,
    LeaderCase,
    LeaderPost,
    LeaderProgress,
    MediationSession,
    Mediator,
    Party,
    Performance,
    PerformanceItem,
    Place,
    Room,
    Unit,
    Visit,
    Volume,
)

REFERENCE = Path(__file__).parents[2].parent / "shared" / "data" / "reference-case.yaml"


def _code(codes: str, text: str) -> str:
    found = code_list(codes).find(text)
    assert found, text
    return found.code


class Reader:
    """Lays the reference case out as records, every fact as it is written there."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        names = [text.split(" ")[0] for text in told["room"]["mediators"]]
        self.mediators = [Mediator(id=f"m{i}", name=name) for i, name in enumerate(names)]
        self.parties = [self._party(i, one) for i, one in enumerate(told["parties"])]

    def mediator(self, name: str) -> str:
        return next(m.id for m in self.mediators if m.name == name)

    def _party(self, i: int, one: dict[str, Any]) -> Party:
        return Party(
            id=f"p{i}", position=i, role=_code("party_role", one["role"]), name=one["name"],
            id_number=one["id_number"], ethnicity=_code("ethnicity", one["ethnicity"]),
            occupation=one["occupation"], phone=one["phone"], address=one["address"],
            party_kind="person",
        )  # fmt: skip

    def file(self) -> CaseFile:
        told, room = self.told["case"], self.told["room"]
        return CaseFile(
            case=Case(
                id="c1", file_no=told["file_no"], source=_code("source", told["source"]),
                dispute_type=_code("dispute_type", told["type"]), accepted_on=told["accepted_on"],
                summary=told["summary"], requests=self.told["requests"],
                lead_id=self.mediator(self.told["follow_up"]["by"]),
            ),
            room=Room(
                id="0123456789abcdef", committee=room["committee"], room_name=room["room_name"]
            ),
            parties=self.parties,
            sessions=[self._session(n, s) for n, s in enumerate(self.told["sessions"], start=1)],
            agreements=[self._agreement()],
            items=self._items(),
            inquiries=[self._inquiry()],
            performances=self._performances(),
            agencies=[agency()],
            evidence=evidence(),
            volumes=[volume(self.mediator(self.told["follow_up"]["by"]))],
            visits=[self._visit(v) for v in self.told["follow_up"]["visits"] if "done" in v],
            mediators={m.id: m for m in self.mediators},
            places=[Place(name=name) for name in told["grid"].split(" > ")],
            consultations=[consultation(self.mediator(self.told["follow_up"]["by"]))],
            leader_cases=[leader_case()],
            leader_posts=leader_posts(),
            leader_progress=[progress()],
            units={one.id: one for one in units()},
        )  # fmt: skip

    def _session(self, number: int, one: dict[str, Any]) -> MediationSession:
        return MediationSession(
            id=f"s{number}", number=number, at=datetime.fromisoformat(str(one["at"])),
            place=one["place"], mediator_ids=[self.mediator(n) for n in one["mediators"]],
            recorder_id=self.mediator(one["recorder"]), invited=one["invited"], rights_told=True,
            outcome=_code("session_outcome", one["outcome"]),
        )  # fmt: skip

    def _agreement(self) -> Agreement:
        told = self.told["agreement"]
        return Agreement(
            id="a1", number=told["number"], made_on=told["made_on"], terms=told["terms"],
            copies=told["copies"], form=_code("agreement_form", told["form"]),
        )  # fmt: skip

    def _items(self) -> list[PerformanceItem]:
        who = {p.name: p.id for p in self.parties}
        return [
            PerformanceItem(
                id=f"i{n}", agreement_id="a1", position=n, party_id=who[one["who"]],
                what=one["what"], due_on=one["by"],
                amount=Decimal(str(one["amount"])) if "amount" in one else None,
                manner=_code("payment_manner", one["manner"]) if "manner" in one else None,
            )
            for n, one in enumerate(self.told["agreement"]["performance"])
        ]  # fmt: skip

    def _inquiry(self) -> Inquiry:
        told = self.told["inquiry"]
        return Inquiry(
            id="q1", at=datetime.fromisoformat(str(told["at"])), place=told["place"],
            by_ids=[self.mediator(told["by"])], asked=told["asked"],
            recorder_id=self.mediator(told["recorder"]), finding=told["finding"],
        )  # fmt: skip

    def _performances(self) -> list[Performance]:
        """Every promise kept on its day, the first instalment with a witness."""
        return [
            Performance(
                id=f"d{n}", item_id=f"i{n}", done_on=one["by"], complete=True,
                amount=Decimal(str(one["amount"])) if "amount" in one else None,
                witness_id=self.mediator("王玉珍") if n == 1 else None,
            )
            for n, one in enumerate(self.told["agreement"]["performance"])
        ]  # fmt: skip

    def _visit(self, one: dict[str, Any]) -> Visit:
        return Visit(
            id="v1", done_on=one["done"], by_id=self.mediator(self.told["follow_up"]["by"]),
            manner=_code("visit_manner", one["manner"]), performed=one["performed"],
            satisfaction=_code("satisfaction", one["satisfied"]), relapse=one["relapse"],
            note=one["note"],
        )  # fmt: skip


def agency() -> Agency:
    """An agent with every power that is asked for most, and one of his own."""
    return Agency(
        id="g1", party_id="p0", name="迪丽热巴·买买提", agent_kind="relative",
        id_number="370181199003154522", ethnicity="05", phone="13700000003",
        address="济南市章丘区刁镇街道旧军村27号", work="刁镇小学教师",
        powers=["apply", "claims", "sign", "other"], other_power="代为保管钥匙", term="至调解结束",
        made_on=date(2026, 9, 24),
    )  # fmt: skip


def evidence() -> list[Evidence]:
    return [
        Evidence(
            id="e1", position=0, name="围墙照片", provider="陈㛃喆", source="手机拍摄", copies=1, pages=3,
            proves="新墙距旧墙18厘米",
        ),
        Evidence(
            id="e2", position=1, name="宅基地使用证复印件", provider="欧阳𬭎", source="本人保存", copies=1,
            pages=2, proves="北屋四至",
        ),
    ]  # fmt: skip


def volume(by_id: str) -> Volume:
    return Volume(
        id="v1", made_on=date(2026, 11, 18), by_id=by_id, checked_by="鲁秀兰",
        checked_on=date(2026, 11, 19), told="第3页照片原件由欧阳𬭎保存。\n第7页有一处改正，已按指印。",
    )  # fmt: skip


def units() -> list[Unit]:
    return [Unit(id="u0", name="刁镇街道司法所"), Unit(id="u1", name="自然资源所")]


def consultation(by_id: str) -> Consultation:
    return Consultation(
        id="k1", on_day=date(2026, 10, 8), place="街道会议室", chair="林少平", lead_unit_id="u0", unit_ids=["u1"],
        present=["司法所赵明", "自然资源所钱进"], told="核对了宅基地登记图。\n双方对界线没有意见。",
        decided="自然资源所三日内到场放线。", due_on=date(2026, 10, 20), by_id=by_id,
    )  # fmt: skip


def leader_case() -> LeaderCase:
    return LeaderCase(
        id="l1", number="2026-001", begun_on=date(2026, 10, 8), due_on=date(2026, 11, 8),
        plan="一、由包案领导约谈双方。\n二、司法所到场放线。", struck_on=date(2026, 11, 20), struck_by="林少平",
        struck_told="协议已履行完毕。",
    )  # fmt: skip


def leader_posts() -> list[LeaderPost]:
    return [
        LeaderPost(
            id="o1", leader_case_id="l1", position=1, role="leader", name="林少平", title="街道党工委副书记",
            phone="13700000004",
        ),
        LeaderPost(id="o2", leader_case_id="l1", position=2, role="police", name="孙伟", title="刁镇派出所民警"),
    ]  # fmt: skip


def progress() -> LeaderProgress:
    return LeaderProgress(
        id="w1", leader_case_id="l1", on_day=date(2026, 10, 15), told="已到场放线。", by_name="赵明"
    )


@functools.cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(REFERENCE.read_text(encoding="utf-8"))
    return told


def whole_case() -> CaseFile:
    """The reference case with everything it holds."""
    if not REFERENCE.exists():
        pytest.skip("shared/data/reference-case.yaml is not beside the repository")
    return Reader(copy.deepcopy(_told())).file()


def begun_case() -> CaseFile:
    """A case somebody has only just begun."""
    return CaseFile(case=Case(id="c2", accepted_on=date(2026, 9, 24)), room=Room(id="f" * 32))


@pytest.fixture
def full() -> CaseFile:
    return whole_case()


@pytest.fixture
def bare() -> CaseFile:
    return begun_case()
