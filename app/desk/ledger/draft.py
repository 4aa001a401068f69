"""What an import is going to do, row by row, before anything is done."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

import msgspec

from app.desk.ledger.columns import Layout
from app.desk.ledger.reading import Doubt

Verdict = Literal["taken", "doubtful", "refused", "skipped", "joined"]
VERDICTS: tuple[Verdict, ...] = ("taken", "doubtful", "refused", "skipped", "joined")


class Draft(msgspec.Struct):
    """One case as understood from its row: values of our fields, mediators and place still by name."""

    case: dict[str, Any] = {}
    parties: list[dict[str, Any]] = []
    agreement: dict[str, Any] = {}
    session: dict[str, Any] = {}
    visit: dict[str, Any] = {}
    lead: str = ""
    assistants: list[str] = []
    place: str = ""
    acceptor: str = ""


class PlanRow(msgspec.Struct):
    """One row of the workbook and what becomes of it."""

    sheet: str
    row: int
    verdict: Verdict
    reason: str = ""  # why refused, skipped or joined (words key)
    facts: dict[str, str] = {}
    doubts: list[Doubt] = []
    draft: Draft | None = None
    raw: dict[str, str] = {}  # heading or letter → the cell as typed

    @property
    def is_case(self) -> bool:
        return self.verdict in ("taken", "doubtful")


class Plan(msgspec.Struct):
    """The whole import before it happens."""

    file_name: str
    sha256: str
    layouts: list[Layout]
    rows: list[PlanRow]
    notices: list[Doubt] = []  # about the file, a sheet or a column as a whole

    @property
    def cases(self) -> list[PlanRow]:
        """The rows that become cases."""
        return [row for row in self.rows if row.is_case]

    @property
    def doubts(self) -> list[Doubt]:
        """Every doubt of every row, without the plain notes."""
        return [doubt for row in self.rows for doubt in row.doubts if doubt.asks]

    def tally(self) -> dict[str, int]:
        """Rows by verdict; they add up to all rows of the workbook."""
        counted = Counter(row.verdict for row in self.rows)
        return {"rows": len(self.rows), **{verdict: counted[verdict] for verdict in VERDICTS}}

    def reasons(self) -> dict[str, int]:
        """Refused, skipped and joined rows by reason, doubts and notes by kind."""
        counted = Counter(row.reason for row in self.rows if row.reason)
        counted.update(doubt.key for row in self.rows for doubt in row.doubts)
        return dict(counted.most_common())
