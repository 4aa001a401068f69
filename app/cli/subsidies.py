"""subsidy propose, claim, list, approve, refuse, pay, sheet."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation
from typing import Any

from app.cli import listed, progress
from app.cli.door import signed_in
from app.cli.run import Answer
from app.codes import code_list
from app.desk import subsidies, subsidy_sheet
from app.desk.desk import Desk
from app.desk.subsidy_lines import ClaimLine, lines
from app.paths import DataDir
from app.rules.subsidy import APPROVED, PAID, REFUSED, Proposal, Reason
from app.settings import Settings
from app.trouble import Trouble
from app.words import language, say

STEPS = {"approve": APPROVED, "refuse": REFUSED, "pay": PAID}


def propose(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Every case closed in a period: what is paid for it, or why nothing is."""
    with signed_in(data, settings, args) as desk, progress.watching(desk, args):
        found = subsidies.proposals(desk, args.period)
    told = [_proposed(one) for one in found]
    payable = [one for one in found if one.payable]
    total = sum((one.amount for one in payable), Decimal(0))
    told.append(say("cli.subsidy_proposed", count=len(payable), of=len(found), total=total))
    return Answer(told, total=str(total), cases=[_facts(one) for one in found])


def _proposed(one: Proposal) -> str:
    level = code_list("difficulty").label(one.level, language())
    told = say("cli.subsidy_case", number=one.file_no, level=level, amount=one.amount)
    why = [*one.reasons, *(r for share in one.shares for r in share.reasons), *one.doubts]
    return told + "".join(f"\n    {_said(reason)}" for reason in why)


def _said(reason: Reason) -> str:
    return say(reason.key, **reason.facts)


def _facts(one: Proposal) -> dict[str, Any]:
    return {
        "number": one.file_no, "level": one.level, "form": one.form, "amount": str(one.amount),
        "payable": bool(one.payable), "reasons": [r.key for r in one.reasons],
        "told": [_said(r) for r in one.reasons], "doubts": [_said(r) for r in one.doubts],
        "shares": [
            {
                "mediator": share.mediator_id, "role": share.role, "amount": str(share.amount),
                "reasons": [r.key for r in share.reasons],
            }
            for share in one.shares
        ],
    }  # fmt: skip


def claim(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """申报 what may be paid."""
    with signed_in(data, settings, args) as desk:
        done = subsidies.claim(desk, args.period, args.numbers)
    total = sum((one.amount for one in done), Decimal(0))
    told = say("cli.subsidy_claimed", count=len(done), total=total)
    return Answer(told, total=str(total), cases=[one.file_no for one in done])


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The claims of a period, numbered for the steps; what was claimed twice is named."""
    with signed_in(data, settings, args) as desk:
        found = desk.look(lines, args.period)
    told = [_line(one) for one in found] or [say("cli.subsidy_none")]
    return Answer(told, claims=[_plain(one) for one in found])


def _line(one: ClaimLine) -> str:
    told = say(
        "cli.subsidy_line", place=one.place, number=one.file_no, name=one.name, amount=one.amount or "—",
        role=code_list("subsidy_role").label(one.role, language()),
        status=code_list("subsidy_status").label(one.status, language()), sheet=one.sheet or "—",
    )  # fmt: skip
    told += f"\n    {say('payment.double', number=one.double)}" if one.double else ""
    return told + (f"\n    {say('payment.reopened', day=one.reopened)}" if one.reopened else "")


def _plain(one: ClaimLine) -> dict[str, Any]:
    return {
        "line": one.place, "id": one.id, "number": one.file_no, "name": one.name, "role": one.role,
        "amount": str(one.amount), "status": one.status, "sheet": one.sheet, "reason": one.reason,
        "double": one.double, "reopened": one.reopened,
    }  # fmt: skip


def step(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """核定, 不予补贴, 发放: the lines or cases named; all that are ready where none is."""
    with signed_in(data, settings, args) as desk:
        ids = _meant(desk, args)
        amount = _amount(getattr(args, "amount", None))
        count = subsidies.judge(desk, ids, STEPS[args.step], getattr(args, "why", ""), amount)
    return Answer(say("cli.subsidy_step", count=count), count=count)


def _meant(desk: Desk, args: argparse.Namespace) -> list[str]:
    found = desk.look(lines, args.period)
    if args.numbers or args.lines:
        wanted = [
            one for one in found if one.file_no in args.numbers or str(one.place) in args.lines
        ]
    elif args.step == "refuse":
        raise Trouble("payment.which")
    else:
        ready = {"approve": "claimed", "pay": APPROVED}[args.step]
        wanted = [one for one in found if one.status == ready and not one.double]
        if args.step == "pay":  # those on a sheet; where none is, the refusal says why
            wanted = [one for one in wanted if one.sheet] or wanted
    if not wanted:
        raise Trouble("payment.nothing", period=args.period)
    return [one.id for one in wanted]


def _amount(told: str | None) -> Decimal | None:
    if told is None:
        return None
    try:
        return Decimal(told)
    except InvalidOperation as why:
        raise Trouble("cli.no_number", told=told) from why


def sheet(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The sheet the 司法所 signs, as PDF or workbook; --bank: the list for the bank."""
    with signed_in(data, settings, args) as desk:
        number = args.number or ""
        if not number and not args.draft and not args.bank:
            number = subsidy_sheet.number_sheet(desk, args.period)
        if args.bank and not number and not args.draft:  # what was just numbered is what is paid
            mine = [
                one for one in desk.look(subsidy_sheet.sheets) if one.startswith(f"{args.period}-")
            ]
            number = mine[0] if mine else ""
        make = subsidy_sheet.bank if args.bank else subsidy_sheet.sheet
        table = desk.look(make, desk.shelf.log, desk.today(), args.period, number)
        listed.written(desk, table, args.out)
    facts = {"number": number or "—", "count": len(table.rows), "file": args.out}
    told = say("cli.subsidy_bank" if args.bank else "cli.subsidy_sheet", **facts)
    return Answer(told, number=number, rows=len(table.rows), file=args.out)
