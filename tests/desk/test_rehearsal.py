"""The first page is tried in memory before anybody is in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.desk import rehearsal, today


def test_the_first_page_is_asked_of_a_case_with_something_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    seen: list[today.Today] = []
    ask = today.today
    monkeypatch.setattr(today, "today", lambda *told: seen.append(ask(*told)))
    rehearsal.rehearse(date(2026, 3, 2))
    (page,) = seen
    assert (len(page.visits), len(page.promises)) == (1, 1)
    assert list(tmp_path.iterdir()) == []
