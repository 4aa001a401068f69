"""The grid, its people, units and households by the command line alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.lines import Line
from tests.desk.grid_import.sheets import many, workbook
from tests.rooms import PASSWORD, moved_room


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    moved_room(tmp_path / "room").close()
    return Line(tmp_path / "room")


def done(line: Line, *words: str) -> dict[str, object]:
    status, told = line.ask(*words)
    assert status == 0, told
    return told


def test_a_tree_grows_moves_and_lets_go_of_what_is_empty(line: Line) -> None:
    done(line, "grid", "add", "柳林街道", "--kind", "street")
    done(line, "grid", "add", "上河村", "--under", "柳林街道", "--kind", "村")
    done(line, "grid", "add", "东院", "--under", "上河村", "--kind", "微网格", "--households", "18")
    assert (
        done(line, "grid", "edit", "东院", "--under", "柳林街道", "--name", "西院")["path"]
        == "柳林街道 > 西院"
    )
    status, told = line.ask("grid", "void", "柳林街道", "--why", "重复")
    assert (status, told["refused"]) == (1, "grids.not_empty")
    done(line, "grid", "void", "西院", "--why", "重复")
    places = done(line, "grid", "list")["places"]
    assert [one["path"] for one in places] == ["柳林街道", "柳林街道 > 上河村"]  # type: ignore[index,attr-defined]
    assert line.ask("grid", "add", "丙", "--kind", "大楼")[1]["refused"] == "cli.no_such_code"


def test_a_list_comes_in_and_goes_out_again(line: Line, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名册.xlsx", **many(16, 8, 20))
    seen = done(line, "grid", "import", str(path), "--preview")
    assert seen["preview"]
    assert done(line, "grid", "list")["places"] == []
    taken = done(line, "grid", "import", str(path))
    assert taken["tally"] == seen["tally"]
    assert (
        done(line, "grid", "find", "l0c d1wg")["places"][0]["path"] == "第0街道 > 柳0村 > 第1网格"
    )  # type: ignore[index]
    assert line.ask("grid", "import", str(path))[1]["refused"] == "grid_import.nothing_new"
    assert done(line, "grid", "undo", str(taken["import_id"]))["kept"] == []
    _, out = line.run("grid", "import", str(path))
    command = out.strip().rpartition("：")[2].split()  # what it says undoes it does undo it
    assert command[:2] == ["grid", "undo"]
    assert done(line, *command)["kept"] == []
    assert done(line, "grid", "list")["places"] == []


def test_people_have_posts_and_a_mediator_is_named(line: Line) -> None:
    done(line, "grid", "add", "第1网格", "--kind", "basic")
    done(line, "person", "add", "甘草", "--role", "乡贤", "--role", "网格长", "--place", "第1网格")
    assert done(line, "person", "add", "孟广田", "--role", "法治员")["mediator"] is True
    shown = done(line, "grid", "show", "第1网格")
    assert shown["people"][0]["name"] == "甘草"  # type: ignore[index]
    done(line, "person", "end", "甘草", "--role", "乡贤")  # wherever he has it
    (one,) = done(line, "person", "list", "--place", "第1网格")["people"]  # type: ignore[misc]
    assert [post["role"] for post in one["posts"]] == ["head"]
    done(line, "person", "mediator", "甘草")
    done(line, "person", "post", "甘草", "--role", "乡贤")
    done(line, "person", "leave", "甘草")
    assert len(done(line, "person", "list")["people"]) == 1  # type: ignore[arg-type]


def test_units_and_households_are_put_down(line: Line) -> None:
    done(line, "unit", "add", "柳林派出所", "--kind", "公安", "--hours", "2")
    (unit,) = done(line, "unit", "list")["units"]  # type: ignore[misc]
    assert (unit["kind"], unit["hours"]) == ("police", 2)
    done(line, "unit", "take")
    done(line, "unit", "end", "柳林派出所")
    done(line, "grid", "add", "东院", "--kind", "micro")
    home = done(
        line, "household", "add", "东院", "--number", "1号", "--head", "甘草", "--people", "4"
    )
    assert len(done(line, "household", "list", "东院")["households"]) == 1  # type: ignore[arg-type]
    done(line, "household", "gone", str(home["id"]))
    assert done(line, "household", "list")["households"] == []


def test_key_people_are_for_those_who_may_see_them(line: Line) -> None:
    assert line.ask("keyperson", "add", "甘草")[1]["refused"] == "key_people.not_allowed"
    done(line, "keyperson", "allow", "孟广田")
    done(line, "keyperson", "add", "甘草", "--group", "老年人")
    assert done(line, "keyperson", "count")["count"] == 1
    assert len(done(line, "keyperson", "list")["key_people"]) == 1  # type: ignore[arg-type]
    done(line, "keyperson", "allow", "孟广田", "--no-more")
    assert line.ask("keyperson", "list")[1]["refused"] == "key_people.not_allowed"


def test_a_place_nobody_knew_is_named_when_a_case_brings_it(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    told = []
    for place in ("柳林镇", "柳林镇", "南园村"):
        file.write_text(
            f"case: {{grid: {place}, type: 邻里纠纷, summary: 争水}}\n", encoding="utf-8"
        )
        told.append(line.ask("case", "add", "--from", str(file))[1]["new_places"])
    assert told == [[], [], ["南园村"]]
