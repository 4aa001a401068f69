"""Every paper from a whole case and from a nearly empty one: readable, complete, the same each time."""

from __future__ import annotations

import functools
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from app import words
from app.papers import PAPERS, Paper, draw, paper
from app.papers.sheet import Drawn
from app.papers.volume import OUTSIDE
from app.papers.wording import official
from app.records import Agreement, CaseFile, Party
from app.trouble import Trouble
from tests.papers.conftest import begun_case, whole_case

ROOT = Path(__file__).parents[2]
EXPECTED = Path(__file__).parent / "expected"
FACTS = Path(__file__).parent / "facts"
STORIES = {"full": whole_case, "bare": begun_case}
by_key = pytest.mark.parametrize("one", PAPERS, ids=lambda p: p.key)


def pdf(one: Paper, case_file: CaseFile, **told: Any) -> pypdf.PdfReader:
    out = io.BytesIO()
    one.draw(case_file, out, **told)
    return pypdf.PdfReader(out)


def pages(reader: pypdf.PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def plain(text: str) -> str:
    """Without blanks and line ends, as two layouts of the same text compare."""
    return "".join(text.split())


def said(one: Paper, case_file: CaseFile, **told: Any) -> str:
    return plain("".join(pages(pdf(one, case_file, **told))))


@dataclass(frozen=True)
class Read:
    """A paper of one of the two stories as nobody changed it, and what stands on it."""

    drawn: Drawn
    content: bytes
    reader: pypdf.PdfReader
    pages: list[str]

    @property
    def plain(self) -> str:
        return plain("".join(self.pages))


@functools.cache
def read(key: str, story: str) -> Read:
    """Drawn and read once for all that is asked of it."""
    out = io.BytesIO()
    drawn = paper(key).draw(STORIES[story](), out)
    reader = pypdf.PdfReader(out)
    return Read(drawn, out.getvalue(), reader, pages(reader))


def fonts(reader: pypdf.PdfReader) -> dict[str, Any]:
    found = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            told = font.get_object()
            found[told["/BaseFont"]] = told
    return found


@by_key
@pytest.mark.parametrize("story", STORIES)
def test_a_paper_says_what_it_always_said(
    one: Paper, story: str, same_as: Callable[[Path, str], None]
) -> None:
    told = read(one.key, story).pages
    same_as(EXPECTED / f"{one.key}.{story}.txt", "\n=====\n".join(told) + "\n")


@by_key
def test_a_paper_carries_its_official_title_first(one: Paper) -> None:
    found = read(one.key, "full")
    assert found.reader.metadata
    assert found.reader.metadata.title == f"{one.title} （2026）刁人调字第1号"
    shown = official("cover", "heading") if one.key == "cover" else one.title
    assert shown in found.pages[0].splitlines()


@by_key
def test_every_page_is_numbered(one: Paper) -> None:
    told = read(one.key, "full").pages
    if one.key in OUTSIDE:  # of a volume its own pages are not counted
        assert "共1页" not in plain(told[0])
        return
    for number, text in enumerate(told, start=1):
        assert f"第{number}页共{len(told)}页" in plain(text)


def facts(one: Paper) -> list[str]:
    """What of the reference case must stand on the paper, a fact a line."""
    return (FACTS / f"{one.key}.txt").read_text(encoding="utf-8").splitlines()


@by_key
def test_every_fact_stands_on_its_paper_exact(one: Paper) -> None:
    told = read(one.key, "full").plain
    assert [fact for fact in facts(one) if plain(fact) not in told] == []


@by_key
def test_what_was_agreed_and_what_happened_stand_whole(one: Paper, full: CaseFile) -> None:
    told = read(one.key, "full").plain
    assert full.agreement
    if one.key in ("agreement", "oral_agreement"):
        assert [term for term in full.agreement.terms or [] if plain(term) not in told] == []
    if one.key in ("acceptance", "agreement", "oral_agreement"):
        assert plain(full.case.summary or "-") in told


@functools.cache
def contours(shape: bytes) -> int:
    """How many a glyph has, read to its last point; the same glyph stands in many papers."""
    glyph = Glyph(shape)
    glyph.expand(None)
    many: int = glyph.numberOfContours
    return many


@by_key
@pytest.mark.parametrize("story", STORIES)
def test_every_font_is_in_the_file_and_draws_what_it_says(one: Paper, story: str) -> None:
    found = fonts(read(one.key, story).reader)
    assert found
    for name, font in found.items():
        inner = font["/DescendantFonts"][0].get_object()
        program = inner["/FontDescriptor"]["/FontFile2"].get_object().get_data()
        glyphs = TTFont(io.BytesIO(program))
        order = glyphs.getGlyphOrder()
        drawn = [contours(getattr(glyphs["glyf"].glyphs[glyph], "data", b"")) for glyph in order]
        empty = [glyph for glyph, many in zip(order[1:], drawn[1:], strict=True) if not many]
        assert drawn[0] == 0, f"{name} could draw a box"
        assert len(empty) <= 2, f"{name}: more than the two spaces are blank"


@by_key
def test_the_same_content_gives_the_same_bytes(one: Paper, full: CaseFile) -> None:
    first, second = read(one.key, "full"), io.BytesIO()
    drawn = one.draw(full, second)
    assert first.drawn == drawn
    assert first.content == second.getvalue()
    assert drawn.sha256 == hashlib.sha256(first.content).hexdigest()
    assert drawn.size == len(first.content)


def test_another_process_gives_the_same_bytes() -> None:
    """A snapshot can be made again on another day; sets and hashes of Python must not show in it."""
    script = (
        "import io; from app.papers import draw; from app.records import Case, CaseFile, Party, Room;"
        "f = CaseFile(case=Case(file_no='（2026）甲字第1号', summary='王𬱖与李䶮争水。'), room=Room(id='a' * 32),"
        " parties=[Party(id='1', name='王𬱖'), Party(id='2', name='李䶮')]);"
        "told = draw('agreement', f, out=io.BytesIO()).sha256"
    )
    here: dict[str, Any] = {}
    exec(script, here)
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    there = subprocess.run(
        [sys.executable, "-c", f"{script}; print(told)"], cwd=ROOT, check=True, capture_output=True, text=True,
        env=os.environ | {"PYTHONHASHSEED": seed},
    ).stdout.strip()  # fmt: skip
    assert there == here["told"]
    assert len(there) == 64


def test_what_a_person_typed_is_never_markup(full: CaseFile) -> None:
    full.case.summary = '<b>墙</b> &amp; {name} %s "引号" <br/>\n第二行 \\(括号\\)'
    told = said(paper("agreement"), full)
    assert plain(full.case.summary) in told


def test_a_character_without_a_glyph_leaves_a_blank_and_is_told(bare: CaseFile) -> None:
    bare.parties = [Party(name="张\ue863三"), Party(name="李\U0003aaaa")]
    out = io.BytesIO()
    drawn = draw("acceptance", bare, out=out)
    assert drawn.missing == "\ue863\U0003aaaa"
    told = pypdf.PdfReader(out).pages[0].extract_text()
    assert "张" in told
    assert "三" in told
    assert "\ue863" not in told


def test_a_changed_word_changes_the_digest_on_the_pages(full: CaseFile) -> None:
    before = draw("visit", full, out=io.BytesIO()).digest
    full.visits[0].note = "两期款项付清，通道已通。"
    assert draw("visit", full, out=io.BytesIO()).digest != before


def test_each_session_has_a_record_of_its_own(full: CaseFile) -> None:
    one = paper("record")
    assert one.choices(full) == ["s1", "s2"]
    assert "2026年9月28日14时30分" in said(one, full, which="s1")
    assert "未达成一致" in said(one, full, which="s1")
    assert said(one, full) == said(one, full, which="s2")


def test_an_oral_and_a_written_agreement_keep_to_their_own_sheets(full: CaseFile) -> None:
    full.agreements.append(Agreement(id="a2", form="oral", terms=["当面道歉，互不追究。"]))
    assert "当面道歉" not in said(paper("agreement"), full)
    assert "当面道歉" in said(paper("oral_agreement"), full)
    assert "当面道歉" in said(paper("agreement"), full, which="a2")


def test_an_entry_that_is_gone_is_refused_with_a_sentence(full: CaseFile) -> None:
    with pytest.raises(Trouble) as refused:
        draw("record", full, which="gone", out=io.BytesIO())
    assert official("record", "title") in str(refused.value)
    with pytest.raises(Trouble) as unknown:
        draw("poem", full, out=io.BytesIO())
    assert "poem" in str(unknown.value)


def test_a_paper_is_found_by_key_and_by_title() -> None:
    assert paper("人民调解回访记录") is paper("visit")


@by_key
def test_the_window_names_a_paper_by_its_official_title(one: Paper) -> None:
    assert words.say(one.label) == one.title


@by_key
def test_papers_stay_chinese_whatever_the_window_speaks(one: Paper, full: CaseFile) -> None:
    before = read(one.key, "full").plain
    words.speak("en")
    assert said(one, full) == before


def test_a_unit_has_no_sex_and_is_spoken_for(full: CaseFile) -> None:
    full.parties[1] = Party(
        role="respondent", party_kind="company", name="旧军村股份经济合作社", legal_representative="王𬱖"
    )  # fmt: skip
    told = said(paper("agreement"), full)
    assert "性别／民族／年龄／" in told
    assert "法定代表人王𬱖" in told


@by_key
def test_large_type_is_told_from_the_plain_one(one: Paper, full: CaseFile) -> None:
    drawn = read(one.key, "full").drawn
    large = one.draw(full, io.BytesIO(), large=True)
    assert large.digest != drawn.digest
    assert large.pages >= drawn.pages


def test_telling_of_rights_is_claimed_only_when_it_was_done(full: CaseFile) -> None:
    sentence = "人民调解委员会已将人民调解的相关规定告知各方当事人。"
    assert f"□{sentence}" not in said(paper("record"), full)
    full.sessions[-1].rights_told = None
    assert f"□{sentence}" in said(paper("record"), full)
