"""A workbook as plain rows, however hostile the file was."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from app import paths
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


class Question(msgspec.Struct):
    """What the reading process is asked."""

    path: str
    limits: Limits


def read_workbook(path: Path, limits: Limits = USUAL) -> Workbook:
    """Read a file in a process of its own with limits, so that no file can hurt this one.

    A plain subprocess rather than `multiprocessing`: it never imports the caller's main module again,
    works alike from a checkout, a wheel and frozen, and only bytes of JSON come back, nothing pickled.
    """
    _check_file(path, limits)
    command, folder = paths.own_process("app.desk.ledger.reader")
    question = msgspec.json.encode(Question(str(path.resolve()), limits))
    try:
        process = subprocess.run(  # noqa: S603  the command is this very program
            command,
            cwd=folder,
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library that runs out of memory shouts before it ends
            timeout=limits.wall_seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as fault:
        raise Trouble(
            "ledger.too_slow", name=path.name, seconds=int(limits.wall_seconds)
        ) from fault
    return _understood(process.stdout, path)


def _understood(told: bytes, path: Path) -> Workbook:
    try:
        answer = msgspec.json.decode(told, type=Answer)
    except msgspec.DecodeError as fault:  # the process died under its limits before it could answer
        raise Trouble("ledger.reader_stopped", name=path.name) from fault
    if answer.workbook is None:
        refusal = answer.refusal or Refusal("ledger.unreadable")
        raise Trouble(refusal.key, **{"name": path.name, **refusal.facts})
    return answer.workbook


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
