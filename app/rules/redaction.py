"""教学用隐名本: a case without its persons. Every paper drawn from it is one that may be shown.

Names become 张某, villages 某村; numbers of cards, telephones, accounts and plates, addresses, birthdays and the
numbers of the matter go, in the fields made for them and in every free text. Scanned pages cannot be told apart
from what is on them: they stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from app.codes import table
from app.records import Agency, CaseFile, Party, Printed, Record
from app.records.field import Field, fields_of
from app.rules import name_aliases, personal_marks, place_aliases
from app.rules.identity import check_identity
from app.rules.name_aliases import Names
from app.rules.party_check import age_of, birth_of, sex_of

R = TypeVar("R", bound=Record)
SEVERAL = {"invited"}  # fields of lines that name people
NUMBERS = {"id", "phone"}
HIDDEN = {("party", "credit_code"), ("agency", "licence"), ("agency", "work"), ("room", "phone")}
NEVER = {("party", "birth_on"), ("party", "household_id")}
OFFICIAL = {"mediator"}  # who acts for the room is named, unless that is asked for too
LEFT_OUT = {"printed", "scans"}
SURE = 3  # characters of an address, up to which it may be a day or a figure: 28号
LEAST = 2  # characters of a name, below which it is told apart only in its own field


@dataclass(frozen=True)
class Redacted:
    """The case without its persons, and what must not be found in anything that is made from it."""

    file: CaseFile
    secrets: tuple[str, ...]
    left_out: int  # scanned pages


def redacted(case_file: CaseFile, *, officials: bool = False) -> Redacted:
    """A copy of the case for teaching; `officials`: without the names of those who act for the room as well."""
    return _Redaction(case_file, officials=officials).done()


class _Redaction:
    """What is to go, gathered from the whole case, and then taken out of each record."""

    def __init__(self, case_file: CaseFile, *, officials: bool) -> None:
        self.case_file, self.officials = case_file, officials
        self.hidden: str = table("rules/redaction")["hidden"]
        self.texts = list(self._texts())
        self.names = self._names()
        self.addresses = [text for _, f, text in self.texts if f.privacy == "address"]
        self.places = place_aliases.town_aliases(self._towns())
        self.places |= place_aliases.aliases(self._villages())
        born = [*map(birth_of, case_file.parties), *map(_birth, case_file.agencies)]
        self.births = [day for day in born if day]
        self.numbers = [
            t for _, f, t in self.texts if f.privacy in NUMBERS or (f.record, f.name) in HIDDEN
        ]
        self.known, self.pattern = self._known()

    def done(self) -> Redacted:
        told = self.case_file
        made: dict[str, Any] = {
            part.name: [self._copy(one) for one in getattr(told, part.name)]
            for part in fields(CaseFile)
            if isinstance(getattr(told, part.name), list)
        }
        named = [*(one.paper for one in told.printed), *(one.paper for one in told.scans)]
        papers = dict.fromkeys(filter(None, named))
        made |= {
            "case": self._copy(told.case), "room": self._copy(told.room), "scans": [],
            "printed": [Printed(paper=paper) for paper in papers],
            "mediators": {key: self._copy(one) for key, one in told.mediators.items()},
            "homes": {}, "redacted": True,
        }  # fmt: skip
        return Redacted(replace(told, **made), tuple(self._secrets()), len(told.scans))

    # what is to go

    def _records(self) -> Iterator[Record]:
        told = self.case_file
        yield from (told.case, told.room, *told.mediators.values())
        for part in fields(CaseFile):
            entries = getattr(told, part.name)
            if isinstance(entries, list) and part.name not in LEFT_OUT:
                yield from entries

    def _texts(self) -> Iterator[tuple[Record, Field, str]]:
        for record in self._records():
            for name, field in fields_of(type(record)).items():
                value = getattr(record, name)
                if field.kind == "text" and isinstance(value, str) and value.strip():
                    yield record, field, value
                elif field.kind == "lines":
                    yield from ((record, field, line) for line in value or [] if line.strip())

    def _names(self) -> dict[str, str]:
        names = Names()
        for _, field, text in self.texts:
            if field.privacy == "name" or field.name in SEVERAL:
                names.add(text, several=field.record != "party")
        names.mentioned(text for _, field, text in self.texts if field.lines > 1)
        if self.officials:
            for name in self._acting():
                names.add(name)
            return names.aliases()
        parties = {one.name for one in self.case_file.parties}
        kept = self._acting() - parties
        for name in kept:
            names.told.pop(name, None)
        made = {
            name: alias
            for name, alias in names.aliases().items()
            if not any(name in one for one in kept)
        }
        return made | {name: name for name in kept if len(name) > LEAST}

    def _acting(self) -> set[str]:
        """Who acts for the room."""
        told = self.case_file
        named = {one.name for one in told.mediators.values()} | {v.checked_by for v in told.volumes}
        named |= {one.name for one in told.leader_posts} | {
            one.by_name for one in told.leader_progress
        }
        named |= {one.struck_by for one in told.leader_cases} | {
            c.chair for c in told.consultations
        }
        return {name for name in named if name}

    def _villages(self) -> list[str]:
        ends = (*table("rules/redaction")["areas"], *table("rules/redaction")["towns"])
        kept = tuple(table("rules/redaction")["not_areas"])
        named = [one.name for one in self.case_file.places if one.name]
        below = [name for name in named if name.endswith(kept) or not name.endswith(ends)]
        return [
            *below,
            *place_aliases.villages(self._homes()),
        ]

    def _homes(self) -> list[str]:
        """What begins with a place: addresses, and the name of the committee itself."""
        return [*self.addresses, *filter(None, [self.case_file.room.committee])]

    def _towns(self) -> list[str]:
        ends = tuple(table("rules/redaction")["towns"])
        named = [one.name for one in self.case_file.places if one.name]
        return [
            *(name for name in named if name.endswith(ends)),
            *place_aliases.towns(self._homes()),
        ]

    def _known(self) -> tuple[dict[str, str], re.Pattern[str]]:
        """What the case itself says is somebody's, the longest first, and what stands instead."""
        told: dict[str, str] = {}
        patterns: dict[str, str] = {}
        for address in self.addresses:
            if len(address) > SURE:
                told.setdefault(address, place_aliases.coarse(address))
            for part in place_aliases.local(address):
                told.setdefault(part, self.hidden)
        number = self.case_file.case.file_no
        for text in filter(None, (number, *(one.number for one in self.case_file.agreements))):
            told.setdefault(text, re.sub(r"[0-9]+(?=\D*$)", self.hidden[:2], text))
        for name, alias in {**self.places, **self.names}.items():
            if len(name) >= LEAST:
                told[name] = alias
                patterns[name] = name_aliases.apart(name, name_aliases.spelt(name))
        for text in self.numbers:
            if sum(c.isdigit() for c in text) > 4:
                told.setdefault(text, self.hidden)
                patterns[text] = personal_marks.digits(text)
        longest = sorted(told, key=len, reverse=True)
        days = [personal_marks.days(day) for day in dict.fromkeys(self.births)]
        spelt = [
            patterns.get(text) or name_aliases.apart(text, re.escape(text)) for text in longest
        ]
        every = [personal_marks.cards(), *spelt, *days]
        found = {name_aliases.plain(text): instead for text, instead in told.items()}
        return found, re.compile("|".join(every))

    def _secrets(self) -> Iterator[str]:
        """What a check looks for; a name that is still told of an official is none."""
        yield from (
            name for name, alias in self.names.items() if len(name) >= LEAST and alias != name
        )
        yield from (t for t in self.numbers if sum(c.isdigit() for c in t) > 4)
        for address in self.addresses:
            yield from place_aliases.local(address)
        for day in self.births:
            yield from (f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d}", f"{day:%Y%m%d}")
        for _, _, text in self.texts:
            for found in personal_marks.marks().finditer(text):
                if found.lastgroup in (
                    "card",
                    "phone",
                    "account",
                    "number",
                    "spaced",
                    "plate",
                    "mail",
                ):
                    yield found[0]

    # taking it out

    def text(self, told: str) -> str:
        """A free text without what tells who somebody is."""
        told = self.pattern.sub(self._instead, told)
        return personal_marks.marks().sub(personal_marks.masked, told)

    def _instead(self, found: re.Match[str]) -> str:
        known = self.known.get(name_aliases.plain(found[0]))
        if known is not None:
            return known
        digits = "".join(c for c in found[0] if c.isalnum())
        return self.known.get(digits, self.hidden)

    def _copy(self, record: R) -> R:
        made = {
            name: self._value(f, getattr(record, name))
            for name, f in fields_of(type(record)).items()
        }
        if isinstance(record, (Party, Agency)):
            made |= self._looks(record)
        copy = type(record)(id=record.id, **made)
        copy.frozen = record.frozen
        return copy

    def _value(self, field: Field, value: Any) -> Any:
        if (field.record, field.name) in NEVER:
            return None
        if field.kind == "lines" and value:
            return [self._told(field, line) for line in value]
        if field.kind == "text" and isinstance(value, str) and value.strip():
            return self._told(field, value)
        return value

    def _told(self, field: Field, value: str) -> str:
        if field.record in OFFICIAL and not field.privacy:
            return self.text(value) if self.officials else value
        if field.privacy in NUMBERS or (field.record, field.name) in HIDDEN:
            return self.hidden
        if field.privacy == "address":
            return place_aliases.coarse(value)
        if field.hidden and field.name != "file_no":
            return value
        if value in self.names:
            return self.names[value]
        return self.text(value)

    def _looks(self, one: Party | Agency) -> dict[str, Any]:
        """Sex and age, which the number of the card would have told."""
        day = self.case_file.case.accepted_on
        if isinstance(one, Party):
            return {"sex": sex_of(one), "age_told": age_of(one, day)}
        card = check_identity(one.id_number) if one.id_number else None
        if card is None or not card.valid:
            return {}
        born = card.birth_on
        age = age_of(Party(birth_on=born), one.made_on or day) if born else None
        return {"sex": card.sex or one.sex, "age_told": one.age_told if age is None else age}


def _birth(one: Agency) -> date | None:
    return check_identity(one.id_number).birth_on if one.id_number else None
