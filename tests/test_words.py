"""Catalogues: read as they are written, a key once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app import words

PLAIN = 'msgid "a.one"\nmsgstr "一"\n\n# a remark\nmsgid "a.two"\nmsgstr "{sum}"\n'
FOLDED = """msgid ""
msgstr ""
"Language: zh\\n"

msgid "b.one"
msgstr "一"
"二"

msgid "b.two"
msgstr "\\"三\\""
"""


def read(folder: Path, text: str) -> dict[str, str]:
    path = folder / "some.po"
    path.write_text(text, encoding="utf-8")
    return words.read_po(path)


def test_plain_entries_and_folded_ones_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, PLAIN) == {"a.one": "一", "a.two": "{sum}"}
    folded = {"b.one": "一二", "b.two": '"三"'}
    assert read(tmp_path, FOLDED) == folded
    assert read(tmp_path, PLAIN + "\n" + FOLDED.split("\n\n", 1)[1]) == {
        **read(tmp_path, PLAIN),
        **folded,
    }


@pytest.mark.parametrize("more", ["", "\n" + FOLDED])
def test_a_key_twice_is_a_mistake(tmp_path: Path, more: str) -> None:
    with pytest.raises(ValueError, match=r"a\.one twice"):
        read(tmp_path, PLAIN + '\nmsgid "a.one"\nmsgstr "又一"\n' + more)


def test_yuan_are_grouped_and_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "catalogue", lambda _: {"x": "{sum}、{n}、{who}"})
    assert (
        words.say("x", sum=Decimal("10500.5"), n=10500, who="王玉珍") == "10,500.50、10500、王玉珍"
    )


def test_a_name_from_outside_commands_no_terminal_and_turns_no_line_around() -> None:
    told = words.say("cli.bundle_own", file="a\n\x1b[2Jb\u202eBJZ.\u2028\t好")
    assert told.startswith("a\\n\\x1b[2Jb\\u202eBJZ.\\u2028\\t好")
    assert "\\u202e" in words.say("cli.bundle_own", file=Path("x\u202ey"))


def test_what_was_typed_keeps_its_lines_and_commands_nothing_either() -> None:
    assert words.say("sync_page.next", told="一\n二\x1b[1m").endswith("一\n二\\x1b[1m")
    assert words.one_line("陈㛃喆·𬭎 O’Neill") == "陈㛃喆·𬭎 O’Neill"
