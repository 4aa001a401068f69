"""Several computers at the command line: in with a stick, out by the centre's word, each a JSON object."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from app.desk import room
from app.paths import DataDir
from tests.cli.lines import Line
from tests.machines import register
from tests.rooms import PASSWORD, make_room, some_room


def done(line: Line, *told: str) -> dict[str, Any]:
    status, answer = line.ask(*told)
    assert status == 0, answer
    return dict(answer)


def writes(folder: Path, summary: str) -> None:
    desk = room.sign_in(DataDir(folder), "苗秀兰", PASSWORD)
    desk.do(register, summary)
    desk.close()


def test_a_laptop_comes_in_is_lost_and_is_found_again(line: Line, tmp_path: Path) -> None:
    usb = str(tmp_path / "usb")
    laptop, centre = Line(tmp_path / "laptop"), Line(tmp_path / "centre")
    make_room(
        tmp_path / "centre", some_room(committee="刁镇综治中心", short_name="", is_centre=True)
    ).close()
    done(centre, "centre", "card", "--out", f"{usb}/card.json")
    done(line, "room", "join", f"{usb}/card.json")
    done(line, "bundle", "make", usb)
    done(centre, "bundle", "take", usb)
    first = done(line, "room", "fingerprint")["fingerprint"]
    done(centre, "centre", "approve", first)

    asked = done(laptop, "room", "ask", usb, "--name", "笔记本")
    assert len(asked["recovery_code"]) == 39
    assert done(laptop, "room", "ask", usb)["fingerprint"] == asked["fingerprint"]
    (asking, *_) = done(line, "room", "requests", usb)["asking"]
    assert (asking["name"], asking["fingerprint"]) == ("笔记本", asked["fingerprint"])
    let_in = done(line, "room", "admit", usb, asked["fingerprint"])
    assert (let_in["letter"], let_in["own_fingerprint"]) == ("A", first)
    assert laptop.run("room", "enter", usb, first, "--me", "谁")[0] == 1
    assert done(laptop, "room", "enter", usb, first, "--me", "苗秀兰")["letter"] == "A"
    states = [one["state"] for one in done(laptop, "room", "mates")["computers"]]
    assert states == ["let_in", "own"]
    done(centre, "centre", "closed")

    writes(tmp_path / "laptop", "丢之前")
    done(laptop, "bundle", "make", usb)
    centre.ask("bundle", "take", usb)
    said = done(laptop, "room", "fingerprint")["fingerprint"]
    shut = done(centre, "centre", "close", said, "--reason", "遗失")["closed"]
    assert [(one["last"], one["aside"]) for one in shut] == [(1, 0)]
    for summary in ("丢之后", "再之后"):
        writes(tmp_path / "laptop", summary)
    done(laptop, "bundle", "make", usb)
    status, taken = centre.ask("bundle", "take", usb)
    assert (status, "bundle.closed" in {one["key"] for one in taken["taken"]}) == (1, True)
    (group,) = done(centre, "bundle", "aside", "--retry")["groups"]
    assert (group["count"], group["reason"]) == (2, "closed")
    assert "2" in centre.run("bundle", "aside")[1]
    (shut_,) = done(centre, "centre", "count", said, "2")["closed"]
    assert (shut_["last"], shut_["aside"]) == (2, 1)
    copied = done(laptop, "room", "rotate-key")["fingerprint"]
    done(laptop, "bundle", "make", usb)
    centre.ask("bundle", "take", usb)
    status, told = centre.run("centre", "approve", copied)
    assert (status, said in told, copied in told, "--although-closed" in told) == (
        1,
        True,
        True,
        True,
    )
    assert done(centre, "centre", "approve", copied, "--although-closed")["taken"]
    done(centre, "centre", "lift", said, "--reason", "找到了")
    assert done(centre, "case", "list")["count"] == 4
    assert done(centre, "bundle", "aside")["groups"] == []

    rotated = done(laptop, "room", "rotate-key")
    assert rotated["letter"] == "C"
    assert rotated["fingerprint"] != said
    for told in (["room", "mates"], ["room", "requests", usb], ["room", "rotate-key"]):
        status, out = laptop.run(*told)
        assert status == 0
        assert "{" not in out


def test_a_copied_folder_is_told_at_the_command_line(line: Line, tmp_path: Path) -> None:
    shutil.copytree(line.data.root, tmp_path / "copy")
    status, out = Line(tmp_path / "copy").run("case", "list")
    assert status == 0
    assert "A" in out.splitlines()[0]
    assert "A" not in Line(tmp_path / "copy").run("case", "list")[1].splitlines()[0]
