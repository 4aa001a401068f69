"""From nothing to the window, beside the least that PySide6 can do; real processes, turn by turn.

Start to usable: a bare application with an empty main window has painted; our sign-in page has painted and
the caret stands where the password goes. Then, after the password was given in a room of 10,000 cases, the
way to 今日 filled and painted, with the derivation of the key (Argon2id, which is meant to be slow) apart.
Targets: at most 1.5 times the bare window; at most 200 MB.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.filled import room_with
from tests.rooms import PASSWORD

ROUNDS = 15
CASES = 10_000
TYPING = 1.5  # seconds until a quick hand has typed its password
TARGET = 1.5
MOST_MB = 200

Moments = dict[str, float]


def run(cases: int = CASES) -> list[dict[str, Any]]:
    """Start both, many times."""
    folder = room_with(cases)
    program = ["ours", PASSWORD]
    bare: list[Moments] = []
    slow: list[Moments] = []
    quick: list[Moments] = []
    for _ in range(ROUNDS + 1):
        bare.append(_start(folder, "bare"))
        slow.append(_start(folder, *program, str(TYPING)))
        quick.append(_start(folder, *program, "0"))
    return _told(bare[1:], slow[1:], quick[1:], cases)


def _start(room: Path, *how: str) -> Moments:
    """One process; its moments in seconds from its own start."""
    command = [sys.executable, "-m", "tests.bench.starting", *how]
    home = Path(__file__).resolve().parents[2]
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(room.parent)
    }  # fmt: skip
    start = time.monotonic()
    done = subprocess.run(
        command, cwd=home, env=environment, stdout=subprocess.PIPE, check=True, text=True
    )
    told: Moments = json.loads(done.stdout)
    return {k: v - start if k in {"usable", "given", "today"} else v for k, v in told.items()}


def _told(
    bare: list[Moments], slow: list[Moments], quick: list[Moments], cases: int
) -> list[dict[str, Any]]:
    limit = _median(m["usable"] for m in bare)
    usable = _median(m["usable"] for m in slow + quick)
    key = _median(m["key_s"] for m in slow)
    way = _median(m["today"] - m["given"] - m["key_s"] for m in slow)
    at_once = _median(m["today"] - m["given"] - m["key_s"] for m in quick)
    whole = _median(m["usable"] + m["today"] - m["given"] - m["key_s"] for m in slow)
    memory = _median(m["rss_mb"] for m in slow)
    bare_ms = {"limit": "bare PySide6 window", "limit_ms": limit * 1000}
    return [
        {
            "what": "start to the sign-in page, caret ready", **bare_ms,
            "ratio": usable / limit, "target": TARGET, "ours_ms": usable * 1000,
        },
        {
            "what": f"start to 今日 of {cases} cases, without the key and the typing", **bare_ms,
            "ratio": whole / limit, "target": TARGET, "ours_ms": whole * 1000, "after_password_ms": way * 1000,
            "after_password_typed_at_once_ms": at_once * 1000, "key_derivation_ms": key * 1000,
        },
        {
            "what": f"memory on 今日 of {cases} cases", "limit": f"{MOST_MB} MB",
            "ratio": memory / MOST_MB, "target": 1.0, "rss_mb": memory,
            "pss_mb": _median(m["pss_mb"] for m in slow), "peak_mb": _median(m["peak_mb"] for m in slow),
            "bare_rss_mb": _median(m["rss_mb"] for m in bare),
        },
    ]  # fmt: skip


def _median(told: Any) -> float:
    return statistics.median(told)
