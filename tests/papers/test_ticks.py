"""Boxes to tick: what was chosen carries a stroke, what was not stays empty."""

from __future__ import annotations

import io

import pypdf
from reportlab.pdfgen.canvas import Canvas

from app.papers import fonts
from app.papers.pen import Pen
from app.papers.ticks import Tick, Ticks

POWERS = [Tick("代为申请调解"), Tick("代为承认、变更和放弃调解请求", chosen=True), Tick("领取文书")]


def drawn(ticks: Ticks, width: float) -> str:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, initialFontName=fonts.face("FandolFang").name)
    ticks.draw(Pen(canvas), 50, 800, width)
    canvas.save()
    return "".join(pypdf.PdfReader(out).pages[0].extract_text().split())


def test_only_what_was_chosen_carries_a_stroke() -> None:
    told = Ticks(POWERS)
    assert drawn(told, 400) == "代为申请调解√代为承认、变更和放弃调解请求领取文书"
    assert told.texts() == ["代为申请调解", "√代为承认、变更和放弃调解请求", "领取文书"]


def test_choices_share_a_line_while_it_lasts() -> None:
    assert Ticks(POWERS).height(1000) == Ticks(POWERS).leading
    assert Ticks(POWERS).height(290) == 2 * Ticks(POWERS).leading
    assert Ticks(POWERS, each=True).height(1000) == 3 * Ticks(POWERS).leading


def test_choices_go_on_overleaf_between_two_lines() -> None:
    told = Ticks(POWERS, each=True)
    parts = told.split(400, 2.5 * told.leading)
    assert parts is not None
    assert [part.texts() for part in parts] == [told.texts()[:2], told.texts()[2:]]
    assert told.split(400, 0.5 * told.leading) is None
