"""Where things came from and where they went: imports of ledgers, printed papers, what a person looked at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Import(Record):
    """One ledger taken in as a whole; undone as a whole."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    what: Mapped[str | None] = field.text(longest=20, hidden=True)  # grid; none: a ledger of cases
    file_name: Mapped[str | None] = field.text(hidden=True)
    sha256: Mapped[str | None] = field.text(longest=64, hidden=True)
    taken_at: Mapped[datetime | None] = field.moment(hidden=True)
    mapping: Mapped[str | None] = field.text(
        longest=20000, hidden=True
    )  # JSON, as a person confirmed it
    tally: Mapped[str | None] = field.text(
        longest=20000, hidden=True
    )  # JSON: rows read, taken, doubtful, refused
    undone_at: Mapped[datetime | None] = field.moment(hidden=True)


class ImportRow(Record):
    """One row of a ledger exactly as it stood, with every doubt that was told."""

    import_id: Mapped[str | None] = field.ref("import", hidden=True)
    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    sheet: Mapped[str | None] = field.text(hidden=True)
    row: Mapped[int | None] = field.count(hidden=True)  # 1 is the first row of the sheet
    verdict: Mapped[str | None] = field.text(
        longest=20, hidden=True
    )  # taken, doubtful, refused, skipped
    raw: Mapped[str | None] = field.text(longest=100000, hidden=True)  # JSON: heading → cell text
    doubts: Mapped[str | None] = field.text(longest=100000, hidden=True)  # JSON


class Printed(Record):
    """A paper as it was printed: the snapshot lies among the attachments under its hash."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    paper: Mapped[str | None] = field.text(longest=40, hidden=True)
    which: Mapped[str | None] = field.text(
        longest=40, hidden=True
    )  # the session or visit it was drawn for
    printed_at: Mapped[datetime | None] = field.moment(hidden=True)
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)
    how: Mapped[str | None] = field.text(longest=20, hidden=True)  # printer, file
    copies: Mapped[int | None] = field.count(hidden=True)
    pages: Mapped[int | None] = field.count(hidden=True)
    sha256: Mapped[str | None] = field.blob(size="size", hidden=True, index=True)
    size: Mapped[int | None] = field.count(hidden=True)
    digest: Mapped[str | None] = field.text(longest=16, hidden=True)  # as the page codes carry it
    for_whom: Mapped[str | None] = field.text(privacy="name", hidden=True)
    sheets: Mapped[str | None] = field.text(longest=100, hidden=True)  # which pages; none: all
    redacted: Mapped[bool | None] = field.yes_no(hidden=True)  # for teaching, without persons
    missing: Mapped[str | None] = field.text(
        hidden=True
    )  # characters left as a blank to fill by hand


class ListPrinted(Record):
    """A register or report that left the program: which, of when; nothing of what stood in it (domain 7.9)."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    title: Mapped[str | None] = field.text(longest=120, hidden=True)
    period: Mapped[str | None] = field.text(longest=60, hidden=True)
    printed_at: Mapped[datetime | None] = field.moment(hidden=True, index=True)
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)
    how: Mapped[str | None] = field.text(longest=20, hidden=True)  # printer, pdf, excel, text
    copies: Mapped[int | None] = field.count(hidden=True)
    pages: Mapped[int | None] = field.count(hidden=True)
    sheets: Mapped[str | None] = field.text(longest=100, hidden=True)  # which pages; none: all
    lines: Mapped[int | None] = field.count(hidden=True)


class SeenLate(Record):
    """已看过: a person looked at the values of a signed document's field that came after the seal."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    of_kind: Mapped[str | None] = field.text(longest=40, hidden=True)
    of_row: Mapped[str | None] = field.text(longest=40, hidden=True)
    of_field: Mapped[str | None] = field.text(longest=60, hidden=True)
    versions: Mapped[list[str] | None] = field.lines(hidden=True)  # all that stood there then
