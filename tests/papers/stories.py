"""Papers read back as text, and the letters and notices of the reference case."""

from __future__ import annotations

import io
from datetime import date, datetime

import pypdf

from app.papers import draw
from app.records import CaseFile, Letter, Notice, Service
from tests.papers.brim import brim_file
from tests.papers.extremes import extreme_file

MADE = date(2026, 9, 24)
SIGNED = date(2026, 10, 8)
AT = datetime(2026, 9, 28, 14, 30)


def plain(text: str) -> str:
    """Without blanks and line ends, as two layouts of the same text compare."""
    return "".join(text.split())


def said(name: str, case_file: CaseFile, which: str | None = None) -> str:
    """Everything a paper says."""
    return plain("".join(page.extract_text() for page in pages(name, case_file, which)))


def pages(name: str, case_file: CaseFile, which: str | None = None) -> list[pypdf.PageObject]:
    """The pages of a drawn paper."""
    out = io.BytesIO()
    draw(name, case_file, which=which, out=out)
    return list(pypdf.PdfReader(out).pages)


def noticed(case_file: CaseFile, kind: str, **told: object) -> Notice:
    """One more notice of the case."""
    values = {"made_on": MADE, "contact": "杜守义 0531-83800000", **told}
    case_file.notices.append(Notice(notice_kind=kind, **values))
    return case_file.notices[-1]


def handed_over(case_file: CaseFile, kind: str = "court_assign") -> Letter:
    """A matter that a court handed over."""
    case_file.letters.append(Letter(
        id="came", direction="in", letter_kind=kind, organ="济南市章丘区人民法院",
        number="（2026）鲁0114诉前调1234号", dated_on=date(2026, 9, 22), received_on=date(2026, 9, 23),
    ))  # fmt: skip
    return case_file.letters[-1]


def answered(case_file: CaseFile, kind: str = "reply", **told: object) -> Letter:
    """The room's answer to it."""
    values = {"organ": "济南市章丘区人民法院", "dated_on": SIGNED, **told}
    case_file.letters.append(
        Letter(id="reply", direction="out", letter_kind=kind, answers_id="came", **values)
    )
    return case_file.letters[-1]


def sealed(case_file: CaseFile) -> CaseFile:
    """Its agreement is signed by all and sealed."""
    (agreement,) = case_file.agreements
    agreement.parties_signed_on = agreement.mediator_signed_on = agreement.sealed_on = SIGNED
    return case_file


def rich(case_file: CaseFile) -> CaseFile:
    """With one notice of every kind, letters both ways and a service, so that every paper has something to say."""
    (agreement,) = sealed(case_file).agreements
    agreement.number = "（2026）刁人调字第1号"
    case_file.case.court = "济南市章丘区人民法院"
    case_file.case.retention = "long"
    for number, kind in enumerate(NOTICES, start=1):
        noticed(
            case_file, kind, id=f"n{number}", number=f"刁人调知〔2026〕{number}号", at=AT, place="旧军村委会一楼调解室",
            told="经双方商量一致，先请测绘人员到场。", until=date(2026, 11, 25), go_to="章丘区人民法院刁镇法庭",
            bring=["身份证原件和复印件", "宅基地使用证"], to_name="刘春梅" if kind == "invitation" else None,
        )  # fmt: skip
    handed_over(case_file)
    answered(case_file, number="刁人调函〔2026〕2号", enclosures=["人民调解协议书1份"])
    case_file.letters.append(Letter(
        id="out", letter_kind="transfer", direction="out", organ="章丘区公安局刁镇派出所", dated_on=SIGNED,
        number="刁人调函〔2026〕3号", told="涉嫌违反治安管理", enclosures=["现场照片3张", "调查记录1份"],
    ))  # fmt: skip
    for kind in ("risk", "other_out"):
        case_file.letters.append(Letter(
            id=kind, letter_kind=kind, direction="out", organ="章丘区司法局", dated_on=SIGNED, enclosures=["照片3张"],
            number=f"刁人调函〔2026〕{kind}号", told="双方情绪激动，请派员一同到场。",
        ))  # fmt: skip
    case_file.services = [Service(
        id="s1", paper="调解通知书", number="刁人调知〔2026〕3号", receiver="欧阳𬭎", taken_by="欧阳春",
        taken_as="父子", manner="left", place="旧军村28号",
        served_at=AT, by_id="m0", witness="刘春梅", remark="本人外出，由其子代收。",
    )]  # fmt: skip
    return case_file


NOTICES = (
    "refusal",
    "acceptance",
    "summons",
    "invitation",
    "extension",
    "ending",
    "urging",
    "certificate",
)
EXTREMES = {"crowd": extreme_file, "brim": brim_file}
