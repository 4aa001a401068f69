"""wording clauses, fill, instalments, earlier, copy."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from app.cli.door import signed_in
from app.cli.run import Answer
from app.codes import code_list
from app.desk import clauses as desk_clauses
from app.desk import questions
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import CaseFile
from app.records.masks import masked_name
from app.rules import clause_book, instalment_plan
from app.rules.clause_book import Blank, Template
from app.rules.clause_values import read
from app.rules.clauses import Filled, defaults, numbered, side_name
from app.rules.clauses import fill as fill_in
from app.rules.earlier_clauses import adapted
from app.rules.money_words import read_money
from app.settings import Settings
from app.trouble import Trouble
from app.words import language, say


def clauses(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The templates, of one kind of dispute or all; needs no room."""
    found = [one for name in _books(args.kind) for one in clause_book.book(name)]
    wanted = (args.find or "").strip()
    found = [one for one in found if wanted in f"{one.key} {one.name} {one.text}"]
    lines = [say("clause.line", code=one.key, title=one.name, text=one.text) for one in found]
    plain = [
        {
            "key": one.key, "type": one.book, "name": one.name, "text": one.text,
            "blanks": [{"name": b.name, "kind": b.kind, "default": b.default} for b in one.blanks],
            "promises": len(one.promises),
        }
        for one in found
    ]  # fmt: skip
    return Answer([*lines, say("clause.count", count=len(found))], clauses=plain)


def fill(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A template with the parties by role and what --set says. Exit 1 where a value cannot be read."""
    template = _template(args.template)
    told = dict(_pair(one) for one in args.set)
    with signed_in(data, settings, args) as desk:
        file = _file(desk, args.number)
        done = fill_in(template, {**defaults(template, file), **told}, file.parties)
        return _answer(desk, file, done, put=args.put)


def instalments(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A sum in parts as one clause, with a promise for each part."""
    manner = read(Blank("--manner", "manner"), args.manner)
    with signed_in(data, settings, args) as desk:
        file = _file(desk, args.number)
        parts = instalment_plan.plan(
            _sum(args.total), args.times or 0, args.first, args.every,
            on_day=args.on_day, each=_sum(args.each) if args.each else None,
        )  # fmt: skip
        done = instalment_plan.clause(
            parts, payer=args.payer or side_name(file, "respondent"), payee=args.payee or side_name(file, "applicant"),
            what=args.what or "", manner=manner, account=args.account, every=args.every,
            on_day=args.on_day, parties=file.parties,
        )  # fmt: skip
        return _answer(desk, file, done, put=args.put)


def earlier(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Agreements of other cases, the same kind of dispute first. Names are masked in the lines for a person."""
    with signed_in(data, settings, args) as desk:
        desk.indexing.now()
        found = desk.look(desk_clauses.earlier_agreements, _file(desk, args.number), args.find)
    kinds = code_list("dispute_type")
    lines = [
        say(
            "clause.earlier_line", number=one.file_no, day=one.made_on or "—", count=one.clauses,
            kind=kinds.label(one.dispute_type, language()), names="、".join(map(masked_name, one.parties)),
        )
        for one in found
    ]  # fmt: skip
    plain = [
        {"file_no": one.file_no, "dispute_type": one.dispute_type, "made_on": one.made_on, "clauses": one.clauses}
        for one in found
    ]  # fmt: skip
    return Answer([*lines, say("cli.count", count=len(found))], agreements=plain)


def copy(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The clauses of an earlier agreement as they would come in: what stood, what stands now."""
    with signed_in(data, settings, args) as desk:
        file, old = _file(desk, args.number), _file(desk, args.source)
        agreement = old.agreement
        if agreement is None or not agreement.terms or old.case.id == file.case.id:
            raise Trouble("clause.nothing_to_copy", number=args.source)
        found = adapted(old, agreement, file)
        chosen = args.only or range(1, len(found.clauses) + 1)
        if any(not 0 < number <= len(found.clauses) for number in chosen):
            raise Trouble("clause.no_such_clause", most=len(found.clauses))
        pairs = [found.clauses[number - 1] for number in chosen]
        items = [] if args.without_promises or args.only else list(found.items)
        texts = [pair.after for pair in pairs]
        if args.put:
            desk.do(desk_clauses.put_clauses, file.case.id, texts, items)
    lines = [say("clause.copied", before=pair.before, after=pair.after) for pair in pairs]
    lines.append(say("clause.own_words"))
    plain = [{"before": pair.before, "after": pair.after} for pair in pairs]
    return Answer(lines, clauses=plain, promises=items, put=args.put)


def _answer(desk: Desk, file: CaseFile, done: Filled, *, put: bool) -> Answer:
    """The clause with its promises; put in the case where that was asked and everything could be read."""
    wrong = [one for one in done.doubts if one.name != "no_party"]
    standing = file.newest_agreement.terms if file.newest_agreement else []
    lines = numbered(standing, [done.text])
    lines += [_promise(file, item) for item in done.items]
    lines += [say("clause.open", blanks="、".join(_blanks(done)))] if done.missing else []
    lines += [one.said(say) for one in done.doubts]
    if put and not wrong:
        desk.do(desk_clauses.put_clauses, file.case.id, [done.text], done.items)
        lines.append(say("clause.put", number=file.case.file_no or "", count=len(done.items)))
    elif put:
        lines.append(say("clause.not_put", blanks="、".join(dict.fromkeys(d.blank for d in wrong))))
    plain = [
        {"blank": one.blank, "name": one.name, "sentence": one.said(say)} for one in done.doubts
    ]
    return Answer(
        lines, 1 if wrong else 0, text=done.text, promises=list(done.items), missing=list(done.missing),
        doubts=plain, put=put and not wrong,
    )  # fmt: skip


def _blanks(done: Filled) -> list[str]:
    known = {name: say(f"clause.plan.{name}") for name in instalment_plan.BLANKS}
    return [known.get(name, name) for name in done.missing]


def _promise(file: CaseFile, item: dict[str, Any]) -> str:
    party = file.party(item.get("party_id"))
    manner = code_list("payment_manner").label(item.get("manner"), language())
    told = (
        party.name if party else "", item.get("what"), item.get("amount"), manner, item.get("due_on"),
    )  # fmt: skip
    return say("clause.promise", told=" · ".join(str(one) for one in told if one))


def _books(kind: str | None) -> Sequence[str]:
    if not kind:
        return clause_book.books()
    found = code_list("dispute_type").find(kind)
    if found is None and kind != clause_book.COMMON:
        known = "、".join(clause_book.books())
        raise Trouble("cli.no_such_kind", name=kind, known=known)
    return (found.code if found else kind,)


def _template(text: str) -> Template:
    named = [one for one in clause_book.offered(None) if one.name == text]
    found = clause_book.by_key(text) or (named[0] if len(named) == 1 else None)
    if found is None:
        raise Trouble("clause.no_such_template", name=text)
    return found


def _pair(text: str) -> tuple[str, str]:
    name, stands, value = text.partition("=")
    if not stands:
        raise Trouble("clause.no_value", text=text)
    return name.strip(), value.strip()


def _sum(text: str) -> Any:
    amount = read_money(text)
    if amount is None:
        raise Trouble("typed.money", typed=text)
    return amount


def _file(desk: Desk, number: str) -> CaseFile:
    return desk.look(questions.case_file, desk.look(questions.by_number, number))
