"""收条: money that changed hands to keep an agreement, in figures and capitals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from app.papers import by_hand, phrases, style
from app.papers.block import Beside, Block
from app.papers.body import Hands, read_aloud, signer
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import official, said
from app.records import Party, Performance, PerformanceItem
from app.rules.money_words import capital
from app.rules.performance import money_of

if TYPE_CHECKING:
    from app.records import CaseFile


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    done = _done(case_file, which)
    item = next((i for i in case_file.items if i.id == done.item_id), PerformanceItem())
    payer = case_file.party(item.party_id)
    payee = payee_of(case_file, done, payer) or Party()
    amount = money_of(case_file, done)
    witness = case_file.name_of(done.witness_id) or next(
        iter(Hands.of(case_file, None).mediators), ""
    )
    sheet = Sheet.of("receipt", case_file)
    sheet.space(10)
    sheet.add(
        Paragraph([Piece(official("receipt", "opening"))]),
        _line("payer", payer.name if payer else ""),
        _line("payee", payee.name),
        *_amount(amount),
        _line("matter", _matter(case_file, item)),
        *_manner(case_file, item),
        *read_aloud([payee]),
        Beside(
            Signatures(official("receipt", "sign_payee"), [signer(payee)], fingers=True, across=1),
            Signatures(official("receipt", "sign_witness"), [witness], across=1),
            before=14,
        ),
        Paragraph(phrases.day_pieces(done.done_on), align="right", before=8),
    )  # fmt: skip
    return sheet


def _done(case_file: CaseFile, which: str | None) -> Performance:
    """The payment asked for, otherwise the latest."""
    paid = [one for one in case_file.performances if which == one.id or money_of(case_file, one)]
    if which is not None:
        return next(one for one in paid if one.id == which)
    return paid[-1] if paid else Performance()


def payee_of(case_file: CaseFile, done: Performance, payer: Party | None) -> Party | None:
    """Who took the money: as told, else the only other party there is."""
    told = case_file.party(done.payee_id)
    others = [p for p in case_file.parties if payer is not None and p is not payer]
    return told or (others[0] if len(others) == 1 else None)


def _line(place: str, value: str | None) -> Entries:
    return Entries([Entry(official("receipt", place), value or "")])


def _amount(amount: Decimal | None) -> list[Block]:
    figures = (
        "" if amount is None else official("receipt", "figures_told", figures=f"{amount:,.2f}")
    )
    return [
        _line("figures", figures),
        _line("capital", "" if amount is None else capital(amount)),
    ]


def _manner(case_file: CaseFile, item: PerformanceItem) -> list[Block]:
    if not case_file.by_hand:
        return [_line("manner", said("payment_manner", item.manner))]
    label = Paragraph([Piece(official("receipt", "manner"), "label")], before=4)
    return [label, by_hand.choices("payment_manner", style.BODY)]


def _matter(case_file: CaseFile, item: PerformanceItem) -> str:
    """By which agreement, and for which of its promises."""
    named = next(
        (a for a in case_file.agreements if a.id == item.agreement_id), case_file.agreement
    )
    number = (named.number if named else None) or case_file.case.file_no or ""
    if not number or not item.what:
        return item.what or ""
    return official("receipt", "matter_told", number=number, what=item.what)
