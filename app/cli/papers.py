"""paper NAME NO, paper list NO, paper bind NO, paper printed NO."""

from __future__ import annotations

import argparse
import hashlib
import io
from pathlib import Path

from app.cli import prints
from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import binding, print_log, printing, questions, teaching, volumes
from app.desk.desk import Desk
from app.papers import fonts
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def paper(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Draw a paper to a file or a printer and keep its snapshot, or list the papers of a case."""
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        if args.name == "printed":
            return prints.listed(desk, case_id)
        if args.name == "list":
            return _listed(desk, case_id)
        prints.is_wanted(args)
        if args.name == "bind":
            return _taught(desk, case_id, args) if args.redacted else _bind(desk, case_id, args)
        return _paper(desk, case_id, args)


def _listed(desk: Desk, case_id: str) -> Answer:
    lines = printing.paper_list(desk, case_id)
    told = [
        say("cli.paper_line", **{k: x[k] for k in ("paper", "title", "number", "of", "printed")})
        for x in lines
    ]
    return Answer(told, papers=lines)


def _paper(desk: Desk, case_id: str, args: argparse.Namespace) -> Answer:
    which = None
    if args.which:
        lines = printing.paper_list(desk, case_id)
        mine = [x for x in lines if args.name in (x["paper"], x["title"])]
        if not 0 < args.which <= len(mine):
            raise Trouble("cli.no_such_which", which=args.which)
        which = mine[args.which - 1]["which"]
    draft = printing.draft(
        desk,
        case_id,
        args.name,
        which and str(which),
        large=args.large,
        redacted=args.redacted,
        officials=args.nobody,
    )
    over = [say("finding.confirmation_over", day=draft.over)] if draft.over else []
    kept = prints.out(args, draft.pdf, draft.copies, print_log.of_draft(desk, draft))
    facts = {
        "file": args.out, "pages": draft.drawn.pages, "sha256": draft.drawn.sha256, "copies": draft.copies,
        "missing": draft.drawn.missing, "printed": kept[-1], "redacted": args.redacted,
        "over_since": draft.over,
    }  # fmt: skip
    told = [
        *over,
        _gone(
            args,
            say("cli.paper_written", file=args.out, pages=draft.drawn.pages, copies=draft.copies),
        ),
    ]
    if args.redacted:
        told += teaching.sentences([], [*draft.doubtful])
    if draft.drawn.missing:
        told.append(
            say("cli.paper_missing", characters="、".join(fonts.spelled(draft.drawn.missing)))
        )
    return Answer(told, **facts)


def _bind(desk: Desk, case_id: str, args: argparse.Namespace) -> Answer:
    if args.out and not args.pages:  # a thick volume needs no memory
        bound = _bound_to(Path(args.out), desk, case_id, two_sided=_sides(args))
        keep = print_log.of_volume(desk, case_id, bound)
        keep(print_log.Left("file", for_whom=args.whom))
        if args.print is not None:
            prints.to_printer(args, Path(args.out).read_bytes(), 1, keep)
    else:
        out = io.BytesIO()
        bound = binding.bind(desk, case_id, out, two_sided=_sides(args))
        prints.out(args, out.getvalue(), 1, print_log.of_volume(desk, case_id, bound))
    facts = {
        "file": args.out, "papers": bound.papers, "pages": bound.pages, "sides": bound.sides, "missing": bound.missing,
        "sha256": bound.sha256, "size": bound.size, "volume": bound.volume_id,
        "lacking": bound.lacking, "absent": bound.absent, "kept_until": bound.kept_until,
    }  # fmt: skip
    return Answer([*_bound_told(args, bound), *bound.sentences()], **facts)


def _sides(args: argparse.Namespace) -> bool | None:
    """Nothing said: as this computer binds."""
    return False if args.one_sided else None


def _bound_to(path: Path, desk: Desk, case_id: str, *, two_sided: bool | None) -> binding.Bound:
    try:
        with path.open("wb") as file:
            return binding.bind(desk, case_id, file, two_sided=two_sided)
    except OSError as why:
        raise Trouble("cli.cannot_write", file=str(path)) from why


def _taught(desk: Desk, case_id: str, args: argparse.Namespace) -> Answer:
    """The whole volume for teaching."""
    made = teaching.volume(desk, case_id, officials=args.nobody)
    prints.out(args, made.pdf, 1, print_log.of_taught(desk, case_id, made))
    facts = {
        "file": args.out, "papers": made.papers, "pages": made.pages, "sides": made.sides, "missing": made.missing,
        "sha256": hashlib.sha256(made.pdf).hexdigest(), "size": len(made.pdf),
        "left_out": made.left_out, "doubtful": made.doubtful, "redacted": True,
    }  # fmt: skip
    return Answer([*_bound_told(args, made), *made.sentences()], **facts)


def _bound_told(args: argparse.Namespace, made: binding.Bound | teaching.TaughtVolume) -> list[str]:
    """Where the volume went, how many pages it has, and which numbers --pages means."""
    pages = volumes.pages_in_words(made.pages, made.sides)
    told = _gone(args, say("cli.bound", file=args.out, papers=len(made.papers), pages=pages))
    return [told, *([volumes.range_in_words(made.pages)] if args.pages else [])]


def _gone(args: argparse.Namespace, written: str) -> str:
    """Where it went."""
    return written if args.out else say("cli.paper_printed")
