"""打印: a paper handed to a printer and followed until it lies there, or until it is sure that it does not.

What fails is said and taken back: nothing waits unseen for the day the printer is switched on.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from app.desk import cups
from app.trouble import Trouble

PATIENCE = 40.0  # seconds a printer may be silent before it counts as off
LONGEST = 900.0  # seconds we watch one that prints
STEP = 0.1

WANTS = ("no_paper", "hands", "silent")  # words: printing.<key>

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Wish:
    """What is asked of the printer. Which pages is settled before: it gets only those."""

    printer: str
    copies: int = 1
    two_sided: bool = False


def names() -> list[str]:
    """Every printer of this computer, the usual one first."""
    return [one.name for one in cups.machines()] if cups.is_here() else []


def spool(pdf: bytes, wish: Wish, title: str, report: Report, patience: float = PATIENCE) -> None:
    """Print; where it does not come out, the reason rises and the job is taken back."""
    machine = cups.machine(wish.printer)
    if machine is None:
        raise Trouble("printing.gone", printer=wish.printer)
    if not machine.takes_jobs:
        raise Trouble("printing.takes_none", printer=wish.printer)
    try:
        job = cups.hand_over(pdf, wish.printer, title, options(wish))
        _follow(wish.printer, job, report, patience)
    except cups.Refused as why:
        raise Trouble("printing.refused", printer=wish.printer, reason=str(why)) from why


def options(wish: Wish) -> dict[str, str]:
    """The wish in the words of the spooler (RFC 8011, PWG 5101.1)."""
    return {
        "copies": str(wish.copies),
        "sides": "two-sided-long-edge" if wish.two_sided else "one-sided",
        "media": "iso_a4_210x297mm",
        "print-scaling": "none",  # a code made smaller is not read again
        "multiple-document-handling": "separate-documents-collated-copies",
    }


def _follow(printer: str, job: int, report: Report, patience: float) -> None:
    begun = heard = time.monotonic()
    while (state := cups.state(printer, job)) not in (cups.DONE, None):
        now = time.monotonic()
        try:
            heard = now if _answers(printer, state) else heard
            if now - heard > patience or (now - begun > LONGEST and state != cups.PRINTING):
                raise Trouble(f"printing.{_wanting(printer)}", printer=printer)
            if now - begun > LONGEST:
                return  # a thick volume takes its time
            report(int(now - begun), 0)
        except Exception:  # nothing waits unseen; a person who stops it means all of it
            cups.cancel(printer, job)
            raise
        time.sleep(STEP)


def _answers(printer: str, state: int) -> bool:
    """Whether the printer works on it, or soon will."""
    machine = cups.machine(printer)
    if state in (cups.ABORTED, cups.CANCELLED):
        raise Trouble("printing.broke_off", printer=printer)
    if machine is None or machine.is_stopped or state == cups.STOPPED:
        raise Trouble(f"printing.{_wanting(printer)}", printer=printer)
    return not machine.wants and state != cups.HELD


def _wanting(printer: str) -> str:
    machine = cups.machine(printer)
    return (machine.wants if machine else "") or "silent"
