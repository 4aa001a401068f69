"""Prints of the texts a room writes itself: one short number a text, names and figures aside, with an index.

So it is asked at once, of a hundred thousand cases too, in which others a text stands as well. Part of the
index over cases: written with it, never journaled, made again by a rebuild.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from app.store.findable import of_ids
from app.store.statements import ask, named, send

TEXTS = (
    'SELECT id, summary FROM "case" WHERE summary IS NOT NULL AND void IS NULL AND id IN ids',
    "SELECT case_id, finding FROM inquiry WHERE finding IS NOT NULL AND void IS NULL AND case_id IN ids",
    "SELECT case_id, record FROM mediation_session WHERE record IS NOT NULL AND void IS NULL AND case_id IN ids",
)
NAMES = "SELECT case_id, name FROM party WHERE name IS NOT NULL AND void IS NULL AND case_id IN ids"
GONE = "DELETE FROM search_print WHERE case_id IN ids"
PUT = "INSERT INTO search_print (print, case_id) VALUES (?, ?)"
ELSEWHERE = """
SELECT count(*) FROM (SELECT 1 FROM search_print WHERE print = ? AND case_id <> ? LIMIT ?) AS f
"""
MOST = 100  # counting stops here
FIGURES = frozenset("〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟")


def bare(text: str, names: Iterable[str]) -> str:
    """What is left of a text without names, figures, blanks and punctuation."""
    for name in sorted((one for one in names if one), key=len, reverse=True):
        text = text.replace(name, " ")
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] == "L" and c not in FIGURES)


def print_of(text: str, names: Iterable[str]) -> str:
    """Sixty-four bits of it: among a hundred thousand texts two meet by chance once in a thousand million."""
    told = bare(text, names).encode()
    return hashlib.blake2b(told, digest_size=8).hexdigest() if told else ""


def write(link: Connection, case_ids: Sequence[str]) -> None:
    """Put the prints of these cases as they are now."""
    names: dict[str, list[str]] = defaultdict(list)
    for case_id, name in of_ids(link, NAMES, case_ids):
        names[case_id].append(name)
    prints = {
        (print_of(text, names[case_id]), case_id)
        for statement in TEXTS
        for case_id, text in of_ids(link, statement, case_ids)
    }
    drop(link, case_ids)
    told = sorted(one for one in prints if one[0])
    if told:
        send(link, PUT, *told)


def drop(link: Connection, case_ids: Sequence[str]) -> None:
    """These cases leave."""
    statement, values = named(link, GONE, case_ids)
    send(link, statement, values)


def clear(link: Connection) -> None:
    """Empty it."""
    send(link, "DELETE FROM search_print", ())


def elsewhere(link: Connection, case_id: str, told: str) -> int:
    """In how many other cases this print stands; one look into its index."""
    return int(ask(link, ELSEWHERE, (told, case_id, MOST))[0][0]) if told else 0
