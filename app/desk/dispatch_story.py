"""One dispatch in words: what is asked, of whom it tells, and every answer so far."""

from __future__ import annotations

import datetime as dt

from app.codes import code_list
from app.desk import case_told, dispatches
from app.desk.desk import Desk
from app.desk.dispatches import Line
from app.records import Dispatch
from app.records.masks import masked
from app.words import language, say


def detail_lines(desk: Desk, line: Line) -> list[tuple[str, str]]:
    """Lines with the role each is shown in."""
    row, steps = desk.look(dispatches.whole, line.id)
    told = [(f"{line.number}　{line.title}", "heading")]
    head = say(
        "dispatches.head", from_=row.from_name or "—", by=row.by_name or "—",
        on=_day(row.sent_on) or "—", due=_day(row.due_on) or "—",
    )  # fmt: skip
    told.append((head, "quiet"))
    if line.passed_to:
        told.append((f"{say('dispatches.passed_to')}：{line.passed_to}", "quiet"))
    if line.passes:
        told.append((f"{say('dispatches.passes')}：{line.passes}", "quiet"))
    if row.instruction:
        told.append((row.instruction, ""))
    told += [(text, "") for text in _matter(row)]
    for step in steps:
        name = code_list("dispatch_step").label(step.step or "", language())
        facts = {"on": _day(step.on_day), "by": step.by_name or "—", "told": step.told or ""}
        told.append(
            (say("dispatches.step_line", step=name, number=step.file_no or "", **facts), "")
        )
    return told


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _matter(row: Dispatch) -> list[str]:
    """What the dispatch says of the matter; names whole, numbers masked."""
    read = case_told.summary_of(row.told or "{}")
    lines = [str(read["case"]["summary"])] if read["case"].get("summary") else []
    for party in read["parties"]:
        phone = masked("phone", party["phone"]) if party.get("phone") else ""
        role = code_list("party_role").label(party.get("role") or "", language())
        lines.append("　".join(x for x in (role, party.get("name") or "", phone) if x))
    if row.origin_no:
        lines.append(say("dispatches.origin", number=row.origin_no))
    return lines
