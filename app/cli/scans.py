"""scan take, list, tray, place, turn, back, drop, confirm, export."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import printing, questions, scan_folder, scanning, signed_pages, tray
from app.desk.came_back import came_back
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Scan
from app.settings import Settings
from app.trouble import Trouble
from app.words import say

MOST_NAMED = 10


def take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Take in a file, or every file of a folder; each page is filed where its code says."""
    path = Path(args.file)
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.case) if args.case else None
        if path.is_dir():
            brought = scan_folder.take_folder(desk, path)
        else:
            taken = scanning.take_file(desk, path, case_id=case_id, title=args.title or "")
            brought = scan_folder.Brought([taken])
    told = [_file_words(one) for one in brought.taken]
    told += [f"{name}: {why}" for name, why in brought.refused]
    told += _known_words(brought.known)
    return Answer(
        told or say("scans.nothing_new"), 1 if brought.refused and not brought.taken else 0,
        files=[_file_facts(one) for one in brought.taken],
        refused=[{"file": name, "refused": why.key} for name, why in brought.refused],
        known=brought.known,
    )  # fmt: skip


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What came back in a case, what is missing, what came twice."""
    with signed_in(data, settings, args) as desk:
        file = desk.look(questions.case_file, desk.look(questions.by_number, args.number))
    papers = came_back(file)
    told = [line for one in papers for line in signed_pages.in_words(one)]
    told += [_scan_words(one) for one in file.scans]
    facts = [
        {
            "paper": one.paper, "which": one.which, "number": one.number, "pages": one.pages, "back": one.back,
            "missing": one.missing, "doubled": one.doubled, "older": one.older, "signed": one.signed,
        }
        for one in papers
    ]  # fmt: skip
    return Answer(told or say("scans.none"), papers=facts, scans=[_facts(s) for s in file.scans])


def waiting(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What waits in the tray, and why."""
    with signed_in(data, settings, args) as desk:
        tray.file_again(desk)
        scans = desk.look(tray.in_tray, desk.shelf.log)
    told = [_scan_words(one) for one in scans]
    return Answer(told or say("scans.tray_empty"), scans=[_facts(one) for one in scans])


def place(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Place a page by hand."""
    with signed_in(data, settings, args) as desk:
        scan_id = desk.look(tray.by_beginning, args.id).id
        case_id = desk.look(questions.by_number, args.case)
        desk.do(
            tray.place_scan, scan_id, case_id, paper=args.paper or "",
            which=_which(desk, case_id, args.paper, args.which), page=args.page, title=args.title or "",
        )  # fmt: skip
    return Answer(say("scans.placed"), id=scan_id)


def _which(desk: Desk, case_id: str, paper: str | None, number: int | None) -> str | None:
    if not paper or not number:
        return None
    mine = [x for x in printing.paper_list(desk, case_id) if paper in (x["paper"], x["title"])]
    if not 0 < number <= len(mine):
        raise Trouble("cli.no_such_which", which=number)
    which = mine[number - 1]["which"]
    return str(which) if which else None


def turn(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    with signed_in(data, settings, args) as desk:
        scan_id = desk.look(tray.by_beginning, args.id).id
        desk.do(tray.turn_scan, scan_id, args.by)
    return Answer(say("scans.turned"), id=scan_id)


def back(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Out of its case, into the tray."""
    with signed_in(data, settings, args) as desk:
        scan_id = desk.look(tray.by_beginning, args.id).id
        desk.do(tray.back_to_tray, scan_id)
    return Answer(say("scans.back_in_tray"), id=scan_id)


def drop(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    with signed_in(data, settings, args) as desk:
        scan_id = desk.look(tray.by_beginning, args.id).id
        desk.do(tray.drop_scan, scan_id, args.why)
    return Answer(say("scans.dropped"), id=scan_id)


def confirm(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A person saw the signatures on every page of a paper that came back."""
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        which = _which(desk, case_id, args.paper, args.which)
        file = desk.look(questions.case_file, case_id)
        mine = [
            one for one in came_back(file) if one.paper == args.paper and (not which or one.which == which)
        ]  # fmt: skip
        whole = [one for one in mine if one.whole] or mine
        if not whole:
            raise Trouble("scans.none_of_it")
        one = whole[-1]
        proposed = desk.do(signed_pages.confirm_signed, case_id, one.paper, one.which, one.digest)
    told = [say("scans.confirmed", title=signed_pages.name_of(one))]
    if proposed:
        told.append(say("scans.propose_days", day=proposed.day))
    return Answer(told, paper=one.paper, which=one.which, proposed=proposed and proposed.day)


def export(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The original exactly as it came."""
    with signed_in(data, settings, args) as desk:
        scan_id = desk.look(tray.by_beginning, args.id).id
        sha256 = scanning.export(desk, scan_id, Path(args.out))
    return Answer(say("scans.exported", file=args.out), file=args.out, sha256=sha256)


def _file_words(taken: scanning.Taken) -> str:
    if taken.again:
        return say("scans.again", name=taken.name)
    waits = len(taken.pages) - taken.filed
    return say("scans.taken", name=taken.name, filed=taken.filed, waits=waits)


def _known_words(names: list[str]) -> list[str]:
    """The files of a folder that came before: of a few which, of many how many."""
    if len(names) > MOST_NAMED:
        return [say("scans.again_many", count=len(names))]
    return [say("scans.again", name=name) for name in names]


def _file_facts(taken: scanning.Taken) -> dict[str, Any]:
    pages = [
        {
            "id": page.scan_id, "sheet": page.sheet, "case_id": None if page.place.doubt else page.place.case_id,
            "doubt": page.place.doubt or None,
            "paper": page.place.code.paper if page.place.code else None,
            "page": page.place.code.page if page.place.code else None,
        }
        for page in taken.pages
    ]  # fmt: skip
    return {"file": taken.name, "sha256": taken.sha256, "again": taken.again, "pages": pages}


def _scan_words(scan: Scan) -> str:
    return f"{scan.id[:8]}  {signed_pages.scan_words(scan)}"


def _facts(scan: Scan) -> dict[str, Any]:
    names = (
        "id", "case_id", "paper", "which", "page", "sheet", "title", "file_name", "sha256", "size", "type",
        "turned", "came_at", "placed_by", "signed", "doubt",
    )  # fmt: skip
    return {name: getattr(scan, name) for name in names}
