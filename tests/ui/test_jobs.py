"""Long work on one worker: answers, sorrows and cancels come back on the window's thread."""

from __future__ import annotations

import threading

import pytest

from app.trouble import Trouble
from app.ui.jobs import Cancelled, InlineJobs, Jobs


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def test_an_answer_comes_back_on_the_window_s_thread(jobs, qtbot):
    told = []
    jobs.run(
        lambda _report: threading.current_thread().name,
        lambda name: told.append((name, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("jobs", threading.main_thread().name)]
    assert not jobs.is_busy


def test_jobs_run_one_after_another(jobs, qtbot):
    order = []
    for number in range(5):
        jobs.run(lambda _report, number=number: order.append(number))
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert order == [0, 1, 2, 3, 4]


def test_progress_is_told_as_it_goes(jobs, qtbot):
    told = []
    jobs.progressed.connect(lambda done, total: told.append((done, total)))

    def work(report):
        for n in range(3):
            report(n + 1, 3)

    jobs.run(work, title="x")
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_cancel_stops_at_the_next_report(jobs, qtbot):
    going, sorrows = threading.Event(), []

    def work(report):
        while True:
            report(1, 0)
            going.set()

    jobs.run(work, lambda _answer: sorrows.append("done"), failed=sorrows.append)
    assert going.wait(10)
    jobs.cancel()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert [type(why) for why in sorrows] == [Cancelled]


def test_a_cancel_does_not_reach_the_next_job(jobs, qtbot):
    told = []
    jobs.cancel()
    jobs.run(lambda report: report(1, 1) or "well", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["well"]


def test_a_sorrow_nobody_asked_for_is_still_told(jobs, qtbot):
    def work(_report):
        raise Trouble("shelf.disk_full")

    with qtbot.waitSignal(jobs.sorrow) as told:
        jobs.run(work)
    assert told.args[0].key == "shelf.disk_full"


def test_inline_jobs_are_over_at_once(qapp):
    told = []
    InlineJobs().run(lambda report: (report(1, 2), 7)[1], told.append)
    assert told == [7]


def test_closing_waits_for_the_worker(qapp):
    jobs, before = Jobs(), {*threading.enumerate()}
    over = threading.Event()
    jobs.run(lambda _report: over.set())
    worker = next(one for one in threading.enumerate() if one.name == "jobs" and one not in before)
    jobs.close()
    assert over.is_set()
    assert not worker.is_alive()
