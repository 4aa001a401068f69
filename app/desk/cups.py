"""The system's spooler, CUPS: its printers, a job handed to it, and how the job fares.

It is spoken to through its own library, which knows where the spooler is and who may print; no sheet of paper
lies in clear in a folder of ours on its way.
"""

from __future__ import annotations

import ctypes as c
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

LIBRARY = "libcups.so.2"
CONTINUE, ALL_JOBS, LAST_OK = (
    100,
    -1,
    0x00FF,
)  # HTTP 100, CUPS_WHICHJOBS_ALL, successful IPP answers
WAITING, HELD, PRINTING, STOPPED, CANCELLED, ABORTED, DONE = range(3, 10)  # RFC 8011, 5.3.7
PRINTER_STOPPED = "5"  # RFC 8011, 5.4.11
SILENT = ("offline", "connecting-to-device", "timed-out", "shutdown")  # in printer-state-reasons
NO_PAPER = ("media-empty", "media-needed")
HANDS = ("media-jam", "cover-open", "door-open", "marker-supply-empty", "toner-empty")


class Refused(Exception):
    """The spooler did not do it; what it said."""


class _Option(c.Structure):
    _fields_ = (("name", c.c_char_p), ("value", c.c_char_p))


class _Dest(c.Structure):
    _fields_ = (
        ("name", c.c_char_p), ("instance", c.c_char_p), ("is_default", c.c_int),
        ("num_options", c.c_int), ("options", c.POINTER(_Option)),
    )  # fmt: skip


class _Job(c.Structure):
    _fields_ = (
        ("id", c.c_int), ("dest", c.c_char_p), ("title", c.c_char_p), ("user", c.c_char_p),
        ("format", c.c_char_p), ("state", c.c_int), ("size", c.c_int), ("priority", c.c_int),
        ("completed_time", c.c_long), ("creation_time", c.c_long), ("processing_time", c.c_long),
    )  # fmt: skip


@dataclass(frozen=True)
class Machine:
    """A printer as the spooler knows it."""

    name: str
    usual: bool
    told: Mapping[str, str]

    @property
    def takes_jobs(self) -> bool:
        return self.told.get("printer-is-accepting-jobs", "true") == "true"

    @property
    def is_stopped(self) -> bool:
        """The system prints nothing on it until a person lets it."""
        return self.told.get("printer-state") == PRINTER_STOPPED

    @property
    def wants(self) -> str:
        """What keeps it from printing, until somebody goes there; empty: nothing."""
        reasons = self.told.get("printer-state-reasons", "")
        for what, words in (("no_paper", NO_PAPER), ("hands", HANDS), ("silent", SILENT)):
            if any(one in reasons for one in words):
                return what
        return "silent" if self.is_stopped else ""


def is_here() -> bool:
    """Whether this computer has the library at all."""
    try:
        _library()
    except OSError:
        return False
    return True


def machines() -> list[Machine]:
    """Every printer the spooler knows, the usual one first; none where no spooler runs."""
    library, found = _library(), c.POINTER(_Dest)()
    count = library.cupsGetDests2(None, c.byref(found))
    try:
        made = [_machine(found[n]) for n in range(count) if not found[n].instance]
    finally:
        library.cupsFreeDests(count, found)
    return sorted(made, key=lambda one: not one.usual)


def machine(name: str) -> Machine | None:
    """The printer of that name, as it is now."""
    library = _library()
    found = library.cupsGetNamedDest(None, name.encode(), None)
    if not found:
        return None
    try:
        return _machine(found[0])
    finally:
        library.cupsFreeDests(1, found)


def hand_over(pdf: bytes, printer: str, title: str, options: Mapping[str, str]) -> int:
    """The paper goes to the spooler; answers the number of the job."""
    library, name = _library(), printer.encode()
    told, count = c.POINTER(_Option)(), 0
    for key, value in options.items():
        count = library.cupsAddOption(key.encode(), value.encode(), count, c.byref(told))
    try:
        job: int = library.cupsCreateJob(None, name, title.encode(), count, told)
    finally:
        library.cupsFreeOptions(count, told)
    if not job:
        raise Refused(_reason())
    status = library.cupsStartDocument(None, name, job, b"paper.pdf", b"application/pdf", 1)
    if status == CONTINUE:
        status = library.cupsWriteRequestData(None, pdf, len(pdf))
    if status != CONTINUE or library.cupsFinishDocument(None, name) > LAST_OK:
        reason = _reason()
        library.cupsCancelJob2(None, name, job, 0)
        raise Refused(reason)
    return job


def state(printer: str, job: int) -> int | None:
    """How the job fares (RFC 8011); None where the spooler has forgotten it, as it may once it is done."""
    library, found = _library(), c.POINTER(_Job)()
    count = library.cupsGetJobs2(None, c.byref(found), printer.encode(), 0, ALL_JOBS)
    if count < 0:
        raise Refused(_reason())
    try:
        return next((found[n].state for n in range(count) if found[n].id == job), None)
    finally:
        library.cupsFreeJobs(count, found)


def cancel(printer: str, job: int) -> None:
    """Nothing more of this job comes out."""
    if _library().cupsCancelJob2(None, printer.encode(), job, 0) > LAST_OK:
        raise Refused(_reason())


def _machine(told: Any) -> Machine:
    options = {
        told.options[n].name.decode("utf-8", "replace"): (told.options[n].value or b"").decode(
            "utf-8", "replace"
        )
        for n in range(told.num_options)
    }
    return Machine(told.name.decode("utf-8", "replace"), bool(told.is_default), options)


def _reason() -> str:
    said: bytes | None = _library().cupsLastErrorString()
    return (said or b"").decode("utf-8", "replace")


@cache
def _library() -> c.CDLL:
    library = c.CDLL(LIBRARY)
    dests, jobs, options = c.POINTER(_Dest), c.POINTER(_Job), c.POINTER(_Option)
    text, number, nothing = c.c_char_p, c.c_int, c.c_void_p  # the usual connection: none given
    for name, answer, *asked in (
        ("cupsGetDests2", number, nothing, c.POINTER(dests)),
        ("cupsGetNamedDest", dests, nothing, text, text),
        ("cupsFreeDests", None, number, dests),
        ("cupsAddOption", number, text, text, number, c.POINTER(options)),
        ("cupsFreeOptions", None, number, options),
        ("cupsCreateJob", number, nothing, text, text, number, options),
        ("cupsStartDocument", number, nothing, text, number, text, text, number),
        ("cupsWriteRequestData", number, nothing, text, c.c_size_t),
        ("cupsFinishDocument", number, nothing, text),
        ("cupsGetJobs2", number, nothing, c.POINTER(jobs), text, number, number),
        ("cupsFreeJobs", None, number, jobs),
        ("cupsCancelJob2", number, nothing, text, number, number),
        ("cupsLastErrorString", text),
    ):
        function = getattr(library, str(name))
        function.restype, function.argtypes = answer, asked
    return library
