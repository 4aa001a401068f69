"""ledger import, undo, export."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import grid, sheet_formats
from app.desk.ledger.draft import Plan
from app.desk.ledger.known import note_known
from app.desk.ledger.mapping import load_mapping
from app.desk.ledger.plan import plan_import
from app.desk.ledger.reading import Doubt
from app.desk.ledger.take import take_plan
from app.desk.ledger.telling import passed_over, row_reason, sentence, stayed_empty, told
from app.desk.ledger.undo import find_import, undo_import
from app.paths import DataDir
from app.settings import Settings
from app.words import say

SHOWN = 20  # doubtful cells listed for a person; --json lists all


def take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Take a workbook in, or with --preview only say what would happen."""
    mapping = load_mapping(Path(args.mapping)) if args.mapping else None
    with signed_in(data, settings, args) as desk:
        formats = desk.look(sheet_formats.known).values()
        plan = plan_import(Path(args.file), today=desk.today(), mapping=mapping, formats=formats)
        plan = desk.look(note_known, plan, desk.shelf.log)
        facts = _facts(plan)
        lines = _lines(plan)
        if args.preview:
            return Answer(
                [say("cli.ledger_preview", file=plan.file_name), *lines], preview=True, **facts
            )
        taken = take_plan(desk, plan)
    return Answer(
        [*lines, say("cli.ledger_taken", id=taken.import_id)],
        import_id=taken.import_id, new_mediators=taken.new_mediators, new_places=taken.new_places, **facts,
    )  # fmt: skip


def _facts(plan: Plan) -> dict[str, Any]:
    rows = [
        {
            "sheet": row.sheet, "row": row.row, "verdict": row.verdict,
            "reason": row_reason(row), "reason_key": row.reason,
            "doubts": [_doubt(d) for d in row.doubts],
        }
        for row in plan.rows
    ]  # fmt: skip
    mapping = {
        layout.sheet: {f"{c.letter} {c.heading}".strip(): c.take_as for c in layout.columns}
        for layout in plan.layouts
    }
    return {
        "file": plan.file_name, "sha256": plan.sha256, "tally": plan.tally(), "reasons": plan.reasons(),
        "mapping": mapping, "notices": [_doubt(d) for d in plan.notices], "rows": rows,
    }  # fmt: skip


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "sheet": doubt.sheet, "row": doubt.row, "column": doubt.column, "heading": doubt.heading,
        "raw": doubt.raw, "key": doubt.key, "asks": doubt.asks, "taken": doubt.taken,
        "sentence": sentence(doubt.key, doubt.facts),
    }  # fmt: skip


def _lines(plan: Plan) -> list[str]:
    tally = plan.tally()
    lines = [say("cli.ledger_rows", rows=tally["rows"])]
    lines += [
        f"  {say(f'cli.row_{name}')}: {count}" for name, count in tally.items() if name != "rows"
    ]
    lines += [f"  {one}" for one in passed_over(plan)]
    doubts = plan.doubts
    lines += [_doubt_line(d) for d in [*plan.notices, *doubts][:SHOWN]]
    if len(doubts) > SHOWN:
        lines.append(say("cli.ledger_more", count=len(doubts) - SHOWN))
    return lines


def _doubt_line(doubt: Doubt) -> str:
    return f"  {told(doubt)}"


def undo(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Undo a whole import; cases somebody worked on since stay and are named."""
    with signed_in(data, settings, args) as desk:
        done = undo_import(desk, desk.look(find_import, args.id))
    lines = [say("cli.ledger_undone", count=done.removed)]
    lines += [say("cli.ledger_kept", number=number) for number in done.kept]
    return Answer(lines, removed=done.removed, kept=done.kept)


def export(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Write cases as a workbook of a known sheet; says what it lacks and what changed since the last time."""
    from app.desk.ledger.export import export as write
    from app.desk.ledger.scope import Scope, changed_since

    with signed_in(data, settings, args) as desk:
        place_id = desk.look(grid.by_words, desk.shelf.log, args.place) if args.place else None
        before = desk.look(changed_since, desk.shelf.log, args.kind)
        scope = Scope(args.since, args.until, place_id, args.changed)
        done = write(desk, Path(args.file), args.kind, scope)
    lines = [say("cli.ledger_written", file=args.file, count=done.count)]
    lines += [
        say("cli.sheet_lacking", heading=heading, count=count)
        for heading, count in done.lacking.items()
    ]
    lines += stayed_empty(done)
    if before and not args.changed:
        lines.append(say("cli.sheet_changed", at=before[0].replace("T", " "), count=before[1]))
    return Answer(
        lines, file=args.file, count=done.count, lacking=dict(done.lacking),
        empty=done.empty, given_there=done.given_there,
        last_at=before[0] if before else None, changed=before[1] if before else None,
    )  # fmt: skip
