"""matter import, undo, export, placard."""

from __future__ import annotations

import argparse
from pathlib import Path

from app import clock
from app.cli.door import signed_in
from app.cli.matters import code
from app.cli.run import Answer
from app.desk import grid, placards
from app.desk.item_files import give
from app.desk.item_files import plan as plans
from app.desk.item_files import take as takes
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say

SHOWN = 20  # items here already that are named for a person; --json names all


def take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A file of items; with --preview only what it would bring."""
    with signed_in(data, settings, args) as desk:
        plan = desk.look(plans.plan_items, desk.shelf.log, Path(args.file))
        made = ""
        if not args.preview:
            made = desk.do(takes.take_items, desk.shelf.log, clock.now(), plan)
    counts = {verdict: plan.count(verdict) for verdict in plans.VERDICTS}
    key = "items.preview" if args.preview else "items.taken"
    told = [say(key, file=plan.name, **counts), *plan.doubts]
    same = plan.same
    if same:
        more = say("items.same_more", count=len(same) - SHOWN) if len(same) > SHOWN else ""
        told.append(say("items.same_rows", rows="；".join(same[:SHOWN])) + more)
    told += [say("items.left", names="、".join(plan.left))] if plan.left else []
    told += [say("items.before")] if plan.taken_before else []
    told += [say("items.undo_by", id=made)] if made else []
    return Answer(
        told,
        **counts,
        id=made,
        doubts=plan.doubts,
        same_rows=same,
        left=list(plan.left),
        before=plan.taken_before,
    )


def undo(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A whole import of items leaves again."""
    with signed_in(data, settings, args) as desk:
        import_id = desk.look(takes.find_import, desk.shelf.log, args.id)
        done = desk.do(takes.undo_items, import_id)
    told = [say("items.undone", count=done.removed)]
    told += [say("items.kept", numbers="、".join(done.kept))] if done.kept else []
    return Answer(told, removed=done.removed, kept=list(done.kept))


def export(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The states of the items, as JSON or CSV."""
    if args.since and args.until and args.since > args.until:
        raise Trouble("cli.period_order", since=args.since, until=args.until)
    with signed_in(data, settings, args) as desk:
        told = desk.look(
            give.states, desk.shelf.log, clock.now(), desk.calendar(), args.since, args.until,
            code("source", args.channel) or "",
        )  # fmt: skip
    give.write(told, Path(args.file))
    return Answer(say("items.given", count=len(told), file=args.file), count=len(told))


def placard(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The placards of a grid, of all below it, or of the room."""
    from app.papers import placard as papers

    with signed_in(data, settings, args) as desk:
        if args.text is not None:
            desk.do(placards.set_text, desk.shelf.log, args.text)
        place = desk.look(grid.by_words, desk.shelf.log, args.place) if args.place else ""
        made = placards.to_hang_up(desk, place, below=args.below)
    try:
        Path(args.out).write_bytes(papers.draw(made))
    except OSError as why:
        raise Trouble("cli.cannot_write", file=args.out) from why
    told = say("placard.drawn", count=len(made), file=args.out)
    return Answer(told, count=len(made), texts=[one.text for one in made])
