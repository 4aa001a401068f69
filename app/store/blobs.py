"""Which attachments the journal names, which of them are whole here, and what is missing.

An entry that sets a field of the kind `blob` names an attachment by hash and size. `blob` has one row for each
such pair: whoever names a wrong size for a right hash hinders nobody. `blob_name` remembers in which logs a
hash was named: a place may see an attachment where it may see such a log. Both grow with the journal; what is
`whole`, `refused`, `spoilt` and `late` is this machine's own experience. (Sync specification 2.5.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from app.records import RECORDS
from app.records.field import fields_of
from app.store.kinds import LARGEST
from app.store.statements import Link, ask, send
from app.store.tables import blob, blob_name

Named = tuple[str, int]  # hash, size

PART = 500
TRIES = 3  # so often may one log bring a content that does not fit
ADD = "INSERT INTO blob (sha256, size, whole) VALUES (?, ?, FALSE) ON CONFLICT (sha256, size) DO NOTHING"
NAME = """
INSERT INTO blob_name (sha256, log, seq, lam, late)
SELECT ?, ?, ?, ?, ? AND EXISTS (SELECT 1 FROM blob WHERE sha256 = ? AND whole)
ON CONFLICT (sha256, log) DO NOTHING
"""


@dataclass(frozen=True)
class Blob:
    """One attachment that is not whole here."""

    sha256: str
    size: int
    spoilt: dict[str, int]  # log → how often what it brought did not fit; "": it came from several

    @property
    def named(self) -> Named:
        return (self.sha256, self.size)

    @property
    def apart(self) -> bool:
        """Whether what each log brings is kept apart: put together it did not fit."""
        return bool(self.spoilt)

    def believes(self, log: str) -> bool:
        """Whether this log may still bring some of it."""
        return self.spoilt.get(log, 0) < TRIES


@dataclass(frozen=True)
class Tally:
    """How many attachments there are, by what is here of them."""

    whole: int
    missing: int
    refused: int


@cache
def fields(kind: str) -> dict[str, str]:
    """The fields of a record that name attachments, each with the one that tells the size."""
    known = fields_of(RECORDS[kind]).values() if kind in RECORDS else ()
    return {one.name: one.size for one in known if one.kind == "blob"}


def named_by(ops: Iterable[Sequence[Any]]) -> list[Named]:
    """The attachments that the ops of one entry name."""
    found = []
    for op, kind, _, told in ops:
        for name, size_name in fields(kind).items():
            sha256, size = told.get(name), told.get(size_name)
            if op != "i":
                sha256, size = (x[1] if x else None for x in (sha256, size))
            if sha256 and isinstance(size, int) and 0 < size <= LARGEST:
                found.append((sha256, size))
    return found


def name(
    link: Connection, log: str, seq: int, lam: int, named: list[Named], *, ours: bool = False
) -> None:
    """An entry of this log names these. `ours`: it was written here.

    A log of others that names what was whole here before names it late: whoever learnt the hash of another
    place's attachment could otherwise write it into a record of his own and be sent the content.
    """
    if named:
        send(link, ADD, *named)
        send(link, NAME, *((sha256, log, seq, lam, not ours, sha256) for sha256, _ in named))


def any_named(link: Link) -> bool:
    """Whether the journal names any attachment at all; most rooms name none for months."""
    return bool(ask(link, "SELECT 1 FROM blob LIMIT 1"))


def judge_anew(link: Connection) -> None:
    """The verdict of an older program does not hold for a newer one."""
    link.execute(update(blob).values(refused=None))


def missing(link: Link, logs: Iterable[str] | None, most: int) -> list[Blob]:
    """What is not whole here and was named in these logs (None: in any), newest first."""
    newest = func.max(blob_name.c.lam).label("newest")
    asked = (
        select(blob.c.sha256, blob.c.size, blob.c.spoilt, newest)
        .join(blob_name, blob_name.c.sha256 == blob.c.sha256)
        .where(blob.c.whole.is_(False), blob.c.refused.is_(None))
        .group_by(blob.c.sha256, blob.c.size, blob.c.spoilt)
        .order_by(newest.desc(), blob.c.sha256, blob.c.size)
        .limit(most)
    )
    found: dict[Named, tuple[int, Blob]] = {}
    for part in _parts(logs):
        seen = asked if part is None else asked.where(blob_name.c.log.in_(part))
        for row in link.execute(seen):
            found[row.sha256, row.size] = (row.newest, _blob(row))
    order = sorted(found.values(), key=lambda told: (-told[0], told[1].sha256, told[1].size))
    return [one for _, one in order][:most]


def find(link: Link, sha256: str, size: int) -> Blob | None:
    """What is not whole here under this hash and size; None: nobody named it, or nothing is missing."""
    asked = select(blob).where(blob.c.sha256 == sha256, blob.c.size == size)
    row = link.execute(asked.where(blob.c.whole.is_(False), blob.c.refused.is_(None))).first()
    return _blob(row) if row is not None else None


def named_in(link: Link, hashes: Iterable[str], logs: Iterable[str]) -> set[str]:
    """Of these hashes those that these logs name, and not late: who sees such a log may see the attachment."""
    found: set[str] = set()
    wanted = sorted(set(hashes))
    for start in range(0, len(wanted), PART):
        of_these = blob_name.c.sha256.in_(wanted[start : start + PART])
        for part in _parts(logs):
            asked = select(blob_name.c.sha256).where(of_these, blob_name.c.late.is_(False))
            asked = asked.where(blob_name.c.log.in_(part or []))
            found |= set(link.scalars(asked))
    return found


def named_after(link: Link, ends: dict[str, int], most: int) -> list[str]:
    """The hashes that these logs name after these numbers, newest first."""
    told: dict[str, int] = {}
    for log, seq in sorted(ends.items()):
        asked = select(blob_name.c.sha256, blob_name.c.lam).where(
            and_(blob_name.c.log == log, blob_name.c.seq > seq)
        )
        for row in link.execute(asked.order_by(blob_name.c.seq.desc()).limit(most)):
            told[row.sha256] = max(row.lam, told.get(row.sha256, 0))
    return sorted(told, key=lambda sha256: (-told[sha256], sha256))[:most]


def came(link: Connection, sha256: str, size: int) -> None:
    """It is whole here; whoever named another size was wrong."""
    of_it = blob.c.sha256 == sha256
    link.execute(delete(blob).where(of_it, blob.c.size != size))
    told = {"whole": True, "spoilt": None, "refused": None}
    if not link.execute(update(blob).where(of_it).values(told)).rowcount:
        link.execute(insert(blob), {"sha256": sha256, "size": size, **told})


def lost(link: Connection, sha256: str) -> None:
    """It is whole here no more: to be asked for again."""
    link.execute(update(blob).where(blob.c.sha256 == sha256).values(whole=False))


def refuse(link: Connection, sha256: str, size: int, reason: str) -> None:
    """Its content is what was named, and this program does not keep such: it is not asked for again."""
    one = and_(blob.c.sha256 == sha256, blob.c.size == size)
    link.execute(update(blob).where(one).values(refused=reason))


def spoil(link: Connection, one: Blob, log: str) -> Blob:
    """What this log brought of it did not fit ("": what came from several)."""
    told = {**one.spoilt, log: one.spoilt.get(log, 0) + 1}
    where = and_(blob.c.sha256 == one.sha256, blob.c.size == one.size)
    link.execute(update(blob).where(where).values(spoilt=json.dumps(told)))
    return Blob(one.sha256, one.size, told)


def tally(link: Link) -> Tally:
    """How many there are of each."""

    def count(*conditions: Any) -> int:
        asked = select(func.count(func.distinct(blob.c.sha256))).where(*conditions)
        return link.execute(asked).scalar() or 0

    missing_ = blob.c.whole.is_(False)
    return Tally(
        count(blob.c.whole.is_(True)),
        count(missing_, blob.c.refused.is_(None)),
        count(missing_, blob.c.refused.is_not(None)),
    )


def wholes(link: Link, most: int | None = None) -> list[str]:
    """The hashes of all, or of so many, that should be whole here."""
    asked = select(blob.c.sha256).where(blob.c.whole.is_(True)).order_by(blob.c.sha256)
    return sorted(link.scalars(asked.limit(most)))


def _blob(row: Any) -> Blob:
    return Blob(row.sha256, row.size, json.loads(row.spoilt) if row.spoilt else {})


def _parts(wanted: Iterable[str] | None) -> list[list[str] | None]:
    if wanted is None:
        return [None]
    told = sorted(set(wanted))
    return [told[start : start + PART] for start in range(0, len(told), PART)]
