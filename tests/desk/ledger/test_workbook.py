"""However hostile the file: plain rows, or a clear sentence."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import msgspec
import openpyxl
import pytest

from app import words
from app.desk.ledger.limits import USUAL
from app.desk.ledger.workbook import Stamp, read_workbook
from app.trouble import Trouble

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData></worksheet>"
)
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/worksheet"/>{more}</Relationships>'
)
ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
SHARED = (
    '<Relationship Id="rId2" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/sharedStrings"/>'
)
A1 = '<row r="1"><c r="A1" t="inlineStr"><is><t>申请人</t></is></c></row>'


def parts(rows: str = A1, more: str = "", **others: str) -> dict[str, str]:
    """The parts of the smallest workbook, with some of them made worse."""
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": ROOT,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS.format(more=more),
        "xl/worksheets/sheet1.xml": SHEET.format(rows=rows),
        **others,
    }


def zipped(path: Path, content: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return path


def refusal(path: Path, **limits: int) -> str:
    """The key of the sentence a file ends in; the sentence must exist in every language."""
    with pytest.raises(Trouble) as caught:
        read_workbook(path, msgspec.structs.replace(USUAL, **limits))
    for language in words.languages():
        sentence = words.catalogue(language)[caught.value.key].format(**caught.value.facts)
        assert path.name in sentence
    return caught.value.key


def test_a_plain_workbook_is_read_cell_by_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["申请人", 13752004096, "=1+1", True])
    sheet.append([None, "𬭎"])
    sheet.merge_cells("A4:B5")
    book.save(tmp_path / "a.xlsx")
    read = read_workbook(tmp_path / "a.xlsx").sheets[0]
    assert read.rows == [["申请人", 13752004096.0, None, True], [None, "𬭎"]]
    assert read.formulas == [(1, 3)]
    assert read.merged == [(4, 1, 5, 2)]


def test_the_name_ending_proves_nothing(tmp_path: Path) -> None:
    assert read_workbook(zipped(tmp_path / "a.doc", parts())).sheets[0].rows == [["申请人"]]


def test_an_error_cell_is_seen_and_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    read = read_workbook(zipped(tmp_path / "a.xlsx", parts(row)))
    assert read.sheets[0].rows == [[1.0, Stamp("error", "#")]]


def test_a_workbook_with_macros_is_read_without_them_and_says_so(tmp_path: Path) -> None:
    content = parts(**{"xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "<a/>"})
    read = read_workbook(zipped(tmp_path / "a.xlsm", content))
    assert read.notices == ["ledger.notice.macros", "ledger.notice.links"]
    assert read.row_count == 1


def test_a_csv_of_a_chinese_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes("申请人,被申请人,案情\n张三,李四,争水\n".encode("gb18030"))
    read = read_workbook(path)
    assert (read.kind, read.sheets[0].rows[1]) == ("csv", ["张三", "李四", "争水"])


def test_a_bomb_of_zeros_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts().items():
            archive.writestr(name, text)
        with archive.open("xl/media/zero.bin", "w", force_zip64=True) as out:
            for _ in range(1024):
                out.write(bytes(1 << 20))
    assert refusal(path) == "ledger.zip_bomb"


def test_a_bomb_that_lies_about_its_size_is_found_by_counting(tmp_path: Path) -> None:
    path = zipped(tmp_path / "liar.xlsx", parts())
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(1 << 20) * 64) + packer.flush()
    name = b"xl/sharedStrings.xml"
    local = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(packed), 10, len(name), 0
    )
    central = struct.pack(
        "<4s6H3I5H2I",
        b"PK\x01\x02",
        20,
        20,
        0,
        8,
        0,
        0,
        0,
        len(packed),
        10,
        len(name),
        0,
        0,
        0,
        0,
        0,
        0,
    )
    end = struct.pack(
        "<4s4H2IH",
        b"PK\x05\x06",
        0,
        0,
        1,
        1,
        len(central) + len(name),
        len(local + name + packed),
        0,
    )
    path.write_bytes(local + name + packed + central + name + end)
    assert refusal(path, inflated_bytes=1 << 20) == "ledger.zip_bomb"


def test_a_million_rows_are_refused(tmp_path: Path) -> None:
    rows = "<row><c><v>7</v></c></row>" * 1_000_000
    assert refusal(zipped(tmp_path / "long.xlsx", parts(rows))) == "ledger.too_many_rows"


def test_two_far_corners_do_not_make_a_sheet_of_seventeen_thousand_million_cells(
    tmp_path: Path,
) -> None:
    rows = A1 + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(zipped(tmp_path / "wide.xlsx", parts(rows))) == "ledger.too_many_rows"
    rows = A1 + '<row r="2"><c r="XFD2"><v>1</v></c></row>'
    assert refusal(zipped(tmp_path / "wide.xlsx", parts(rows))) == "ledger.too_many_columns"


def test_painted_but_empty_rows_do_not_count(tmp_path: Path) -> None:
    rows = A1 + "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(2, 300_000))
    assert read_workbook(zipped(tmp_path / "painted.xlsx", parts(rows))).row_count == 1


def test_a_billion_laughs_are_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    shared = f'<!DOCTYPE sst [<!ENTITY l0 "哈哈">{laughs}]><sst><si><t>&l9;</t></si></sst>'
    content = parts(more=SHARED, **{"xl/sharedStrings.xml": shared})
    assert refusal(zipped(tmp_path / "lol.xlsx", content)) == "ledger.hostile_xml"


def test_a_nest_without_end_is_refused(tmp_path: Path) -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    assert refusal(zipped(tmp_path / "deep.xlsx", parts(deep))) == "ledger.hostile_xml"


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../../room.db", "C:\\windows\\x", "xl/workbook.XML"]
)
def test_parts_that_want_to_lie_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    assert refusal(zipped(tmp_path / "odd.xlsx", parts(**{name: "x"}))) == "ledger.odd_parts"


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    many = {f"xl/{n}.xml": "" for n in range(5_000)}
    assert refusal(zipped(tmp_path / "many.xlsx", parts(**many))) == "ledger.zip_parts"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "ledger.empty_file"),
        (b"%PDF-1.7\n%\0\0", "ledger.not_a_workbook"),
        ("一封信\n没有表格\n".encode(), "ledger.not_a_workbook"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "ledger.web_page"),
        (b'<?xml version="1.0"?><Workbook/>', "ledger.old_xml"),
        (b"PK\x03\x04 and then nothing", "ledger.zip_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "ledger.not_a_workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(504)
            + "EncryptedPackage".encode("utf-16-le"),
            "ledger.encrypted",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook\0".encode("utf-16-le"),
            "ledger.unreadable",
        ),
    ],
)
def test_what_is_not_a_workbook_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, key: str
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    assert refusal(path) == key


def test_another_zip_is_told_from_a_workbook(tmp_path: Path) -> None:
    assert refusal(zipped(tmp_path / "a.xlsx", {"a.txt": "x"})) == "ledger.zip_no_workbook"
    assert refusal(zipped(tmp_path / "a.ods", {"content.xml": "x"})) == "ledger.other_format"


def test_a_locked_part_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", parts())
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    assert refusal(path) == "ledger.encrypted"


def test_a_folder_a_missing_file_and_a_huge_one_have_their_sentences(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "ledger.is_folder"
    assert refusal(tmp_path / "gone.xlsx") == "ledger.no_file"
    assert refusal(zipped(tmp_path / "a.xlsx", parts()), file_bytes=100) == "ledger.file_too_big"


def test_a_reader_that_needs_too_long_is_stopped(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", parts())
    with pytest.raises(Trouble) as caught:
        read_workbook(path, msgspec.structs.replace(USUAL, wall_seconds=0.0))
    assert caught.value.key == "ledger.too_slow"


def test_a_reader_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    text = io.StringIO()
    for n in range(60_000):
        text.write(f'<row><c t="inlineStr"><is><t>{"案" * 200}{n}</t></is></c></row>')
    path = zipped(tmp_path / "fat.xlsx", parts(text.getvalue()))
    assert refusal(path, memory_bytes=96 << 20) == "ledger.reader_stopped"
