"""What of a case each paper has to say: facts as they were entered, none made by the papers themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from app.codes import code_list
from app.papers.volume import plan
from app.records import Agreement, CaseFile, Letter, Notice, Party, Record
from app.rules.agreement_dates import reached
from app.rules.performance import item_states, money_of
from app.rules.results import AGREED, result_of

Facts: TypeAlias = Iterable[str | None]
Entry: TypeAlias = Record | None


def day(told: date | None) -> str | None:
    return f"{told.year}年{told.month}月{told.day}日" if told else None


def label(codes: str, code: str | None) -> str:
    return code_list(codes).label(code, "zh_CN")


def names(file: CaseFile) -> list[str | None]:
    return [party.name for party in file.parties]


def people(file: CaseFile, ids: list[str] | None) -> list[str | None]:
    return [file.mediators[i].name for i in ids or [] if i in file.mediators]


def hands(file: CaseFile) -> list[str | None]:
    return people(file, [i for i in (file.case.lead_id, *(file.case.assist_ids or [])) if i])


def matter(file: CaseFile) -> Facts:
    """The name of the dispute: both sides where they are no crowd, and the kind."""
    for role in ("applicant", "respondent"):
        side = [p for p in file.side(role) if p.name]
        yield from (p.name for p in (side[:1] if len(side) > 3 else side))
    yield label("dispute_type", file.case.dispute_type)


def persons(file: CaseFile) -> Facts:
    for party in file.parties:
        yield from (party.name, party.address, party.phone)
        yield party.occupation if party.party_kind == "person" else party.legal_representative


def _day_of(told: Agreement | None) -> str | None:
    return day(told.made_on) if told else None


def _chosen(file: CaseFile, one: Entry, *, oral: bool) -> Agreement:
    if isinstance(one, Agreement):
        return one
    alike = [a for a in file.agreements if (a.form == "oral") == oral]
    return alike[-1] if alike else file.agreement or Agreement()


def agreed(file: CaseFile, told: Agreement) -> Facts:
    yield from (
        told.number or file.case.file_no,
        day(told.made_on),
        told.facts or file.case.summary,
    )
    yield from told.terms or []
    yield told.manner
    for item in file.items:
        if not told.manner and item.agreement_id in (None, told.id):
            yield from (item.what, label("payment_manner", item.manner), day(item.due_on))
            yield f"¥{item.amount:,.2f}" if item.amount is not None else None


def _cover(file: CaseFile, one: Entry) -> Facts:
    volume = file.volumes[-1] if file.volumes else None
    yield from matter(file)
    yield from (
        file.room.committee,
        file.case.file_no,
        day(file.case.accepted_on),
        _day_of(file.agreement),
    )
    yield from hands(file)
    yield label("retention", file.case.retention)
    if volume:
        yield from (*people(file, [volume.by_id or ""]), day(volume.made_on), volume.remark)


def _identity(file: CaseFile, one: Entry) -> Facts:
    party = one if isinstance(one, Party) else (file.parties or [Party()])[-1]
    yield from (party.name, label("party_role", party.role))
    if party.party_kind == "person":
        yield from (party.id_number, party.guardian)
    else:
        yield from (party.credit_code, party.legal_representative)


def _agency(file: CaseFile, one: Entry) -> Facts:
    if not file.agencies:
        return
    told = next((a for a in file.agencies if a is one), file.agencies[-1])
    client = file.party(told.party_id) or Party()
    yield from (client.name, client.address, client.phone)
    yield client.id_number if client.party_kind == "person" else client.credit_code
    yield from (told.name, told.id_number, told.address, told.phone, told.work, told.licence)
    yield from (told.matter, told.other_power, told.term, day(told.made_on))


def _inquiry(file: CaseFile, one: Entry) -> Facts:
    if not file.inquiries:
        return
    told = next((i for i in file.inquiries if i is one), file.inquiries[-1])
    yield from (told.place, told.matter, day(told.at), *(told.invited or []))
    yield from (told.finding or "").splitlines()
    yield from people(file, [*(told.by_ids or []), told.recorder_id or ""])
    party = file.party(told.party_id)
    if party is None:
        yield from (told.asked, told.occupation, told.address, told.phone)
    else:
        yield from (party.name, party.address, party.phone)


def _evidence(file: CaseFile, one: Entry) -> Facts:
    for told in file.evidence:
        yield from (told.name, told.provider, told.source, told.proves)
        yield from (str(n) for n in (told.copies, told.pages) if n is not None)


def _record(file: CaseFile, one: Entry) -> Facts:
    if not file.sessions:
        return
    told = next((s for s in file.sessions if s is one), file.sessions[-1])
    yield from matter(file)
    yield from names(file)
    yield from (
        told.place,
        day(told.at),
        label("session_outcome", told.outcome),
        *(told.invited or []),
    )
    yield from (told.record or "").splitlines()
    yield from people(file, [*(told.mediator_ids or []), told.recorder_id or ""])
    yield file.room.committee


def _agreement(file: CaseFile, one: Entry) -> Facts:
    yield from persons(file)
    yield from agreed(file, _chosen(file, one, oral=False))
    yield file.room.committee


def _oral(file: CaseFile, one: Entry) -> Facts:
    yield from persons(file)
    yield from agreed(file, _chosen(file, one, oral=True))
    yield file.room.committee


def _receipt(file: CaseFile, one: Entry) -> Facts:
    paid = [p for p in file.performances if money_of(file, p)]
    if not paid:
        return
    told = next((p for p in paid if p is one), paid[-1])
    item = next(i for i in file.items if i.id == told.item_id)
    payer, payee = file.party(item.party_id), file.party(told.payee_id)
    yield from ((p.name if p else None) for p in (payer, payee))
    yield from (f"¥{money_of(file, told):,.2f}", item.what, label("payment_manner", item.manner))
    yield from (day(told.done_on), *people(file, [told.witness_id or ""]))


def _visit(file: CaseFile, one: Entry) -> Facts:
    yield from matter(file)
    yield file.room.committee
    if file.visits:
        told = next((v for v in file.visits if v is one), file.visits[-1])
        yield from ([told.visited] if told.visited else names(file))
        yield from (day(told.done_on), label("satisfaction", told.satisfaction))
        yield from (told.note or "").splitlines()
        yield from people(file, [told.by_id or ""])


def _confirmation(file: CaseFile, one: Entry) -> Facts:
    told = one if isinstance(one, Agreement) else file.agreement or Agreement()
    for party in file.parties:
        yield from (party.name, party.address, party.phone)
        yield party.id_number if party.party_kind == "person" else party.credit_code
        yield None if party.party_kind == "person" else party.legal_representative
    for agency in file.agencies:
        yield from (agency.name, agency.work, agency.licence, agency.phone)
    yield from (
        told.number or file.case.file_no,
        day(told.made_on),
        told.facts or file.case.summary,
    )
    yield from told.terms or []
    yield from (file.case.court, file.room.committee, *hands(file))


def _closing(file: CaseFile, one: Entry) -> Facts:
    case = file.case
    yield from (
        case.file_no,
        file.room.committee,
        *hands(file),
        day(case.accepted_on),
        case.summary,
    )
    for party in file.parties:
        yield from (party.name, party.address, party.phone)
    yield label("source", case.source)
    if result_of(file) == AGREED and (told := reached(file)):
        yield from (told.number, *(told.terms or []))
    for state in item_states(file):
        yield state.item.what


def _notice(kind: str, *fields: str, to: bool = True) -> Callable[[CaseFile, Entry], Facts]:
    """The fields of a notice that its paper carries, and to whom it goes."""

    def told(file: CaseFile, one: Entry) -> Facts:
        alike = [n for n in file.notices if n.notice_kind == kind]
        notice = next((n for n in alike if n is one), alike[-1] if alike else Notice())
        if kind != "certificate":
            yield day(notice.made_on) if alike else None
        if to:
            yield notice.to_name
            yield from (p.name for p in file.parties if p.id in (notice.party_ids or []))
        for field in fields:
            value = getattr(notice, field)
            yield from (
                value
                if isinstance(value, list)
                else [day(value)]
                if isinstance(value, date)
                else [value]
            )
        yield file.room.committee

    return told


def _certificate(file: CaseFile, one: Entry) -> Facts:
    yield from _notice("certificate", "to_name", to=False)(file, one)
    for party in file.parties:
        yield from (party.name, party.credit_code or party.id_number, party.address)
    yield from hands(file)
    yield from (session.place for session in file.sessions if session.at and session.outcome)


def _urging(file: CaseFile, one: Entry) -> Facts:
    yield from _notice("urging", "number", "told", "until", "contact")(file, one)
    notice = next((n for n in file.notices if n is one), Notice())
    asked = notice.party_ids or [p.id for p in file.parties]
    for state in item_states(file):
        if not state.kept and state.item.party_id in asked:
            yield from (state.item.what, day(state.item.due_on))
            yield f"{state.item.amount:,.2f}" if state.item.amount is not None else None


def _service(file: CaseFile, one: Entry) -> Facts:
    yield file.case.file_no
    if file.services:
        told = file.services[-1]
        yield from (
            told.paper,
            told.number,
            told.receiver,
            told.place,
            told.taken_by,
            told.taken_as,
        )
        yield from (label("service_manner", told.manner), day(told.served_at), told.witness)
        yield from (*people(file, [told.by_id or ""]), *(told.remark or "").splitlines())


def _letter(file: CaseFile, one: Entry, kinds: tuple[str, ...]) -> Letter | None:
    alike = [n for n in file.letters if n.letter_kind in kinds]
    return next((n for n in alike if n is one), alike[-1] if alike else None)


def _outgoing(kind: str, *, case_told: bool = True) -> Callable[[CaseFile, Entry], Facts]:
    """A letter to an organ: what it says of itself, and what of the case."""

    def told(file: CaseFile, one: Entry) -> Facts:
        letter = _letter(file, one, (kind,))
        if letter:
            yield from (letter.organ, letter.number, letter.told, day(letter.dated_on))
            yield from letter.enclosures or []
        yield from (file.room.committee, *matter(file))
        if case_told:
            for party in file.parties:
                yield from (party.name, party.address, party.phone)
            yield from (file.case.summary or "").splitlines()
            yield from (s.place for s in file.sessions if s.at and s.outcome)

    return told


def _letter_receipt(file: CaseFile, one: Entry) -> Facts:
    came = [letter for letter in file.letters if letter.direction == "in"]
    told = next((letter for letter in came if letter is one), came[-1] if came else Letter())
    yield from (told.organ, told.number, day(told.dated_on), day(told.received_on))
    yield from (*(told.enclosures or []), file.room.committee)


def _reply(file: CaseFile, one: Entry) -> Facts:
    told = _letter(file, one, ("reply", "declined"))
    yield file.room.committee
    if told is None:
        return
    yield from (told.organ, told.number, day(told.dated_on), *(told.enclosures or []))
    yield from (told.told or "").splitlines()
    if not told.told and result_of(file) == AGREED:
        yield from (s.place for s in file.sessions if s.at and s.outcome)
        agreement = reached(file)
        yield from (agreement.terms or []) if agreement else []
        yield from (state.item.what for state in item_states(file))
        yield from hands(file)


def _statement(file: CaseFile, one: Entry) -> Facts:
    for told in file.volumes[-1:]:
        yield from (told.told or "").splitlines()
        yield from (
            told.checked_by,
            day(told.made_on),
            day(told.checked_on),
            *people(file, [told.by_id or ""]),
        )


def _back(file: CaseFile, one: Entry) -> Facts:
    for told in file.volumes[-1:]:
        yield from (told.checked_by, day(told.checked_on), *people(file, [told.by_id or ""]))
        yield str(told.pages) if told.pages else None


def _consultation(file: CaseFile, one: Entry) -> Facts:
    for told in file.consultations[-1:] if one is None else [one]:
        yield from (told.place, told.chair, *(told.present or []), *(told.told or "").splitlines())
        yield from (*(told.decided or "").splitlines(), day(told.on_day), day(told.due_on))
        yield from (file.unit_name(i) for i in (told.lead_unit_id, *(told.unit_ids or [])))
        yield from people(file, [told.by_id or ""])


def _leader_card(file: CaseFile, one: Entry) -> Facts:
    yield from (file.case.file_no, *names(file), *(file.case.summary or "").splitlines())
    for told in file.leader_cases[-1:]:
        yield from (
            told.number,
            day(told.begun_on),
            day(told.due_on),
            *(told.plan or "").splitlines(),
        )
        yield from (*(told.struck_told or "").splitlines(), told.struck_by, day(told.struck_on))
    for post in file.leader_posts:
        yield from (label("leader_role", post.role), post.name, post.title, post.phone)
    for went in file.leader_progress:
        yield from (*(went.told or "").splitlines(), went.by_name, day(went.on_day))


CARRIED: dict[str, Callable[[CaseFile, Entry], Facts]] = {
    "cover": _cover,
    "contents": lambda file, _: [piece.title for piece in plan(file).pieces],
    "application": lambda file, _: [*persons(file), file.case.summary, *(file.case.requests or [])],
    "acceptance": lambda file, _: [
        *names(file), label("dispute_type", file.case.dispute_type), day(file.case.accepted_on),
        file.case.summary, *(file.case.requests or []), file.room.committee,
    ],
    "rights_notice": lambda file, _: names(file),
    "identity": _identity,
    "agency": _agency,
    "inquiry": _inquiry,
    "evidence": _evidence,
    "record": _record,
    "agreement": _agreement,
    "oral_agreement": _oral,
    "receipt": _receipt,
    "visit": _visit,
    "certificate": _certificate,
    "confirmation": _confirmation,
    "confirmation_list": lambda file, _: [file.case.court, *names(file), *hands(file)[:1]],
    "statement": _statement,
    "back": _back,
    "closing_report": _closing,
    "refusal": _notice("refusal", "number", "told", "go_to", "contact"),
    "acceptance_notice": _notice("acceptance", "number", "told", "bring", "contact"),
    "summons": _notice("summons", "number", "told", "bring", "contact", "place"),
    "invitation": _notice("invitation", "number", "told", "contact", "place"),
    "extension": lambda file, one: [
        *_notice("extension", "told", "until", to=False)(file, one), *names(file), *hands(file),
    ],
    "ending": _notice("ending", "number", "told", "go_to", "contact"),
    "urging": _urging,
    "service": _service,
    "transfer": _outgoing("transfer"),
    "reply": _reply,
    "risk_report": _outgoing("risk"),
    "letter_out": _outgoing("other_out", case_told=False),
    "letter_receipt": _letter_receipt,
    "consultation": _consultation,
    "leader_card": _leader_card,
}  # fmt: skip


def carried(key: str, file: CaseFile, which: str | None = None) -> list[str]:
    """Each fact that must stand on the paper of that name, a line of it as one fact."""
    entry = None
    if which is not None:
        lists = (value for value in vars(file).values() if isinstance(value, list))
        entry = next(one for entries in lists for one in entries if getattr(one, "id", "") == which)
    told = CARRIED[key](file, entry)
    return [line for fact in told if fact for line in str(fact).splitlines() if line.strip()]
