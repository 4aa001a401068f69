"""What no shipped face has: a blank to fill by hand, a note on the page, its name told; in every paper."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from app.papers import PAPERS, fonts, paper
from app.papers.sheet import Drawn
from app.papers.wording import official
from app.records import Case, CaseFile, Party, Record, Room
from app.records.field import fields_of
from tests.papers.carried import carried
from tests.papers.layout import faults, lacking, leaves
from tests.papers.stories import rich

LOST = "\U00030000"  # extension G, which belongs to no level of GB 18030-2022
SEEN = {
    "private use": "张\ue863三", "emoji": "王😀", "joined emoji": "李👨\u200d👩\u200d👧", "surrogate": "赵\ud842某",
    "unassigned": "钱\U0003fffe", "tibetan": "བསོད་ནམས", "uyghur": "ئابدۇ",
}  # fmt: skip
UNSEEN = {
    "selector": "葛\U000e0100某", "text selector": "辻\ufe00某", "control": "孙\x07\x00某",
    "direction": "\u202e周\u2066某", "joiner": "吴\u200d\u200c某", "mark of order": "\ufeff郑某",
}  # fmt: skip
KEYS = [one.key for one in PAPERS]


def drawn(key: str, file: CaseFile, *, large: bool = False) -> tuple[Drawn, bytes]:
    out = io.BytesIO()
    told = paper(key).draw(file, out, large=large)
    return told, out.getvalue()


def text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def records(file: CaseFile) -> list[Record]:
    lists = (value for value in vars(file).values() if isinstance(value, list))
    return [
        file.case,
        file.room,
        *file.mediators.values(),
        *(one for told in lists for one in told),
    ]


def with_lost(file: CaseFile) -> CaseFile:
    """One character that cannot be drawn in each text anybody typed."""
    for record in records(file):
        for name, field in fields_of(type(record)).items():
            value = getattr(record, name)
            if field.kind == "text" and value and not field.hidden:
                setattr(record, name, value[:1] + LOST + value[1:])
    return file


@pytest.mark.parametrize("key", KEYS)
def test_in_every_paper_it_is_a_blank_with_a_note_and_everything_else_stands(
    key: str, full: CaseFile
) -> None:
    file = with_lost(rich(full))
    large = KEYS.index(key) % 2 == 0
    told, pdf = drawn(key, file, large=large)
    assert told.missing == LOST
    assert LOST not in text(pdf)
    sheets = leaves(pdf)
    assert any(rule.x1 - rule.x0 > 6 for leaf in sheets for rule in leaf.rules)
    assert official("sheet", "by_hand", count=1) in text(pdf)
    assert faults(sheets, key) == []
    facts = [fact.replace(LOST, "") for fact in carried(key, file)]
    assert lacking(facts, sheets, key) == []


@pytest.mark.parametrize("name", SEEN.values(), ids=SEEN)
def test_what_cannot_be_drawn_is_named_and_the_rest_of_the_name_stands(name: str) -> None:
    file = _of(name)
    told, pdf = drawn("acceptance", file)
    gone = [char for char in fonts.clean(name) if fonts.glyph(char).face is None]
    assert list(told.missing) == list(dict.fromkeys(gone))
    assert gone
    stays = "".join(char for char in fonts.clean(name) if char not in gone)
    assert "".join(stays.split()) in text(pdf)
    assert file.parties[0].name == name  # the record keeps what was typed


@pytest.mark.parametrize("name", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_leaves_no_trace_on_paper_and_stays_in_the_record(name: str) -> None:
    file = _of(name)
    told, pdf = drawn("acceptance", file)
    assert told.missing == ""
    assert fonts.clean(name) in text(pdf)
    assert official("sheet", "by_hand", count=1) not in text(pdf)
    assert file.parties[0].name == name


def test_a_letter_with_its_mark_prints_either_way() -> None:
    for name in ("Lü", "Lu\u0308"):
        told, pdf = drawn("acceptance", _of(name))
        assert told.missing == ""
        assert "Lü" in text(pdf)
    assert fonts.clean("国\u0308豈") == "国\u0308豈"  # nothing else is changed


def test_characters_are_spelled_by_their_numbers() -> None:
    assert fonts.spelled("≒\ue863\U00030000\ud842") == [
        "≒（U+2252）",
        "U+E863",
        "𰀀（U+30000）",
        "U+D842",
    ]


def _of(name: str) -> CaseFile:
    return CaseFile(
        case=Case(file_no="（2026）某人调字第1号", summary=f"{name}与人争水。"),
        room=Room(id="f" * 32, committee="某村人民调解委员会"),
        parties=[Party(id="1", name=name), Party(id="2", name="李某")],
    )
