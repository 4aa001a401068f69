"""Every verb says what it is, and the README names none that is not there."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import helping
from app.cli.run import run
from app.cli.verbs import VERBS, front, parser, read
from app.trouble import Trouble

README = Path(__file__).resolve().parents[2] / "README.md"
LINE = re.compile(r"^mediation-room (?:--data DIR )?([a-z][a-z-]*) ?([a-z][a-z-]*)?", re.MULTILINE)


def verbs(one: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, str]]:
    """Every verb and action with its help."""
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, below in action.choices.items():
                yield f"{path}{name}", told.get(name, "")
                yield from verbs(below, f"{path}{name} ")


def test_help_is_said_in_the_language_that_was_chosen(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = {"zh_CN": ("用法：", "按文件设立调解室"), "en": ("usage: ", "set up a room from a file")}
    for language, parts in told.items():
        with pytest.raises(SystemExit) as end:
            run(
                ["--data", str(tmp_path), "--language", language, "room", "create", "-h"],
                lambda *_: 0, lambda *_: "",
            )  # fmt: skip
        out = capsys.readouterr().out
        assert end.value.code == 0
        assert all(part in out for part in parts)
        assert "show this help message" not in out


def test_what_help_says_lies_in_the_words_alone() -> None:
    written = [
        [*path, action.dest]
        for path, action in helping.arguments(parser())
        if action is not None and action.help and action.dest not in {"help", "version"}
    ]
    assert written == []
    assert {told for _, told in verbs(parser())} == {""}


def test_help_is_broken_between_chinese_characters() -> None:
    text = "报表 report names（报表名称），以及该报的。"
    lines = helping.broken(text, 12)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(helping.columns(line) <= 14 for line in lines)
    assert not any(line.startswith(("，", "。", "）")) for line in lines)


def test_the_readme_names_verbs_that_are_there() -> None:
    known = dict(verbs(parser()))
    groups = {name.split()[0] for name in known if " " in name}
    told = LINE.findall(README.read_text(encoding="utf-8"))
    named = {f"{verb} {act}" if verb in groups else verb for verb, act in told}
    assert len(named) > 30
    assert named - known.keys() == set()


def test_a_verb_is_read_without_the_others() -> None:
    whole = dict(verbs(parser()))
    assert list(VERBS) == [name for name in whole if " " not in name]
    for verb in VERBS:
        alone = dict(verbs(parser(verb)))
        assert alone == {name: told for name, told in whole.items() if name.split()[0] == verb}
    assert dict(verbs(parser("nothing"))) == dict(verbs(parser("--help"))) == whole


@pytest.mark.parametrize(
    ("told", "key", "part"),
    [
        ("whistle finish 1", "cli.usage_missing", "--result"),
        ("matter list --nowhere", "cli.usage_unknown", "--nowhere"),
        ("matter list --part nothing", "cli.no_such_code", "nothing"),
        ("report situation --by nothing", "cli.no_such_code", "按调解员（mediator）"),
        ("points give --who 甲 --why 乙 --points 三", "cli.no_signed", "三"),
        ("meeting nothing", "cli.usage_other_action", "agenda（下次会议要议的事）"),
        ("meeting", "cli.usage_no_action", "agenda（下次会议要议的事）"),
        ("nothing", "cli.usage_no_verb", "“nothing”"),
        ("scan turn 1 --by 45", "cli.usage_choice", "45"),
        ("case show", "cli.usage_missing", "number（编号）"),
        ("meeting list --out", "cli.usage_value", "--out"),
        ("--data", "cli.usage_value", "--data"),
        ("matter step 1 反馈 --solved --tracked", "cli.usage_together", "--tracked"),
    ],
)
def test_a_command_that_cannot_be_read_is_told_in_one_sentence(
    told: str, key: str, part: str
) -> None:
    with pytest.raises(Trouble) as trouble:
        read(told.split())
    assert (trouble.value.key, part in str(trouble.value)) == (key, True)
    assert not front(told.split()).json


def test_a_word_of_the_program_is_written_as_it_is_called_in_either_language() -> None:
    for said in ("已超期", "late", "overdue"):
        assert read(["matter", "list", "--part", said]).part == "late"
    assert read(["report", "situation", "--by", "按调解员"]).by == "mediator"
    assert read(["points", "give", "--who", "甲", "--why", "乙", "--points", "-5"]).points == -5


def test_what_is_missing_is_said_with_what_it_means_in_the_language_chosen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language, sentence in (
        ("zh_CN", "--data（调解室的数据文件夹）"),
        ("en", "--data (data folder of the room)"),
    ):
        assert run(["--language", language, "--data"], lambda *_: 0, lambda *_: "") == 2
        assert sentence in capsys.readouterr().err


def test_every_sentence_of_usage_is_said_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language, sentence in (("zh_CN", "还缺：--result"), ("en", "Still missing: --result")):
        argv = ["whistle", "finish", "1", "--language", language]
        assert run(argv, lambda *_: 0, lambda *_: "") == 2
        assert sentence in capsys.readouterr().err
