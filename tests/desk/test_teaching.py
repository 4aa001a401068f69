"""教学用隐名本: papers and the whole volume; nobody can take out of the file what is not in it."""

from __future__ import annotations

import io

import pikepdf
import pypdf
import pytest

from app.desk import (
    cases,
    edit,
    print_log,
    printing,
    questions,
    scanning,
    teaching,
    yaml_file,
)
from app.desk.desk import Desk
from app.desk.print_log import Left
from app.papers.bound import BoundVolume
from app.papers.paper import PAPERS
from app.records import Case, CaseFile, Party
from app.rules.redaction import Redacted, redacted
from app.trouble import Trouble
from tests.desk.printed import a_case, photo, printed
from tests.papers.conftest import REFERENCE, Reader
from tests.papers.extremes import extreme_file

ID, PHONE = "370181196803154527", "13800000001"


@pytest.fixture
def case_id(desk: Desk) -> str:
    made = a_case(desk, clauses=2)
    file = desk.look(questions.case_file, made)
    first = file.parties[0].id
    desk.do(edit.edit, Party, first, {"id_number": ID, "phone": PHONE, "address": "柳林村27号"})
    told = {"summary": f"张三丰（{ID}，电话 138 0000 0001）住柳林村27号，车号鲁A12345。"}
    desk.do(edit.edit, Case, made, told)
    return made


def text(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_a_paper_for_teaching_says_so_and_names_nobody(desk: Desk, case_id: str) -> None:
    plain = printing.draft(desk, case_id, "acceptance")
    made = printing.draft(desk, case_id, "acceptance", redacted=True)
    assert "张三丰" in text(plain.pdf)
    assert "教学用已隐名" in text(made.pdf)
    assert "张某（××××，电话××××）住××××，车号××××。" in text(made.pdf)
    assert made.copies == 1
    assert made.redacted


def test_no_page_of_it_leads_back_to_the_case(desk: Desk, case_id: str) -> None:
    import zxingcpp

    from tests.scans.degraded import Sheet, drawn

    for shown, codes in ((False, 1), (True, 0)):
        pdf = printing.draft(desk, case_id, "acceptance", redacted=shown).pdf
        assert len(zxingcpp.read_barcodes(drawn(Sheet(pdf, 1, ""), 150))) == codes
    made = redacted(file_of(desk, case_id)).file
    assert not [paper.key for paper in PAPERS if paper.composed(made).coded]


def test_the_whole_volume_for_teaching_is_laid_together_and_logged(
    desk: Desk, case_id: str
) -> None:
    printed(desk, case_id)
    made = teaching.volume(desk, case_id)
    told = text(made.pdf)
    assert "张某" in told
    assert not [one for one in ("张三丰", "三丰", "李四光", ID, PHONE, "柳林村27") if one in told]
    assert file_of(desk, case_id).volumes == []
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        said = [str(value) for value in pdf.docinfo.values()]
        assert not [one for one in said if "张三丰" in one or "第1号" in one]
        assert [one for one in said if "张某" in one]
    keep = print_log.of_taught(desk, case_id, made)
    keep(Left("printer", 2, "1-3", "镇里培训"))
    (line,) = (one for one in print_log.lines(desk, case_id) if one.redacted)
    assert (line.paper, line.redacted, line.copies, line.sheets, line.for_whom) == (
        "volume", True, 2, "1-3", "镇里培训",
    )  # fmt: skip
    assert printing.snapshot(desk, line.id) == made.pdf


def test_scanned_pages_are_left_out_and_named(desk: Desk, case_id: str) -> None:
    scanning.take(desk, photo(printed(desk, case_id, "record")[0]), "a.jpg")
    made = teaching.volume(desk, case_id)
    assert made.left_out == ["人民调解记录"]
    assert "人民调解记录" in "".join(made.sentences())
    assert "扫描件未收入" in text(made.pdf)
    assert b"/DCTDecode" not in made.pdf


def test_what_is_not_clean_does_not_go_out(desk: Desk, case_id: str) -> None:
    pdf = printing.draft(desk, case_id, "acceptance").pdf
    file = file_of(desk, case_id)
    for secret in (
        "李四光",
        "（2026）柳人调字第1号",
    ):  # on a page, and in what the file says of itself
        with pytest.raises(Trouble) as told:
            teaching.prove(pdf, Redacted(file, (secret,), 0))
        assert told.value.key == "teaching.not_clean"
        assert secret not in str(told.value)


def test_a_name_that_is_a_word_of_the_form_does_not_forbid_it(desk: Desk, case_id: str) -> None:
    first = file_of(desk, case_id).parties[0].id
    desk.do(edit.edit, Party, first, {"name": "平等"})
    assert "平某" in text(printing.draft(desk, case_id, "rights_notice", redacted=True).pdf)


def test_a_print_for_teaching_is_no_print_of_the_paper(desk: Desk, case_id: str) -> None:
    before = printing.paper_list(desk, case_id)
    draft = printing.draft(desk, case_id, "acceptance", redacted=True)
    printing.keep(desk, draft, "printer", 1)
    assert printing.paper_list(desk, case_id) == before
    assert file_of(desk, case_id).printed[-1].digest is None


def test_what_may_still_be_a_name_is_shown(desk: Desk, case_id: str) -> None:
    desk.do(edit.edit, Case, case_id, {"summary": "为排水争吵，王大壮说看见了。"})
    draft = printing.draft(desk, case_id, "acceptance", redacted=True)
    assert draft.doubtful == ("王大壮",)
    assert "王大壮" in "".join(teaching.sentences([], [*draft.doubtful]))


def test_somebody_entered_later_is_hidden_as_well(desk: Desk, case_id: str) -> None:
    desk.do(cases.add_party, case_id, {"role": "third", "name": "王五月"})
    assert "王某" in text(printing.draft(desk, case_id, "acceptance", redacted=True).pdf)


def file_of(desk: Desk, case_id: str) -> CaseFile:
    found: CaseFile = desk.look(questions.case_file, case_id)
    return found


def test_no_secret_of_a_crowd_is_said_by_any_of_its_papers() -> None:
    made = redacted(extreme_file())
    assert len(made.secrets) > 200
    for paper in PAPERS:
        for which in paper.choices(made.file)[:2] if paper.many else [None]:
            said = "".join("".join(paper.composed(made.file, which).texts()).split())
            assert not [secret for secret in made.secrets if "".join(secret.split()) in said]


def test_no_secret_of_a_whole_case_is_left_in_its_volume() -> None:
    if not REFERENCE.exists():
        pytest.skip("the shared reference case is not here")
    made = redacted(Reader(yaml_file.read_yaml(REFERENCE)).file())
    bound = BoundVolume(made.file, lambda _done, _of: None)
    pdf = b"".join(bound.parts(lambda _piece, words: words, lambda _scan: None))
    assert len(made.secrets) > 30
    teaching.prove(pdf, made)
    for paper in PAPERS:
        out = io.BytesIO()
        paper.draw(made.file, out)
        teaching.prove(out.getvalue(), made)
