"""季督查清单: whoever is on it is there for a reason that the case itself tells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app import clock
from app.desk import case_lines, quarter_list, report_book
from app.desk.edit import add
from app.desk.report_book import Wanted
from app.records import Agreement, Case, PerformanceItem, Visit
from tests.machines import desk_in

QUARTER = (date(2026, 4, 1), date(2026, 6, 30))


def test_a_case_is_on_the_list_for_each_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 7, 2))
    desk = desk_in(tmp_path)

    def case(number, on, **told):
        return desk.do(add, Case, {"file_no": number, "accepted_on": on, **told})

    def agreed(number, on, due=None, **visit):
        one = case(number, on)
        paper = desk.do(add, Agreement, {"case_id": one, "form": "oral", "made_on": on})
        item = {"case_id": one, "agreement_id": paper, "amount": Decimal(9), "due_on": due}
        if due:
            desk.do(add, PerformanceItem, item)
        if visit:
            desk.do(add, Visit, {"case_id": one, "done_on": date(2026, 6, 20), **visit})

    case("久", date(2026, 1, 5))
    case("新", date(2026, 6, 20))
    case("结", date(2026, 1, 5), closed_on=date(2026, 2, 1))
    agreed("欠", date(2026, 6, 20), due=date(2026, 6, 25), satisfaction="satisfied")
    agreed("缓", date(2026, 6, 20), due=date(2026, 9, 25))
    agreed("未访", date(2026, 4, 20))
    agreed("不满", date(2026, 4, 20), satisfaction="unsatisfied", relapse=True)
    made = report_book.make(desk, Wanted("quarterly", QUARTER))
    told = {row[1]: row[7] for row in made.listing.rows}
    assert told == {
        "久": "受理已176天仍在调解", "欠": "协议2026-06-25到期未履行", "未访": "协议达成71天未回访",
        "不满": "回访不满意；已反弹",
    }  # fmt: skip
    case_lines.bring_up(desk)
    waits = desk.look(quarter_list.waiting, desk.shelf.log, QUARTER, "", QUARTER[1])
    assert waits == {"open": 1, "overdue": 1, "unvisited": 1}
    desk.close()
