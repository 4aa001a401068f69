"""Renew the pins: the newest versions that pyproject.toml allows, with hashes, for every platform.

Needs `uv` on the PATH. Nothing is written unless each package has a ready wheel for each Python
on each platform: no room has a compiler.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "installer" / "pins"
EXTRAS: dict[str, list[str]] = {"run": [], "dev": ["dev"], "build": ["build"]}
PYTHONS = ("3.10", "3.11", "3.12", "3.13")
# The oldest systems PySide6 6.9.3 has wheels for.
PLATFORMS = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_39", "x86_64-pc-windows-msvc")


def main() -> int:
    """All are renewed together, so that `dev` and `build` always hold `run`."""
    with tempfile.TemporaryDirectory() as kept:
        fresh = {name: Path(kept, f"{name}.txt") for name in EXTRAS}
        resolve("dev", fresh["dev"], [])
        for name in ("run", "build"):
            resolve(name, fresh[name], ["--constraint", str(fresh["dev"])])
        lacking = [f"{name}: {line}" for name, pins in fresh.items() for line in no_wheel(pins)]
        if lacking:
            print("Some pins have no wheel; nothing was written.", *lacking, sep="\n")
            return 1
        for name, pins in fresh.items():
            shutil.copyfile(pins, PINS / f"{name}.txt")
    return 0


def resolve(name: str, out: Path, more: list[str]) -> None:
    """One pin file: no header, no index, so that it names no host."""
    told = [word for extra in EXTRAS[name] for word in ("--extra", extra)]
    quiet = ["--quiet", "--no-header", "--no-annotate", "--upgrade"]
    reach = ["--universal", "--python-version", PYTHONS[0], "--generate-hashes"]
    command = ["uv", "pip", "compile", "pyproject.toml", *reach, *quiet, *told, *more]
    subprocess.run([*command, "--output-file", str(out)], cwd=ROOT, check=True)


def no_wheel(pins: Path) -> list[str]:
    """What could not be installed without a compiler, by Python and platform; nothing is fetched."""
    found = []
    for python in PYTHONS:
        for platform in PLATFORMS:
            told = ["--python-version", python, "--python-platform", platform]
            checked = ["--require-hashes", "--only-binary", ":all:", "-r", str(pins)]
            command = ["uv", "pip", "install", "--dry-run", "--target", str(pins.parent / "none")]
            asked = subprocess.run([*command, *told, *checked], capture_output=True, check=False)
            if asked.returncode != 0:
                found.append(f"{python} {platform}\n{asked.stderr.decode(errors='replace')}")
    return found


if __name__ == "__main__":
    sys.exit(main())
