"""The programs that set the same text: how each is started, what it is given, whether it is here at all."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from app import paths
from tests.bench.typeset import html_source, office_source, things, typst_source
from tests.bench.typeset.stories import papers, story

ROOT = Path(__file__).parents[3]
PEERS = os.environ.get("BENCH_PEERS", sys.executable)
FACES = ("FandolFang", "HanaMinB", "NotoSansSC-Regular", "NotoSerifSC-Bold", "NotoSerifSC-Regular")
KINDS = {"ours": "pickle", "typst": "typ", "weasyprint": "html", "office": "fodt"}
ARCHIVAL = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
INSTALL = {
    "typst": "pip install typst, into the Python that BENCH_PEERS names or this one",
    "weasyprint": "pip install weasyprint, into the Python that BENCH_PEERS names or this one",
    "office": "apt-get install --no-install-recommends libreoffice-writer",
}


@dataclass(frozen=True)
class Cost:
    """One process from its start to its end."""

    seconds: float
    peak: float  # MiB


class Place:
    """A folder with the faces and the sources; peers see our faces alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        faces = folder / "faces"
        faces.mkdir()
        for face in FACES:
            (faces / f"{face}.ttf").symlink_to(paths.resources() / "fonts" / f"{face}.ttf")
        config = folder / "fonts.conf"
        config.write_text(html_source.fontconfig(faces, folder / "cache"), encoding="utf-8")
        self.env = os.environ | {
            "SETTING_FACES": str(faces), "FONTCONFIG_FILE": str(config), "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "ignore", "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }  # fmt: skip
        self.env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once

    def sources(self, kind: str, seed: int) -> None:
        """The same story for each program."""
        sheets = papers(kind, seed)
        told = [things.things(sheet) for sheet in sheets]
        header = next(sheet.office for sheet in sheets if sheet.office)
        for program, module in (
            ("typst", typst_source),
            ("weasyprint", html_source),
            ("office", office_source),
        ):
            self.source(program, kind, seed).write_text(
                module.source(told, header), encoding="utf-8"
            )
        self.source("ours", kind, seed).write_bytes(pickle.dumps(story(kind, seed)))

    def source(self, program: str, kind: str, seed: int) -> Path:
        return self.folder / f"{kind}-{seed}.{KINDS[program]}"

    def pdf(self, program: str, kind: str, seed: int) -> Path:
        folder = self.folder / program
        folder.mkdir(exist_ok=True)
        return folder / f"{kind}-{seed}.pdf"


def is_here(program: str, place: Place) -> bool:
    """Whether a peer can be asked."""
    if program == "office":
        return shutil.which("soffice") is not None
    told = subprocess.run(
        [PEERS, "-c", f"import {program}"], env=place.env, capture_output=True, check=False
    )
    return told.returncode == 0


class Kept:
    """A process that stays: what it costs is one document."""

    def __init__(self, program: str, place: Place) -> None:
        self.program, self.place = program, place
        self.process = subprocess.Popen(
            _command(program), env=place.env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._line() == "ready"

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def seconds(self, kind: str, seed: int) -> float:
        """For a document it has not seen."""
        assert self.process.stdin
        self.process.stdin.write(_told(self.program, self.place, kind, seed))
        self.process.stdin.flush()
        return float(self._line())

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def _command(program: str) -> list[str]:
    python = sys.executable if program == "ours" else PEERS
    return [python, str(Path(__file__).parent / "worker.py"), program]


def _told(program: str, place: Place, kind: str, seed: int) -> str:
    told = {
        "source": str(place.source(program, kind, seed)), "out": str(place.pdf(program, kind, seed)),
        "archival": kind != "agreement",
    }  # fmt: skip
    return json.dumps(told) + "\n"


def whole(program: str, place: Place, kind: str, seeds: list[int]) -> Cost:
    """A process that is started for these documents and ends."""
    if program == "office":
        out = place.pdf(program, kind, seeds[0]).parent
        command = [
            "soffice", f"-env:UserInstallation=file://{place.folder / 'office-user'}", "--headless",
            "--convert-to", "pdf" if kind == "agreement" else ARCHIVAL, "--outdir", str(out),
            *(str(place.source(program, kind, seed)) for seed in seeds),
        ]  # fmt: skip
        return _run(command, b"", place)
    told = "".join(_told(program, place, kind, seed) for seed in seeds)
    return _run(_command(program), told.encode(), place)


def _run(command: list[str], told: bytes, place: Place) -> Cost:
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=place.env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )  # fmt: skip
    assert process.stdin
    process.stdin.write(told)
    process.stdin.close()
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(0.01)
    return Cost(time.perf_counter() - start, peak)


def _resident(pid: int) -> float:
    """MiB of a process and what it started, the most each had so far; nothing where the system does not tell."""
    own = Path(f"/proc/{pid}")
    try:
        status = (own / "status").read_text(encoding="ascii", errors="replace")
        told = [task.read_text(encoding="ascii") for task in own.glob("task/*/children")]
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) / 1024 + sum(_resident(int(one)) for one in " ".join(told).split())
