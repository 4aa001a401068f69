"""Stretches of a paper that several forms share: running text, the parties, the signatures at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from app.papers import phrases, style
from app.papers.block import Beside, Block, Group
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry, Lines
from app.papers.paragraph import Align, Paragraph
from app.papers.signing import Seal, Signatures
from app.papers.wording import official, said
from app.records import Party, Record
from app.rules.party_check import is_person

if TYPE_CHECKING:
    from app.records import CaseFile, MediationSession

Entered = TypeVar("Entered", bound=Record)

SMALL, SMALL_LEADING = style.SMALL.size, style.SMALL.leading
CROWD = 8  # more people than this do not sign on one page


def heading(text: str) -> Paragraph:
    """A label that heads running text: never alone at the foot of a page."""
    return Paragraph([Piece(text, "label")], before=6, keep=True)


def running(text: str | None, empty: int) -> list[Block]:
    """Running text, a paragraph for each line typed; ruled lines where there is none."""
    told = [line.strip() for line in (text or "").splitlines() if line.strip()]
    if not told:
        return [Lines(empty)]
    return [Paragraph([Piece(line)], indent=2) for line in told]


def small(text: str, *, centred: bool = False, hand: str = "body") -> Paragraph:
    """Text in a cell of a table."""
    align: Align = "center" if centred else "left"
    return Paragraph([Piece(text, hand)], SMALL, SMALL_LEADING, align=align)


def small_running(text: str | None) -> list[Block]:
    """Running text in a cell."""
    told = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return [Paragraph([Piece(line)], SMALL, SMALL_LEADING, indent=2) for line in told]


def parties(case_file: CaseFile) -> list[Party]:
    """Who stands on the form; two empty places where nobody is entered yet."""
    return case_file.parties or [Party(), Party()]


def party_entries(party: Party, day: date | None, form: str = "agreement") -> Block:
    """The seven official labels of one party, three lines."""

    def entry(place: str, value: str | None, share: float = 1, *, middle: bool = False) -> Entry:
        return Entry(official(form, place), value or "", share, middle)

    first = Entries([
        entry("name", party.name, 5),
        entry("sex", phrases.sex(party), 2, middle=True),
        entry("ethnicity", phrases.ethnicity(party), 2.7, middle=True),
        entry("age", phrases.age(party, day), 2.2, middle=True),
    ])  # fmt: skip
    second = Entries([
        entry("occupation", phrases.occupation(party)),
        entry("phone", party.phone),
    ])  # fmt: skip
    third = Entries([entry("address", party.address)])
    return Group([first, second, third], before=4)


def people(case_file: CaseFile) -> list[str]:
    """Who signs as a party, each with the role; two blank places where nobody is entered yet."""
    named = [p for p in case_file.parties if p.name]
    if not named:
        return ["", ""]
    return [f"{said('party_role', p.role)} {p.name}".strip() for p in named]


def entry_of(entries: Sequence[Entered], which: str | None) -> Entered | None:
    """The entry asked for, otherwise the latest."""
    if which is not None:
        return next(one for one in entries if one.id == which)
    return entries[-1] if entries else None


def signer(party: Party) -> str:
    """Who signs for a party: a unit by its legal representative."""
    by = None if is_person(party) else party.legal_representative
    told = official("sheet", "legal_representative", name=by) if by else ""
    return f"{party.name or ''} {told}".strip()


def read_aloud(told: Sequence[Party]) -> list[Block]:
    """宣读: to whom of these the paper is read because they cannot, and who reads it."""
    names = official("sheet", "list").join(p.name for p in told if p.read_aloud and p.name)
    if not names:
        return []
    said_to = Paragraph([Piece(official("sheet", "read_aloud", names=names))], indent=2, before=4)
    return [Group([
        said_to, Signatures(official("sheet", "reader"), [""], size=SMALL, across=2),
    ], company=True)]  # fmt: skip


@dataclass(frozen=True)
class Hands:
    """Who signs beside the parties."""

    mediators: list[str]
    recorder: str = ""
    invited: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, case_file: CaseFile, session: MediationSession | None) -> Hands:
        """Those of a session; where none is told, the mediators named for the case."""
        if session is None:
            case = case_file.case
            named = [i for i in (case.lead_id, *(case.assist_ids or [])) if i]
            return cls(case_file.names_of(named))
        return cls(
            case_file.names_of(session.mediator_ids),
            case_file.name_of(session.recorder_id),
        )


def signatures(case_file: CaseFile, form: str, hands: Hands, day: date | None) -> list[Block]:
    """The end of a record or an agreement: everybody's place, the seal and the date, on one page.

    A crowd is the exception: its places take as many pages as they need.
    """
    room = Group([
        Signatures(official(form, "sign_mediators"), hands.mediators or [""], across=1),
        Signatures(official(form, "sign_recorder"), [hands.recorder], across=1),
    ])  # fmt: skip
    seal = Seal(case_file.room.committee or "", phrases.day_pieces(day, ruled=False))
    signing: list[Block] = [
        *read_aloud(case_file.parties),
        Signatures(official(form, "sign_parties"), people(case_file), fingers=True, before=10),
    ]
    if hands.invited:
        signing.append(Signatures(official(form, "sign_invited"), hands.invited))
    signing.append(Beside(room, seal))
    if len(case_file.parties) + len(hands.invited) > CROWD:
        return signing
    return [Group(signing, company=True)]
