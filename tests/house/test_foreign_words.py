"""No file speaks of one person's machine, of a package registry, or of work left undone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The classes of one letter keep this file from finding itself.
FOREIGN = {
    "a machine's own path": r"(?<![\w.<$}])/(?:wor[k]|tm[p]|roo[t]|hom[e]/\w+)/",
    "a registry's host": r"py[p]i\.org|python[h]osted|debia[n]\.org|npm[j]s|mirror[s]\.\w+\.\w+",
    "undone work": r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b",
    "a writing machine": r"(?i)\b(?:claud[e]|anthropi[c]|opena[i]|chatgp[t]|copilo[t]|LL[M])\b",
}
# Other people's words: licences stand as they were given.
OTHERS = ("resources/fonts/licences/", "LICENSE")


def our_texts() -> list[Path]:
    """Every tracked text of ours."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout: which files are the project's cannot be told")
    names = [name for name in listed.stdout.split("\0") if name and not name.startswith(OTHERS)]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FOREIGN[what])
    found = []
    for path in our_texts():
        told = path.read_bytes()
        if b"\0" in told:
            continue
        for number, line in enumerate(told.decode("utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a machine's own path", "open('/" + "work/main/x')"),
        ("a registry's host", "see files.python" + "hosted.org"),
        ("undone work", "# TO" + "DO: later"),
        ("a writing machine", "written by Clau" + "de"),
    ],
)
def test_it_would_be_found(what: str, line: str) -> None:
    assert re.search(FOREIGN[what], line)
