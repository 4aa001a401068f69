"""One durable save through the desk beside a bare SQLCipher commit of the very same rows.

The statements that our save sends are recorded, then replayed on a copy of the file by the bare driver:
same rows, same journal entry, same index, same pragmas, one commit each. Target: at most 1.5 times.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.desk import cases, edit
from app.records import Case
from app.store import keys
from app.store.shelf import Shelf

ROUNDS = 300
TARGET = 1.5


def run() -> list[dict[str, Any]]:
    """Two saves: a new case with two parties, and one field of a case."""
    folder = Path(tempfile.mkdtemp())
    secret = keys.new_secret()
    shelf = Shelf.create(folder / "ours.db", secret)
    made = [shelf.write("u", "enter", _enter)[0] for _ in range(200)]
    answers = [
        _compare(folder, shelf, secret, "save a new case with two parties", lambda _: _enter),
        _compare(
            folder,
            shelf,
            secret,
            "save one field",
            lambda n: lambda db: _edit(db, made[n % 200], n),
        ),
    ]
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


def _compare(folder: Path, shelf: Shelf, secret: bytes, what: str, action: Any) -> dict[str, Any]:
    with shelf.local_writing() as link:
        link.exec_driver_sql("SELECT 1")
    with shelf.engine.connect() as link:
        link.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = folder / "bare.db"
    shutil.copyfile(folder / "ours.db", copy)
    sent: list[list[tuple[str, Any, bool]]] = []

    def record(
        _link: Any, _cursor: Any, statement: str, told: Any, _context: Any, many: bool
    ) -> None:  # noqa: FBT001
        if not statement.startswith(("SELECT", "BEGIN", "PRAGMA")):
            sent[-1].append((statement, told, many))

    ours = []
    event.listen(shelf.engine, "before_cursor_execute", record)
    for number in range(ROUNDS):
        sent.append([])
        act = action(number)
        start = time.perf_counter()
        shelf.write("u", "bench", act)
        ours.append(time.perf_counter() - start)
    event.remove(shelf.engine, "before_cursor_execute", record)
    bare = _replay(copy, secret, sent)
    copy.unlink()
    ratio = statistics.median(ours) / statistics.median(bare)
    return {
        "what": what, "ours_ms": 1000 * statistics.median(ours), "limit_ms": 1000 * statistics.median(bare),
        "limit": "bare SQLCipher commit of the same rows", "ratio": ratio, "target": TARGET,
    }  # fmt: skip


def _replay(path: Path, secret: bytes, sent: list[list[tuple[str, Any, bool]]]) -> list[float]:
    link = sqlcipher.connect(str(path), isolation_level=None)
    for pragma in (
        f"key = \"x'{secret.hex()}'\"", "cipher_memory_security = OFF", "journal_mode = WAL", "synchronous = FULL",
        "temp_store = MEMORY",
    ):  # fmt: skip
        link.execute(f"PRAGMA {pragma}")
    times = []
    for statements in sent:
        start = time.perf_counter()
        link.execute("BEGIN IMMEDIATE")
        for statement, told, many in statements:
            (link.executemany if many else link.execute)(statement, told)
        link.execute("COMMIT")
        times.append(time.perf_counter() - start)
    link.close()
    return times
