"""What came back signed: pages of a paper that a scanner brought, and whether a person saw the signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.records import CaseFile, Party, Scan
from app.rules.findings import Finding

SIGNED, UNSIGNED, UNCONFIRMED, ABSENT = "signed", "unsigned", "unconfirmed", "absent"


def looked_through(case_file: CaseFile) -> bool:
    """Whether somebody went through the paper file itself (检查人, 检查日期 of the bound volume)."""
    return any(one.checked_on for one in case_file.volumes)


def pages_of(case_file: CaseFile, papers: Iterable[str], which: str | None = None) -> list[Scan]:
    """The pages of these papers that came back, for one entry or for whichever."""
    keys = set(papers)
    return [
        scan
        for scan in case_file.scans
        if scan.paper in keys and (which is None or scan.which in (None, which))
    ]


def identity_copied(case_file: CaseFile, papers: Iterable[str], party: Party) -> bool:
    """Whether the file holds a copy of a party's identity proof: scanned in, or listed as evidence."""
    listed = [f"{one.name} {one.provider}" for one in case_file.evidence]
    named = any(party.name and party.name in told and "身份" in told for told in listed)
    return named or bool(pages_of(case_file, papers, party.id))


def state_of(pages: list[Scan]) -> str:
    """One signed page is enough: the others are the text before it."""
    if not pages:
        return ABSENT
    if any(scan.signed for scan in pages):
        return SIGNED
    return UNCONFIRMED if any(scan.signed is None for scan in pages) else UNSIGNED


SAID = {UNSIGNED: "unsigned", UNCONFIRMED: "unconfirmed", ABSENT: "unseen"}

CONFIRM = {"screen": "screen.tray", "button": "tray.confirm"}
"""Where a person says that he saw the signatures: the words of the screen and of its button."""


def signed_pages(
    case_file: CaseFile,
    rule: int,
    papers: tuple[str, ...],
    label: str,
    which: str | None = None,
    entry: str = "",
) -> Iterator[Finding]:
    """The state of one paper, where it is not signed; the paper is what one jumps to.

    `label` is the words key of the paper, `entry` which of several it is.
    """
    state = state_of(pages_of(case_file, papers, which))
    if state == SIGNED or (state != UNSIGNED and looked_through(case_file)):
        return
    names = {"paper": label, **(CONFIRM if state == UNCONFIRMED else {})}
    yield Finding(SAID[state], "paper", which, papers[-1], {"entry": entry}, names, rule=rule)
