"""What a sheet for another system can say of a case, by name: the fact, its code list, and where it comes in again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from app.codes import code_list
from app.records import Agreement, CaseFile, Party, Subsidy
from app.rules.performance import performance_of, standing_items, sum_of
from app.rules.reliefs import taken_over_by
from app.rules.results import is_success, result_of

Told: TypeAlias = "str | int | bool | Decimal | dt.date | Sequence[str] | None"
SIDES = (("applicant", "申请人"), ("respondent", "被申请人"), ("third", "第三人"))
REFUSED = "refused"


@dataclass(frozen=True)
class Line:
    """One case as a sheet is told it."""

    file: CaseFile
    today: dt.date
    subsidies: Sequence[Subsidy] = ()


@dataclass(frozen=True)
class Fact:
    """One thing known of a case. `take`: what a column of it is taken as when it comes in; empty: only goes out."""

    told: Callable[[Line], Told]
    take: str = ""
    codes: str = ""


def sides(file: CaseFile) -> str:
    """申请人：张三、王五；被申请人：李四; a party without a side stands alone at the end."""
    named = [(label, names(file, role)) for role, label in SIDES]
    bare = "、".join(party.name for party in file.parties if party.name and not party.role)
    return "；".join(
        [*(f"{label}：{told}" for label, told in named if told), *([bare] if bare else [])]
    )


def names(file: CaseFile, role: str) -> str:
    """The parties of one side, in order."""
    return "、".join(party.name for party in file.side(role) if party.name)


def agreed(file: CaseFile) -> Agreement | None:
    """The agreement of a case that was agreed; a draft is told to nobody."""
    return file.agreement if is_success(result_of(file)) else None


def mediated_on(file: CaseFile) -> dt.date | None:
    """调解时间: the last session; where none is written down, as it was told, else the day of the agreement."""
    days = [session.at.date() for session in file.sessions if session.at]
    made = agreed(file)
    return max(days, default=None) or file.case.mediated_told or (made.made_on if made else None)


def mediated_at(file: CaseFile) -> str | None:
    """调解地点: where the last session was held that says where."""
    return next((one.place for one in reversed(file.sessions) if one.place), None)


def people_count(file: CaseFile) -> int | None:
    """涉及人数: as told, else the parties; nothing where nobody is named."""
    return file.case.people_count or len(file.parties) or None


def confirmation(file: CaseFile) -> str | None:
    """How far the 司法确认 is; applied for counts as said."""
    case = file.case
    return case.confirmation or ("applied" if case.confirmation_applied_on else None)


def amount(file: CaseFile) -> Decimal | None:
    """调解协议金: the sum the reports count of it; a draft's promises are told to nobody."""
    return sum_of(file) if agreed(file) else file.case.amount


def manner(file: CaseFile) -> str:
    """履行方式 of the standing promises, each once; else as the agreement says it."""
    made = agreed(file)
    if made is None:
        return ""
    codes = dict.fromkeys(item.manner for item in standing_items(file) if item.manner)
    listed = code_list("payment_manner")
    return "、".join(listed.label(code, "zh_CN") for code in codes) or made.manner or ""


def performed(line: Line) -> str | None:
    """履行情况 of what was agreed."""
    return performance_of(line.file, line.today) if is_success(result_of(line.file)) else None


def rewarded(line: Line) -> str:
    """以奖代补评定: 一般100元（已核定）; empty where nothing was claimed."""
    standing = [one for one in line.subsidies if one.status != REFUSED]
    if not standing:
        refused = [one for one in line.subsidies if one.status == REFUSED]
        return code_list("subsidy_status").label(REFUSED, "zh_CN") if refused else ""
    total = sum((one.amount or Decimal(0) for one in standing), Decimal(0))
    first = standing[0]
    level = code_list("difficulty").label(first.level, "zh_CN")
    status = code_list("subsidy_status").label(first.status, "zh_CN")
    return f"{level}{total:f}".rstrip("0").rstrip(".") + f"元（{status}）"


def _case(name: str, codes: str = "", take: str = "") -> Fact:
    return Fact(lambda line: getattr(line.file.case, name), take or "case." + name, codes)


def _of_agreement(read: Callable[[Agreement], Any], take: str, codes: str = "") -> Fact:
    def told(line: Line) -> Told:
        made = agreed(line.file)
        found: Told = read(made) if made else None
        return found

    return Fact(told, take, codes)


def _visit(name: str, codes: str = "") -> Fact:
    def told(line: Line) -> Told:
        found: Told = getattr(line.file.visits[-1], name) if line.file.visits else None
        return found

    return Fact(told, "visit." + name, codes)


def _party(role: str, name: str) -> Fact:
    """One fact of every party of a side, in their order; nothing where nobody has it."""

    def told(line: Line) -> Told:
        found = [_said(party, name) for party in line.file.side(role) if party.name]
        return "、".join(found) if any(found) else None

    return Fact(told, f"{role}.{name}")


def _said(party: Party, name: str) -> str:
    return getattr(party, name) or ""


def _mediators(line: Line) -> list[str]:
    case = line.file.case
    return [line.file.name_of(case.lead_id), *line.file.names_of(case.assist_ids)]


def _filed_no(line: Line) -> str | None:
    lead = line.file.mediators.get(line.file.case.lead_id or "")
    return lead.filed_no if lead else None


def _closed(line: Line) -> str:
    case = line.file.case
    return "closed" if case.closed_on or case.closed_told else "open"


FACTS: Mapping[str, Fact] = {
    "file_no": _case("file_no"),
    "committee": Fact(lambda line: line.file.room.committee),
    "room": Fact(lambda line: line.file.room.room_name),
    "room_code": Fact(lambda line: line.file.room.code),
    "studio_code": Fact(lambda line: line.file.room.studio_code),
    "acceptor": Fact(lambda line: line.file.name_of(line.file.case.accepted_by_id), "case.accepted_by_id"),
    "accepted_on": _case("accepted_on"),
    "happened_on": _case("happened_on"),
    "happened_at": _case("happened_at"),
    "source": _case("source", "source"),
    "line": _case("line", "line"),
    "difficulty": _case("difficulty", "difficulty"),
    "dispute_type": _case("dispute_type", "dispute_type"),
    "place": Fact(lambda line: line.file.places[-1].name if line.file.places else None, "case.place_id"),
    "deaths": _case("deaths"),
    "lead": Fact(lambda line: line.file.name_of(line.file.case.lead_id), "case.lead_id"),
    "heir": Fact(lambda line: taken_over_by(line.file, line.today)),
    "assistants": Fact(lambda line: line.file.names_of(line.file.case.assist_ids), "case.assist_ids"),
    "mediators": Fact(_mediators, "case.lead_id"),
    "mediator_code": Fact(_filed_no),
    "mediated_on": Fact(lambda line: mediated_on(line.file), "session.at"),
    "mediated_at": Fact(lambda line: mediated_at(line.file)),
    "agreement_no": _of_agreement(lambda made: made.number, "agreement.number"),
    "agreement_form": _of_agreement(lambda made: made.form, "agreement.form", "agreement_form"),
    "agreed_on": _of_agreement(lambda made: made.made_on, "agreement.made_on"),
    "terms": _of_agreement(lambda made: "\n".join(made.terms or []), "agreement.terms"),
    "result": Fact(lambda line: result_of(line.file), "case.result", "result"),
    "amount": Fact(lambda line: amount(line.file), "case.amount"),
    "performance": Fact(performed, "case.performance_told", "performance"),
    "manner": Fact(lambda line: manner(line.file), "agreement.manner"),
    "parties": Fact(lambda line: sides(line.file), "both.name"),
    "people_count": Fact(lambda line: people_count(line.file), "case.people_count"),
    "summary": _case("summary"),
    "rewarded": Fact(rewarded),
    "attribute": _case("attribute"),
    "special_groups": _case("special_groups", "special_group"),
    "migrants": _case("migrants"),
    "prevented": _case("prevented", "prevented"),
    "forecast": _case("forecast", "forecast"),
    "confirmation": Fact(lambda line: confirmation(line.file), "case.confirmation", "confirmation"),
    "satisfaction": _visit("satisfaction", "satisfaction"),
    "visit_manner": _visit("manner", "visit_manner"),
    "visited_on": _visit("done_on"),
    "visit_note": Fact(_visit("note").told, "row.visit"),
    "status": Fact(_closed, "case.closed_told", "case_status"),
    "route": _case("route", "route"),
    "co_committee": _case("co_committee"),
    "requests": Fact(lambda line: "\n".join(line.file.case.requests or []), "case.requests"),
    "remark": _case("remark"),
    "applicants": Fact(lambda line: names(line.file, "applicant"), "applicant.name"),
    "respondents": Fact(lambda line: names(line.file, "respondent"), "respondent.name"),
    **{
        f"{role}s_{name}": _party(role, name)
        for role in ("applicant", "respondent")
        for name in ("id_number", "phone", "address")
    },
}  # fmt: skip
"""Every fact by the name under which a format asks for it."""
