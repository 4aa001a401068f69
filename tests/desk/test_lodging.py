"""A centre on a server: made, opened, given another address, carried over; the folder keeps keys and address only."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import backup, doctor, doorstep, lodging, overview, restore, room
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Case
from app.store import journal, transfer
from app.store.attachments import Attachments
from app.trouble import Trouble
from tests.machines import register
from tests.rooms import PASSWORD, make_room, recovery_code, some_room
from tests.servers import new_database, said

PDF = b"%PDF-1.7 invented"


@pytest.fixture
def centre(database: str, tmp_path: Path) -> Iterator[Desk]:
    made = centre_in(tmp_path / "centre", database)
    yield made
    made.close()


def centre_in(folder: Path, database: str = "") -> Desk:
    told = some_room(committee="刁镇综治中心", short_name="", is_centre=True, database=database)
    return make_room(folder, told)


def cases(desk: Desk) -> int:
    return desk.look(lambda db: db.query(Case).count())


def test_the_folder_of_a_centre_on_a_server_keeps_keys_and_address_only(centre: Desk) -> None:
    assert {one.name for one in centre.data.root.iterdir()} == {"room.keys", "database.url"}
    assert doorstep.exists(centre.data)
    assert b"postgresql" not in centre.data.address.read_bytes()
    assert overview.overview(centre).is_centre


def test_it_is_signed_in_to_as_any_room_is(centre: Desk) -> None:
    centre.do(register)
    again = room.sign_in(centre.data, centre.user, PASSWORD)
    assert cases(again) == 1
    again.close()
    again = room.sign_in_by_recovery(centre.data, recovery_code(), centre.user, "新密码-2026")
    again.do(register)
    assert again.shelf.log == centre.shelf.log
    again.close()
    room.give_password(centre.data, (centre.user, "新密码-2026"), ("x", "苗秀兰"), "苗-secret")
    again = room.sign_in(centre.data, "苗秀兰", "苗-secret")
    assert cases(again) == 2
    again.close()
    with pytest.raises(Trouble) as trouble:
        room.sign_in(centre.data, centre.user, PASSWORD)
    assert trouble.value.key == "keys.wrong_password"


@pytest.mark.parametrize(
    ("address", "key"),
    [("nonsense", "server.address"), ("postgresql://a:b@127.0.0.1:1/x", "server.away")],
)
def test_a_server_that_does_not_answer_leaves_no_room_behind(
    tmp_path: Path, address: str, key: str
) -> None:
    with pytest.raises(Trouble) as trouble:
        centre_in(tmp_path / "centre", address)
    assert trouble.value.key == key
    assert not doorstep.exists(DataDir(tmp_path / "centre"))
    centre_in(tmp_path / "centre").close()  # the same folder, now in a file


def test_a_centre_moves_to_another_address_only_when_it_stands_there(
    centre: Desk, postgres: str, tmp_path: Path
) -> None:
    mine, before = (centre.user, PASSWORD), centre.data.address.read_bytes()
    other = new_database(postgres)
    centre_in(tmp_path / "other", other).close()
    wrong = {
        other: "server.other_centre", new_database(postgres): "server.no_centre", "x": "server.address",
        "postgresql://a:b@127.0.0.1:1/x": "server.away",
    }  # fmt: skip
    for address, key in wrong.items():
        with pytest.raises(Trouble) as trouble:
            lodging.give_address(centre.data, mine, address)
        assert trouble.value.key == key
        assert centre.data.address.read_bytes() == before
    with pytest.raises(Trouble) as trouble:
        lodging.give_address(centre.data, (centre.user, "wrong-password"), other)
    assert trouble.value.key == "keys.wrong_password"
    centre.close()
    name = f"moved{centre.shelf.engine.url.database}"
    said(postgres, f'ALTER DATABASE "{centre.shelf.engine.url.database}" RENAME TO "{name}"')
    with pytest.raises(Trouble) as trouble:
        room.sign_in(centre.data, *mine)
    assert trouble.value.key == "server.no_database"
    told = lodging.give_address(centre.data, mine, postgres.replace("/postgres?", f"/{name}?"))
    assert name in told
    room.sign_in(centre.data, *mine).close()


def test_a_room_in_a_file_has_no_address(desk: Desk) -> None:
    with pytest.raises(Trouble) as trouble:
        lodging.give_address(desk.data, (desk.user, PASSWORD), "postgresql://a/b")
    assert trouble.value.key == "server.not_a_file"


def test_its_backup_becomes_a_centre_on_another_server_or_in_a_file(
    centre: Desk, postgres: str, tmp_path: Path
) -> None:
    for _ in range(3):
        centre.do(register)
    sha256 = Attachments(centre.data.attachments, centre.shelf.identity).put(PDF)
    file = tmp_path / backup.make_backup(centre, tmp_path).file
    assert backup.verify_backup(centre.data, file, PASSWORD).entries == 4
    assert backup.verify_own(centre, file).attachments == 1
    for folder, database in (("server", new_database(postgres)), ("file", "")):
        done = restore.restore_backup(DataDir(tmp_path / folder), file, PASSWORD, database=database)
        again = room.sign_in(DataDir(tmp_path / folder), done.user, PASSWORD)
        assert again.data.database.exists() is not again.data.address.exists()
        assert again.data.address.exists() is bool(database)
        assert again.shelf.log != centre.shelf.log
        assert Attachments(again.data.attachments, again.shelf.identity).get(sha256) == PDF
        assert cases(again) == 3
        again.do(register)
        with again.shelf.reading() as db:
            assert set(journal.have(db)) == {centre.shelf.log, again.shelf.log}
        again.close()


def test_what_is_restored_over_a_centre_moves_it_aside(
    centre: Desk, postgres: str, tmp_path: Path
) -> None:
    file = tmp_path / backup.make_backup(centre, tmp_path).file
    centre.close()
    done = restore.restore_backup(centre.data, file, PASSWORD, database=new_database(postgres))
    assert {"room.keys", "database.url"} <= {one.name for one in Path(done.aside).iterdir()}
    room.sign_in(centre.data, done.user, PASSWORD).close()
    room.sign_in(DataDir(Path(done.aside)), done.user, PASSWORD).close()


def test_a_small_centre_grows_into_a_server(postgres: str, tmp_path: Path) -> None:
    small = centre_in(tmp_path / "small")
    small.do(register)
    file = tmp_path / backup.make_backup(small, tmp_path).file
    done = restore.restore_backup(
        DataDir(tmp_path / "large"), file, PASSWORD, database=new_database(postgres)
    )
    large = room.sign_in(DataDir(tmp_path / "large"), done.user, PASSWORD)
    assert cases(large) == 1
    assert not [line for line in doctor.examine(large) if not line.well]
    large.close()
    small.close()


def test_a_village_room_stays_in_its_file(desk: Desk, database: str, tmp_path: Path) -> None:
    file = tmp_path / backup.make_backup(desk, tmp_path).file
    for address, key in (("x", "server.address"), (database, "server.only_centre")):
        with pytest.raises(Trouble) as trouble:
            restore.restore_backup(DataDir(tmp_path / "new"), file, PASSWORD, database=address)
        assert trouble.value.key == key
        assert not doorstep.exists(DataDir(tmp_path / "new"))


def test_a_restore_into_a_database_in_use_changes_nothing(
    centre: Desk, database: str, tmp_path: Path
) -> None:
    file = tmp_path / backup.make_backup(centre, tmp_path).file
    with centre.shelf.engine.connect() as link:
        before = transfer.sums(link)
    with pytest.raises(Trouble) as trouble:
        restore.restore_backup(DataDir(tmp_path / "new"), file, PASSWORD, database=database)
    assert trouble.value.key == "server.not_empty"
    assert not doorstep.exists(DataDir(tmp_path / "new"))
    with centre.shelf.engine.connect() as link:
        assert transfer.sums(link) == before


def test_the_check_up_finds_what_was_changed_behind_the_program(centre: Desk) -> None:
    centre.do(register)
    assert not [line for line in doctor.examine(centre) if not line.well]
    address = centre.shelf.engine.url.render_as_string(hide_password=False)
    said(
        address, """UPDATE "case" SET summary = 'x'""", "UPDATE search_case SET words = 'x'",
        f'ALTER DATABASE "{centre.shelf.engine.url.database}" SET synchronous_commit = off',
    )  # fmt: skip
    centre.shelf.engine.dispose()
    ill = {line.key for line in doctor.examine(centre) if not line.well}
    assert ill == {"file", "rows", "index"}
    said(address, "UPDATE entry SET body = 'x' WHERE seq = 2")
    ill = {line.key for line in doctor.examine(centre) if not line.well}
    assert {"own_log", "all_logs"} <= ill


def test_keys_without_their_address_and_an_address_without_keys_are_told(
    centre: Desk, tmp_path: Path
) -> None:
    alone = DataDir(tmp_path / "alone")
    alone.make()
    shutil.copy(centre.data.address, alone.address)
    with pytest.raises(Trouble) as trouble:
        doorstep.people(alone)
    assert trouble.value.key == "keys.gone"
    centre.data.address.write_bytes(b"{}")
    with pytest.raises(Trouble) as trouble:
        room.sign_in(centre.data, centre.user, PASSWORD)
    assert trouble.value.key == "server.sealed"
