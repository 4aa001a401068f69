"""Where a paper goes from the command line: a file, a printer; and the log of what went."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from app.cli.run import Answer
from app.desk import print_log, spooling
from app.desk.desk import Desk
from app.desk.print_log import Keep, Left
from app.trouble import Trouble
from app.words import say


def is_wanted(args: argparse.Namespace) -> None:
    """A paper goes somewhere."""
    if not args.out and args.print is None:
        raise Trouble("cli.out_needed")


def out(args: argparse.Namespace, pdf: bytes, copies: int, keep: Keep) -> list[str]:
    """Write and print what was asked for; each is kept in the log once it is done."""
    kept = []
    if args.out:
        write(Path(args.out), _picked(pdf, args, two_sided=True))
        kept.append(keep(Left("file", 1, args.pages, args.whom)))
    if args.print is not None:
        kept.append(to_printer(args, pdf, copies, keep))
    return kept


def to_printer(args: argparse.Namespace, pdf: bytes, copies: int, keep: Keep) -> str:
    """The printer that was named, otherwise the usual one."""
    names = spooling.names()
    if not names:
        raise Trouble("paper_view.no_printer")
    wish = spooling.Wish(args.print or names[0], args.copies or copies, not args.one_sided)
    sheets = _picked(pdf, args, two_sided=wish.two_sided)
    spooling.spool(sheets, wish, args.number, lambda _done, _total: None)
    return keep(Left("printer", wish.copies, args.pages, args.whom))


def _picked(pdf: bytes, args: argparse.Namespace, *, two_sided: bool) -> bytes:
    from app.papers import picked

    return picked.pick(pdf, picked.numbers(args.pages), two_sided=two_sided)


def listed(desk: Desk, case_id: str) -> Answer:
    """paper printed NO: the log of a case."""
    lines = print_log.lines(desk, case_id)
    told = [f"{one.title} · {one.sentence()}" for one in lines] or [say("papers_page.none_kept")]
    return Answer(told, printed=[asdict(one) for one in lines])


def write(path: Path, content: bytes) -> None:
    """A file of the person who asked for it."""
    try:
        path.write_bytes(content)
    except OSError as why:
        raise Trouble("cli.cannot_write", file=str(path)) from why
