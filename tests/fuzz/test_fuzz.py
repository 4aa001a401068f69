"""The everyday slice of the mutants; the long run is `python -m tests.fuzz --rounds 1000000 --processes 2`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app.store import chain
from app.sync import bundle
from tests.fuzz.run import FILES, OPENED, REGRESSIONS, SEALED, SIGNED, again, mutants

if os.name != "posix":
    pytest.skip(
        "a hang is ended by a signal, which only these systems know", allow_module_level=True
    )

SLICE = {SEALED: range(1000), OPENED: range(1000), SIGNED: range(60), FILES: range(60)}
SEED = 7


def test_no_mutant_crashes_hangs_swells_or_changes_anything() -> None:
    tally = mutants(SLICE.items(), SEED)
    assert tally.broken == []
    assert tally.outcomes.total() == sum(map(len, SLICE.values()))
    seen = {" ".join(outcome.split()[:2]) for outcome in tally.outcomes}
    assert {
        "sealed refused",
        "opened refused",
        "signed refused",
        "signed taken",
        "files refused",
    } <= seen


@pytest.mark.parametrize("path", sorted(REGRESSIONS.glob("*.json")), ids=lambda path: path.stem)
def test_what_once_broke_a_promise_keeps_it(path: Path) -> None:
    raw = path.with_suffix(".bin").read_bytes()
    assert again(json.loads(path.read_text("utf-8")), raw).startswith("refused")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a planted fault breaks is no regression."""
    monkeypatch.setattr("tests.fuzz.run.REGRESSIONS", tmp_path)


@pytest.mark.usefixtures("elsewhere")
def test_a_reader_that_believes_any_signature_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "sender_of", lambda told, header: chain.b64(told[4:36]))
    assert "as a bundle" in mutants([(OPENED, range(300))], SEED).broken[0]


@pytest.mark.usefixtures("elsewhere")
def test_a_reader_that_stumbles_over_its_own_feet_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = bundle.read_header

    def careless(told: bytes, *more: object) -> bundle.Header:
        json.loads(told)["card"]["name"].encode()
        return read(told, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(bundle, "read_header", careless)
    assert "Error" in mutants([(SIGNED, range(200))], SEED).broken[0]
