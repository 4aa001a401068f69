"""Every figure of the bench: `python -m tests.bench [NAME …]`. Each stands beside its limit in the same run."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any


def main(names: list[str]) -> int:
    """Run the named benches, or all; prints one line a figure and returns how many missed their target."""
    found = sorted(p.stem.removeprefix("bench_") for p in Path(__file__).parent.glob("bench_*.py"))
    unknown = sorted({*names} - {*found})
    if unknown:
        sys.exit(f"No bench is called {', '.join(unknown)}. There are: {', '.join(found)}.")
    missed = 0
    for name in found:
        if names and name not in names:
            continue
        answer: Any = importlib.import_module(f"tests.bench.bench_{name}").run()
        for line in [answer] if isinstance(answer, dict) else answer:
            missed += not _print(line)
    return missed


def _print(line: dict[str, Any]) -> bool:
    kept = line["ratio"] <= line["target"]
    figures = ", ".join(
        f"{key} {value:.3g}" if isinstance(value, float) else f"{key} {value}"
        for key, value in line.items()
        if key not in {"what", "ratio", "target", "limit"}
    )
    verdict = "kept" if kept else "MISSED"
    print(
        f"{line['what']}: {line['ratio']:.2f} × {line['limit']} (target {line['target']}) {verdict}; {figures}",
        flush=True,
    )
    return kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
