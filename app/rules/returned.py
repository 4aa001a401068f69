"""What came back of each paper: which pages are missing, which came twice, and whether a person saw it signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from app.records import CaseFile, Scan


@dataclass(frozen=True)
class Returned:
    """The pages of one paper, in one wording, that came back."""

    paper: str
    which: str | None
    digest: str
    number: int  # the how-manieth session, agreement …; 0: the case has one
    pages: int  # as it was printed, or as it would be drawn now
    back: tuple[int, ...]
    older: bool  # it was printed anew in another wording since
    signed: bool
    scan_ids: tuple[str, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Pages that did not come back."""
        return tuple(n for n in range(1, self.pages + 1) if n not in self.back)

    @property
    def doubled(self) -> dict[int, int]:
        """Pages that came more than once, and how often."""
        return {page: times for page, times in sorted(Counter(self.back).items()) if times > 1}

    @property
    def whole(self) -> bool:
        return not self.missing


class Forms(Protocol):
    """What the forms tell of the papers of a case."""

    def sole(self, paper: str) -> str | None:
        """The one entry there is of a paper."""

    def now(self, paper: str, which: str | None) -> Mapping[str, int]:
        """Of the paper as it would be drawn now: its pages under the digest of each size, the usual first."""


class NoForms:
    """Where nothing but the prints is asked."""

    def sole(self, _paper: str) -> str | None:
        return None

    def now(self, _paper: str, _which: str | None) -> Mapping[str, int]:
        return {}


def returned(file: CaseFile, forms: Forms | None = None) -> list[Returned]:
    """Every paper of which a page came back, in the order of the first."""
    forms = forms or NoForms()
    groups: dict[tuple[str, str | None, str], list[Scan]] = {}
    for scan in file.scans:
        if scan.paper and scan.page:
            which = scan.which or forms.sole(scan.paper)
            groups.setdefault((scan.paper, which, scan.digest or ""), []).append(scan)
    _join_by_hand(groups)
    return [_returned(file, forms, *key, scans) for key, scans in groups.items()]


def _join_by_hand(groups: dict[tuple[str, str | None, str], list[Scan]]) -> None:
    """A page that was placed by hand says no wording: it goes with the pages that do, where there is one such."""
    for paper, which, digest in list(groups):
        others = [key for key in groups if key[:2] == (paper, which) and key[2]]
        if not digest and len(others) == 1:
            groups[others[0]] += groups.pop((paper, which, ""))


def _returned(
    file: CaseFile, forms: Forms, paper: str, which: str | None, digest: str, scans: list[Scan]
) -> Returned:
    mine = [one for one in file.printed if one.paper == paper]
    mine = [one for one in mine if (one.which or forms.sole(paper)) == which]
    prints = [one for one in mine if not one.redacted]  # of a copy for teaching no page comes back
    same = [one for one in prints if one.digest == digest]
    newest = prints[-1].digest if prints else None
    back = tuple(sorted(scan.page or 0 for scan in scans))
    by_hand = [one for one in file.blanks if one.paper == paper and one.digest == digest]
    known = by_hand or same or ([] if digest else prints)
    now = {} if known else forms.now(paper, which)
    pages = [(one.pages or 0) for one in (known or ([] if now else prints))[-1:]]
    pages += [now.get(digest, next(iter(now.values())))] if now else []
    replaced = bool(
        digest and newest and newest != digest and same[-1:] != prints[-1:] and not by_hand
    )
    return Returned(
        paper, which, digest, _number(file, paper, which), max([*pages, back[-1]]), back,
        older=replaced and digest not in forms.now(paper, which),  # in another size it says the same
        signed=all(scan.signed for scan in scans), scan_ids=tuple(scan.id for scan in scans),
    )  # fmt: skip


def _number(file: CaseFile, paper: str, which: str | None) -> int:
    """Among the entries of its kind; 0 where there is only this one."""
    if which is None:
        return 0
    lists = (
        file.sessions, file.agreements, file.visits, file.inquiries, file.agencies, file.letters, file.notices,
        file.services, file.performances, file.parties,
    )  # fmt: skip
    ids = next((some for one in lists if which in (some := [entry.id for entry in one])), [])
    return ids.index(which) + 1 if len(ids) > 1 else 0


def signed_state(file: CaseFile, paper: str, which: str | None = None) -> str:
    """How far a paper is: none came back, a part, all of it, or a person saw the signatures on all of it."""
    mine = [one for one in returned(file) if one.paper == paper and one.which == which]
    if not mine:
        return "none"
    if any(one.whole and one.signed for one in mine):
        return "signed"
    return "back" if any(one.whole for one in mine) else "part"
