"""The sample the README points to is a case the program takes."""

from __future__ import annotations

from pathlib import Path

from app import paths
from app.desk import concluded, intake, questions, told, yaml_file
from app.desk.today import lengths_for
from app.rules.completeness import findings
from tests.rooms import make_room

SAMPLE = paths.resources() / "samples" / "case.yaml"


def test_the_sample_is_taken_and_agrees_with_the_rules(tmp_path: Path) -> None:
    sample = yaml_file.read_yaml(SAMPLE)
    desk = make_room(tmp_path / "room", told.room_told(sample))
    case = told.case_told(sample)
    file = desk.look(questions.case_file, intake.take_case(desk, case))
    lengths = lengths_for(desk.settings)
    found = concluded.conclude(file, desk.calendar(), lengths, desk.today())
    assert concluded.differences(case, found) == []
    names = {one.name for one in findings(file, desk.today(), desk.calendar(), lengths)}
    assert not names & {"identity", "sex_differs", "date_order", "rights_not_told"}
    assert file.agreement is not None
    assert file.agreement.frozen
    desk.close()
