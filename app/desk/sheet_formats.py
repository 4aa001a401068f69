"""对接表 known here: those that came with the program, and those a person took in for another province."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from app import codes
from app.desk.desk import Desk
from app.desk.toml_file import Refusals, table_of, text_of
from app.rules import sheet_format
from app.rules.sheet_format import SheetFormat
from app.store import locals_
from app.trouble import Trouble

SAID = Refusals("sheet_format.absent", "sheet_format.not_a_format")
MOST = 40
OWN = "sheet_format:"
_KEY = re.compile(r"[a-z][a-z0-9_]{1,30}")


def known(db: Session) -> Mapping[str, SheetFormat]:
    """Every format by its short name; one taken in stands over a shipped one of the same name."""
    own = locals_.beginning(db, OWN)
    taken = {
        name.removeprefix(OWN): sheet_format.read(codes.parse(told)) for name, told in own.items()
    }
    return {**sheet_format.shipped(), **dict(sorted(taken.items()))}


def named(db: Session, name: str) -> SheetFormat:
    """The format a person means."""
    found = known(db)
    if name not in found:
        raise Trouble("ledger.export_kind", kind=name, known="、".join(found))
    return found[name]


def take(desk: Desk, file: Path) -> str:
    """Check a format and keep it on this computer under the file's name; that name."""
    key = file.stem
    if not _KEY.fullmatch(key):
        raise Trouble("sheet_format.name", name=file.name)
    text = text_of(file, SAID)
    sheet_format.read(table_of(file.name, text, SAID))
    with desk.shelf.local_writing() as link:
        if len(locals_.beginning(link, OWN).keys() - {OWN + key}) >= MOST:
            raise Trouble("sheet_format.too_many", most=MOST)
        locals_.put(link, OWN + key, text)
    return key


def drop(desk: Desk, key: str) -> None:
    """Take a format of one's own away; a shipped one of that name stands again."""
    with desk.shelf.local_writing() as link:
        if locals_.get(link, OWN + key) is None:
            raise Trouble("sheet_format.not_own", name=key)
        locals_.drop(link, OWN + key)


def as_text(form: SheetFormat) -> str:
    """A format as a file that can be edited and taken in again."""
    lines = [f"name = {_quoted(form.name)}"]
    lines += [
        f"{k} = {_quoted(v)}" for k, v in (("title", form.title), ("source", form.source)) if v
    ]
    lines += ["by_code = true"] if form.by_code else []
    for column in form.column:
        lines += ["", "[[column]]", f"heading = {_quoted(column.heading)}"]
        for name in ("fact", "code", "unit", "days"):
            if getattr(column, name):
                lines.append(f"{name} = {_quoted(getattr(column, name))}")
        if column.aliases:
            lines.append(f"aliases = [{', '.join(map(_quoted, column.aliases))}]")
        for name in ("words", "also"):
            if told := getattr(column, name):
                pairs = ", ".join(f"{_quoted(k)} = {_quoted(v)}" for k, v in told.items())
                lines.append(f"{name} = {{{pairs}}}")
        lines += ["needed = true"] if column.needed else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
