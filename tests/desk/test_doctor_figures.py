"""体检 finds what reports count wrongly and lets it be counted anew."""

from __future__ import annotations

from sqlalchemy import text

from app.desk import case_lines, doctor_figures
from tests.machines import desk_in, register


def test_a_wrong_figure_is_found_and_mended_by_the_next_report(tmp_path):
    desk = desk_in(tmp_path)
    desk.do(register)
    case_lines.bring_up(desk)
    assert doctor_figures.look(desk)[1]
    with desk.shelf.local_writing() as link:
        link.execute(text("DELETE FROM case_line"))
    key, well, _, next_ = doctor_figures.look(desk)
    assert (key, well) == ("figures", False)
    assert next_
    case_lines.bring_up(desk)
    assert doctor_figures.look(desk)[1]
    desk.close()
