"""A three-page agreement, warm, beside stock reportlab drawing the same text with the same faces.

The target: at most 100 ms where stock reportlab (its Paragraph in CJK mode, its QR widget) needs 260.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from app import paths
from app.papers import agreement, fonts, page_code
from app.records import (
    Agreement,
    Case,
    CaseFile,
    MediationSession,
    Mediator,
    Party,
    PerformanceItem,
    Room,
)

TARGET = 100 / 260
ROUNDS = 15
RARE = ("陈㛃喆", "欧阳𬭎", "王𬱖", "李䶮")


def case_file() -> CaseFile:
    """Four parties, a long story, twelve clauses."""
    facts = (
        "四户宅基地东西相邻，共用一条排水沟。2026年9月翻建北屋时，施工方堆放的砂石堵住排水沟，"
        "暴雨后积水倒灌，两户菜棚受损，一户西墙开裂，裂缝最宽处3.5毫米，长约2.4米；各方对损失的"
        "数额、修复的办法以及由谁承担费用意见不一，多次发生争吵，经村委会劝说未果。"
    )
    clause = (
        "{a}自愿补偿{b}修理费、误工费共计人民币壹万零伍佰元整（¥10,500.00），分两期支付；{b}收到首期"
        "款项后三日内撤走堆放在“公用排水沟”上的砂石，恢复原状（以2024年的沟底标高为准），不得再堵占。"
    )
    parties = [
        Party(
            role="applicant" if i % 2 else "respondent", name=name, ethnicity="01", sex="1",
            birth_on=date(1970 + i, 5, 6), occupation="务农", phone=f"1380000000{i}",
            address=f"济南市章丘区刁镇街道旧军村{27 + i}号",
        )
        for i, name in enumerate(RARE)
    ]  # fmt: skip
    made = Agreement(
        number="（2026）刁人调字第1号", made_on=date(2026, 10, 8), copies=5, facts=facts * 2,
        terms=[clause.format(a=RARE[i % 4], b=RARE[(i + 1) % 4]) for i in range(6)],
    )  # fmt: skip
    items = [
        PerformanceItem(
            agreement_id=made.id, party_id=parties[i].id, what="支付第一期补偿款",
            amount=Decimal("5500.00"), manner="cash", due_on=date(2026, 10, 15 + i),
        )
        for i in range(4)
    ]  # fmt: skip
    mediators = [Mediator(name="杜守义"), Mediator(name="王玉珍"), Mediator(name="张庆云")]
    session = MediationSession(
        number=1, at=datetime(2026, 10, 8, 9, 30), outcome="agreed",
        mediator_ids=[m.id for m in mediators[:2]], recorder_id=mediators[2].id,
    )  # fmt: skip
    return CaseFile(
        case=Case(file_no=made.number, dispute_type="02", accepted_on=date(2026, 9, 24)),
        room=Room(committee="刁镇街道人民调解委员会", room_name="老杜调解室"),
        parties=parties, sessions=[session], agreements=[made], items=items,
        mediators={m.id: m for m in mediators},
    )  # fmt: skip


class Stock:
    """The same text by reportlab as it comes."""

    def __init__(self, texts: list[str]) -> None:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfbase.ttfonts import TTFont

        faces = {"Fang": "FandolFang", "Song": "NotoSerifSC-Regular"}
        for name, file in faces.items():
            registerFont(TTFont(name, paths.resources() / "fonts" / f"{file}.ttf"))
        self.style = ParagraphStyle(
            "body", fontName="Fang", fontSize=14, leading=26, wordWrap="CJK", firstLineIndent=28
        )
        self.texts = ["".join(map(self._mark, text)) for text in texts if text]

    @staticmethod
    def _mark(char: str) -> str:
        fang = fonts.face("FandolFang")
        known = char.isspace() or fang.has_ink(fang.glyph(char))
        return escape(char) if known else f'<font name="Song">{escape(char)}</font>'

    def draw(self, *, coded: bool) -> int:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import Paragraph, SimpleDocTemplate

        def page(canvas: Any, doc: Any) -> None:
            canvas.setFont("Fang", 9)
            canvas.drawCentredString(A4[0] / 2, 40, f"第 {doc.page} 页")
            if coded:
                self._code(canvas, doc.page)

        doc = SimpleDocTemplate(
            io.BytesIO(), pagesize=A4, leftMargin=79, rightMargin=68, topMargin=102,
            bottomMargin=68, invariant=1,
        )  # fmt: skip
        doc.build(
            [Paragraph(text, self.style) for text in self.texts],
            onFirstPage=page, onLaterPages=page,
        )  # fmt: skip
        return int(doc.page)

    @staticmethod
    def _code(canvas: Any, page: int) -> None:
        from reportlab.graphics import renderPDF
        from reportlab.graphics.barcode.qr import QrCodeWidget
        from reportlab.graphics.shapes import Drawing

        widget = QrCodeWidget(f"MR1;0123abcd;刁人调字第1号;agreement;{page};01234567", barLevel="M")
        drawing = Drawing(71, 71)
        drawing.add(widget)
        renderPDF.draw(drawing, canvas, 450, 745)


def medians(*works: Callable[[], object]) -> list[float]:
    """Milliseconds for each, in turn, so that a busy machine is busy for all; two rounds to warm up."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS + 2):
        for work, found in zip(works, spent, strict=True):
            start = time.perf_counter()
            work()
            found.append(time.perf_counter() - start)
    return [statistics.median(found[2:]) * 1000 for found in spent]


def run() -> dict[str, Any]:
    """Measure both in this run."""
    told = case_file()
    sheet = agreement.compose(told, None)
    drawn = sheet.draw(io.BytesIO())

    def ours() -> None:
        page_code.squares.cache_clear()  # every paper has codes of its own
        agreement.compose(told, None).draw(io.BytesIO())

    stock = Stock(sheet.texts())
    mine, theirs, bare = medians(
        ours, lambda: stock.draw(coded=True), lambda: stock.draw(coded=False)
    )
    return {
        "what": "three-page agreement, warm",
        "limit": "stock reportlab",
        "ratio": round(mine / theirs, 3),
        "target": round(TARGET, 3),
        "ms": round(mine, 1),
        "stock_ms": round(theirs, 1),
        "stock_without_codes_ms": round(bare, 1),
        "pages": drawn.pages,
    }


if __name__ == "__main__":
    print(run())
