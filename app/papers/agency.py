"""授权委托书: who acts for a party, and what he may do; only special powers let him sign for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.codes import code_list
from app.papers import phrases
from app.papers.block import Beside, Block, Group
from app.papers.body import SMALL, entry_of, heading, read_aloud, signer
from app.papers.cells import Entries, Entry
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.ticks import Tick, Ticks
from app.papers.wording import official, said
from app.records import Agency, Party
from app.rules.party_check import is_person

if TYPE_CHECKING:
    from app.records import CaseFile

OTHER = "other"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    agency = entry_of(case_file.agencies, which) or Agency()
    client = case_file.party(agency.party_id) or Party()
    sheet = Sheet.of("agency", case_file)
    matter = agency.matter or phrases.dispute(case_file)
    day = phrases.day_pieces(agency.made_on)
    sheet.add(
        *_client(client),
        *_agent(agency, case_file),
        heading(official("agency", "agent_kind")),
        Ticks(_kinds(agency)),
        _line(("matter", matter), before=3),
        heading(official("agency", "powers")),
        Ticks(_powers(agency), each=True),
        _line(("term", agency.term), before=3),
        Group(
            [
                *read_aloud([client]),
                Beside(
                    Signatures(
                        official("agency", "sign_client"), [signer(client)], fingers=True, size=SMALL, across=1
                    ),
                    Signatures(
                        official("agency", "sign_agent"), [agency.name or ""], size=SMALL, across=1
                    ),
                    before=6,
                ),
                Paragraph(day, align="right"),
            ],
            company=True,
        ),
    )  # fmt: skip
    return sheet


def _line(
    *told: tuple[str, str | None] | tuple[str, str | None, float], before: float = 0
) -> Entries:
    """Labelled lines side by side: place, value and perhaps the share of the width."""
    return Entries([
        Entry(official("agency", one[0]), one[1] or "", one[2] if len(one) > 2 else 1)
        for one in told
    ], leading=24, before=before)  # fmt: skip


def _client(client: Party) -> list[Block]:
    """委托人; a unit has its whole name on a line, and who acts for it."""
    if is_person(client):
        named = [_line(("name", client.name), ("id_number", client.id_number, 1.6))]
    else:
        named = [_line(("name", signer(client))), _line(("credit_code", client.credit_code))]
    return [
        heading(official("agency", "client")),
        *named,
        _line(("client_address", client.address, 1.6), ("client_phone", client.phone)),
    ]


def _agent(agency: Agency, case_file: CaseFile) -> list[Block]:
    """The agent is asked like a party: the number on the card tells sex and age."""
    person = Party(
        id_number=agency.id_number, sex=agency.sex, age_told=agency.age_told, ethnicity=agency.ethnicity
    )  # fmt: skip
    day = agency.made_on or case_file.case.accepted_on
    return [
        heading(official("agency", "agent")),
        _line(
            ("name", agency.name, 1.9),
            ("sex", phrases.sex(person), 0.9),
            ("age", phrases.age(person, day), 0.9),
            ("ethnicity", phrases.ethnicity(person), 1.1),
        ),
        _line(("id_number", agency.id_number, 1.4), ("phone", agency.phone)),
        _line(("address", agency.address)),
        _line(("work", agency.work, 1.5), ("licence", agency.licence)),
    ]


def _kinds(agency: Agency) -> list[Tick]:
    return [
        Tick(said("agent_kind", kind.code), kind.code == agency.agent_kind)
        for kind in code_list("agent_kind")
        if kind.active or kind.code == agency.agent_kind
    ]


def _powers(agency: Agency) -> list[Tick]:
    """Every power with its number; those without which nobody signs an agreement for another are marked."""
    given = agency.powers or []
    ticks = []
    for number, power in enumerate(code_list("agent_power").active()):
        text = said("agent_power", power.code)
        if power.code == OTHER and agency.other_power:
            text = official("agency", "other_power", text=text, told=agency.other_power)
        sign = official("agency", "signs")[number]
        mark = official("agency", "special") if power.facts.get("special") else ""
        ticks.append(
            Tick(official("agency", "power", sign=sign, text=text) + mark, power.code in given)
        )
    return ticks
