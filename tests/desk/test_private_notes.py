"""Private notes stay on their computer: in its file and its backups, in no bundle, no search, no other hands."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest

from app import words
from app.desk import backup, exchange, private_notes, questions
from app.desk.desk import Desk
from app.paths import DataDir
from app.store import peers
from app.store.shelf import Shelf
from app.sync import bundle, seal
from app.trouble import Trouble
from tests.desk.parcels import District, district
from tests.machines import SECRET, entries, register, state

TEXT = "他家老二其实想和解只是拉不下脸"


@pytest.fixture
def town(tmp_path: Path) -> District:
    return district(tmp_path)


def key_of(act: object, *told: object) -> str:
    with pytest.raises(Trouble) as trouble:
        act(*told)  # type: ignore[operator]
    assert words.say(trouble.value.key, **trouble.value.facts)
    return trouble.value.key


def test_a_note_is_written_changed_and_thrown_away(town: District) -> None:
    case_id = town.room.do(register)
    assert private_notes.notes(town.room, case_id) == []
    note_id = private_notes.add_note(town.room, case_id, f"  {TEXT}\n")
    (note,) = private_notes.notes(town.room, case_id)
    assert (note.id, note.text) == (note_id, TEXT)
    private_notes.change_note(town.room, note_id, "改了")
    assert [one.text for one in private_notes.notes(town.room, case_id)] == ["改了"]
    private_notes.remove_note(town.room, note_id)
    assert private_notes.notes(town.room, case_id) == []
    assert key_of(private_notes.remove_note, town.room, note_id) == "private_note.absent"
    assert key_of(private_notes.change_note, town.room, note_id, "x") == "private_note.absent"


def test_a_note_that_says_nothing_or_too_much_has_its_sentence(town: District) -> None:
    assert key_of(private_notes.add_note, town.room, "c", " \n\0") == "private_note.empty"
    long = "长" * (private_notes.LONGEST + 1)
    assert key_of(private_notes.add_note, town.room, "c", long) == "private_note.too_long"
    private_notes.add_note(town.room, "c", long[1:])


def test_nobody_else_at_the_same_computer_sees_or_changes_it(town: District) -> None:
    case_id = town.room.do(register)
    note_id = private_notes.add_note(town.room, case_id, TEXT)
    colleague = Desk(town.room.shelf, town.room.data, "another mediator")
    assert private_notes.notes(colleague, case_id) == []
    assert key_of(private_notes.change_note, colleague, note_id, "x") == "private_note.absent"
    assert key_of(private_notes.remove_note, colleague, note_id) == "private_note.absent"
    assert private_notes.notes(town.room, case_id)[0].text == TEXT


def test_the_journal_hears_nothing_of_it(town: District) -> None:
    case_id = town.room.do(register)
    before = (state(town.room.shelf), len(entries(town.room.shelf)))
    note_id = private_notes.add_note(town.room, case_id, TEXT)
    private_notes.change_note(town.room, note_id, TEXT * 2)
    assert (state(town.room.shelf), len(entries(town.room.shelf))) == before


def test_no_bundle_and_no_other_machine_ever_holds_its_text(town: District) -> None:
    case_id = town.room.do(register)
    private_notes.add_note(town.room, case_id, TEXT)
    centre = town.room.look(peers.find, town.centre.shelf.log)
    assert centre is not None
    packed = exchange.compose(town.room, centre, {})  # all there is, from the first day
    plain = b"".join(packed.parts())
    length = int.from_bytes(plain[100 : bundle.FRONT], "big")
    lines = zlib.decompressobj().decompress(plain[bundle.FRONT + length :])
    packed.close()
    assert case_id.encode() in lines
    for told in (plain, lines):
        for part in (TEXT, TEXT[:4], "private_note"):
            assert part.encode() not in told
            assert part.encode("unicode_escape") not in told
    sealed = io.BytesIO()
    seal.seal([plain], sealed, [centre.recipient])
    (done,) = town.carry(town.room, town.centre)
    assert done.new == 1
    for desk in (town.centre, town.other):
        assert dump(desk).count(TEXT) == 0
        assert private_notes.notes(desk, case_id) == []
    assert dump(town.room).count(TEXT) == 1


def dump(desk: Desk) -> str:
    """Every value of every table of a machine's file."""
    found = []
    with desk.shelf.engine.connect() as link:
        names = link.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in names.fetchall():
            if not name.startswith("search_word"):
                rows = link.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()
                found += [_told(value) for row in rows for value in row]
    return "\n".join(found)


def _told(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def test_the_search_finds_nobody_by_it(town: District) -> None:
    case_id = town.room.do(register, "普通的事")
    private_notes.add_note(town.room, case_id, TEXT)
    assert town.room.look(questions.find, TEXT[:5]) == []
    assert len(town.room.look(questions.find, "普通")) == 1


def test_the_file_on_the_disk_shows_no_word_of_it(town: District) -> None:
    private_notes.add_note(town.room, "c", TEXT)
    for path in town.room.data.root.rglob("*"):
        if path.is_file():
            assert TEXT[:5].encode() not in path.read_bytes()


def test_a_backup_carries_it(town: District, tmp_path: Path) -> None:
    case_id = town.room.do(register)
    private_notes.add_note(town.room, case_id, TEXT)
    town.room.data.keys.write_text("{}")
    folder, place = tmp_path / "backup", tmp_path / "place"
    folder.mkdir()
    place.mkdir()
    made = backup.make_backup(town.room, folder)
    assert TEXT[:5].encode() not in (folder / made.file).read_bytes()
    backup.unpack(folder / made.file, place)
    again = Desk(Shelf.open(place / "room.db", SECRET), DataDir(place), town.room.user)
    assert [one.text for one in private_notes.notes(again, case_id)] == [TEXT]
