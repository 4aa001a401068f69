"""Backup, check-up and holiday tables at the command line: exit status, one JSON object, plain lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from app.desk import room
from tests.cli.lines import Line
from tests.rooms import PASSWORD


def test_a_backup_is_made_verified_and_restored(line: Line, tmp_path: Path) -> None:
    status, made = line.ask("backup", "make", str(tmp_path / "usb"))
    assert (status, made["cases"], made["entries"]) == (0, 1, 2)
    file = str(tmp_path / "usb" / made["file"])
    status, found = line.ask("backup", "verify", file)
    assert (status, found["room"], found["cases"]) == (0, "老孟调解室", 1)
    status, done = line.ask("backup", "restore", file)
    assert (status, done["letter"], Path(done["aside"]).exists()) == (0, "A", True)
    assert line.ask("case", "list")[1]["count"] == 1
    again = Line(tmp_path / "again")
    status, told = again.run("backup", "restore", file, "--user", "孟广田")
    assert status == 0
    assert "带字母“A”" in told
    assert "挪到" not in told


def test_the_lines_of_a_backup_are_for_people(line: Line, tmp_path: Path) -> None:
    status, told = line.run("backup", "make", str(tmp_path / "usb"))
    assert status == 0
    assert told.startswith("备份做好了，并且重新打开核对过：备份-柳人调-")
    assert told.endswith("再拔出。\n")
    (file,) = (tmp_path / "usb").iterdir()
    assert line.run("backup", "verify", str(file))[1].startswith("这个备份是好的：")
    assert "没有删，整个挪到了" in line.run("backup", "restore", str(file))[1]


def test_a_refusal_has_a_sentence_and_exit_1(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, told = line.ask("backup", "make", str(tmp_path / "none"))
    assert (status, told["refused"]) == (1, "backup.absent")
    status, made = line.ask("backup", "make", str(tmp_path / "usb"))
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", "错的密码")
    status, told = line.ask("backup", "verify", str(tmp_path / "usb" / made["file"]))
    assert (status, told["refused"]) == (1, "backup.wrong_secret")


def test_a_well_room_answers_the_doctor_with_exit_0(line: Line) -> None:
    status, told = line.ask("doctor")
    assert (status, told["well"]) == (0, True)
    assert all(one["well"] and one["told"] for one in told["lines"])
    status, lines = line.run("doctor", "--full", "--language", "en")
    assert status == 0
    assert lines.endswith("All is well.\n")


def test_a_room_that_is_not_well_answers_with_exit_1_and_a_next_step(line: Line) -> None:
    desk = room.sign_in(line.data, "孟广田", PASSWORD)
    with desk.shelf.local_writing() as link:
        link.execute(text("UPDATE workstation SET name = '东屋'"))
    desk.close()
    status, told = line.ask("doctor")
    assert (status, told["well"]) == (1, False)
    assert [one["key"] for one in told["lines"] if not one["well"]] == ["rows"]
    status, lines = line.run("doctor")
    assert status == 1
    assert "✗ 案件资料：有 1 条资料和变更记录对不上。变更记录还在" in lines


def test_a_file_that_does_not_open_is_a_line_of_the_doctor(line: Line) -> None:
    told = bytearray(line.data.database.read_bytes())
    told[100] ^= 1
    line.data.database.write_bytes(told)
    status, found = line.ask("doctor")
    assert (status, [one["key"] for one in found["lines"]]) == (1, ["file"])
    assert "backup restore" in found["lines"][0]["next"]


def test_a_wrong_password_is_no_illness(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", "错的密码")
    status, told = line.ask("doctor")
    assert (status, told["refused"]) == (1, "keys.wrong_password")


def test_a_holiday_table_is_taken_and_listed(line: Line, tmp_path: Path) -> None:
    table = tmp_path / "x.toml"
    table.write_text(
        'year = 2027\n[[holiday]]\nname = "元旦"\nfrom = 2027-01-01\nto = 2027-01-03\n',
        encoding="utf-8",
    )
    assert line.ask("holidays", "take", str(table))[1]["days_off"] == 3
    told = line.ask("holidays", "list")[1]
    assert [one["year"] for one in told["tables"]] == [2024, 2025, 2026, 2027]
    assert "2027 年：放假 3 天，补班 0 天（后来收的）" in line.run("holidays", "list")[1]
    table.write_text("year = 3027")
    assert line.ask("holidays", "take", str(table))[1]["refused"] == "calendars.no_year"


def test_a_table_is_published_by_a_centre_only(line: Line, tmp_path: Path) -> None:
    table = tmp_path / "x.toml"
    table.write_text(
        'year = 2027\n[[holiday]]\nname = "元旦"\nfrom = 2027-01-01\nto = 2027-01-03\n',
        encoding="utf-8",
    )
    assert line.ask("holidays", "publish", str(table))[1]["refused"] == "calendars.no_centre"
