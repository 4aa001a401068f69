"""One look over a zipped workbook's XML: sheets, formulas, size; entities and depth refused."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from xml.parsers import expat

import msgspec

from app.desk.ledger.limits import Limits
from app.desk.ledger.places import column_number
from app.trouble import Trouble

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
_Start = Callable[[str, dict[str, str]], None]


class SheetLook(msgspec.Struct):
    """How far one sheet really reaches and where its formulas stand."""

    last_row: int = 0
    last_column: int = 0
    formulas: list[tuple[int, int]] = []
    errors: list[tuple[int, int]] = []


class Look(msgspec.Struct):
    """What was seen before any cell was read."""

    sheets: dict[str, SheetLook] = {}
    notices: list[str] = []
    from_1904: bool = False


def look_over(archive: zipfile.ZipFile, limits: Limits) -> Look:
    """Walk every part the reader will use; refuse what is built to hurt."""
    names = {name.replace("\\", "/"): name for name in archive.namelist()}
    if "xl/workbook.xml" not in names:
        raise Trouble(
            "ledger.other_format" if _is_other_format(set(names)) else "ledger.zip_no_workbook"
        )
    look = Look(notices=_notices(set(names)))
    targets = _targets(archive, names, limits)
    sheets: list[tuple[str, str]] = []

    def in_workbook(tag: str, facts: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((facts[k] for k in facts if k.endswith(":id")), "")
            sheets.append((facts.get("name", ""), targets.get(relation, "")))
        elif tag == "workbookPr":
            look.from_1904 = facts.get("date1904", "0") in ("1", "true")

    _walk(archive, names["xl/workbook.xml"], limits, in_workbook)
    if len(sheets) > limits.sheets:
        raise Trouble("ledger.too_many_sheets", count=len(sheets), limit=limits.sheets)
    for shared in ("xl/sharedStrings.xml", "xl/styles.xml"):
        if shared in names:
            _walk(archive, names[shared], limits, _ignore)
    for name, part in sheets:
        if part in names and "/worksheets/" in part:
            look.sheets[name] = _sheet(archive, names[part], limits)
    return look


def _ignore(tag: str, facts: dict[str, str]) -> None:
    """Nothing in this part matters but that it is harmless."""


def _is_other_format(names: set[str]) -> bool:
    return bool(names & {"content.xml", "xl/workbook.bin"})


def _notices(names: set[str]) -> list[str]:
    found = []
    if any(name.endswith(("vbaProject.bin", "vbaData.xml")) for name in names) or any(
        "/macrosheets/" in name for name in names
    ):
        found.append("ledger.notice.macros")
    if any(name.startswith("xl/externalLinks/") for name in names):
        found.append("ledger.notice.links")
    return found


def _targets(archive: zipfile.ZipFile, names: dict[str, str], limits: Limits) -> dict[str, str]:
    """Relation id → part name of the sheets."""
    found: dict[str, str] = {}
    part = names.get("xl/_rels/workbook.xml.rels")
    if part is None:
        return found

    def in_relations(tag: str, facts: dict[str, str]) -> None:
        if tag == "Relationship":
            target = facts.get("Target", "").replace("\\", "/")
            whole = target if target.startswith("/") else posixpath.join("/xl", target)
            found[facts.get("Id", "")] = posixpath.normpath(whole).lstrip("/")

    _walk(archive, part, limits, in_relations)
    return found


def _sheet(archive: zipfile.ZipFile, part: str, limits: Limits) -> SheetLook:
    look = SheetLook()
    row, column = 0, 0

    def in_sheet(tag: str, facts: dict[str, str]) -> None:
        nonlocal row, column
        if tag == "row":
            told = facts.get("r", "")
            row, column = int(told) if told.isdigit() else row + 1, 0
        elif tag == "c":
            place = _PLACE.match(facts.get("r", ""))
            column = column_number(place[1]) if place else column + 1
            row = int(place[2]) if place else row
            if facts.get("t") == "e":
                look.errors.append((row, column))
        elif tag in ("v", "is", "f"):
            if tag == "f":
                look.formulas.append((row, column))
            look.last_row = max(look.last_row, row)
            look.last_column = max(look.last_column, column)
            _check_extent(look, limits)

    _walk(archive, part, limits, in_sheet)
    return look


def _check_extent(look: SheetLook, limits: Limits) -> None:
    if look.last_row > limits.rows:
        raise Trouble("ledger.too_many_rows", limit=limits.rows)
    if look.last_column > limits.columns:
        raise Trouble("ledger.too_many_columns", limit=limits.columns)
    if look.last_row * look.last_column > limits.area:
        raise Trouble("ledger.too_many_cells", limit=limits.area)


def _walk(archive: zipfile.ZipFile, part: str, limits: Limits, start: _Start) -> None:
    """Feed one part to expat; a document type (the road of entity bombs) and deep nests are refused."""
    depth = 0

    def opened(tag: str, facts: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.depth:
            raise Trouble("ledger.hostile_xml")
        start(tag.rpartition(":")[2], facts)

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1

    def refused(*_: object) -> None:
        raise Trouble("ledger.hostile_xml")

    parser = expat.ParserCreate()
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = refused
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(1 << 18):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, zipfile.BadZipFile, EOFError) as fault:
        raise Trouble("ledger.zip_broken") from fault
