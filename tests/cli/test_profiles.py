"""room profile at the command line."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from app.papers.pdfium import opened
from tests.cli.lines import Line


def test_the_profile_is_set_shown_and_hangs_on_the_wall(line: Line, tmp_path: Path) -> None:
    photo, paper = tmp_path / "door.jpg", tmp_path / "placard.pdf"
    Image.new("RGB", (400, 300), "darkred").save(photo)
    told = ("--kind", "联合接访室", "--hours", "周一至周五 8:30–17:00", "--head", "孟广田")
    status, now = line.ask("room", "profile", "set", *told, "--photo", str(photo))
    assert (status, now["room_kind"], now["head_name"]) == (0, "reception", "孟广田")
    assert now["photo_size"] > 100
    assert line.run("matter", "placard", "--out", str(paper))[0] == 0
    with opened(paper.read_bytes()) as leaves:
        words = leaves[0].get_textpage().get_text_range()
        kinds = [one.type for one in leaves[0].get_objects()]
    assert "联合接访室" in words
    assert "接访时间：周一至周五8:30–17:00" in "".join(words.split())
    assert 3 in kinds, "FPDF_PAGEOBJ_IMAGE"
    status, shown = line.run("room", "profile", "set", "--hours", "", "--no-photo")
    assert (status, "接访时间: —" in shown, "照片: 没有" in shown) == (0, True, True)
    assert line.ask("room", "profile", "show")[1]["room_kind"] == "reception"


def test_the_short_name_stands_in_the_numbers_that_follow(line: Line) -> None:
    assert line.ask("room", "profile", "set", "--short-name", "柳联调")[1]["short_name"] == "柳联调"
    _, told = line.ask("matter", "add", "--line", "网格", "--told", "路灯不亮")
    assert "柳联调" in told["number"]
    assert line.run("room", "profile", "set", "--short-name", "")[0] == 1  # no number could follow


def test_what_is_no_kind_is_refused_with_what_may_be_chosen(line: Line) -> None:
    status, told = line.run("room", "profile", "set", "--kind", "茶馆")
    assert (status, "人民调解室（mediation）" in told) == (1, True)
    assert line.ask("room", "profile", "set")[1]["refused"] == "cli.profile_nothing"
