"""What a person confirmed or corrected about a ledger: kept as YAML, so that it can be used again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from app.desk.ledger.columns import Column, Known, Layout, guess, guess_layouts
from app.desk.ledger.places import column_letter, plain
from app.desk.ledger.recognise import by_format, recognise
from app.desk.ledger.targets import targets
from app.desk.ledger.workbook import Sheet, Workbook
from app.rules.sheet_format import SheetFormat, shipped
from app.trouble import Trouble

_LONGEST_FILE = 1 << 20


class Mapping(msgspec.Struct, forbid_unknown_fields=True):
    """`columns`: heading or letter → target, for all sheets; `sheets`: the same for one sheet.

    An empty target keeps a column word for word only. `year` stands where dates have none.
    `leave_out` and `keep` name rows as `sheet!row`.
    """

    columns: dict[str, str] = {}
    sheets: dict[str, dict[str, str]] = {}
    year: int | None = None
    leave_out: list[str] = []
    keep: list[str] = []


def apply_mapping(
    workbook: Workbook, mapping: Mapping, formats: Iterable[SheetFormat] | None = None
) -> list[Layout]:
    """The layouts of known sheets, the guessed ones of others, corrected by what a person said."""
    layouts = guess_layouts(workbook, _known(shipped().values() if formats is None else formats))
    known = {sheet.name for sheet in workbook.sheets}
    for name in mapping.sheets:
        if name not in known:
            raise Trouble("ledger.mapping_sheet", sheet=name)
    said = [mapping.columns, *mapping.sheets.values()]
    for words in said:
        _check_targets(words)
    for layout in layouts:
        _correct(layout, mapping.columns)
        _correct(layout, mapping.sheets.get(layout.sheet, {}))
    return layouts


def _known(formats: Iterable[SheetFormat]) -> Known:
    listed = list(formats)

    def known(sheet: Sheet) -> Layout | None:
        found = recognise(sheet, listed)
        return by_format(guess(sheet, found.first, found.last), found) if found else None

    return known


def correct(layout: Layout, letter: str, target: str) -> None:
    """A person says what a column is. Another column that had the meaning loses it."""
    for column in layout.columns:
        if column.letter == letter:
            column.take_as, column.sure, column.reason = target, 1.0, "ledger.column.by_person"
            column.words = {}
        elif column.take_as == target and target not in ("", "row.kept"):
            column.take_as, column.sure, column.reason = "", 1.0, "ledger.column.by_person"


def _correct(layout: Layout, words: dict[str, str]) -> None:
    for word, target in words.items():
        for column in layout.columns:
            if _names(word, column):
                correct(layout, column.letter, _full(target))


def _names(word: str, column: Column) -> bool:
    """`B`, `受理日期` and `B 受理日期` all name the column."""
    return word == column.letter or plain(word) in (
        plain(column.heading) or "\0",
        plain(f"{column.letter} {column.heading}"),
    )


def _full(target: str) -> str:
    """A field's name alone is enough where it is the only one: accepted_on."""
    if not target or target in targets():
        return target
    found = [
        key for key in targets() if key.partition(".")[2] == target and key.startswith("case.")
    ]
    found = found or [key for key in targets() if key.partition(".")[2] == target]
    if len(found) != 1:
        raise Trouble("ledger.mapping_target", target=target)
    return found[0]


def _check_targets(words: dict[str, str]) -> None:
    for target in words.values():
        _full(target)


def mapping_of(layouts: list[Layout]) -> Mapping:
    """The mapping that would give these layouts again: what a person edits and keeps."""
    sheets: dict[str, dict[str, str]] = {}
    for layout in layouts:
        words = sheets.setdefault(layout.sheet, {})
        for number, column in enumerate(layout.columns, 1):
            words[f"{column_letter(number)} {column.heading}".strip()] = column.take_as
    return Mapping(sheets=sheets)


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file; every fault is named."""
    import yaml

    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise Trouble("ledger.mapping_unreadable", name=path.name)
        told: Any = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
        return msgspec.convert(_texts(told), Mapping)
    except OSError as fault:
        raise Trouble("ledger.no_file", name=path.name) from fault
    except (yaml.YAMLError, UnicodeDecodeError, msgspec.ValidationError) as fault:
        raise Trouble("ledger.mapping_unreadable", name=path.name) from fault


def _texts(told: Any) -> Any:
    """An empty line in YAML is None; here it means: keep the column word for word."""
    if isinstance(told, dict):
        return {
            str(key): _texts("" if value is None and key != "year" else value)
            for key, value in told.items()
        }
    return told


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write a mapping a person can read and edit."""
    import yaml

    told = msgspec.to_builtins(mapping)
    path.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
