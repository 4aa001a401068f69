"""points propose, give, redeem, list, tidy; figures mediators; honour give, list."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli import listed, progress
from app.cli.door import signed_in
from app.cli.duty import span
from app.cli.run import Answer
from app.desk import merit, merit_papers, staff
from app.desk import points as ledger
from app.desk.desk import Desk
from app.desk.edit import void
from app.paths import DataDir
from app.records import Honour, Points
from app.rules import period as periods
from app.rules.merit import Ranked, first
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def propose(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What the rules of the place give; given only where that is said."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        period = span(args, desk.today())
        found = desk.look(ledger.propose, log, *period, again=args.again)
        held = 0 if args.again else desk.look(ledger.withheld, log, *period)
        names = desk.look(staff.names, {one.fact.who for one in found})
        if args.put:
            desk.do(ledger.confirm, log, found)
    rows = [
        {
            "on": x.fact.on,
            "name": names.get(x.fact.who, ""),
            "points": x.points,
            "why": x.why,
            "row": x.fact.of_row,
        }
        for x in found
    ]
    lines = [f"{x['on']}\t{x['name']}\t{x['points']:+d}\t{x['why']}" for x in rows]
    key = "points.put_for" if args.put else "points.proposed"
    told = {"from": period[0], "to": period[1], "put": bool(args.put)}
    summary = say(key, count=len(rows), period=periods.said(period))
    lines = [*lines, summary, *([say("points.withheld_cli", count=held)] if held else [])]
    return Answer(lines, points=rows, withheld=held, **told)


def _person(desk: Desk, name: str) -> staff.Member:
    return desk.look(staff.named, desk.shelf.log, desk.today(), name, "mediator", "person")


def give(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """By hand."""
    with signed_in(data, settings, args) as desk:
        who = _person(desk, args.who)
        row = desk.do(ledger.give, desk.shelf.log, desk.today(), who.key, args.points, args.why)
        left = _left(desk, who.key)
    return Answer(
        say("points.given", name=who.name, points=f"{args.points:+d}", left=left), id=row, left=left
    )


def _left(desk: Desk, who: str) -> int:
    return next((x.left for x in desk.look(ledger.balances, desk.shelf.log) if x.who == who), 0)


def redeem(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """兑换; the price is that of the place unless it is told."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        who = desk.look(ledger.holder, log, desk.today(), args.who)
        name = desk.look(staff.names, [who]).get(who, args.who)
        prices = {x.name: x.points for x in desk.look(ledger.goods, log)}
        price = args.points or prices.get(args.goods)
        if price is None:
            raise Trouble("points.no_price", goods=args.goods, known="、".join(prices))
        row = desk.do(ledger.redeem, log, desk.today(), who, args.goods, price)
        left = _left(desk, who)
        if args.out:
            _write(desk.look(merit_papers.slip, log, row), args.out)
    told = say("points.exchanged", name=name, goods=args.goods, points=price, left=left)
    return Answer(told, id=row, left=left)


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """积分台账, or what each has."""
    with signed_in(data, settings, args) as desk:
        log, today = desk.shelf.log, desk.today()
        rows: list[dict[str, Any]]
        span_: dict[str, Any] = {}
        above: list[str] = []
        have = desk.look(ledger.balances, log)
        if args.balances:
            made = desk.look(merit_papers.balance_listing, log, today)
            rows = [{**asdict(x), "spent": -x.spent, "left": x.left} for x in have]
        else:
            since, until = span(args, today)
            made = desk.look(merit_papers.ledger_listing, log, since, until)
            rows = [asdict(x) for x in desk.look(ledger.ledger, log, since, until)]
            left = sum(one.left for one in have)
            span_ = {"from": since, "to": until, "left": left}
            above = [say("points.span", period=periods.said((since, until)), left=left)]
        lines = [*above, *listed.written(desk, made, args.out)]
    return Answer(lines, points=rows, **span_)


def drop(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A line of the ledger is void; what it was for is proposed again only on another ground."""
    with signed_in(data, settings, args) as desk:
        desk.do(void, Points, args.id, args.why)
    return Answer(say("points.dropped"), id=args.id)


def tidy(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What two computers gave for the same is voided but for one line."""
    with signed_in(data, settings, args) as desk:
        count = desk.do(ledger.settle_doubles, desk.shelf.log)
    return Answer(say("points.tidied", count=count), count=count)


def mediators(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """调解员业绩."""
    with signed_in(data, settings, args) as desk, progress.watching(desk, args) as report:
        since, until = span(args, desk.today())
        ranked = merit.ranking(desk, since, until, report)
        weights = desk.look(merit_papers.weights, desk.shelf.log)
        made = merit_papers.figures_listing(ranked, since, until, weights)
        lines = listed.written(desk, made, args.out)
    return Answer(lines, figures=[_ranked(one) for one in ranked])


def _ranked(one: Ranked) -> dict[str, Any]:
    rates = {
        name: getattr(one.figures, name)
        for name in ("success", "kept", "content", "in_time", "average")
    }
    plain = {name: None if rate is None else round(float(rate), 4) for name, rate in rates.items()}
    return {"place": one.place, "score": round(float(one.score), 2), **asdict(one.figures), **plain}


def honour(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """表彰 of the best of a period, or of those who are named."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        since, until = span(args, desk.today())
        given: list[str] = []
        best: list[Ranked] = []
        for name in args.who:
            told = {"title": args.title, "why": args.why}
            given += desk.do(merit.honour, log, desk.today(), [_person(desk, name).key], told)
        if args.best:
            best = first(merit.ranking(desk, since, until), args.best)
            for one in best:
                why = args.why or merit_papers.reason(one, since, until)
                told = {"title": args.title, "why": why}
                given += desk.do(merit.honour, log, desk.today(), [one.figures.key], told)
        if not given:
            raise _nobody(args, (since, until), any_=bool(args.who or best))
        if args.out:
            _write(desk.look(merit_papers.citation, log, given[0]), args.out)
    return Answer(say("merit.given", title=args.title, count=len(given)), ids=given)


def _nobody(args: argparse.Namespace, period: periods.Period, *, any_: bool) -> Trouble:
    """Why a title went to no one."""
    if not args.who and not args.best:
        return Trouble("merit.whom")
    if any_:
        return Trouble("merit.have_it", title=args.title)
    return Trouble("merit.no_best", title=args.title, period=periods.said(period))


def drop_honour(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A title that was given wrongly is void."""
    with signed_in(data, settings, args) as desk:
        desk.do(void, Honour, args.id, args.why)
    return Answer(say("merit.dropped"), id=args.id)


def honours(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """荣誉登记表."""
    with signed_in(data, settings, args) as desk:
        found = desk.look(merit.honours, desk.shelf.log)
        lines = listed.written(
            desk, desk.look(merit_papers.honour_listing, desk.shelf.log), args.out
        )
    return Answer(lines, honours=[asdict(one) for one in found])


def _write(content: bytes, out: str) -> None:
    try:
        Path(out).write_bytes(content)
    except OSError as why:
        raise Trouble("cli.cannot_write", file=out) from why
