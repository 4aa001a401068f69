"""grid list, find, show, add, edit, void, import, undo."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.coded import code
from app.cli.door import signed_in
from app.cli.run import Answer
from app.codes import code_list
from app.desk import grid, grid_changes, grid_people, households, key_people
from app.desk.desk import Desk
from app.desk.grid_import import take as taking
from app.desk.grid_import import telling
from app.desk.grid_import import undo as undoing
from app.desk.grid_import.draft import Plan
from app.desk.grid_import.plan import drafts_of, make_plan
from app.desk.place_finder import Finder
from app.paths import DataDir
from app.rules.grid_check import Lack
from app.rules.grid_tree import Tree
from app.settings import Settings
from app.trouble import Trouble
from app.words import language, say

SHOWN = 30  # doubtful cells listed for a person; --json lists all
COLUMN_LEFT = "grid_import.note.column_left"


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The tree with its households and cases, or what lacks."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        tree = desk.look(grid.tree, log)
        top = desk.look(grid.by_words, log, args.under) if args.under else None
        counted = households.counted(tree, desk.look(households.listed))
        cases = desk.look(grid.counts, log)
        lacks = desk.look(grid_people.lacks, log, desk.today())
        none = desk.look(grid.why_empty, log, typed=True)
    order = tree.below(top) if top else tree.order
    shown = [one for one in order if not args.lacks or one in lacks]
    facts = [
        {**_facts(tree, one), "households": counted[one], "cases": cases.get(one, 0), **_lack(lacks.get(one))}
        for one in shown
    ]  # fmt: skip
    lines = [
        _line(tree, one, fact, whole=args.lacks) for one, fact in zip(shown, facts, strict=True)
    ]
    return Answer(lines or [say("grids.none") if args.lacks or top else say(none)], places=facts)


def _facts(tree: Tree, place_id: str) -> dict[str, Any]:
    node = tree.nodes[place_id]
    return {
        "id": node.id, "path": tree.told(place_id), "kind": node.kind, "code": node.code, "group": node.group,
        "stands_for": node.stands_for_id,
    }  # fmt: skip


def _lack(lack: Lack | None) -> dict[str, Any]:
    roles = list(lack.roles) if lack else []
    return {"lacks_roles": roles, "lacks": list(lack.faults) if lack else []}


def _line(tree: Tree, place_id: str, fact: dict[str, Any], *, whole: bool) -> str:
    node = tree.nodes[place_id]
    name = tree.told(place_id) if whole else "  " * tree.depth[place_id] + node.name
    told = [code_list("grid_kind").label(node.kind, language())] if node.kind else []
    told += [say("grids.households", count=fact["households"])] if fact["households"] else []
    told += [say("grids.cases", count=fact["cases"])] if fact["cases"] else []
    told += lack_words(fact["lacks_roles"], fact["lacks"])
    return f"{name}  {'，'.join(told)}".rstrip()


def lack_words(roles: list[str], faults: list[str]) -> list[str]:
    """What lacks, in words."""
    labels = "、".join(code_list("post_role").label(role, language()) for role in roles)
    told = [say("grids.lacks_roles", roles=labels)] if roles else []
    return told + [say(f"grids.lacks_{fault}") for fault in faults]


def find(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Places by what is typed."""
    with signed_in(data, settings, args) as desk:
        found = Finder(desk.look(grid.tree, desk.shelf.log)).find(args.text)
    lines = [one.path for one in found] or [say("grids.none")]
    return Answer(lines, places=[{"id": one.id, "path": one.path} for one in found])


def show(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One place: its facts, its people, what it lacks."""
    with signed_in(data, settings, args) as desk:
        log, on = desk.shelf.log, desk.today()
        place = desk.look(grid.by_words, log, args.place)
        tree = desk.look(grid.tree, log)
        people = desk.look(grid_people.people, log, on, place_id=place)
        counted = households.counted(tree, desk.look(households.listed))[place]
        lack = desk.look(grid_people.lacks, log, on).get(place)
        key = desk.look(key_people.how_many, log, on, place)
        cases = desk.look(grid.counts, log).get(place, 0)
    node, found = tree.nodes[place], _lack(lack)
    lines = [tree.told(place), f"  {code_list('grid_kind').label(node.kind, language())}"]
    lines += [f"  {say('place.code')}: {node.code}"] if node.code else []
    lines += [f"  {say('place.group')}: {node.group}"] if node.group else []
    lines += [f"  {say('grids.households', count=counted)}"] if counted is not None else []
    lines += [f"  {say('grids.cases', count=cases)}", f"  {say('grids.key_people', count=key)}"]
    roles = code_list("post_role")
    lines += [
        f"  {'、'.join(roles.label(p.role, language()) for p in one.posts if p.place_id == place)}: {one.name}"
        for one in people
    ]
    lines += [f"  {told}" for told in lack_words(found["lacks_roles"], found["lacks"])]
    names = [{"id": one.id, "name": one.name, "roles": list(one.roles)} for one in people]
    return Answer(
        lines,
        **_facts(tree, place),
        households=counted,
        people=names,
        key_people=key,
        cases=cases,
        **found,
    )


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A new place."""
    with signed_in(data, settings, args) as desk:
        place = desk.do(
            grid_changes.add_place, desk.shelf.log, {"name": args.name, **_told(desk, args)}
        )
        path = desk.look(grid.tree, desk.shelf.log).told(place)
    return Answer(say("grids.added", path=path), id=place, path=path)


def edit(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Rename, move, change facts."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        place = desk.look(grid.by_words, log, args.place)
        changes = _told(desk, args) | ({"name": args.name} if args.name else {})
        changes |= {"parent_id": None} if args.top else {}
        desk.do(grid_changes.edit_place, log, place, changes)
        path = desk.look(grid.tree, log).told(place)
    return Answer(say("grids.changed", path=path), id=place, path=path)


def _told(desk: Desk, args: argparse.Namespace) -> dict[str, Any]:
    log = desk.shelf.log
    told: dict[str, Any] = {
        "parent_id": desk.look(grid.by_words, log, args.under) if args.under else None,
        "grid_kind": code("grid_kind", args.kind), "code": args.code, "households": args.households,
        "group": args.group, "stands_for_id": _room(desk, args.room) if args.room else None,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _room(desk: Desk, told: str) -> str:
    known = desk.look(grid_changes.rooms_to_stand, desk.shelf.log)
    found = [id_ for id_, name in known if told in (id_, name)]
    if len(found) != 1:
        raise Trouble("grids.no_such_room")
    return found[0]


def void(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Away with an empty place."""
    with signed_in(data, settings, args) as desk:
        place = desk.look(grid.by_words, desk.shelf.log, args.place)
        desk.do(grid_changes.void_place, desk.shelf.log, place, args.why)
    return Answer(say("grids.voided", path=args.place), id=place)


def take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Take lists in, or with --preview only say what would happen."""
    with signed_in(data, settings, args) as desk:
        path, log = Path(args.file), desk.shelf.log
        under = desk.look(grid.by_words, log, args.under) if args.under else None
        drafts = drafts_of(path, desk.today())
        plan = desk.look(make_plan, log, path.name, drafts, under)
        facts, lines = _plan_facts(plan), _plan_lines(plan)
        if args.preview:
            return Answer(
                [say("cli.ledger_preview", file=plan.file_name), *lines], preview=True, **facts
            )
        taken = taking.take_plan(desk, plan)
    return Answer(
        [*lines, say("cli.grid_taken", id=taken.import_id)], import_id=taken.import_id, **facts
    )


def _plan_facts(plan: Plan) -> dict[str, Any]:
    return {
        "file": plan.file_name, "sha256": plan.sha256, "tally": plan.tally(), "came_before": plan.came_before,
        "sheets": [
            {"name": s.name, "kind": s.kind, "rows": s.rows,
             "columns": {f"{c.letter} {c.heading}": c.take_as for c in s.columns if c.heading}}
            for s in plan.drafts.sheets
        ],
        "doubts": [
            {"sheet": d.sheet, "row": d.row, "column": d.column, "key": d.key, "asks": d.asks,
             "sentence": telling.told(d)}
            for d in plan.drafts.doubts
        ],
    }  # fmt: skip


def _plan_lines(plan: Plan) -> list[str]:
    lines = [say("grid_import.came_before", at=plan.came_before)] if plan.came_before else []
    lines += telling.tally_lines(plan)
    lines += [f"  {telling.told(one)}" for one in plan.drafts.doubts if one.key == COLUMN_LEFT]
    doubts = plan.doubts
    lines += [f"  {telling.told(doubt)}" for doubt in doubts[:SHOWN]]
    return lines + (
        [say("cli.ledger_more", count=len(doubts) - SHOWN)] if len(doubts) > SHOWN else []
    )


def undo(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Undo a whole import; what somebody worked on since stays and is named."""
    with signed_in(data, settings, args) as desk:
        done = undoing.undo_import(desk, desk.look(undoing.find_import, args.id))
    lines = [say("grid_import.undone", count=done.removed)]
    lines += (
        [say("grid_import.kept", names="、".join(done.kept[:20]), count=len(done.kept))]
        if done.kept
        else []
    )
    return Answer(lines, removed=done.removed, kept=done.kept)
