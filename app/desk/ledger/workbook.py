"""A workbook as plain rows, however hostile the file was."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from app.desk.ledger.limits import USUAL, Limits
from app.trouble import Trouble


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """A cell that the workbook itself calls a date, a time of day, a length of time or an error."""

    kind: Literal["date", "time", "span", "error"]
    text: str


Cell: TypeAlias = bool | float | str | Stamp | None


class Sheet(msgspec.Struct):
    """One sheet: rows from row 1, each as long as it is filled. Places are counted from 1."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = []  # first row, first column, last row, last column
    formulas: list[tuple[int, int]] = []
    hidden: bool = False


class Workbook(msgspec.Struct):
    """What a file holds, and what a person should know about the file itself (word keys)."""

    kind: Literal["xlsx", "xls", "csv"]
    sheets: list[Sheet]
    notices: list[str] = []
    from_1904: bool = False  # old Macintosh workbooks count days from 1904

    @property
    def row_count(self) -> int:
        """All rows of all sheets, down to the last filled one of each."""
        return sum(len(sheet.rows) for sheet in self.sheets)


class Refusal(msgspec.Struct):
    """What the reading process says when it will not read: a word key and its facts."""

    key: str
    facts: dict[str, str | int] = {}


class Answer(msgspec.Struct):
    """What comes back from the reading process: a workbook or a refusal, never both."""

    workbook: Workbook | None = None
    refusal: Refusal | None = None


def read_workbook(path: Path, limits: Limits = USUAL) -> Workbook:
    """Read a file in a process of its own with limits, so that no file can hurt this one.

    `multiprocessing` with `spawn` is chosen because it works alike from a checkout, from a wheel and
    frozen (where `python -m` does not exist), on every platform. Only bytes of JSON come back through
    the pipe; nothing the reading process sends is ever unpickled.
    """
    _check_file(path, limits)
    from app.desk.ledger import reader

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=reader.answer_into, args=(theirs, str(path), limits), daemon=True
    )
    process.start()
    theirs.close()
    try:
        answer = _listen(ours, limits)
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()
    if answer.workbook is None:
        refusal = answer.refusal or Refusal("ledger.unreadable")
        raise Trouble(refusal.key, **{"name": path.name, **refusal.facts})
    return answer.workbook


def _listen(pipe: Connection, limits: Limits) -> Answer:
    if not pipe.poll(limits.wall_seconds):
        return Answer(refusal=Refusal("ledger.too_slow", {"seconds": int(limits.wall_seconds)}))
    try:
        told = pipe.recv_bytes(limits.inflated_bytes * 2)
    except (EOFError, OSError):  # the process died under its limits, or said more than it may
        return Answer(refusal=Refusal("ledger.reader_stopped"))
    return msgspec.json.decode(told, type=Answer)


def _check_file(path: Path, limits: Limits) -> None:
    try:
        if path.is_dir():
            raise Trouble("ledger.is_folder", name=path.name)
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError as fault:
        raise Trouble("ledger.no_file", name=path.name) from fault
    except OSError as fault:
        raise Trouble("ledger.cannot_open", name=path.name) from fault
    if size == 0:
        raise Trouble("ledger.empty_file", name=path.name)
    if size > limits.file_bytes:
        raise Trouble(
            "ledger.file_too_big",
            name=path.name,
            size=size >> 20,
            limit=limits.file_bytes >> 20,
        )
