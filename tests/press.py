"""A print shop for tests: CUPS itself on loopback, its printers keep what arrives in a folder.

The scheduler is an ordinary process with folders of its own: no service of the system is touched, and a
printer of the person who runs the tests never gets a sheet. The pages go the whole road: the program, the
spooler, its filters, a printer.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

CUPSD = Path("/usr/sbin/cupsd")
SYSTEM = Path("/usr/lib/cups")
OFFICE, OFF, JAMMED = "Office", "Off", "Jammed"
PRINTERS = {OFFICE: "well", OFF: "off", JAMMED: "jammed"}

BACKEND = """#!/bin/sh
test $# = 0 && exit 0
case $DEVICE_URI in
*off) echo "STATE: +offline-report,connecting-to-device" >&2; sleep 30 & wait $!; exit 1;;
*jammed) echo "STATE: +media-jam-error" >&2; exit 4;;
esac
cat "${{6:--}}" > "{kept}/$1.pdf"
printf '%s\\n' "$1" "$2" "$3" "$4" "$5" > "{kept}/$1.part"
chmod a+r "{kept}/$1".*
mv "{kept}/$1.part" "{kept}/$1.told"
"""
FILES = """ServerRoot {root}
ServerBin {bin}
CacheDir {work}/cache
StateDir {work}/state
RequestRoot {work}/spool
TempDir {work}/spool/tmp
AccessLog {work}/access
ErrorLog {work}/error
PageLog {work}/page
SystemGroup {group}
"""
SCHEDULER = """Listen 127.0.0.1:{port}
LogLevel warn
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
PRINTER = """<{kind} {name}>
Info {name}
DeviceURI keep:/{how}
State Idle
Accepting Yes
ErrorPolicy stop-printer
</{ends}>
"""
PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEEP.PPD"
*Manufacturer: "Room"
*Product: "(Keep)"
*ModelName: "Keep"
*ShortNickName: "Keep"
*NickName: "Keep"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*Throughput: "20"
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Size: PickOne
*DefaultPageSize: Letter
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*PageSize Letter/Letter: "<</PageSize[612 792]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Size: PickOne
*DefaultPageRegion: Letter
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*PageRegion Letter/Letter: "<</PageSize[612 792]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: Letter
*ImageableArea A4/A4: "12 12 583.28 829.89"
*ImageableArea Letter/Letter: "12 12 600 780"
*DefaultPaperDimension: Letter
*PaperDimension A4/A4: "595.28 841.89"
*PaperDimension Letter/Letter: "612 792"
*OpenUI *Duplex/Duplex: PickOne
*DefaultDuplex: None
*Duplex None/Off: "<</Duplex false>>setpagedevice"
*Duplex DuplexNoTumble/Long: "<</Duplex true/Tumble false>>setpagedevice"
*Duplex DuplexTumble/Short: "<</Duplex true/Tumble true>>setpagedevice"
*CloseUI: *Duplex
"""


@dataclass(frozen=True)
class Arrived:
    """One job as the printer got it."""

    pdf: bytes
    title: str
    copies: int
    options: dict[str, str]


@dataclass(frozen=True)
class Press:
    """A running print shop."""

    address: str
    kept: Path

    def arrived(self) -> list[Arrived]:
        """Every job that came out, in order."""
        jobs = sorted(self.kept.glob("*.told"), key=lambda one: int(one.stem))
        return [self._job(one) for one in jobs]

    def empty(self) -> None:
        """Take the sheets away."""
        for one in self.kept.iterdir():
            one.unlink()

    def _job(self, told: Path) -> Arrived:
        _, _, title, copies, *rest = told.read_text(encoding="utf-8").splitlines()
        pairs = (word.partition("=") for word in " ".join(rest).split(" ") if "=" in word)
        options = {name: value for name, _, value in pairs}
        return Arrived(told.with_suffix(".pdf").read_bytes(), title, int(copies), options)


@contextmanager
def standing() -> Iterator[Press]:
    """The print shop as long as it is wanted; this process and what it starts prints there and nowhere else."""
    if sys.platform == "win32":
        pytest.skip("CUPS is not on Windows; there Qt draws the pages")
    if not CUPSD.exists() or not any((SYSTEM / "filter").glob("*pdf*")):
        told = "the tests print through CUPS: cups-daemon and cups-filters-core-drivers are wanted"
        (pytest.fail if shutil.which("apt-get") else pytest.skip)(told)
    # Not in pytest's own folder: it closes that to others, and no filter or printer runs as root.
    folder = Path(tempfile.mkdtemp(prefix="press-", dir="/tmp"))
    try:
        scheduler, port = _opened(folder)
        try:
            with _spoken_to(f"127.0.0.1:{port}"):
                yield Press(f"127.0.0.1:{port}", folder / "kept")
        finally:
            scheduler.terminate()
            try:
                scheduler.wait(10)
            except subprocess.TimeoutExpired:
                scheduler.kill()
                scheduler.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _opened(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    _lay_out(folder, port)
    with (folder / "said").open("wb") as said:
        told = ["-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]
        scheduler = subprocess.Popen([CUPSD, *told], stdout=said, stderr=said)
    until = time.monotonic() + 60
    while scheduler.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return scheduler, port
    scheduler.kill()
    scheduler.wait()
    pytest.fail(f"CUPS did not start: {(folder / 'said').read_text(encoding='utf-8')}")


def _lay_out(folder: Path, port: int) -> None:
    root, programs, work, kept = (folder / one for one in ("root", "bin", "work", "kept"))
    for one in (
        root / "ppd",
        programs / "backend",
        work / "cache",
        work / "spool" / "tmp",
        work / "state",
        kept,
    ):
        one.mkdir(parents=True)
    for one in SYSTEM.iterdir():
        if one.name != "backend":
            (programs / one.name).symlink_to(one)
    backend = programs / "backend" / "keep"
    backend.write_text(BACKEND.format(kept=kept), encoding="utf-8")
    for name in PRINTERS:
        (root / "ppd" / f"{name}.ppd").write_text(PPD, encoding="ascii")
    (root / "printers.conf").write_text("".join(_printers()), encoding="utf-8")
    (folder / "cupsd.conf").write_text(SCHEDULER.format(port=port), encoding="utf-8")
    import grp

    group = grp.getgrgid(os.getgid()).gr_name
    files = FILES.format(root=root, bin=programs, work=work, group=group)
    folder.chmod(0o711)
    for one in folder.rglob("*"):
        if not one.is_symlink():
            one.chmod(0o755 if one.is_dir() or one == backend else 0o644)
    if os.geteuid() == 0:  # its filters and printers run as somebody who may do little
        files += "User lp\nGroup lp\n"
        for one in (kept, work, *work.rglob("*")):
            shutil.chown(one, "lp", "lp")
    (folder / "cups-files.conf").write_text(files, encoding="utf-8")


def _printers() -> Iterator[str]:
    for name, how in PRINTERS.items():
        kind = "DefaultPrinter" if name == OFFICE else "Printer"
        yield PRINTER.format(kind=kind, name=name, how=how, ends=kind)


@contextmanager
def _spoken_to(address: str) -> Iterator[None]:
    """The library asks the environment once in each thread; this one may have asked already."""
    library = ctypes.CDLL("libcups.so.2")
    library.cupsSetServer.argtypes = (ctypes.c_char_p,)
    before = os.environ.get("CUPS_SERVER")
    os.environ["CUPS_SERVER"] = address
    library.cupsSetServer(address.encode())
    try:
        yield
    finally:
        os.environ.pop("CUPS_SERVER", None)
        if before is not None:
            os.environ["CUPS_SERVER"] = before
        library.cupsSetServer(None)
