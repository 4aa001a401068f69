"""A case file of extremes: forty parties, the longest texts the fields take, rare characters, sums to the 分."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from app.records import (
    Agency,
    Agreement,
    Case,
    CaseFile,
    Evidence,
    Inquiry,
    MediationSession,
    Mediator,
    Party,
    Performance,
    PerformanceItem,
    Room,
    Visit,
    Volume,
)

RARE = "㐀䶵𠀀𪛖𫜴𫝀𫠝𫠠𬺡𬺰𮯠𰻝㛃䶮𬭎𫖯𬱖𠅤𬍛"
WORDS = "老村口的水渠原来由两家共用，2019年改道以后东边的一户说水不够，西边的一户说渠坏了没有人修；"


def _long(characters: int, start: str = "") -> str:
    told = start + WORDS * (characters // len(WORDS) + 1)
    return told[:characters]


def extreme_file() -> CaseFile:
    mediators = [
        Mediator(id=f"m{n}", name=name) for n, name in enumerate(("杜守义", "卓玛·央金", "𬱖𬭎"))
    ]
    parties = [
        Party(
            id=f"p{n}",
            position=n,
            role=("applicant", "respondent", "third")[min(n // 18, 2)],
            name=f"阿卜杜热合曼·买买提依明·{RARE[n % len(RARE)]}{n}",
            ethnicity="05",
            id_number=f"37018119680315{n:03d}X",
            phone=f"138000{n:05d}",
            party_kind="person",
            address=_long(40 + 4 * n, f"第{n}号"),
            occupation="务农",
            read_aloud=n in (0, 20) or None,
        )
        for n in range(39)
    ]
    parties.append(
        Party(
            id="p39",
            position=39,
            role="respondent",
            party_kind="company",
            credit_code="91370181MA3C12345X",
            name=_long(60, "旧军村") + "股份经济合作社",
            legal_representative="吾斯曼·艾力",
            address=_long(200, "旧军村委会"),
        )
    )
    items = [
        PerformanceItem(
            id=f"i{n}",
            agreement_id="a1",
            position=n,
            party_id=f"p{20 + n}",
            what=_long(120, f"第{n}期"),
            amount=Decimal(amount),
            manner="bank",
            due_on=date(2026, 11, 1 + n),
        )
        for n, amount in enumerate(("0.07", "1409.50", "99999999.99", "107000.53"))
    ]
    asked = "\n".join(
        f"问：第{n}件事怎么说？\n答：{_long(90, RARE[n % len(RARE)])}" for n in range(200)
    )
    return CaseFile(
        case=Case(
            id="c3",
            file_no="（2026）旧军村联合调解工作站人调字第2026100号",
            source="referred_police",
            dispute_type="07",
            accepted_on=date(2026, 9, 24),
            summary=_long(4000, RARE),
            lead_id="m0",
            assist_ids=["m1", "m2"],
            requests=[_long(300, f"第{n}项") for n in range(9)],
        ),
        room=Room(
            id="e" * 32, committee=_long(40, "刁镇街道") + "人民调解委员会", room_name="老杜调解室"
        ),
        parties=parties,
        inquiries=[
            Inquiry(
                id="q1",
                at=datetime(2026, 9, 25, 9, 0),
                place=_long(200, "现场"),
                by_ids=["m0", "m1"],
                recorder_id="m2",
                party_id="p20",
                invited=[f"村民{n}" for n in range(12)],
                finding=asked,
            )
        ],
        sessions=[
            MediationSession(
                id="s1",
                number=1,
                at=datetime(2026, 10, 8, 9, 30),
                place=_long(200, "村委会"),
                mediator_ids=["m0", "m1"],
                recorder_id="m2",
                record=asked,
                outcome="agreed",
                rights_told=True,
            )
        ],
        agreements=[
            Agreement(
                id="a1",
                number="（2026）旧军村联合调解工作站人调字第2026100号",
                made_on=date(2026, 10, 8),
                form="written",
                terms=[_long(1900, f"条款{n}") for n in range(12)],
            )
        ],
        items=items,
        performances=[
            Performance(
                id="d1",
                item_id="i2",
                done_on=date(2026, 11, 3),
                complete=True,
                payee_id="p0",
                witness_id="m1",
            ),
        ],
        visits=[
            Visit(
                id="v1",
                done_on=date(2026, 11, 20),
                by_id="m0",
                performed=True,
                note=_long(4000, RARE),
            )
        ],
        evidence=[
            Evidence(
                id=f"e{n}",
                position=n,
                name=_long(60, f"证{n}"),
                provider=f"迪丽热巴·买买提{n}",
                source=_long(30, f"源{n}"),
                copies=n,
                pages=120 + n,
                proves=_long(500 if n == 7 else 80, f"明{n}"),
            )
            for n in range(30)
        ],
        agencies=[
            Agency(
                id="g1",
                party_id="p39",
                name=f"古丽娜尔·{RARE[:6]}",
                agent_kind="lawyer",
                id_number="370181199003154522",
                powers=["apply", "evidence", "mediators", "claims", "sign", "receive", "other"],
                other_power=_long(200, "另"),
                work=_long(100, "律所"),
                licence="13701201610123456",
                matter=_long(200, "事"),
                address=_long(200, "住"),
                phone="13700000003",
                term=_long(100, "至"),
            )
        ],
        volumes=[
            Volume(
                id="w1",
                made_on=date(2026, 12, 1),
                by_id="m1",
                checked_by="吾斯曼·艾力",
                told=_long(4000, RARE),
            )
        ],
        mediators={m.id: m for m in mediators},
    )
