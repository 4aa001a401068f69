"""立卷: the number on the cover, the pages in their order, and nothing that came after the thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from app import words
from app.records import CaseFile, Scan
from app.rules.beside import NOTHING, Beside
from app.rules.findings import Finding, about

VOLUME = "volume"
"""What the bound volume is called among the papers."""


def numbered(case_file: CaseFile, beside: Beside) -> Iterator[Finding]:
    """卷号: there is one, and no other case of the room has it (domain 2.1, 2.2)."""
    case = case_file.case
    if not case.file_no:
        yield about("no_number", case, "file_no")
    elif beside.same_number:
        yield about("number_twice", case, "file_no", number=case.file_no, count=beside.same_number)


def pages_in_order(case_file: CaseFile) -> Iterator[Finding]:
    """No page of a paper is wanting among those that came back, and none came twice (domain 2.19)."""
    papers: dict[tuple[str, str | None], list[Scan]] = defaultdict(list)
    for scan in case_file.scans:
        if scan.paper and scan.page:
            papers[scan.paper, scan.which].append(scan)
    for (paper, which), scans in papers.items():
        came = [scan.page or 0 for scan in scans]
        long = max([*came, _printed_pages(case_file, paper, which)])
        lacking = sorted(set(range(1, long + 1)) - set(came))
        doubled = sorted({page for page in came if came.count(page) > 1})
        for name, pages in (("page_missing", lacking), ("page_twice", doubled)):
            if pages:
                yield _of_pages(name, paper, which, pages)


def bound(case_file: CaseFile, beside: Beside = NOTHING) -> Iterator[Finding]:
    """The volume is bound, every page came before, and nothing was written since."""
    made = [one for one in case_file.volumes if one.bound_at]
    if not made:
        yield _of_volume("not_bound")
        return
    last = max(made, key=lambda one: one.bound_at)  # type: ignore[arg-type,return-value]
    late = [s for s in case_file.scans if s.came_at and last.bound_at and s.came_at > last.bound_at]
    if late:
        yield _of_volume("came_after_binding", count=len(late))
    if since := changed_after(beside):
        yield since


def changed_after(beside: Beside) -> Finding | None:
    """The papers drawn now may differ from the volume that is kept."""
    told = beside.changed
    if told is None:
        return None
    return _of_volume("changed_after_binding", count=told.count, day=told.day)


def _of_volume(name: str, **facts: object) -> Finding:
    """It leads to the button that binds."""
    return Finding(name, "paper", None, VOLUME, facts, {"button": "binding.bind"})


def _of_pages(name: str, paper: str, which: str | None, pages: list[int]) -> Finding:
    """A paper of a newer program is a scanned page to this one."""
    label = f"paper.{paper}"
    label = label if words.has(label) else "record.scan"
    return Finding(
        name, "paper", which, paper, {"pages": "、".join(map(str, pages))}, {"paper": label}
    )


def _printed_pages(case_file: CaseFile, paper: str, which: str | None) -> int:
    """How long the paper was when it was last printed whole."""
    told = [
        one
        for one in case_file.printed
        if one.paper == paper
        and one.which == which
        and one.pages
        and not one.sheets
        and not one.redacted
    ]
    return (told[-1].pages or 0) if told else 0
