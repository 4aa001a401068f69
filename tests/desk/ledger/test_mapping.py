"""A person's word about the columns stands above any guess, and can be kept in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk.ledger.mapping import Mapping, correct, load_mapping, mapping_of, save_mapping
from app.trouble import Trouble
from tests.desk.ledger.sheets import HEADING, plan, row, sheet


def take_as(mapping: Mapping) -> dict[str, str]:
    layout = plan(sheet([*HEADING, "经过"], [*row(1), "多次上门"]), mapping=mapping).layouts[0]
    return {column.heading: column.take_as for column in layout.columns}


@pytest.mark.parametrize("word", ["经过", "H", "H 经过", " 经 过"])
@pytest.mark.parametrize("target", ["case.remark", "remark"])
def test_a_column_is_named_by_heading_or_letter(word: str, target: str) -> None:
    assert take_as(Mapping(columns={word: target}))["经过"] == "case.remark"
    assert take_as(Mapping(sheets={"台账": {word: target}}))["经过"] == "case.remark"


def test_a_meaning_moves_with_a_persons_word() -> None:
    found = take_as(Mapping(columns={"经过": "case.summary"}))
    assert (found["经过"], found["纠纷简要情况"]) == ("case.summary", "")


def test_a_column_can_be_kept_as_text_only() -> None:
    assert take_as(Mapping(columns={"纠纷类型": ""}))["纠纷类型"] == ""


def test_a_mapping_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    layout = plan(sheet(HEADING, row(1))).layouts[0]
    correct(layout, "F", "case.remark")
    mapping = mapping_of([layout])
    save_mapping(mapping, tmp_path / "m.yaml")
    assert load_mapping(tmp_path / "m.yaml") == mapping
    assert "B 受理日期: case.accepted_on" in (tmp_path / "m.yaml").read_text(encoding="utf-8")
    assert take_as(mapping)["纠纷简要情况"] == "case.remark"


def test_an_empty_line_in_a_file_means_text_only(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("columns:\n  纠纷类型:\nyear: 2019\n", encoding="utf-8")
    mapping = load_mapping(tmp_path / "m.yaml")
    assert (mapping.columns, mapping.year) == ({"纠纷类型": ""}, 2019)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("columns: [1, 2]", "ledger.mapping_unreadable"),
        ("colums: {}", "ledger.mapping_unreadable"),
        ("a: [", "ledger.mapping_unreadable"),
        ("a: &a [*a]", "ledger.mapping_unreadable"),
        ("year: 二〇二〇", "ledger.mapping_unreadable"),
    ],
)
def test_a_file_that_is_no_mapping_has_its_sentence(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        load_mapping(tmp_path / "m.yaml")
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("mapping", "key"),
    [
        (Mapping(columns={"B": "case.nothing"}), "ledger.mapping_target"),
        (Mapping(columns={"B": "phone"}), "ledger.mapping_target"),
        (Mapping(sheets={"三月": {"B": ""}}), "ledger.mapping_sheet"),
    ],
)
def test_a_mapping_that_names_nothing_has_its_sentence(mapping: Mapping, key: str) -> None:
    with pytest.raises(Trouble) as caught:
        take_as(mapping)
    assert caught.value.key == key
