"""A centre on a server is copied by itself, before its schema changes too, and stands again from any of its copies."""

from __future__ import annotations

import random
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect

from app.desk import (
    auto_backup,
    backup,
    backup_age,
    common_folder,
    copies,
    copying,
    doctor,
    restore,
    room,
)
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Case
from app.store import address, backup_file, blobs, journal, locals_
from app.store.attachments import Attachments
from app.store.backup import secret_of
from app.store.shelf import engine_for
from app.store.tables import blob
from app.trouble import Trouble
from tests.desk.test_lodging import cases, centre_in
from tests.machines import change, register
from tests.rooms import PASSWORD
from tests.servers import new_database, said
from tests.store.test_migrate import _as_first_written

PDF = b"%PDF-1.7 invented"


@pytest.fixture
def centre(database: str, tmp_path: Path) -> Iterator[Desk]:
    made = centre_in(tmp_path / "centre", database)
    made.do(register)
    yield made
    made.close()


@pytest.fixture
def beside(centre: Desk, tmp_path: Path) -> Iterator[Desk]:
    """Another computer of the same centre: its keys and the address, a folder of its own."""
    made = beside_in(centre, tmp_path / "beside")
    yield made
    made.close()


def beside_in(centre: Desk, folder: Path) -> Desk:
    data = DataDir(folder)
    data.make()
    shutil.copy(centre.data.keys, data.keys)
    shutil.copy(centre.data.address, data.address)
    return room.sign_in(data, centre.user, PASSWORD)


def refused(desk: Desk) -> str:
    with pytest.raises(Trouble) as trouble:
        auto_backup.keep(desk)
    return trouble.value.key


def is_empty(told: str, secret: bytes) -> bool:
    engine = engine_for(told, secret)
    with engine.connect() as link:
        names = inspect(link).get_table_names()
    engine.dispose()
    return names == []


def test_a_process_of_its_own_copies_the_server(centre: Desk) -> None:
    assert auto_backup.changes_since(centre) == 2
    process = copying.begin(centre)
    process.wait()
    outcome = copying.ended(process)
    assert outcome is not None
    assert outcome.trouble == ""
    (copy,) = copies.found(centre.data.backups).standing
    assert copy.path.name == outcome.file
    assert copy.manifest.is_of_server
    assert auto_backup.changes_since(centre) == 0
    assert backup.verify_own(centre, copy.path).entries == 2
    assert not [line for line in doctor.examine(centre) if not line.well]
    assert backup_age.last_backup(centre) is None, "it was not carried away"


def test_old_copies_go_and_what_the_centre_lost_stays(centre: Desk) -> None:
    for _ in range(6):
        centre.do(register)
        made = auto_backup.keep(centre).made.file
    left = {one.path.name for one in copies.found(centre.data.backups).standing}
    assert made in left
    assert len(left) < 6


def test_several_computers_share_the_copying_and_each_tells_its_own_failure(
    centre: Desk, beside: Desk
) -> None:
    assert auto_backup.changes_since(beside) == 2
    made = auto_backup.keep(centre).made
    assert auto_backup.last_copy(centre) == made
    assert auto_backup.last_copy(beside) is None
    assert auto_backup.changes_since(beside) == 0
    auto_backup.note_failure(beside, Trouble("backup.full", name="x"))
    assert auto_backup.failure(centre) is None
    beside.do(register)
    assert auto_backup.changes_since(centre) == auto_backup.changes_since(beside) == 1
    auto_backup.keep(beside)
    assert auto_backup.failure(beside) is None
    (centre.data.backups / made.file).unlink()
    assert auto_backup.changes_since(centre) == 0


def test_changes_without_a_backup_are_counted_not_guessed_from_numbers(
    centre: Desk, tmp_path: Path
) -> None:
    backup.make_backup(centre, tmp_path)
    case_id = centre.look(lambda db: db.query(Case.id).scalar())
    name = centre.shelf.engine.url.render_as_string(hide_password=False)
    said(name, "SELECT nextval(pg_get_serial_sequence('entry', 'n')) FROM generate_series(1, 2000)")
    centre.do(lambda db: change(db, case_id, summary="再说"))
    assert backup_age.changes_without(centre) == 1
    assert backup_age.backup_warning(centre, centre.today()) is None
    later = centre.today().replace(year=centre.today().year + 1)
    assert backup_age.backup_warning(centre, later) is not None


def test_a_hurt_copy_changes_nothing_wherever_it_is_hurt(
    centre: Desk, postgres: str, tmp_path: Path
) -> None:
    file = centre.data.backups / auto_backup.keep(centre).made.file
    told, empty, chance = file.read_bytes(), new_database(postgres), random.Random(3)
    with tarfile.open(file) as tar:
        parts = [one for one in tar.getmembers() if one.name.startswith("room.")]
    for part in 4 * parts:
        hurt = bytearray(told)
        hurt[part.offset_data + chance.randrange(part.size)] ^= 1 << chance.randrange(8)
        (tmp_path / "hurt.zjbk").write_bytes(hurt)
        with pytest.raises(Trouble):
            restore.restore_backup(
                DataDir(tmp_path / "new"), tmp_path / "hurt.zjbk", PASSWORD, database=empty
            )
        assert [*(tmp_path / "new").iterdir()] == []
        assert is_empty(empty, secret_of(centre.shelf.engine))


BALKING = (
    (
        "CREATE FUNCTION balk() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF NEW.letter <> '' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$"
    ),
    (
        "CREATE FUNCTION arm() RETURNS event_trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF to_regclass('workstation') IS NOT NULL AND NOT EXISTS "
        "(SELECT FROM pg_trigger WHERE tgname = 'balking') THEN "
        "CREATE TRIGGER balking BEFORE INSERT ON workstation FOR EACH ROW EXECUTE FUNCTION balk(); END IF; END $$"
    ),
    "CREATE EVENT TRIGGER arms ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION arm()",
)
"""A server that takes what stood and refuses the new log."""


def test_where_no_new_log_can_begin_the_database_is_empty_again(
    centre: Desk, postgres: str, tmp_path: Path
) -> None:
    file = centre.data.backups / auto_backup.keep(centre).made.file
    there = new_database(postgres)
    said(there, *BALKING)
    with pytest.raises(Exception, match="no"):
        restore.restore_backup(DataDir(tmp_path / "new"), file, PASSWORD, database=there)
    assert is_empty(there, secret_of(centre.shelf.engine))
    assert [*(tmp_path / "new").iterdir()] == []


def test_a_copy_is_taken_before_the_schema_changes_and_stands_again(
    database: str, postgres: str, tmp_path: Path
) -> None:
    small = centre_in(tmp_path / "small")
    small.do(register)
    secret, data = secret_of(small.shelf.engine), DataDir(tmp_path / "old")
    _as_first_written(small.shelf, database, secret)
    data.make()
    shutil.copy(small.data.keys, data.keys)
    address.save(data.address, database, secret)
    data.backups.write_text("in the way")
    with pytest.raises(Trouble) as trouble:
        room.sign_in(data, small.user, PASSWORD)
    assert trouble.value.key.startswith("backup.")
    data.backups.unlink()
    again = room.sign_in(data, small.user, PASSWORD)
    (copy,) = copies.found(data.backups).standing
    assert copy.manifest.schema == "0001", (
        "what stood when the copy could not be taken stands still"
    )
    assert copies.is_ours(again, copy.manifest)
    again.close()
    done = restore.restore_backup(
        DataDir(tmp_path / "new"), copy.path, PASSWORD, database=new_database(postgres)
    )
    back = room.sign_in(DataDir(tmp_path / "new"), done.user, PASSWORD)
    assert cases(back) == 1
    with back.shelf.reading() as db:
        assert set(journal.have(db)) == {small.shelf.log, back.shelf.log}
    back.close()
    small.close()


def test_a_computer_without_the_common_folder_is_told_and_makes_no_copies(
    centre: Desk, tmp_path: Path
) -> None:
    sha256 = Attachments(centre.data.attachments, centre.shelf.identity).put(PDF)
    with centre.shelf.local_writing() as link:
        link.execute(blob.insert(), {"sha256": sha256, "size": len(PDF), "whole": True})
    assert common_folder.fault(centre) is None
    beside = beside_in(centre, tmp_path / "beside")
    (told,) = [one for one in beside.at_start if str(beside.data.attachments) in one]
    assert refused(beside) == "folder.elsewhere"
    ill = {line.key: line.told for line in doctor.examine(beside) if not line.well}
    assert ill["attachments"] == told
    assert beside.look(blobs.wholes) == [sha256], "the rooms are not asked for what is not lost"
    beside.close()
    (tmp_path / "beside" / "attachments").symlink_to(centre.data.attachments)
    again = room.sign_in(DataDir(tmp_path / "beside"), centre.user, PASSWORD)
    assert again.at_start == []
    assert auto_backup.keep(again).made.attachments == 1
    again.close()


def test_nothing_of_a_copy_is_read_without_a_password(centre: Desk) -> None:
    file = centre.data.backups / auto_backup.keep(centre).made.file
    with centre.shelf.engine.connect() as link:
        _, identity = locals_.identity(link)
    raw = file.read_bytes()
    assert not [word for word in ("滴水檐", "陈㛃喆", PASSWORD, identity) if word.encode() in raw]
    with backup_file.opened(file) as source:
        assert {part.name for part in backup_file.read(source).parts} >= {
            "room.tables",
            "room.seal",
        }
