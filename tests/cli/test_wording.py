"""Writing help by the command line: phrases are listed, a dictated text is printed tidy."""

from __future__ import annotations

from pathlib import Path

from tests.cli.lines import Line


def test_phrases_of_a_field_are_listed_and_found(line: Line) -> None:
    status, told = line.ask("wording", "phrases", "--place", "visit.note", "--find", "满意")
    assert status == 0
    assert [one["moment"] for one in told["phrases"]] == ["visit"]
    assert line.run("wording", "phrases", "--place", "nowhere")[0] == 1
    assert len(line.ask("wording", "phrases")[1]["phrases"]) >= 60


def test_a_dictated_text_is_printed_tidy_and_its_file_stays(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "口述.txt"
    file.write_bytes("问，赔多少？答，三千五百块钱句号".encode("gb18030"))
    status, told = line.ask("wording", "tidy", str(file))
    assert (status, told["text"]) == (0, "问：赔多少？\n答：三千五百块钱。")
    assert told["sums"] == [["三千五百块钱", "3500元"]]
    assert line.ask("wording", "tidy", str(file), "--figures")[1]["text"].endswith("答：3500元。")
    assert file.read_bytes() == "问，赔多少？答，三千五百块钱句号".encode("gb18030")
    file.write_bytes(bytes(range(256)))
    assert line.run("wording", "tidy", str(file))[0] == 1
