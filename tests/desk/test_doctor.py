"""The check-up finds what is wrong, says it with a next step, and says so of nothing that is well."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from app.desk import attached, backup, doctor, doctor_records, restore
from app.desk import room as rooms
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Printed
from app.store import backup as copies
from app.store import blobs, checks, journal
from app.store.attachments import Attachments
from app.trouble import Trouble
from tests.machines import entries, register, shelf_in, take
from tests.rooms import PASSWORD

Hold = Callable[[dt.datetime | None], None]
PDF = b"%PDF-1.7 invented"


def ill(desk: Desk, **more: bool) -> list[str]:
    lines = doctor.examine(desk, **more)
    assert {line.key for line in lines} <= set(doctor.LINES)
    assert all(bool(line.next) != line.well for line in lines)
    assert all(line.told for line in lines)
    return [line.key for line in lines if not line.well]


def told_of(desk: Desk, key: str) -> str:
    (told,) = [line.told for line in doctor.examine(desk) if line.key == key]
    return told


def hurt(desk: Desk, statement: str) -> None:
    with desk.shelf.local_writing() as link:
        link.execute(text(statement))


@pytest.fixture
def worked(held_clock: Hold, desk: Desk) -> Desk:
    """A room with three cases and one printed paper."""
    ids = [desk.do(register) for _ in range(3)]
    sha256 = Attachments(desk.data.attachments, desk.shelf.identity).put(PDF)

    def print_one(db: object) -> None:
        db.add(Printed(case_id=ids[0], paper="record", sha256=sha256))  # type: ignore[attr-defined]

    desk.do(print_one)
    return desk


def test_a_healthy_room_is_well(worked: Desk) -> None:
    lines = doctor.examine(worked)
    assert [line.key for line in lines] == [
        "file", "own_log", "all_logs", "rows", "index", "figures", "attachments", "disk", "clock", "holidays",
        "versions", "backup", "copies", "waiting", "aside", "numbers", "roads", "alarms",
    ]  # fmt: skip
    assert ill(worked) == []
    assert ill(worked, full=True) == []
    assert not [*worked.data.root.glob("checking-*")]


def test_looking_changes_nothing(worked: Desk) -> None:
    before = entries(worked.shelf)
    doctor.examine(worked, full=True)
    assert entries(worked.shelf) == before


@pytest.mark.parametrize(
    ("statement", "keys"),
    [
        ("UPDATE party SET name = '陈某' WHERE position = 1", ["rows"]),
        ("DELETE FROM search_case", ["index"]),
        ("UPDATE entry SET sig = zeroblob(64) WHERE seq = 2", ["own_log", "all_logs"]),
        ("DELETE FROM entry WHERE seq = 2", ["own_log", "all_logs", "rows"]),
        ("UPDATE entry SET header = x'5b5d' WHERE seq = 2", ["own_log", "all_logs", "rows"]),
    ],
)
def test_what_was_changed_beside_the_program_is_found(
    worked: Desk, statement: str, keys: list[str]
) -> None:
    hurt(worked, statement)
    assert set(keys) & set(ill(worked)) == set(keys)


def test_a_large_room_is_sampled_and_says_so(worked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_records, "WHOLE_CASES", 2)
    assert told_of(worked, "rows").startswith("抽查了 ")
    assert told_of(worked, "index") == "抽查了 3 件案子，每个字都找得到。"
    assert ill(worked) == []
    hurt(worked, "UPDATE party SET name = '陈某' WHERE position = 1")
    assert "rows" in ill(worked)
    (line,) = [one for one in doctor.examine(worked, full=True) if one.key == "rows"]
    assert line.told == "有 3 条资料和变更记录对不上。"


def test_another_computer_s_log_is_told_apart_from_ours(worked: Desk, tmp_path: Path) -> None:
    other = shelf_in(tmp_path / "other")
    other.write("u", "register", register)
    take(worked.shelf, entries(other))
    assert told_of(worked, "all_logs").startswith("2 台电脑写的 6 条")
    hurt(worked, f"UPDATE entry SET sig = zeroblob(64) WHERE log = '{other.log}'")
    assert ill(worked) == ["all_logs"]


def test_a_restored_room_s_former_log_is_its_own(worked: Desk, tmp_path: Path) -> None:
    """Papers printed before the restore are looked for too."""
    file = tmp_path / backup.make_backup(worked, tmp_path).file
    restore.restore_backup(DataDir(tmp_path / "again"), file, PASSWORD)
    again = rooms.sign_in(DataDir(tmp_path / "again"), "孟广田", PASSWORD)
    assert ill(again) == []
    assert told_of(again, "attachments").startswith("1 份都在")
    shutil.rmtree(again.data.attachments)
    assert ill(again) == ["attachments"]
    again.close()


def test_a_lost_or_hurt_paper_is_counted(worked: Desk) -> None:
    (kept,) = worked.data.attachments.glob("??/*.age")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert told_of(worked, "attachments") == "1 份里有 1 份不在或打不开。"
    assert [path.suffix for path in kept.parent.iterdir()] == [".damaged"]
    assert ill(worked) == ["attachments"]


def test_a_hurt_attachment_of_others_is_asked_for_again(worked: Desk, tmp_path: Path) -> None:
    other = shelf_in(tmp_path / "other")
    sha256 = Attachments(worked.data.attachments, worked.shelf.identity).put(PDF + b"2")
    paper = Printed(paper="record", sha256=sha256, size=len(PDF) + 1)
    other.write("u", "print", lambda db: db.add(paper))
    take(worked.shelf, entries(other))
    attached.settle(worked)
    assert ill(worked) == []
    kept = worked.data.attachments / sha256[:2] / f"{sha256}.age"
    kept.write_bytes(kept.read_bytes()[:-1])
    assert ill(worked) == ["attachments"]
    assert [one.sha256 for one in worked.look(blobs.missing, None, 9)] == [sha256]
    assert ill(worked) == []  # it is on the road now: the page of exchanges tells of it


def test_papers_printed_on_other_computers_are_not_missed(worked: Desk, tmp_path: Path) -> None:
    """They have not travelled; their computer looks after them."""
    other = shelf_in(tmp_path / "other")
    other.write("u", "print", lambda db: db.add(Printed(paper="record", sha256="ab" * 32)))
    take(worked.shelf, entries(other))
    assert ill(worked) == []


def test_a_clock_that_lies_is_told(worked: Desk, held_clock: Hold) -> None:
    held_clock(dt.datetime(2026, 3, 1, 9, 0))
    assert ill(worked) == ["clock"]
    assert "2026-03-02 09:00" in told_of(worked, "clock")
    held_clock(dt.datetime(2025, 11, 3, 9, 0))
    assert ill(worked) == ["clock"]
    assert "2025-11-04" in told_of(worked, "clock")


def test_a_missing_year_of_holidays_is_told_once_it_matters(
    worked: Desk, held_clock: Hold, tmp_path: Path
) -> None:
    backup.make_backup(worked, tmp_path)
    assert "2027" in told_of(worked, "holidays")
    for day, well in (((2026, 11, 30), True), ((2026, 12, 1), False), ((2027, 1, 1), False)):
        held_clock(dt.datetime(*day))
        assert ("holidays" not in ill(worked)) == well


def test_a_holiday_file_that_is_none_is_named(worked: Desk) -> None:
    worked.data.holidays.mkdir()
    (worked.data.holidays / "2027.toml").write_text("year = 2027")
    assert ill(worked) == ["holidays"]
    assert told_of(worked, "holidays") == "这些文件不是放假安排：2027.toml。"


def test_a_full_disk_is_told(worked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(worked.data.root)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=2**20))
    assert ill(worked) == ["disk"]


def test_a_disk_too_full_for_a_scratch_copy_is_a_line_and_no_fall(
    worked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:

    def full(*_: object) -> None:
        raise Trouble("backup.full", name="room")

    monkeypatch.setattr(copies, "copy_file", full)
    lines = [line for line in doctor.examine(worked) if not line.well]
    assert [line.key for line in lines] == ["rows"]
    assert "腾出地方" in lines[0].told


def test_an_old_backup_is_told(worked: Desk, held_clock: Hold, tmp_path: Path) -> None:
    held_clock(dt.datetime(2026, 3, 10, 9, 0))
    assert ill(worked) == ["backup"]
    backup.make_backup(worked, tmp_path)
    assert ill(worked) == []


def test_what_waits_is_told(worked: Desk, tmp_path: Path) -> None:
    other = shelf_in(tmp_path / "other")
    for _ in range(2):
        other.write("u", "register", register)
    take(worked.shelf, entries(other)[1:])
    assert worked.look(journal.waiting) == 1
    assert ill(worked) == ["waiting", "alarms"]


def test_a_number_given_twice_is_told_but_an_old_ledger_s_is_not(worked: Desk) -> None:
    for number in ("（2026）柳人调字第1号", "2019-7"):
        for _ in range(2):
            worked.do(register, file_no=number)
    assert ill(worked) == []
    for _ in range(2):
        worked.do(register, file_no="（2026）柳人调字第A1号")
    assert ill(worked) == ["numbers"]
    assert "（2026）柳人调字第A1号" in told_of(worked, "numbers")


def test_a_page_that_cannot_be_read_is_a_line_and_no_fall(desk: Desk, tmp_path: Path) -> None:
    for _ in range(30):
        desk.do(register)
    file = tmp_path / backup.make_backup(desk, tmp_path).file
    restore.restore_backup(DataDir(tmp_path / "again"), file, PASSWORD)
    where = DataDir(tmp_path / "again").database
    told = bytearray(where.read_bytes())
    told[-2000] ^= 1
    where.write_bytes(told)
    again = rooms.sign_in(DataDir(tmp_path / "again"), "孟广田", PASSWORD)
    assert "file" in ill(again)
    assert all("恢复" in line.next for line in doctor.examine(again) if line.key == "file")
    again.close()


def test_progress_is_told(worked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "SLICE", 2)
    seen: list[tuple[int, int]] = []
    doctor.examine(worked, report=lambda done, total: seen.append((done, total)))
    assert (2, 5) in seen
    assert (1, 1) in seen
