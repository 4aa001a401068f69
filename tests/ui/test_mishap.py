"""Our own faults are written down without a name or a number, and said."""

from __future__ import annotations

import sys
import threading

import pytest

from app.trouble import Trouble
from app.ui import mishap

SECRET = "370181196803154527 陈某"


@pytest.fixture
def caught(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    troubles, reports = [], []
    mishap.catch_all(tmp_path / "mishaps", troubles.append, reports.append)
    return troubles, reports


def rise(why):
    try:
        raise why
    except type(why):
        sys.excepthook(*sys.exc_info())


def test_a_trouble_is_said_and_not_reported(caught):
    troubles, reports = caught
    rise(Trouble("shelf.disk_full"))
    assert [why.key for why in troubles] == ["shelf.disk_full"]
    assert reports == []


def test_a_mishap_is_written_down_without_what_it_held(caught, capsys):
    _, reports = caught
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            raise ValueError(f"{SECRET} again") from first
    except ValueError:
        sys.excepthook(*sys.exc_info())
    text = reports[0].read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_mishap.py" in text
    for told in (text, capsys.readouterr().err):
        assert "3701" not in told
        assert "陈" not in told
        assert "/home" not in told


def test_a_fault_on_another_thread_is_caught_too(caught, capsys):
    _, reports = caught

    def work():
        raise RuntimeError(SECRET)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert len(reports) == 1
    capsys.readouterr()
