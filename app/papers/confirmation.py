"""司法确认申请书: both parties ask the court together; persons and units each in their own form (domain 2.15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import phrases
from app.papers.agreement import clauses
from app.papers.block import Block, Group
from app.papers.body import CROWD, Hands, heading, parties, running
from app.papers.breaking import Piece
from app.papers.certificate import to_court
from app.papers.paragraph import Paragraph
from app.papers.sentence import numbered, paragraph, pieces
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import listed, official, said
from app.records import Agreement
from app.rules.agreement_dates import effective_on
from app.rules.party_check import birth_of, is_person, sex_of

if TYPE_CHECKING:
    from app.records import Agency, CaseFile, Party

FORM = "confirmation"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    agreement = _agreement(case_file, which)
    case, committee = case_file.case, case_file.room.committee
    sheet = Sheet.of(FORM, case_file)
    sheet.space(8)
    number = agreement.number or case.file_no
    mediators = official("sheet", "list").join(Hands.of(case_file, None).mediators)
    sheet.add(
        *(block for party in parties(case_file) for block in _applicant(case_file, party)),
        heading(official(FORM, "request")),
        paragraph(
            FORM, "request_text", parties=phrases.names(case_file), day=agreement.made_on,
            committee=committee, number=number,
        ),
        heading(official(FORM, "facts")),
        *running(agreement.facts or case.summary, 4),
        paragraph(
            FORM, "mediated", accepted=case.accepted_on, committee=committee, mediators=mediators,
            day=agreement.made_on,
        ),
        *clauses(agreement),
        paragraph(FORM, "effective", day=effective_on(agreement)),
        heading(official(FORM, "pledge")),
        *numbered(listed(FORM, "pledge")),
        *_end(case_file),
    )  # fmt: skip
    return sheet


def _agreement(case_file: CaseFile, which: str | None) -> Agreement:
    """The agreement asked for, otherwise the one that stands."""
    if which is not None:
        return next(one for one in case_file.agreements if one.id == which)
    return case_file.agreement or Agreement()


def _applicant(case_file: CaseFile, party: Party) -> list[Block]:
    """Who he is, as the court's own form asks it, and who acts for him."""
    if is_person(party):
        born = birth_of(party)
        told = pieces(
            FORM, "person", name=party.name, sex=said("sex", sex_of(party)) or None,
            ethnicity=said("ethnicity", party.ethnicity) or None,
            born=phrases.day_pieces(born, ruled=born is None), id=party.id_number,
            address=party.address, phone=party.phone,
        )  # fmt: skip
    else:
        told = pieces(
            FORM, "unit", name=party.name, code=party.credit_code, address=party.address,
            phone=party.phone,
        )  # fmt: skip
    made: list[Block] = [Paragraph(_labelled("applicant", told), hang=4, before=2)]
    if not is_person(party):
        made.append(paragraph(FORM, "representative", indent=4, name=party.legal_representative))
    made += [
        Paragraph(_labelled("agent", [Piece(_agent(one))]), hang=4)
        for one in case_file.agencies
        if one.party_id == party.id and one.name
    ]
    return made


def _labelled(place: str, told: list[Piece]) -> list[Piece]:
    """The label in its own hand, then what is told."""
    before, after = official(FORM, place).split("{told}")
    return [Piece(before, "label"), *told, *([Piece(after)] if after else [])]


def _agent(agency: Agency) -> str:
    powers = agency.powers or []
    special = bool({"claims", "sign"} & set(powers))
    told = [
        agency.name,
        said("agent_kind", agency.agent_kind),
        agency.work,
        agency.licence,
        official(FORM, "special" if special else "ordinary") if powers else "",
        agency.phone,
    ]
    return official("acceptance", "comma").join(part for part in told if part)


def _end(case_file: CaseFile) -> list[Block]:
    """The court, where each signs, the day; on one page where the parties are no crowd."""
    named = [party.name for party in case_file.parties if party.name] or ["", ""]
    signing: list[Block] = [
        paragraph(FORM, "to", before=6, keep=True),
        to_court(case_file.case.court),
        Signatures(official(FORM, "sign"), named, fingers=True, before=10),
        Paragraph([
            Piece(official(FORM, "day"), "label"),
            *phrases.day_pieces(case_file.case.confirmation_applied_on),
        ], align="right", before=6),
    ]  # fmt: skip
    return signing if len(named) > CROWD else [Group(signing, company=True)]
