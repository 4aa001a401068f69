"""The same cases with the same edits through CouchDB-style replication (PouchDB) and through ours.

PouchDB on LevelDB replicates to another over HTTP on loopback, 500 documents a batch; ours writes a sealed and
signed bundle, the other side takes it in and hands its receipt back. One document is one case with its parties
and agreement. Time is what both sides need until the receiver holds all and the sender knows it; bytes are what
crossed (theirs plain, ours encrypted and signed). Then one field of 200 cases is edited on both sides.

The peer comes from its package registry into a folder that is kept (PEER_PACKAGES names another). Our documents
are registered through the one door, signed one by one; that time is not counted on either side.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.desk import exchange
from app.desk.desk import Desk
from app.records import Agreement, Case, Party
from app.store import journal
from tests.bench.bench_bundle import Town
from tests.bench.invented_cases import Invention

CASES, TWICE = 10_000, 200
PACKAGES = ("pouchdb@9", "express-pouchdb@4", "express@4")
SCRIPT = Path(__file__).parent / "peer" / "replicate.js"


def run() -> list[dict[str, Any]]:
    """Time and bytes of the first replication and of the edits; what became of two edits of one field."""
    packages = _packages()
    if packages is None:
        print("peer: no npm here; nothing was measured")
        return []
    folder = Path(tempfile.mkdtemp())
    made = Invention(CASES)
    told = [made._case(n) for n in range(CASES)]
    theirs = _theirs(folder, packages, told)
    ours = _ours(folder, told)
    shutil.rmtree(folder)
    assert theirs["cases"] == CASES
    lines = [
        _line(part, unit, ours, theirs) for part in ("first", "edits") for unit in ("s", "bytes")
    ]
    print(
        f"peer: {TWICE} fields edited on both sides. Theirs: {theirs['twice_alike']} show one winner on both sides,"
        f" {theirs['twice_hidden']} values hidden unless asked for. Ours: {ours['twice_alike']} show the same on both"
        f" sides, {ours['twice_open']} values open for a person (待核对), {ours['twice_lost']} lost."
    )
    return lines


def _line(part: str, unit: str, ours: dict[str, float], theirs: dict[str, Any]) -> dict[str, Any]:
    name = f"{part}_{unit}"
    return {
        "what": f"peer, {CASES} cases, {'first time' if part == 'first' else 'one edit each'}, "
        f"{'time' if unit == 's' else 'bytes on the wire'}",
        "limit": "PouchDB over HTTP", "ratio": ours[name] / theirs[name], "target": 1.0,
        "ours": ours[name], "theirs": theirs[name],
    }  # fmt: skip


def _packages() -> Path | None:
    """The peer's packages, fetched once."""
    kept = os.environ.get("PEER_PACKAGES")
    folder = Path(kept) if kept else Path(tempfile.gettempdir()) / "mediation-room-peer"
    if (folder / "node_modules" / "pouchdb").is_dir():
        return folder
    npm = shutil.which("npm")
    if npm is None:
        return None
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    subprocess.run([npm, "install", "--no-audit", "--no-fund", *PACKAGES], cwd=folder, check=True,
                   stdout=sys.stderr)  # fmt: skip
    return folder


def _theirs(folder: Path, packages: Path, told: list[Any]) -> dict[str, Any]:
    place = folder / "theirs"
    place.mkdir()
    documents = [
        {
            **_plain(case), "_id": case["id"], "parties": [_plain(p) for p in parties],
            "agreements": [_plain(a) for a in agreements],
        }
        for (case,), parties, agreements in told
    ]  # fmt: skip
    edits = [{"_id": d["_id"], "remark": f"已电话回访{n}"} for n, d in enumerate(documents)]
    twice = [{"_id": d["_id"], "room": "屋檐已改", "centre": "等回话"} for d in documents[:TWICE]]
    for name, rows in (("cases", documents), ("edits", edits), ("twice", twice)):
        text = "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows)
        (place / f"{name}.jsonl").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["node", str(SCRIPT), str(place), *(str(place / f"{n}.jsonl") for n in ("cases", "edits", "twice"))],
        env={**os.environ, "PEER_PACKAGES": str(packages)}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _ours(folder: Path, told: list[Any]) -> dict[str, float]:
    place = folder / "ours"
    place.mkdir()
    town = Town(place)
    answer: dict[str, float] = {}
    for one in told:
        town.room.do(_register, one)
    answer["first_s"], answer["first_bytes"] = _crossed(town)
    for n, ((case,), _, _) in enumerate(told):
        town.room.do(_remark, case["id"], f"已电话回访{n}")
    answer["edits_s"], answer["edits_bytes"] = _crossed(town)
    ids = [case["id"] for (case,), _, _ in told[:TWICE]]
    for case_id in ids:
        town.room.do(_remark, case_id, "屋檐已改")
        town.centre.do(_remark, case_id, "等回话")
    _crossed(town)
    shown = [{id_: _shown(desk, id_) for id_ in ids} for desk in (town.room, town.centre)]
    heads = {id_: town.centre.look(journal.conflicts, "case", id_) for id_ in ids}
    answer["twice_alike"] = sum(shown[0][id_] == shown[1][id_] for id_ in ids)
    answer["twice_open"] = sum(len(found) for found in heads.values())
    answer["twice_lost"] = sum(
        {shown[1][id_], *(h["value"] for h in heads[id_])} != {"屋檐已改", "等回话"} for id_ in ids
    )
    return answer


def _register(db: Session, told: Any) -> None:
    (case,), parties, agreements = told
    db.add(Case(**{k: v for k, v in case.items() if k not in {"place_id", "lead_id"}}))
    db.add_all([Party(**party) for party in parties])
    db.add_all([Agreement(**agreement) for agreement in agreements])


def _remark(db: Session, case_id: str, text: str) -> None:
    case = db.get(Case, case_id)
    assert case is not None
    case.remark = text


def _shown(desk: Desk, case_id: str) -> str | None:
    return desk.look(lambda db: getattr(db.get(Case, case_id), "remark", None))


def _crossed(town: Town) -> tuple[float, float]:
    """Seconds and bytes until the centre has all and the room knows it."""
    shutil.rmtree(town.usb / "ZJ", ignore_errors=True)
    start = time.perf_counter()
    out = exchange.make_bundle(town.room, town.usb)
    exchange.take_bundles(town.centre, town.usb)
    back = exchange.make_bundle(town.centre, town.usb)
    exchange.take_bundles(town.room, town.usb)
    return time.perf_counter() - start, sum(one.size for one in (*out, *back))
