"""The wheel is the whole program: installed elsewhere it finds its words, codes and fonts."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASKED = """
import sys
from app import codes, paths, words
assert paths.resources().is_relative_to(sys.prefix), paths.resources()
print(len(words.catalogue("zh_CN")), len(words.catalogue("en")), len(codes.code_lists()))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    ran(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out, at=ROOT)
    (made,) = out.glob("*.whl")
    return made


@pytest.mark.slow
def test_the_wheel_carries_every_resource(wheel: Path) -> None:
    inside = {name for name in ZipFile(wheel).namelist() if not name.endswith("/")}
    shipped = {p for p in (ROOT / "resources").rglob("*") if p.is_file()}
    ours = {p.relative_to(ROOT).as_posix() for p in shipped if "__pycache__" not in p.parts}
    assert {f"app/{name}" for name in ours} - inside == set()
    assert any(name.endswith("licenses/LICENSE") for name in inside)


@pytest.mark.slow
def test_the_installed_wheel_finds_its_words(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    venv.create(place, symlinks=os.name != "nt")
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = place / scripts / ("python.exe" if os.name == "nt" else "python")
    site = Path(ran(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    # the packages of this environment serve; only the program itself is installed anew
    (site / "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = ("-m", "pip", "--python", python, "--disable-pip-version-check", "install")
    alone = ("--no-deps", "--no-index", "--no-compile")
    ran(sys.executable, *pip, *alone, wheel, at=tmp_path)
    told = ran(python, "-I", "-c", ASKED, at=tmp_path).split()
    assert [int(count) > 0 for count in told] == [True] * 3
    assert "mediation-room" in ran(place / scripts / "mediation-room", "--help", at=tmp_path)


def ran(*command: str | Path, at: Path | None = None) -> str:
    """What a command says; its complaint when it fails."""
    told = subprocess.run(
        [str(word) for word in command],
        cwd=at,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout
