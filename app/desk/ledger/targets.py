"""What a column of a ledger can mean: fields of our records, declared there with their headings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from app import codes
from app.desk.ledger.places import plain
from app.records import Agreement, Case, MediationSession, Party, Record, Visit
from app.records.field import Field, fields_of

ROLES = ("applicant", "respondent", "both")
_RECORDS: dict[str, type[Record]] = {
    "case": Case,
    "agreement": Agreement,
    "session": MediationSession,
    "visit": Visit,
}
_KINDS = {
    "case.place_id": "place",
    "case.file_no": "number",
    "agreement.number": "number",
    "session.at": "day",
    "row.visit": "visit",
    "row.number": "serial",
    "row.kept": "text",
    "case.summary": "story",
    "case.result": "result",
}
_PERSON_KINDS = {
    "name": "persons",
    "id_number": "identity",
    "phone": "phone",
    "age_told": "age",
    "birth_on": "day",
}


@dataclass(frozen=True)
class Target:
    """One thing a column may hold. `kind` says how its cells are read."""

    key: str  # case.accepted_on, applicant.phone, row.number
    kind: str
    codes: str = ""
    longest: int = 0

    @property
    def role(self) -> str:
        """The side a person's column belongs to, or nothing."""
        role = self.key.partition(".")[0]
        return role if role in ROLES else ""

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.key.partition(".")[2]


@cache
def targets() -> dict[str, Target]:
    """Every target by key."""
    found: dict[str, Target] = {}
    for area, entries in _headings().items():
        record = _RECORDS.get(area)
        known = fields_of(record) if record else {}
        for name in entries:
            key = f"{area}.{name}"
            found[key] = _target(key, known.get(name))
    for role in ROLES:
        for name, field in fields_of(Party).items():
            if name in _told()["person"]:
                found[f"{role}.{name}"] = _target(f"{role}.{name}", field)
    return found


def _target(key: str, field: Field | None) -> Target:
    role, _, name = key.partition(".")
    told = _KINDS.get(key) or (_PERSON_KINDS.get(name) if role in ROLES else None)
    kind = told or (field.kind if field else "text")
    if field and field.refers == "mediator":
        kind = "mediators"
    return Target(key, kind, field.codes if field else "", field.longest if field else 0)


@cache
def headings() -> dict[str, tuple[str, ...]]:
    """Plain heading → the targets it may mean, most likely first. A role's place is kept open as `?`."""
    found: dict[str, list[str]] = {}
    for area, entries in _headings().items():
        for name, words in entries.items():
            for word in words:
                found.setdefault(plain(word), []).append(f"{area}.{name}")
    for name, plain_words in person_words().items():
        for word in plain_words:
            found.setdefault(word, []).append(f"?.{name}")
    for word, keys in _told()["ambiguous"].items():
        found[plain(word)] = list(keys)
    return {word: tuple(dict.fromkeys(keys)) for word, keys in found.items()}


@cache
def role_words() -> dict[str, str]:
    """Plain word → role, the longest words first, so that 被申请人 is seen before 申请人."""
    words = {plain(w): role for role in ROLES for w in _told()["roles"][role]}
    return dict(sorted(words.items(), key=lambda pair: -len(pair[0])))


@cache
def person_words() -> dict[str, tuple[str, ...]]:
    """Field of a person → its plain headings."""
    found = {}
    for name, field in fields_of(Party).items():
        words = (*field.import_as, *_told()["person"].get(name, ()))
        if words:
            found[name] = tuple(dict.fromkeys(plain(word) for word in words))
    return found


@cache
def _headings() -> dict[str, dict[str, list[str]]]:
    """Area → name → headings: those on the records first, then those of the data file."""
    told = _told()
    found: dict[str, dict[str, list[str]]] = {area: {} for area in (*_RECORDS, "row")}
    for area, record in _RECORDS.items():
        for name, field in fields_of(record).items():
            if field.import_as:
                found[area][name] = list(field.import_as)
    for area, entries in found.items():
        for name, words in told.get(area, {}).items():
            entries.setdefault(name, []).extend(words)
    return found


@cache
def _told() -> dict[str, Any]:
    return dict(codes.table("ledger/headings"))
