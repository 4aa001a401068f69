"""Cases whose index is due: others changed them, and whoever took that in did not wait for the index.

Marked in the transaction that takes in, indexed in later ones, a portion each. Until then the index is not
asked about them; whoever searches looks them through (`app.store.search`). Local, never journaled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection

from app.store.findable import of_ids, parts
from app.store.statements import ask, in_one_breath, named, send

Touched = Collection[tuple[str, str]]

# The cases behind records of each kind.
BEHIND = {
    "case": 'SELECT id FROM "case" WHERE id IN ids',
    "party": "SELECT case_id FROM party WHERE case_id IS NOT NULL AND id IN ids",
    "inquiry": "SELECT case_id FROM inquiry WHERE case_id IS NOT NULL AND id IN ids",
    "mediation_session": "SELECT case_id FROM mediation_session WHERE case_id IS NOT NULL AND id IN ids",
    "agreement": "SELECT case_id FROM agreement WHERE case_id IS NOT NULL AND id IN ids",
    "place": """
WITH RECURSIVE down (id) AS (
  SELECT id FROM place WHERE id IN ids UNION SELECT p.id FROM place AS p JOIN down ON p.parent_id = down.id
)
SELECT c.id FROM "case" AS c JOIN down ON c.place_id = down.id WHERE c.id IS NOT NULL
""",
    "mediator": """
SELECT c.id FROM "case" AS c JOIN mediator AS m
ON c.lead_id = m.id OR replace(c.assist_ids, m.id, '') <> c.assist_ids WHERE m.id IN ids
""",
}
MARK = "INSERT INTO search_due (case_id) {} ON CONFLICT DO NOTHING"
SOME = "SELECT case_id FROM search_due ORDER BY case_id LIMIT ?"
GONE = "DELETE FROM search_due WHERE case_id IN ids"


def behind(link: Connection, touched: Touched) -> set[str]:
    """The cases behind touched records."""
    found: set[str] = set()
    for kind, ids in _by_kind(touched):
        found.update(row[0] for row in of_ids(link, BEHIND[kind], ids))
    return found


def mark(link: Connection, touched: Touched) -> None:
    """The cases behind touched records are to be indexed."""
    with in_one_breath(link):
        for kind, ids in _by_kind(touched):
            statement, values = named(link, MARK.format(BEHIND[kind]), ids)
            send(link, statement, values)


def some(link: Connection, most: int) -> list[str]:
    """So many of those that are due."""
    return [row[0] for row in ask(link, SOME, (most,))]


def count(link: Connection) -> int:
    """How many are due."""
    return int(ask(link, "SELECT count(*) FROM search_due")[0][0])


def done(link: Connection, case_ids: Sequence[str]) -> None:
    """These stand in the index as they are now."""
    statement, values = named(link, GONE, case_ids)
    send(link, statement, values)


def clear(link: Connection) -> None:
    """Everything stands in the index."""
    send(link, "DELETE FROM search_due", ())


def _by_kind(touched: Touched) -> Iterable[tuple[str, list[str]]]:
    ids: dict[str, list[str]] = {}
    for kind, row_id in touched:
        if kind in BEHIND:
            ids.setdefault(kind, []).append(row_id)
    return ((kind, part) for kind in sorted(ids) for part in parts(sorted(ids[kind])))
