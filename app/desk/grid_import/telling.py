"""What an import of grids has to say, in words."""

from __future__ import annotations

from typing import Any

from app.codes import code_list
from app.desk.grid_import.draft import Column, Plan
from app.desk.ledger import telling
from app.desk.ledger.reading import Doubt
from app.records import RECORDS
from app.records.field import fields_of
from app.words import language, say


def told(doubt: Doubt) -> str:
    """One doubt as a line: where, what stood there, why it is named."""
    facts = dict(doubt.facts)
    if "field" in facts:
        facts["field"] = say(facts["field"])
    return telling.told(
        Doubt(doubt.sheet, doubt.row, doubt.column, doubt.heading, doubt.raw, doubt.key, facts)
    )


def column_told(column: Column) -> str:
    """What a column is taken as."""
    area, _, name = column.take_as.partition(".")
    if not column.take_as:
        return say("grid_import.column.left")
    if area == "level":
        return code_list("grid_kind").label(name, language())
    role = code_list("post_role").label(name, language())
    if area == "post":
        return say("grid_import.column.post", role=role)
    if area == "phone" and role:
        return say("grid_import.column.phone", role=role)
    return say("grid_import.column.known")


def tally_lines(plan: Plan) -> list[str]:
    """How many records of each kind are new, filled in or there already."""
    return [
        say("grid_import.tally", what=say(f"record.{kind}"), **figures)
        for kind, figures in plan.tally().items()
        if any(figures.values())
    ]


def shown_value(kind: str, name: str, value: Any) -> str:
    """A value as a person reads it."""
    field = fields_of(RECORDS[kind])[name]
    if field.codes:
        codes = value if isinstance(value, list) else [value]
        return "、".join(code_list(field.codes).label(code, language()) for code in codes)
    if isinstance(value, bool):
        return say("kit.yes" if value else "kit.no")
    return "" if field.kind == "ref" else str(value)
