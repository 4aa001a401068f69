"""A case that is filed away without a visit says why."""

from __future__ import annotations

import pytest

from app.desk import exemptions
from app.desk.desk import Desk
from app.desk.questions import case_file
from app.trouble import Trouble
from tests.desk.test_reopening import AGAIN, desk, only_case

__all__ = ["desk"]


def test_an_exemption_says_why(desk: Desk) -> None:
    case = only_case(desk)
    with pytest.raises(Trouble) as trouble:
        desk.do(exemptions.exempt, case, AGAIN, "")
    assert trouble.value.key == "exemption.no_reason"
    desk.do(exemptions.exempt, case, AGAIN, "当事人已迁居外省", desk.user)
    assert desk.look(exemptions.standing, case).reason == "当事人已迁居外省"
    assert desk.look(case_file, case).exemptions
