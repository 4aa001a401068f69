"""paper NAME NO, paper list NO, paper bind NO."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import binding, printing, questions
from app.desk.desk import Desk
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def paper(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Draw a paper to a file and keep its snapshot, or list the papers of a case."""
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        if args.name == "bind":
            return _bind(desk, case_id, args)
        lines = printing.paper_list(desk, case_id)
        if args.name == "list":
            told = [
                say(
                    "cli.paper_line",
                    **{k: x[k] for k in ("paper", "title", "number", "of", "printed")},
                )
                for x in lines
            ]
            return Answer(told, papers=lines)
        if not args.out:
            raise Trouble("cli.out_needed")
        which = None
        if args.which:
            mine = [x for x in lines if args.name in (x["paper"], x["title"])]
            if not 0 < args.which <= len(mine):
                raise Trouble("cli.no_such_which", which=args.which)
            which = mine[args.which - 1]["which"]
        draft = printing.draft(desk, case_id, args.name, which and str(which), large=args.large)
        _write(Path(args.out), draft.pdf)
        printed = printing.keep(desk, draft, "file", 1)
    facts = {
        "file": args.out, "pages": draft.drawn.pages, "sha256": draft.drawn.sha256, "copies": draft.copies,
        "missing": draft.drawn.missing, "printed": printed,
    }  # fmt: skip
    told = [say("cli.paper_written", file=args.out, pages=draft.drawn.pages, copies=draft.copies)]
    if draft.drawn.missing:
        told.append(say("cli.paper_missing", characters=draft.drawn.missing))
    return Answer(told, **facts)


def _bind(desk: Desk, case_id: str, args: argparse.Namespace) -> Answer:
    if not args.out:
        raise Trouble("cli.out_needed")
    path = Path(args.out)
    try:
        with path.open("wb") as out:
            bound = binding.bind(desk, case_id, out)
    except OSError as why:
        raise Trouble("cli.cannot_write", file=str(path)) from why
    facts = {
        "file": args.out, "papers": bound.papers, "pages": bound.pages, "missing": bound.missing,
        "sha256": bound.sha256, "size": bound.size, "volume": bound.volume_id,
        "lacking": bound.lacking, "absent": bound.absent, "kept_until": bound.kept_until,
    }  # fmt: skip
    told = say("cli.bound", file=args.out, papers=len(bound.papers), pages=bound.pages)
    return Answer([told, *bound.sentences()], **facts)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as why:
        raise Trouble("cli.cannot_write", file=str(path)) from why
