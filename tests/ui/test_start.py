"""The start: the window first, and Chinese can be typed."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.ui.jobs import InlineJobs
from app.ui.start import answer_input_method, rest_when_loaded

ROOT = Path(__file__).resolve().parents[2]

LOOK = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app import main
from app.ui import window

shown = window.fit_screen

def fit(made):
    shown(made)
    heavy = {"sqlalchemy", "alembic", "sqlcipher3", "nacl", "reportlab", "pypinyin", "openpyxl", "pypdfium2"}
    print(sorted(heavy & set(sys.modules)), made.isVisible())
    QTimer.singleShot(0, made.close)

window.fit_screen = fit
sys.exit(main.main(["--data", sys.argv[1]]))
"""


def start(folder, look=LOOK):
    return subprocess.run(
        [sys.executable, "-c", look, str(folder)], cwd=ROOT, capture_output=True, text=True,
        encoding="utf-8", env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False,
    )  # fmt: skip


def test_nothing_heavy_is_loaded_before_the_window_stands(desk):
    done = start(desk.data.root)
    assert done.stdout == "[] True\n", done.stderr
    assert done.returncode == 0


def test_a_first_start_stands_as_quickly(tmp_path):
    done = start(tmp_path / "fresh")
    assert done.stdout == "[] True\n", done.stderr
    assert not (tmp_path / "fresh" / "room.db").exists()


def test_the_namespace_of_all_enumerations_waits_for_the_first_picture(desk):
    """Building it takes a tenth of the start."""
    look = LOOK.replace(
        "sorted(heavy & set(sys.modules))", "'Qt' in vars(sys.modules['PySide6.QtCore'])"
    )
    assert "vars(sys" in look
    done = start(desk.data.root, look)
    assert done.stdout == "False True\n", done.stderr


def test_what_was_loaded_ahead_is_never_searched_again(qapp, monkeypatch):
    frozen = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(gc.isenabled()))
    gc.disable()
    jobs = InlineJobs()
    rest_when_loaded(jobs)
    jobs.run(lambda _report: None)
    jobs.run(lambda _report: None)
    assert frozen == [False]
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("told", "answer"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("", "")]
)
def test_fcitx_is_answered_at_the_door_of_ibus(monkeypatch, told, answer):
    monkeypatch.setenv("QT_IM_MODULE", told)
    answer_input_method()
    assert os.environ["QT_IM_MODULE"] == answer
