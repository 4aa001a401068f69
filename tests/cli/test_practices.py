"""practice, mediator, relapse, case reopen at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.lines import Line
from tests.rooms import PASSWORD


def test_a_preset_is_shown_used_saved_changed_and_taken(line: Line, tmp_path: Path) -> None:
    status, told = line.ask("practice", "list")
    assert status == 0
    assert [one["name"] for one in told["presets"] if one["chosen"]] == ["common"]
    status, shown = line.run("practice", "show", "suoxiyu")
    assert "每天 2 人" in shown
    assert "每月12日 五个到户敲门行动" in shown
    assert line.run("practice", "use", "suoxiyu")[0] == 0
    assert line.ask("practice", "show")[1]["practice"]["duty"]["a_day"] == 2
    file = tmp_path / "way.toml"
    assert line.run("practice", "export", "--out", str(file))[0] == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("a_day = 2", "a_day = 3"), encoding="utf-8")
    assert line.run("practice", "take", str(file))[0] == 0
    assert line.ask("practice", "show")[1]["practice"]["duty"]["a_day"] == 3
    assert not any(one["chosen"] for one in line.ask("practice", "list")[1]["presets"])
    file.write_text(text.replace("a_day = 2", "a_dog = 3"), encoding="utf-8")
    status, told = line.run("practice", "take", str(file))
    assert (status, "duty.a_dog" in told) == (1, True)
    assert line.ask("practice", "show")[1]["practice"]["duty"]["a_day"] == 3


def test_a_room_hands_nothing_down_and_unknown_names_are_refused(line: Line) -> None:
    assert line.run("practice", "hand-down")[0] == 1
    assert line.run("practice", "use", "nowhere")[0] == 1
    assert line.run("practice", "show", "nowhere")[0] == 1
    assert line.run("practice", "take", "nowhere.toml")[0] == 1
    assert line.run("mediator", "cases", "没有这人")[0] == 1


def test_a_tier_is_told_by_the_name_the_place_gives_it(line: Line, tmp_path: Path) -> None:
    way, case = tmp_path / "way.toml", tmp_path / "case.yaml"
    way.write_text('[[tiers]]\ncode = "own_1"\nzh = "立等可办"\nhours = 1\n', encoding="utf-8")
    assert line.run("practice", "take", str(way))[0] == 0
    case.write_text("case: {tier: 立等可办, accepted_on: 2026-09-01}\n", encoding="utf-8")
    told = line.ask("case", "add", "--from", str(case))[1]
    status, shown = line.run("case", "show", told["file_no"])
    assert status == 0
    assert "立等可办" in shown
    assert "本地一档" not in shown


def test_a_case_entered_twice_is_told_of_and_not_refused(line: Line, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "case: {accepted_on: 2026-09-01}\n"
        "parties: [{role: applicant, name: 张三}, {role: respondent, name: 李四}]\n",
        encoding="utf-8",
    )
    first = line.ask("case", "add", "--from", str(case))[1]
    assert first["same"] == []
    status, again = line.run("case", "add", "--from", str(case))
    assert (status, first["file_no"] in again.splitlines()[-1]) == (0, True)


def test_a_way_is_named_as_its_place_is(line: Line) -> None:
    for said in ("刁镇", "刁镇街道", "刁镇做法", "diaozhen"):
        assert line.ask("practice", "use", said)[1]["preset"] == "diaozhen"
    assert "刁镇做法（diaozhen）" in line.ask("practice", "use", "某镇")[1]["sentence"]


def test_a_centre_is_set_up_in_the_way_of_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    told = tmp_path / "CENTRE.yaml"
    told.write_text(
        "room: {centre: 柳林镇综治中心, short_name: 柳综, way: 刁镇}\n", encoding="utf-8"
    )
    centre = Line(tmp_path / "centre")
    assert centre.ask("centre", "create", "--from", str(told), "--way", "某镇")[0] == 1
    status, made = centre.ask("centre", "create", "--from", str(told), "--way", "孝里")
    assert (status, made["way"]) == (0, "xiaoli")
    assert centre.ask("practice", "show")[1]["practice"]["place"] == "孝里街道"
    other = Line(tmp_path / "other")
    assert other.ask("centre", "create", "--from", str(told))[1]["way"] == "diaozhen"
    number = other.ask("matter", "add", "--line", "热线", "--told", "路灯不亮")[1]["number"]
    assert "柳综" in number
