"""卷宗评查: the 25 rules of domain 5.3, each a function of what is known of a case, under its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.holidays import Calendar
from app.records import CaseFile
from app.rules import (
    agent_check,
    agreement_check,
    confirmation,
    date_order,
    days_in_text,
    docking,
    fabrication,
    instalments,
    party_check,
    proof_check,
    roster_check,
    visit_check,
    volume_check,
    wording_check,
    work_check,
)
from app.rules.agreement_dates import ORAL, reached
from app.rules.beside import NOTHING, Beside
from app.rules.findings import Finding, about
from app.rules.lengths import Lengths
from app.rules.needed import NEEDS
from app.rules.papers_back import (
    UNSIGNED,
    identity_copied,
    looked_through,
    pages_of,
    signed_pages,
    state_of,
)
from app.rules.rule_book import Book, book_of

AGREEMENT, VISIT, CLOSING = (NEEDS.index(need) for need in ("agreement", "visit", "closing"))


@dataclass(frozen=True)
class Look:
    """One case as a reviewer has it before him, up to a step of NEEDS."""

    file: CaseFile
    today: date
    calendar: Calendar
    lengths: Lengths
    need: str
    beside: Beside = NOTHING

    @property
    def book(self) -> Book:
        return book_of(self.file.room)

    def upto(self, step: int) -> bool:
        """Whether this step, or one after it, is to be left."""
        return NEEDS.index(self.need) >= step

    def papers(self, rule: int) -> tuple[str, ...]:
        return self.book.rules[rule].papers


def application(look: Look) -> Iterator[Finding]:
    """1 申请书或受理登记表."""
    yield from work_check.two_parties(look.file)
    if look.upto(CLOSING):
        yield from signed_pages(look.file, 1, look.papers(1), "dossier.paper.application")


def rights(look: Look) -> Iterator[Finding]:
    """2 权利义务告知书."""
    if look.upto(AGREEMENT):
        yield from work_check.rights_told(look.file)
    if look.upto(CLOSING):
        yield from signed_pages(look.file, 2, look.papers(2), "paper.rights_notice")


def identity(look: Look) -> Iterator[Finding]:
    """3 身份证明: a copy for each party."""
    if not look.upto(CLOSING) or looked_through(look.file):
        return
    for party in look.file.parties:
        if not identity_copied(look.file, look.papers(3), party):
            facts = {"who": party.name or ""}
            yield Finding("identity_unseen", "party", party.id, "id_number", facts)


def record(look: Look) -> Iterator[Finding]:
    """4 调解记录."""
    if look.upto(AGREEMENT):
        yield from work_check.sat_down(look.file)


def outcome(look: Look) -> Iterator[Finding]:
    """5 协议书或口头协议登记表; without success the other ways told; who handed it over hears of it."""
    if look.upto(AGREEMENT):
        yield from work_check.came_to_an_end(look.file)
    if look.upto(CLOSING):
        yield from docking.left_open(look.file)


def signatures(look: Look) -> Iterator[Finding]:
    """6 签名盖章: the records as they came back; the agreement by its own three days, unless a page says otherwise."""
    if not look.upto(CLOSING):
        return
    agreement = reached(look.file)
    if agreement and agreement.form != ORAL:
        pages = pages_of(look.file, ("agreement",), agreement.id)
        if state_of(pages) == UNSIGNED:
            yield from signed_pages(look.file, 6, ("agreement",), "paper.agreement", agreement.id)
    for session in work_check.held_sessions(look.file):
        entry = str(session.number or 1) if len(look.file.sessions) > 1 else ""
        yield from signed_pages(look.file, 6, ("record",), "paper.record", session.id, entry)


def days(look: Look) -> Iterator[Finding]:
    """7 日期顺序."""
    yield from date_order.in_order(look.file, look.today)


def number(look: Look) -> Iterator[Finding]:
    """8 卷号、主办人."""
    yield from volume_check.numbered(look.file, look.beside)
    yield from work_check.lead_sat_down(look.file)


def agents(look: Look) -> Iterator[Finding]:
    """9 代理权限."""
    yield from agent_check.agents_may_sign(look.file)


def copies(look: Look) -> Iterator[Finding]:
    """10 协议份数."""
    yield from agreement_check.enough_copies(look.file)


def period(look: Look) -> Iterator[Finding]:
    """11 调解期限."""
    yield from date_order.within_period(look.file, look.today, look.calendar, look.lengths)
    over = confirmation.over_since(look.file, look.today, look.calendar, look.lengths)
    if over and confirmation.is_prepared(look.file):
        yield about("confirmation_over", look.file.case, "confirmation_applied_on", day=over)


def visits(look: Look) -> Iterator[Finding]:
    """12 回访."""
    at_end = look.upto(CLOSING)
    yield from visit_check.visits(
        look.file, look.lengths, before_visit=not look.upto(VISIT), at_end=at_end
    )
    if at_end:
        yield from visit_check.goals_ticked(look.file, look.lengths)


def promises(look: Look) -> Iterator[Finding]:
    """13 履行事项写清楚."""
    yield from agreement_check.clear_promises(look.file)
    yield from wording_check.vague_words(look.file)
    yield from wording_check.blanks_left(look.file)
    yield from days_in_text.possible_days(look.file)
    yield from days_in_text.promised_days(look.file)


def amounts(look: Look) -> Iterator[Finding]:
    """14 金额一致."""
    yield from agreement_check.words_and_figures(look.file)
    yield from agreement_check.promised_sum(look.file)
    yield from instalments.instalments_add_up(look.file)
    yield from instalments.listed_items_add_up(look.file)
    yield from instalments.parts_of_a_sum_add_up(look.file)


def cards(look: Look) -> Iterator[Finding]:
    """15 年龄性别与证件号."""
    yield from party_check.card_agrees(look.file)


def forbidden(look: Look) -> Iterator[Finding]:
    """16 不能约定的内容."""
    yield from wording_check.forbidden_words(look.file)


def proof(look: Look) -> Iterator[Finding]:
    """17 履行凭证."""
    if look.upto(CLOSING):
        yield from proof_check.proved(look.file, look.papers(17))


def wording(look: Look) -> Iterator[Finding]:
    """18 法律用语、错别字."""
    yield from wording_check.right_words(look.file)


def roster(look: Look) -> Iterator[Finding]:
    """19 调解员在册、在任期."""
    yield from roster_check.on_roster(look.file, look.book.thresholds["term_years"])


def authentic(look: Look) -> Iterator[Finding]:
    """20 真实性."""
    most = look.book.thresholds["same_text_cases"]
    yield from fabrication.written_once(look.file, look.beside, most)


def pages(look: Look) -> Iterator[Finding]:
    """21 页码、目录."""
    yield from volume_check.pages_in_order(look.file)
    if look.upto(CLOSING):
        yield from volume_check.bound(look.file, look.beside)


def guardians(look: Look) -> Iterator[Finding]:
    """22 未成年人的监护人."""
    yield from party_check.guarded(look.file, look.lengths)


def apart(look: Look) -> Iterator[Finding]:
    """23 回避."""
    yield from roster_check.stands_apart(look.file)


def free(look: Look) -> Iterator[Finding]:
    """24 不收费."""
    yield from wording_check.no_fee(look.file)


def risk(look: Look) -> Iterator[Finding]:
    """25 激化风险的报告."""
    yield from work_check.risk_reported(look.file)


RULES: Mapping[int, Callable[[Look], Iterator[Finding]]] = dict(
    enumerate(
        (
            application, rights, identity, record, outcome, signatures, days, number, agents, copies, period,
            visits, promises, amounts, cards, forbidden, proof, wording, roster, authentic, pages, guardians,
            apart, free, risk,
        ),
        1,
    )
)  # fmt: skip
