"""The volume of a case: in order, numbered, archival, the same each time, and never in place of an earlier one."""

from __future__ import annotations

import hashlib
import io
import random
import tracemalloc
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from app.desk import binding, intake, questions, told
from app.desk.desk import Desk
from app.desk.edit import add, edit
from app.papers.signing import MM
from app.records import Case, CaseFile, Evidence, Printed, Scan, Volume
from app.store.attachments import Attachments
from tests.once import once
from tests.rooms import moved_room, reference


@pytest.fixture
def diao(tmp_path: Path, held_clock: Any) -> Any:
    """A room with the reference case in it."""
    held_clock(datetime(2026, 11, 20, 10, 0))
    made = _diao(tmp_path / "room")
    yield made
    made.close()


@pytest.fixture
def volume(held_clock: Any) -> tuple[binding.Bound, bytes]:
    """The volume of the reference case as it stands, bound once."""
    held_clock(datetime(2026, 11, 20, 10, 0))
    bound: tuple[binding.Bound, bytes] = once("volume of the reference case", _bound)[1]
    return bound


def _bound(folder: Path) -> tuple[binding.Bound, bytes]:
    made = _diao(folder / "room")
    bound = bind(made)
    made.close()
    return bound


def _diao(folder: Path) -> Any:
    made = moved_room(folder, told.room_told(reference()), _with_case)
    made.case_id = made.look(lambda db: db.query(Case).one().id)  # type: ignore[attr-defined]
    return made


def _with_case(desk: Desk) -> None:
    intake.take_case(desk, told.case_told(reference()))


def close(diao: Any) -> None:
    diao.do(edit, Case, diao.case_id, {"closed_on": date(2026, 11, 18), "retention": "long"})


def bind(diao: Any) -> tuple[binding.Bound, bytes]:
    out = io.BytesIO()
    bound = binding.bind(diao, diao.case_id, out)
    assert bound.sha256 == hashlib.sha256(out.getvalue()).hexdigest()
    assert bound.size == len(out.getvalue())
    return bound, out.getvalue()


def file_of(diao: Any) -> CaseFile:
    found: CaseFile = diao.look(questions.case_file, diao.case_id)
    return found


def jpeg(colour: str = "white", size: tuple[int, int] = (827, 1169), text: str = "signed") -> bytes:
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).text((80, 80), text, fill="black")
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def scan(diao: Any, content: bytes, **facts: Any) -> str:
    """A scanned page of the case, its file among the attachments."""
    sha256 = Attachments(diao.data.attachments, diao.shelf.identity).put(content)
    made = {
        "case_id": diao.case_id, "sha256": sha256, "size": len(content), "sheet": 1,
        "came_at": datetime(2026, 11, 19, 9), **facts,
    }  # fmt: skip
    answer: str = diao.do(add, Scan, made)
    return answer


def texts(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in pages]


def marks(pdf: bytes) -> dict[str, int]:
    """The bookmarks with the page each leads to, 1 the first."""
    reader = PdfReader(io.BytesIO(pdf))
    found = {}
    for one in reader.outline:
        assert not isinstance(one, list)
        found[str(one.title)] = (reader.get_destination_page_number(one) or 0) + 1
    return found


def test_a_volume_holds_everything_in_the_official_order(
    volume: tuple[binding.Bound, bytes],
) -> None:
    bound, pdf = volume
    assert bound.papers == [
        "人民调解受理登记表", "人民调解当事人权利义务告知书", "当事人身份证明（陈㛃喆）", "当事人身份证明（欧阳𬭎）",
        "人民调解调查记录", "人民调解记录（一）", "人民调解记录（二）", "人民调解协议书",
        "人民调解回访记录", "人民调解结案报告表",
    ]  # fmt: skip
    assert list(marks(pdf)) == ["卷宗封面", "卷内目录", *bound.papers, "封底"]
    told_ = "".join(texts(pdf))
    assert "陈㛃喆" in told_
    assert "欧阳𬭎" in told_
    assert bound.missing == ""


def test_the_list_says_on_which_page_each_paper_begins(volume: tuple[binding.Bound, bytes]) -> None:
    bound, pdf = volume
    listed = texts(pdf)[marks(pdf)["卷内目录"] - 1]
    for line in ("1人民调解受理登记表1", "6人民调解记录（一）6-7", "8人民调解协议书10-11"):
        assert line in listed
    assert f"本卷共{bound.pages}页" in texts(pdf)[-1]


def test_fronts_are_numbered_on_the_right_and_backs_on_the_left(
    volume: tuple[binding.Bound, bytes],
) -> None:
    _, pdf = volume
    seen = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for number, page in enumerate(opened, start=1):
            over = page.get_textpage()
            left, right = (
                over.get_text_bounded(x - 5 * MM, 284 * MM, x + 5 * MM, 292 * MM).strip()
                for x in (11 * MM, 199 * MM)
            )
            if left or right:
                assert (left or right) == str(len(seen) + 1)
                seen.append((number % 2 == 1, bool(right)))
    assert len(seen) == 14
    assert all(front == right for front, right in seen)
    assert {front for front, _ in seen} == {True, False}


def test_every_paper_begins_on_a_sheet_of_its_own(volume: tuple[binding.Bound, bytes]) -> None:
    _, pdf = volume
    assert [title for title, page in marks(pdf).items() if page % 2 == 0] == []


def test_an_archive_can_read_it_in_thirty_years(diao: Any) -> None:
    """PDF/A-2b after the rules of veraPDF, as pikepdf reads them."""
    pdfa = pytest.importorskip("pikepdf.pdfa")
    scan(diao, jpeg("#ffeeee"), paper="identity")
    _, pdf = bind(diao)
    with pikepdf.open(io.BytesIO(pdf)) as volume:
        assert not volume.is_encrypted
        assert pdfa.check(volume, "2b").findings == []
        meta = volume.open_metadata()
        assert meta.pdfa_status == "2B"
        assert meta["dc:identifier"] == "（2026）刁人调字第1号"
        assert "保管期限" in meta["pdf:Keywords"]


def test_each_face_is_carried_once_however_many_papers_use_it(
    volume: tuple[binding.Bound, bytes],
) -> None:
    _, pdf = volume
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        faces = [
            str(one.FontDescriptor.FontName).split("+")[1]
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/CIDFontType2"
        ]
    assert len(faces) == len({*faces}) > 1


def test_the_same_content_gives_the_same_bytes(diao: Any) -> None:
    scan(diao, jpeg(), paper="identity")
    assert bind(diao)[1] == bind(diao)[1]


def test_an_open_case_is_shown_and_not_kept(diao: Any) -> None:
    bound, _ = bind(diao)
    assert bound.volume_id == ""
    assert file_of(diao).volumes == []
    assert "案件还没有结案" in bound.sentences()[0]


def test_a_closed_case_is_kept_with_who_and_when(diao: Any) -> None:
    close(diao)
    bound, pdf = bind(diao)
    (volume,) = file_of(diao).volumes
    assert volume.id == bound.volume_id
    assert (volume.pages, volume.sha256, volume.size) == (14, bound.sha256, len(pdf))
    assert (volume.made_on, volume.by_id) == (date(2026, 11, 20), diao.user)
    assert volume.bound_at == datetime(2026, 11, 20, 10, 0)
    out = io.BytesIO()
    binding.volume(diao, diao.case_id, volume.id, out)
    assert out.getvalue() == pdf
    assert bound.kept_until == date(2056, 12, 31)


def test_the_same_volume_is_kept_once(diao: Any) -> None:
    close(diao)
    first, _ = bind(diao)
    second, _ = bind(diao)
    assert first.volume_id == second.volume_id
    assert len(file_of(diao).volumes) == 1


def test_a_later_volume_stands_beside_the_earlier(diao: Any, held_clock: Any) -> None:
    close(diao)
    _, before = bind(diao)
    held_clock(datetime(2026, 12, 1, 10, 0))
    scan(diao, jpeg(), paper="identity")
    bind(diao)
    first, second = file_of(diao).volumes
    assert (first.pages, second.pages) == (14, 15)
    out = io.BytesIO()
    binding.volume(diao, diao.case_id, first.id, out)
    assert out.getvalue() == before


def test_what_was_typed_for_a_volume_stands_on_it(diao: Any) -> None:
    close(diao)
    waiting = diao.do(
        add,
        Volume,
        {"case_id": diao.case_id, "remark": "附光盘一张", "made_on": date(2026, 11, 18)},
    )
    bound, pdf = bind(diao)
    assert bound.volume_id == waiting
    assert "附光盘一张" in texts(pdf)[0]
    assert "立卷日期2026年11月18日" in texts(pdf)[0]


def test_a_signed_page_stands_instead_of_the_print(diao: Any) -> None:
    digest = digest_of(diao, "agreement")
    agreement = file_of(diao).agreements[0].id
    for page in (1, 2):
        scan(
            diao, jpeg(), paper="agreement", which=agreement, page=page, digest=digest, signed=True
        )
    bound, pdf = bind(diao)
    assert bound.pages == 14
    at = marks(pdf)["人民调解协议书"]
    assert texts(pdf)[at - 1] == "10"
    assert texts(pdf)[at] == "11"
    assert "8人民调解协议书10-11签名原件扫描" in texts(pdf)[2]


def test_a_page_nobody_has_confirmed_stands_after_the_print(diao: Any) -> None:
    agreement = file_of(diao).agreements[0].id
    scan(diao, jpeg(), paper="agreement", which=agreement, page=1)
    bound, pdf = bind(diao)
    assert bound.pages == 15
    assert "8人民调解协议书10-12后附扫描件" in texts(pdf)[2]


def test_identity_evidence_and_the_rest_have_their_places(diao: Any) -> None:
    file = file_of(diao)
    evidence = diao.do(add, Evidence, {"case_id": diao.case_id, "name": "现场照片"})
    scan(diao, jpeg(size=(800, 500)), paper="evidence", which=evidence)
    scan(diao, jpeg(), title="村委会的说明")
    scan(diao, jpeg(), paper="identity", which=file.parties[0].id)
    bound, pdf = bind(diao)
    at = {title: place for place, title in enumerate(bound.papers)}
    assert at["人民调解调查记录"] + 2 == at["人民调解证据材料（现场照片）"] + 0
    assert at["人民调解证据材料（现场照片）"] + 1 == at["人民调解记录（一）"]
    assert bound.papers[-1] == "其他材料（村委会的说明）"
    assert "3当事人身份证明（陈㛃喆）3-4后附扫描件" in texts(pdf)[2]


def test_a_page_that_is_not_here_leaves_a_place_for_the_original(diao: Any) -> None:
    diao.do(
        add, Scan,
        {"case_id": diao.case_id, "sha256": "ab" * 32, "size": 9, "paper": "identity", "file_name": "证件.jpg"},
    )  # fmt: skip
    bound, pdf = bind(diao)
    assert bound.absent == ["证件.jpg"]
    assert "请在此处放入原件" in texts(pdf)[marks(pdf)["当事人身份证明"] - 1]
    assert "扫描件缺1页" in texts(pdf)[2]


def test_a_page_that_cannot_be_read_is_told_and_the_rest_is_bound(diao: Any) -> None:
    scan(diao, jpeg()[:900], paper="identity", file_name="坏.jpg")
    bound, pdf = bind(diao)
    assert bound.absent == ["坏.jpg"]
    assert "请在此处放入原件" in "".join(texts(pdf))


def test_a_paper_printed_once_is_bound_though_the_order_does_not_ask_for_it(diao: Any) -> None:
    diao.do(add, Printed, {"case_id": diao.case_id, "paper": "oral_agreement", "how": "printer"})
    assert "人民调解口头协议登记表" not in bind(diao)[0].papers  # the agreement is a written one


@pytest.mark.slow
def test_many_scanned_pages_need_the_memory_of_a_few(diao: Any) -> None:
    noise = Image.frombytes("L", (1240, 1754), random.Random(5).randbytes(1240 * 1754))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=40)
    for number in range(40):
        scan(diao, out.getvalue() + b"\0" * number, paper="evidence", title="材料")

    class Counted:
        size = 0

        def write(self, part: bytes) -> None:
            self.size += len(part)

    sink = Counted()
    tracemalloc.start()
    bound = binding.bind(diao, diao.case_id, sink)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert bound.pages == 54
    assert sink.size > 33_000_000
    assert most < 30_000_000


def digest_of(diao: Desk, name: str) -> str:
    from app.desk import printing

    return printing.draft(diao, diao.case_id, name).drawn.digest  # type: ignore[attr-defined]
