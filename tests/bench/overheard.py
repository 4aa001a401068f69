"""What a change sends to the file, written down at the driver, so that the bare driver can do the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event

CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")

Sent = list[tuple[str, Any, bool]]
sent: Sent = []


class Listening(sqlcipher.Cursor):  # type: ignore[misc]
    def execute(self, statement: str, told: Any = ()) -> Any:
        if statement.lstrip().startswith(CHANGES):
            sent.append((statement, told, False))
        return super().execute(statement, told)

    def executemany(self, statement: str, told: Any) -> Any:
        told = list(told)
        sent.append((statement, told, True))
        return super().executemany(statement, told)


class Overheard(sqlcipher.Connection):  # type: ignore[misc]
    def cursor(self, *_: object) -> Any:
        return super().cursor(Listening)


def listen(engine: Engine) -> None:
    """From its next connection on, whatever this engine changes is written down."""
    event.listen(engine, "do_connect", _connect)
    engine.dispose()


def _connect(_dialect: Any, _record: Any, _args: Any, told: dict[str, Any]) -> None:
    told["factory"] = Overheard


def bare(path: Path, secret: bytes) -> Any:
    """The bare driver on a file, with the room's own pragmas."""
    link = sqlcipher.connect(str(path), isolation_level=None)
    for pragma in (
        f"key = \"x'{secret.hex()}'\"", "cipher_memory_security = OFF", "journal_mode = WAL",
        "synchronous = FULL", "temp_store = MEMORY",
    ):  # fmt: skip
        link.execute(f"PRAGMA {pragma}")
    return link


def again(link: Any, told: Sent) -> None:
    """The same changes in one commit."""
    link.execute("BEGIN IMMEDIATE")
    for statement, values, many in told:
        (link.executemany if many else link.execute)(statement, values)
    link.execute("COMMIT")
