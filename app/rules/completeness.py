"""What is still missing, and what does not fit: the list behind 为什么还不能结案, and the meter of the case file.

Saving never waits for any of it; sealing and closing wait for what weighs `stop`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from app.holidays import Calendar
from app.records import CaseFile
from app.rules.beside import NOTHING, Beside
from app.rules.dossier import RULES, Look
from app.rules.findings import Finding, weighed
from app.rules.handing_over import handed_to
from app.rules.lengths import Lengths
from app.rules.needed import LEAVING, missing
from app.rules.results import is_open, result_of
from app.rules.rule_book import OFF, STOP, TOLD, WARN, Rule
from app.rules.stages import CLOSE, Step, stage_of

GOOD, LATER = "good", "later"
STATES = (GOOD, STOP, WARN, TOLD, LATER, OFF)


@dataclass(frozen=True)
class Standing:
    """How a case stands by one rule: the heaviest of what it finds, or that all is well."""

    rule: Rule
    state: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Meter:
    """卷宗 18/25: by how many of the rules that are asked all is well."""

    standings: tuple[Standing, ...]
    aside: str = ""  # words key: why the case is not reviewed here

    @property
    def good(self) -> int:
        return self.count(GOOD)

    @property
    def asked(self) -> int:
        return len(self.standings) - self.count(OFF)

    def count(self, state: str) -> int:
        return sum(1 for one in self.standings if one.state == state)

    def findings(self, *states: str) -> list[Finding]:
        """What is found, those that weigh as told."""
        return [f for one in self.standings for f in one.findings if f.severity in states]


def findings(
    case_file: CaseFile,
    today: date,
    calendar: Calendar,
    lengths: Lengths,
    by: str | None = None,
    beside: Beside = NOTHING,
) -> list[Finding]:
    """Everything to say of a case at its stage, or before the step named by one of NEEDS.

    Of one that is with another room nothing: whoever mediates it answers for it.
    """
    if handed_to(case_file) is not None:
        return []
    need = by or LEAVING[stage_of(case_file, lengths)]
    found = everything(Look(case_file, today, calendar, lengths, need, beside))
    return [one for one in found if one.severity != TOLD]


def everything(look: Look) -> list[Finding]:
    """The same, with what only the paper can tell, as the case's room weighs it."""
    found = list(missing(look.file, look.need))
    for number, rule in RULES.items():
        if look.book.severity_of(number) != OFF:
            found += rule(look)
    return weighed(found, look.book)


def meter(
    case_file: CaseFile,
    today: date,
    calendar: Calendar,
    lengths: Lengths,
    beside: Beside = NOTHING,
) -> Meter:
    """How far the case file is: measured by what closing it asks, at whatever stage it stands."""
    look = Look(case_file, today, calendar, lengths, "closing", beside)
    under: dict[int, list[Finding]] = defaultdict(list)
    for one in everything(look):
        under[look.book.rule_of(one)].append(one)
    standings = tuple(
        Standing(rule, _state(look, number, under[number]), tuple(under[number]))
        for number, rule in look.book.rules.items()
    )
    return Meter(standings, _aside(case_file))


def stops(
    case_file: CaseFile,
    today: date,
    calendar: Calendar,
    lengths: Lengths,
    by: str,
    beside: Beside = NOTHING,
) -> list[Finding]:
    """What holds up a step: `sealing` before an agreement is frozen, `closing` before a case is closed."""
    if by == "closing" and _is_on_paper(case_file):
        return []
    if by == "sealing":  # the one being sealed is looked at, not the one that stood before
        case_file = replace(case_file, agreements=case_file.agreements[-1:])
    found = findings(case_file, today, calendar, lengths, by, beside)
    return [one for one in found if one.severity == STOP]


def beyond(found: list[Finding], measured: Meter, weight: str) -> int:
    """How many rules of this weight have more to say by closing than was found at the stage of the case."""
    if measured.aside:
        return 0
    seen = {_spot(one) for one in found}
    more = (
        any(_spot(one) not in seen for one in standing.findings if one.severity == weight)
        for standing in measured.standings
    )
    return sum(more)


def step_words(step: Step, measured: Meter) -> tuple[str, dict[str, object]]:
    """The words key of a step with its facts: nobody is told to close what the meter says is held up."""
    held = 0 if measured.aside else measured.count(STOP)
    if step.key == CLOSE and held:
        return "step.close_held", {"count": held}
    return step.key, {}


def _spot(one: Finding) -> tuple[str, str, str | None, str]:
    return one.name, one.record, one.record_id, one.field


def _aside(case_file: CaseFile) -> str:
    if handed_to(case_file) is not None:
        return "meter.elsewhere"
    return "meter.on_paper" if _is_on_paper(case_file) else ""


def _is_before_agreement(case_file: CaseFile) -> bool:
    """Whether an agreement may still come and none is being written."""
    return is_open(result_of(case_file)) and case_file.agreement is None


def _is_on_paper(case_file: CaseFile) -> bool:
    """A case of an imported ledger has its file on paper already: nothing holds up closing it here."""
    return bool(case_file.case.import_id) and not case_file.sessions


def _state(look: Look, number: int, found: list[Finding]) -> str:
    if look.book.severity_of(number) == OFF:
        return OFF
    if look.book.rules[number].of_agreement and not found and _is_before_agreement(look.file):
        return LATER
    weights = {one.severity for one in found}
    return next((state for state in (STOP, WARN, TOLD) if state in weights), GOOD)
