"""What is known before anybody signed in, without opening the database."""

from __future__ import annotations

import pytest

from app.desk import doorstep
from app.paths import DataDir
from app.trouble import Trouble


def test_an_empty_folder_has_no_room(tmp_path):
    data = DataDir(tmp_path)
    assert not doorstep.exists(data)
    with pytest.raises(Trouble) as told:
        doorstep.people(data)
    assert told.value.key == "shelf.absent"


def test_people_are_listed_without_the_recovery_sheet(desk):
    assert doorstep.exists(desk.data)
    assert doorstep.people(desk.data) == [(desk.user, "孟广田")]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"wraps": 1}', '{"wraps": [{"user": "x"}]}', "\x00"]
)
def test_a_key_file_that_cannot_be_read_has_its_sentence(tmp_path, text):
    data = DataDir(tmp_path)
    data.keys.write_text(text, encoding="utf-8")
    with pytest.raises(Trouble) as told:
        doorstep.people(data)
    assert told.value.key == "keys.unreadable"
