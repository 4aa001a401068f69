"""A restored room goes on in a new log; with its centre nothing is lost and no number is given twice."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app import clock, paths
from app.desk import backup, backup_age, enrolment, exchange, overview, restore, room, series
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Case, Place, Workstation
from app.settings import Settings
from app.store import checks, peers, vouch
from app.store.attachments import Attachments
from app.sync import pack, stick
from app.trouble import Trouble
from tests.machines import change, name_place, register, rows_on
from tests.rooms import PASSWORD, make_room, moved_room, recovery_code, some_room
from tests.town import Round, enrol

ROOT = Path(__file__).resolve().parents[2]
PDF = b"%PDF-1.7 invented"


class Village(Round):
    """A room, its centre, the stick between them, and the room's backups."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.room = self.at(moved_room(folder / "room"))
        self.centre = self.at(
            moved_room(folder / "centre", some_room(committee="刁镇综治中心", short_name="", is_centre=True))
        )  # fmt: skip

    def enrol(self) -> None:
        enrol(self.room, self.centre, self.usb)
        self.carry(self.centre, self.room)

    def carry(self, from_: Desk, to: Desk) -> list[exchange.Taken]:
        """One trip of an empty stick."""
        for left in (self.usb / "ZJ").glob("*"):
            left.unlink()
        exchange.make_bundle(from_, self.usb)
        return exchange.take_bundles(to, self.usb)

    def back_up(self, desk: Desk) -> Path:
        return self.usb / backup.make_backup(desk, self.usb).file

    def restored(self, file: Path, name: str) -> Desk:
        """The backup as a room in a new folder, signed in."""
        restore.restore_backup(DataDir(self.folder / name), file, PASSWORD)
        return self.sign_in(self.folder / name)

    def sign_in(self, folder: Path) -> Desk:
        return self.at(room.sign_in(DataDir(folder), "孟广田", PASSWORD))


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = Village(tmp_path)
    yield made
    made.leave()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as trouble:
        act()
    assert str(trouble.value)
    return trouble.value.key


def cases(desk: Desk) -> dict[str, Any]:
    with desk.shelf.engine.connect() as link:
        return {kind: rows_on(link)[kind] for kind in ("case", "party", "head")}


def summaries(desk: Desk) -> set[str]:
    return desk.look(lambda db: {case.summary or "" for case in db.query(Case)})


def letters(desk: Desk) -> list[str]:
    return desk.look(lambda db: sorted(one.letter or "" for one in db.query(Workstation)))


def test_a_room_stands_again_as_it_was(village: Village) -> None:
    data = village.room.data
    village.room.do(register, "第一件")
    sha256 = Attachments(data.attachments, village.room.shelf.identity).put(PDF)
    Settings(printer="东屋").save(data.settings)
    again = village.restored(village.back_up(village.room), "again")
    assert summaries(again) == {"第一件"}
    assert Attachments(again.data.attachments, again.shelf.identity).get(sha256) == PDF
    assert Settings.load(again.data.settings).printer == "东屋"
    assert sorted(path.name for path in again.data.root.iterdir() if "db-" not in path.name) == [
        "attachments", "room.db", "room.keys", "settings.toml",
    ]  # fmt: skip
    with again.shelf.reading() as db:
        assert checks.chains(db.connection()).faults == []


def test_a_restored_room_writes_a_new_log_with_the_next_letter(village: Village) -> None:
    village.room.do(register)
    file, old = village.back_up(village.room), village.room.shelf.log
    done = restore.restore_backup(DataDir(village.folder / "again"), file, PASSWORD)
    again = village.sign_in(village.folder / "again")
    assert (done.letter, done.cases, done.aside, done.user) == ("A", 1, "", again.user)
    assert done.fingerprint == enrolment.own_fingerprint(again)
    assert again.shelf.log != old
    assert again.look(room.series, again.shelf.log) == "A"
    again.do(register)
    with again.shelf.reading() as db:
        told = checks.chains(db.connection())
        assert vouch.before(again.shelf.log, vouch.own(db)) == [old]
    assert (told.logs, told.entries, told.faults) == (2, 4, [])


def test_a_room_restored_again_and_again_takes_letter_after_letter(village: Village) -> None:
    once = village.restored(village.back_up(village.room), "once")
    twice = village.restored(village.back_up(once), "twice")
    assert letters(twice) == ["", "A", "B"]
    assert twice.look(room.series, twice.shelf.log) == "B"


def test_after_a_restore_nothing_is_lost_between_room_and_centre(village: Village) -> None:
    """What the dead computer had sent after the backup comes back; what is new goes out; both end equal."""
    village.enrol()
    first = village.room.do(register, "备份前")
    village.carry(village.room, village.centre)
    file = village.back_up(village.room)
    village.room.do(register, "备份后")
    village.room.do(change, first, remark="备份后改过")
    village.carry(village.room, village.centre)
    old = enrolment.own_fingerprint(village.room)
    village.room.close()

    again = village.restored(file, "again")
    assert summaries(again) == {"备份前"}
    again.do(register, "恢复后")
    again.do(change, first, requests=["恢复后改过"])
    (taken,) = village.carry(again, village.centre)
    assert (taken.outcome, taken.vouched_by, taken.refused, taken.waiting) == ("taken", old, [], 0)
    (back,) = village.carry(village.centre, again)
    assert back.outcome == "taken"
    assert summaries(again) == {"备份前", "备份后", "恢复后"}
    village.carry(again, village.centre)
    assert cases(again) == cases(village.centre)
    case = again.look(lambda db: db.get(Case, first))
    assert case is not None
    assert (case.remark, case.requests) == ("备份后改过", ["恢复后改过"])
    village.carry(village.centre, again)
    (place,) = overview.overview(again).places
    assert place.to_send == 0
    (place,) = overview.overview(
        village.centre
    ).places  # the old computer is no place of its own any more
    assert (place.fingerprint, place.to_send) == (enrolment.own_fingerprint(again), 0)


def test_a_bundle_that_was_written_for_the_old_computer_is_taken_too(village: Village) -> None:
    village.enrol()
    file = village.back_up(village.room)
    again = village.restored(file, "again")
    (taken,) = village.carry(village.centre, again)
    assert taken.outcome == "taken"
    assert overview.overview(again).places[0].receipt_at


def test_a_vouch_is_told_once(village: Village) -> None:
    village.enrol()
    again = village.restored(village.back_up(village.room), "again")
    assert [one.vouched_by != "" for one in village.carry(again, village.centre)] == [True]
    again.do(register)
    assert [one.vouched_by for one in village.carry(again, village.centre)] == [""]


def test_a_centre_believes_a_word_that_was_given_two_restores_ago(village: Village) -> None:
    """The room was restored twice before it met its centre again."""
    village.enrol()
    once = village.restored(village.back_up(village.room), "once")
    once.do(register, "第一次恢复后")
    twice = village.restored(village.back_up(once), "twice")
    twice.do(register, "第二次恢复后")
    (taken,) = village.carry(twice, village.centre)
    assert (taken.outcome, taken.waiting, taken.refused) == ("taken", 0, [])
    assert summaries(village.centre) == {"第一次恢复后", "第二次恢复后"}
    assert [one.followed_by for one in village.centre.look(peers.known)].count(None) == 1


def test_the_computer_another_went_on_from_is_written_to_again_where_it_still_comes(
    village: Village,
) -> None:
    """A twin that only reads. What it made before, and was taken then, does not bring it back."""
    village.enrol()
    village.carry(village.centre, village.room)
    again = village.restored(village.back_up(village.room), "again")
    exchange.make_bundle(village.room, village.usb)
    exchange.take_bundles(village.centre, village.usb)
    exchange.make_bundle(again, village.usb)
    exchange.take_bundles(village.centre, village.usb)
    exchange.take_bundles(village.centre, village.usb)
    assert [one.followed_by for one in village.centre.look(peers.known)].count(None) == 1
    village.centre.do_in("*", name_place, "新网格")
    clock.hold(clock.now() + dt.timedelta(hours=1))
    village.carry(village.room, village.centre)
    village.carry(village.centre, village.room)
    assert [one.followed_by for one in village.centre.look(peers.known)].count(None) == 2
    assert village.room.look(lambda db: db.query(Place).all())


def test_a_room_restored_before_it_was_approved_is_held_and_then_taken_whole(
    village: Village,
) -> None:
    enrolment.centre_card(village.centre, village.usb / "card.json")
    enrolment.join(village.room, village.usb / "card.json")
    village.room.do(register, "备份前")
    again = village.restored(village.back_up(village.room), "again")
    again.do(register, "恢复后")
    (held,) = village.carry(again, village.centre)
    assert held.outcome == "held"
    (taken,) = enrolment.approve(village.centre, enrolment.own_fingerprint(again)).taken
    assert (taken.outcome, taken.refused) == ("taken", [])
    assert summaries(village.centre) == {"备份前", "恢复后"}


def test_an_old_computer_that_is_alive_after_all_goes_on_beside_the_new_one(
    village: Village,
) -> None:
    village.enrol()
    again = village.restored(village.back_up(village.room), "again")
    village.carry(again, village.centre)
    village.room.do(register, "旧电脑")
    (taken,) = village.carry(village.room, village.centre)
    assert taken.outcome == "taken"
    exchange.make_bundle(village.centre, village.usb)
    again.do(register, "新电脑")
    village.carry(again, village.centre)
    for desk in (village.room, again):
        for left in (village.usb / "ZJ").glob("*"):
            left.unlink()
        assert len(exchange.make_bundle(village.centre, village.usb)) == 2
        assert "taken" in {one.outcome for one in exchange.take_bundles(desk, village.usb)}
        assert summaries(desk) == {"旧电脑", "新电脑"}


def test_a_restored_centre_is_believed_by_its_rooms_and_lacks_nothing(village: Village) -> None:
    village.enrol()
    village.room.do(register, "备份前")
    village.carry(village.room, village.centre)
    file = village.back_up(village.centre)
    village.room.do(register, "备份后")
    village.carry(village.room, village.centre)
    village.carry(village.centre, village.room)
    old = enrolment.own_fingerprint(village.centre)
    again = village.restored(file, "centre-again")
    assert summaries(again) == {"备份前"}
    (sent,) = village.carry(village.room, again)  # sealed for the old one, which it went on from
    assert sent.outcome == "taken"
    (told,) = village.carry(again, village.room)
    assert (told.outcome, told.vouched_by) == ("taken", old)
    village.carry(village.room, again)
    assert summaries(again) == {"备份前", "备份后"}
    (place,) = overview.overview(village.room).places
    assert place.fingerprint == enrolment.own_fingerprint(again)


def test_the_word_of_another_room_opens_no_door(village: Village) -> None:
    """A trusted room vouches for a log that claims to be of a third room."""
    village.enrol()
    other = village.at(make_room(village.folder / "other", some_room(short_name="别人调")))
    card = village.usb / "card.json"
    enrolment.join(other, card)
    with other.shelf.local_writing() as link:
        word = vouch.sign(village.room.shelf.key, other.shelf.log)
        from app.store import locals_

        locals_.put(
            link, vouch.LOCAL, f'[{{"by":"{word.by}","log":"{word.log}","sig":"{word.sig}"}}]'
        )
    (held,) = village.carry(other, village.centre)
    assert held.outcome == "held"
    assert held.vouched_by == ""


def test_a_stranger_without_a_word_is_still_refused_by_a_room(village: Village) -> None:
    village.enrol()
    other = village.at(
        make_room(village.folder / "other", some_room(committee="别的中心", is_centre=True))
    )
    with other.shelf.local_writing() as link:
        mine = peers.Peer(
            village.room.shelf.log, peers.ROOM, "x", "老孟", exchange.seal.address(village.room.shelf.identity)
        )  # fmt: skip
        peers.meet(link, mine)
        peers.trust(link, mine.log, "2026-03-02T09:00:00")
    (taken,) = village.carry(other, village.room)
    assert (taken.outcome, taken.key) == ("refused", "bundle.stranger")


def test_what_stood_there_is_moved_aside_whole(
    village: Village, held_clock: Callable[[dt.datetime | None], None]
) -> None:
    village.room.do(register, "备份前")
    file, data = village.back_up(village.room), village.room.data
    village.room.do(register, "备份后")
    village.room.close()
    before = {p.name: p.read_bytes() for p in data.root.iterdir() if p.is_file()}
    done = restore.restore_backup(data, file, PASSWORD)
    assert done.aside == str(data.root.with_name("room-aside-20260302-090000"))
    assert {p.name: p.read_bytes() for p in Path(done.aside).iterdir()} == before
    assert summaries(village.sign_in(data.root)) == {"备份前"}
    assert summaries(village.sign_in(Path(done.aside))) == {"备份前", "备份后"}
    again = restore.restore_backup(data, file, PASSWORD)
    assert again.aside == f"{done.aside}-2"


def test_the_recovery_sheet_restores_too_and_then_gives_a_password(village: Village) -> None:
    file = village.back_up(village.room)
    done = restore.restore_backup(DataDir(village.folder / "again"), file, recovery_code())
    assert done.user == ""
    data, user = DataDir(village.folder / "again"), village.room.user
    again = village.at(room.sign_in_by_recovery(data, recovery_code(), user, "新密码-2027"))
    assert letters(again) == ["", "A"]


def test_a_refused_backup_changes_nothing(village: Village) -> None:
    village.room.do(register, "还在")
    file, data = village.back_up(village.room), village.room.data
    village.room.close()
    before = {p.name: p.read_bytes() for p in data.root.iterdir()}
    assert refused(lambda: restore.restore_backup(data, file, "错的密码")) == "backup.wrong_secret"
    file.write_bytes(file.read_bytes()[:-2000])
    assert refused(lambda: restore.restore_backup(data, file, PASSWORD)) == "backup.torn"
    assert refused(lambda: restore.restore_backup(data, file / "x", PASSWORD)) == "backup.absent"
    assert {p.name: p.read_bytes() for p in data.root.iterdir()} == before


def test_a_folder_with_other_things_in_it_is_left_alone(village: Village) -> None:
    file, folder = village.back_up(village.room), village.folder / "documents"
    folder.mkdir()
    (folder / "信.docx").write_bytes(b"x")
    assert (
        refused(lambda: restore.restore_backup(DataDir(folder), file, PASSWORD)) == "backup.foreign"
    )
    assert [path.name for path in folder.iterdir()] == ["信.docx"]


def test_a_room_that_is_open_in_another_window_is_not_moved(village: Village) -> None:
    pytest.importorskip("fcntl", reason="elsewhere the system itself refuses to move an open file")
    file = village.back_up(village.room)
    asked = (
        "import sys; from pathlib import Path; from app.paths import DataDir; from app.desk.restore import *\n"
        "try: restore_backup(DataDir(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3])\n"
        "except Trouble as why: print(why.key)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asked, str(village.room.data.root), str(file), PASSWORD],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert ran.stdout.strip() == "backup.in_use"
    assert village.room.data.database.exists()


def test_an_interrupted_restore_is_done_again(village: Village) -> None:
    """The power went while it was unpacked."""
    file = village.back_up(village.room)
    data = DataDir(village.folder / "again")
    (data.root / restore.STAGE / "attachments").mkdir(parents=True)
    (data.root / restore.STAGE / "room.db").write_bytes(b"half")
    done = restore.restore_backup(data, file, PASSWORD)
    assert done.aside == ""
    assert not (data.root / restore.STAGE).exists()
    assert letters(village.sign_in(data.root)) == ["", "A"]


def test_the_file_it_came_from_is_the_last_backup(village: Village) -> None:
    file = village.back_up(village.room)
    again = village.restored(file, "again")
    last = backup_age.last_backup(again)
    assert last is not None
    assert last.file == file.name
    assert last.size == file.stat().st_size


def test_two_computers_restored_from_one_backup_end_with_two_letters(village: Village) -> None:
    village.enrol()
    file = village.back_up(village.room)
    twins = [village.restored(file, "once"), village.restored(file, "twice")]
    assert [twin.look(room.series, twin.shelf.log) for twin in twins] == ["A", "A"]
    for _ in range(3):
        for twin in twins:
            village.carry(twin, village.centre)
            village.carry(village.centre, twin)
    assert sorted(twin.look(room.series, twin.shelf.log) for twin in twins) == ["A", "B"]
    assert letters(twins[0]) == letters(twins[1]) == ["", "A", "B"]


def test_this_computer_s_own_settings_stay_where_there_was_no_room(village: Village) -> None:
    """Somebody chose a language at the door before she restored."""
    Settings(printer="东屋").save(village.room.data.settings)
    data = DataDir(village.folder / "again")
    Settings(language="en").save(data.settings)
    done = restore.restore_backup(data, village.back_up(village.room), PASSWORD)
    assert done.aside == ""
    assert (Settings.load(data.settings).language, Settings.load(data.settings).printer) == (
        "en",
        "",
    )


def test_what_an_interrupted_restore_left_goes_aside(village: Village) -> None:
    data = DataDir(village.folder / "again")
    data.attachments.mkdir(parents=True)
    sha256 = Attachments(village.room.data.attachments, village.room.shelf.identity).put(PDF)
    done = restore.restore_backup(data, village.back_up(village.room), PASSWORD)
    assert (Path(done.aside) / "attachments").is_dir()
    again = village.sign_in(data.root)
    assert Attachments(again.data.attachments, again.shelf.identity).get(sha256) == PDF


def put_back(village: Village) -> Desk:
    """Somebody copied last week's folder over today's, past the program, and no witness of today is left."""
    village.enrol()
    village.room.close()
    kept = village.folder / "kept"
    shutil.copytree(village.room.data.root, kept)
    today = village.sign_in(village.room.data.root)
    today.do(register, "丢了的")
    village.carry(today, village.centre)
    village.carry(village.centre, today)
    today.close()
    shutil.rmtree(today.data.root)
    kept.rename(today.data.root)
    shutil.rmtree(paths.state_dir())
    return village.sign_in(today.data.root)


def test_a_folder_put_back_by_hand_goes_on_in_a_new_log_once_the_centre_says_so(
    village: Village,
) -> None:
    again = put_back(village)
    old = again.shelf.log
    again.do(register, "退回后")  # a second branch of the log
    (taken,) = village.carry(village.centre, again)
    assert (taken.outcome, taken.letter, taken.refused) == ("taken", "A", [])
    assert "带字母“A”" in taken.besides()[0]
    assert again.shelf.log != old
    again.do(register, "新记录里")
    for _ in range(2):
        village.carry(again, village.centre)
        (taken,) = village.carry(village.centre, again)
        assert (taken.letter, taken.refused, taken.waiting) == ("", [], 0)
    assert summaries(again) == {"丢了的", "退回后", "新记录里"}
    assert cases(again) == cases(village.centre)
    reopened = village.sign_in(again.data.root)
    assert reopened.shelf.log == again.shelf.log
    assert reopened.look(room.series, reopened.shelf.log) == "A"


def test_a_room_cannot_make_its_centre_begin_anew(village: Village) -> None:
    """Only a centre is believed when it speaks of our own log."""
    village.enrol()
    centre, mine = village.centre.shelf, village.room.look(room.own_room, village.room.shelf.log)
    packed = pack.pack(
        village.room.shelf.key, [], card=exchange.own_card(village.room, mine), room=mine.id,
        to=centre.log, have={centre.log: [(99, "x")]}, scratch=village.folder,
    )  # fmt: skip
    for left in (village.usb / "ZJ").glob("*"):
        left.unlink()
    address = exchange.seal.address(centre.identity)
    stick.put(village.usb, lambda out: packed.pour(out, address), packed.size)
    before = centre.log
    (taken,) = exchange.take_bundles(village.centre, village.usb)
    assert (taken.outcome, taken.letter) == ("taken", "")
    assert village.centre.shelf.log == before


def test_a_new_log_that_could_not_be_written_is_not_begun(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = village.room.shelf.log

    def full(*_: object) -> None:
        raise Trouble("shelf.disk_full")

    monkeypatch.setattr(series, "next_letter", full)
    assert refused(lambda: series.begin_anew(village.room)) == "shelf.disk_full"
    assert village.room.shelf.log == old
    assert village.room.look(vouch.own) == []
    village.room.do(register)
