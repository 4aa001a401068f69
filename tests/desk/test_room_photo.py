"""The photo of a room: small, plain, kept as an attachment; what is no picture is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from app.desk import room_photo
from app.desk.room import own_room
from app.trouble import Trouble
from tests.rooms import moved_room


def test_a_large_photo_becomes_small_and_loses_what_lay_beside_it(tmp_path: Path) -> None:
    desk = moved_room(tmp_path / "room")
    file = tmp_path / "door.jpg"
    exif = Image.Exif()
    exif[0x010E] = "where it was taken"
    Image.new("RGB", (2400, 1800), "darkred").save(file, exif=exif)
    room_photo.keep(desk, file)
    kept = room_photo.content(desk)
    assert kept is not None
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (1000, 750)
        assert not picture.getexif()
    assert desk.look(own_room, desk.shelf.log).photo_size == len(kept)
    room_photo.forget(desk)
    assert room_photo.content(desk) is None
    desk.close()


@pytest.mark.parametrize("content", [b"%PDF-1.4 no photo", b"GIF89a", b"", b"\xff\xd8\xff broken"])
def test_what_is_no_picture_changes_nothing(tmp_path: Path, content: bytes) -> None:
    desk = moved_room(tmp_path / "room")
    file = tmp_path / "door.jpg"
    file.write_bytes(content)
    with pytest.raises(Trouble):
        room_photo.keep(desk, file)
    assert desk.look(own_room, desk.shelf.log).photo is None
    desk.close()
