"""The start: the window first, and Chinese can be typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.ui.start import answer_input_method

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


def start(folder):
    return subprocess.run(
        [sys.executable, "-c", LOOK, str(folder)], cwd=ROOT, capture_output=True, text=True,
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


@pytest.mark.parametrize(
    ("told", "answer"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("", "")]
)
def test_fcitx_is_answered_at_the_door_of_ibus(monkeypatch, told, answer):
    monkeypatch.setenv("QT_IM_MODULE", told)
    answer_input_method()
    assert os.environ["QT_IM_MODULE"] == answer
