"""A crowd, long texts, rare characters: every paper says all of it and draws nothing beyond its margins."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import pypdfium2
import pytest

from app.codes import table
from app.papers import paper
from app.papers.signing import MM
from app.records import CaseFile


def _names(file: CaseFile) -> list[str]:
    return [p.name or "" for p in file.parties]


def _persons(file: CaseFile) -> list[str]:
    return [text or "" for p in file.parties for text in (p.name, p.address, p.phone)]


SAYS: dict[str, Callable[[CaseFile], Iterable[str | None]]] = {
    "application": lambda f: [*_persons(f), f.case.summary, *(f.case.requests or [])],
    "rights_notice": _names,
    "identity": lambda f: [f.parties[-1].name, f.parties[-1].credit_code, "吾斯曼·艾力"],
    "agency": lambda f: [
        text for one in f.agencies for text in
        (one.name, one.id_number, one.address, one.work, one.licence, one.matter, one.other_power, one.term)
    ],
    "inquiry": lambda f: [
        f.inquiries[0].place, *(f.inquiries[0].finding or "").splitlines(), *(f.inquiries[0].invited or []),
        f.parties[20].name, f.parties[20].address, "杜守义、卓玛·央金", "𬱖𬭎",
    ],
    "evidence": lambda f: [
        text for one in f.evidence if len(one.proves or "") < 500  # that one is cut
        for text in (one.name, one.provider, one.source, str(one.pages), one.proves)
    ],
    "record": lambda f: (f.sessions[0].record or "").splitlines(),
    "agreement": lambda f: [*_persons(f), *(f.agreements[0].terms or []), "人民币柒分", "人民币壹拾万柒仟元零伍角叁分"],
    "receipt": lambda f: [
        f.parties[22].name, f.parties[0].name, f.items[2].what, "¥99,999,999.99",
        "人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
    ],
    "acceptance": lambda f: [*_names(f), f.case.summary, *(f.case.requests or [])],
    "oral_agreement": lambda f: [*_persons(f), *(f.agreements[0].terms or [])],
    "visit": lambda f: [*_names(f), f.visits[0].note],
    "statement": lambda f: [f.volumes[0].told, "卓玛·央金", "吾斯曼·艾力"],
    "closing_report": lambda f: [*_persons(f), f.case.summary, "杜守义、卓玛·央金、𬱖𬭎"],
}  # fmt: skip


@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
@pytest.mark.parametrize("key", SAYS)
def test_all_that_was_entered_comes_back_from_within_the_margins(
    key: str, extreme: CaseFile, *, large: bool
) -> None:
    out = io.BytesIO()
    drawn = paper(key).draw(extreme, out, large=large)
    assert drawn.missing == ""
    document = pypdfium2.PdfDocument(out.getvalue())
    assert len(document) == drawn.pages
    told = _bare("".join(_within(page) for page in document), key)
    lacking = [text for text in SAYS[key](extreme) if text and _bare(text, key) not in told]
    assert lacking == []


def _within(page: pypdfium2.PdfPage) -> str:
    """What stands between the head of the page and what is signed at its foot."""
    text = page.get_textpage()
    inside = (25 * MM, 23 * MM, 189 * MM, 262 * MM)
    found: str = text.get_text_bounded(*inside)
    return found


def _bare(text: str, key: str) -> str:
    """Without the labels of the form, which stand again on every page, and without blanks."""
    labels = [one for one in table(f"papers/forms/{key}").values() if isinstance(one, str)]
    text = "".join(text.split())
    for label in sorted(labels, key=len, reverse=True):
        if len(label) > 1:
            text = text.replace(label, "")
    return text
