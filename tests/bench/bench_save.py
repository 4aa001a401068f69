"""One durable save through the desk beside a bare SQLCipher commit of the very same rows.

The statements that our save sends are recorded at the driver and at once carried out again by the bare
driver on a copy of the file: same rows, same journal entry, same index, same pragmas, one commit each, turn
by turn, so that a busy disk is busy for both. Target: at most 1.5 times.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.desk import cases, edit
from app.records import Case
from app.store import keys
from app.store.shelf import Shelf

ROUNDS = 300
TARGET = 1.5
ASKING = ("SELECT", "BEGIN", "PRAGMA", "WITH RECURSIVE")

Sent = list[tuple[str, Any, bool]]
Save = Callable[[int], Callable[[Session], object]]


def run() -> list[dict[str, Any]]:
    """Two saves: a new case with two parties, and one field of a case."""
    folder = Path(tempfile.mkdtemp())
    secret = keys.new_secret()
    shelf = Shelf.create(folder / "ours.db", secret)
    made = [shelf.write("u", "enter", _enter)[0] for _ in range(200)]
    answers = [
        _compare(shelf, secret, "save a new case with two parties", lambda _: _enter),
        _compare(
            shelf, secret, "save one field", lambda n: lambda db: _edit(db, made[n % 200], n)
        ),
    ]  # fmt: skip
    shelf.close()
    shutil.rmtree(folder)
    return answers


def _enter(db: Session) -> str:
    case = Case(
        summary="翻建院墙占用公共夹道，雨水排不出去，双方争吵数次。" * 3,
        accepted_on=date(2026, 3, 2),
        route="people",
    )
    db.add(case)
    cases.add_party(
        db,
        case.id,
        {"name": "赵秀英", "role": "applicant", "phone": "19900000001", "address": "上河村3号"},
    )
    cases.add_party(
        db,
        case.id,
        {"name": "钱德福", "role": "respondent", "phone": "19900000002", "address": "上河村4号"},
    )
    return case.id


def _edit(db: Session, case_id: str, number: int) -> None:
    edit.edit(db, Case, case_id, {"remark": f"第{number}次补记"})


class _Listening(sqlcipher.Cursor):  # type: ignore[misc]
    """Writes down what changes something on its way to the file."""

    sent: ClassVar[Sent] = []

    def execute(self, statement: str, told: Any = ()) -> Any:
        if not statement.lstrip().startswith(ASKING):
            self.sent.append((statement, told, False))
        return super().execute(statement, told)

    def executemany(self, statement: str, told: Any) -> Any:
        self.sent.append((statement, list(told), True))
        return super().executemany(statement, told)


class _Overheard(sqlcipher.Connection):  # type: ignore[misc]
    def cursor(self, *_: object) -> Any:
        return super().cursor(_Listening)


def _compare(shelf: Shelf, secret: bytes, what: str, save: Save) -> dict[str, Any]:
    with shelf.engine.connect() as link:
        link.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    where = Path(str(shelf.engine.url.database))
    copy = where.with_name("bare.db")
    shutil.copyfile(where, copy)
    event.listen(shelf.engine, "do_connect", _overhear)
    shelf.engine.dispose()
    bare = _bare(copy, secret)
    ours, limit, spent = [], [], []
    for number in range(-20, ROUNDS):
        act = save(number)
        _Listening.sent.clear()
        cpu, start = time.process_time(), time.perf_counter()
        shelf.write("u", "bench", act)
        taken, used = time.perf_counter() - start, time.process_time() - cpu
        alike = _again(bare, _Listening.sent)
        if number >= 0:
            ours.append(taken)
            spent.append(used)
            limit.append(alike)
    event.remove(shelf.engine, "do_connect", _overhear)
    same = _counts(bare) == _counts(shelf.engine.raw_connection())
    bare.close()
    for part in where.parent.glob("bare.db*"):
        part.unlink()
    assert same, "the bare file must hold the same rows"
    return {
        "what": what, "limit": "bare SQLCipher commit of the same rows",
        "ratio": statistics.median(ours) / statistics.median(limit), "target": TARGET,
        "ours_ms": 1000 * statistics.median(ours), "limit_ms": 1000 * statistics.median(limit),
        "ours_cpu_ms": 1000 * statistics.median(spent),
    }  # fmt: skip


def _overhear(_dialect: Any, _record: Any, _args: Any, told: dict[str, Any]) -> None:
    told["factory"] = _Overheard


def _counts(link: Any) -> list[int]:
    cursor = link.cursor()
    tables = ("case", "party", "entry", "tip", "search_case", "search_word")
    return [cursor.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables]


def _bare(path: Path, secret: bytes) -> Any:
    link = sqlcipher.connect(str(path), isolation_level=None)
    for pragma in (
        f"key = \"x'{secret.hex()}'\"", "cipher_memory_security = OFF", "journal_mode = WAL", "synchronous = FULL",
        "temp_store = MEMORY",
    ):  # fmt: skip
        link.execute(f"PRAGMA {pragma}")
    return link


def _again(link: Any, sent: Sent) -> float:
    """The same statements in one commit; how long it took."""
    start = time.perf_counter()
    link.execute("BEGIN IMMEDIATE")
    for statement, told, many in sent:
        (link.executemany if many else link.execute)(statement, told)
    link.execute("COMMIT")
    return time.perf_counter() - start
