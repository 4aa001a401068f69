"""The papers of a case of which pages came back, held against what each print had and what drawing it now gives."""

from __future__ import annotations

from app.records import CaseFile
from app.rules.returned import Returned, returned


class Drawing:
    """The papers as they would be drawn now; what this program cannot draw has no pages."""

    def __init__(self, file: CaseFile) -> None:
        self._file = file

    def sole(self, paper: str) -> str | None:
        """The one entry there is of a paper."""
        from app.papers.paper import PAPERS

        return next((one.sole(self._file) for one in PAPERS if one.key == paper), None)

    def now(self, paper: str, which: str | None) -> dict[str, int]:
        """The pages under the digest of each size, the usual first."""
        from app.papers.paper import PAPERS

        known = next((one for one in PAPERS if one.key == paper), None)
        if known is None or (known.many and which not in known.choices(self._file)):
            return {}
        sheets = [known.composed(self._file, which, large=large).laid() for large in (False, True)]
        return {laid.digest: laid.pages for laid in sheets}


def came_back(file: CaseFile) -> list[Returned]:
    """Every paper of which a page came back."""
    return returned(file, Drawing(file))


def most_pages(file: CaseFile, paper: str, which: str | None) -> int:
    """How many pages a paper of the case may have: as it was ever printed, or as it would be now."""
    drawing = Drawing(file)
    sole = drawing.sole(paper)
    printed = [
        one.pages or 0
        for one in file.printed
        if one.paper == paper and (one.which or sole) == which and not one.redacted
    ]
    blank = [one.pages or 0 for one in file.blanks if one.paper == paper]
    return max([*printed, *blank, *drawing.now(paper, which).values()], default=0)
