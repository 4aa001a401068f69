"""卷宗情况说明: what a reader of the bound file must know, who bound it and who looked it through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import phrases
from app.papers.block import Beside
from app.papers.body import entry_of, heading, running
from app.papers.cells import Entries, Entry
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import official
from app.records import Volume

if TYPE_CHECKING:
    from app.records import CaseFile


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    del which
    volume = entry_of(case_file.volumes, None) or Volume()
    made, checked = (
        phrases.day_pieces(d, ruled=False) for d in (volume.made_on, volume.checked_on)
    )
    sheet = Sheet.of("statement", case_file)
    sheet.space(4)
    sheet.add(
        heading(official("statement", "told")),
        *running(volume.told, 15),
        Beside(
            Signatures(official("statement", "by"), [case_file.name_of(volume.by_id)], across=1),
            Signatures(official("statement", "checker"), [volume.checked_by or ""], across=1),
            before=16, company=True,
        ),
        Entries([
            Entry(official("statement", "made_on"), made),
            Entry(official("statement", "checked_on"), checked),
        ], before=6),
    )  # fmt: skip
    return sheet
