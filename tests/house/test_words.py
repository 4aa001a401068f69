"""Every text a person sees stands in every language, and no text stands there for nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from app import words
from app.cli import helping
from app.cli.telling import CONCLUDED
from app.cli.verbs import parser
from app.desk import (
    alarms,
    by_mark,
    came_in,
    case_sync,
    conflicts,
    doctor,
    leaves,
    mates,
    matter_list,
    matter_registers,
    overview,
    page_place,
    report_book,
    report_told,
    reports,
    reserved,
    set_aside,
    spooling,
    way_in_words,
)
from app.desk.grid_import import draft as grid_drafts
from app.papers.paper import PAPERS
from app.records import RECORDS
from app.records.field import fields_of
from app.rules import (
    clause_book,
    clause_values,
    completeness,
    confirmation,
    dispatching,
    grid_check,
    instalment_plan,
    kinship,
    matter_clock,
    matter_states,
    mechanism,
    mechanism_bounds,
    mechanism_keys,
    period,
    points,
    radar,
    receiving,
    repeats,
    whistling,
    whose_field,
)
from app.rules.phrase_book import moments
from app.rules.rule_book import CHOICES, finding_names, shipped
from app.rules.stages import STAGES
from app.ui.screens import SCREENS, computers, practice
from app.ui.screens.case_parts import instalment_sheet, steps
from app.ui.screens.exchange_parts import places_part
from app.ui.screens.scan_parts import place_card
from app.ui.screens.split import PERIODS
from app.ui.screens.today import GROUPS

ROOT = Path(__file__).resolve().parents[2]
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
SPEAKERS = {"say", "written", "Trouble", "has"}

# Keys put together from data: the f-string as it stands in app/, and every tail it can have.
# Anything not listed here must be written out in full where it is said.
BUILT: Mapping[str, Callable[[], Iterable[object]]] = {
    "practice.event.{}": lambda: (*points.EVENTS, "hand"),
    "practice.card.{}": lambda: ("choosing", "names", *practice.PAGES),
    "practice.often.{}": lambda: mechanism_bounds.EVERY,
    "practice.every.{}": lambda: mechanism_bounds.EVERY,
    "practice.key.{}": lambda: [
        key for key in mechanism_keys.paths() if words.has(f"practice.key.{key}")
    ],
    "practice.part.{}": lambda: way_in_words.PARTS,
    "practice.weekday.{}": lambda: range(1, 8),
    "printing.{}": lambda: spooling.WANTS,
    "aside.reason.{}": lambda: set_aside.REASONS,
    "alarm.{}": lambda: alarms.KEYS,
    "alarm.{}.next": lambda: alarms.KEYS,
    "grid_page.kind.{}": lambda: grid_drafts.KINDS,
    "receiving.{}": lambda: (receiving.NO_ADDRESS, receiving.NOT_OURS),
    "receiving.by_{}": lambda: ("address", "register_address"),
    "grids.lacks_{}": lambda: grid_check.SORTS,
    "history.{}": lambda: came_in.KEYS,
    "line.log_{}": lambda: came_in.KEYS,
    "clause.{}": lambda: clause_values.DOUBTS,
    "clause.every.{}": lambda: instalment_plan.MONTHS,
    "cli.arg.{}": lambda: {
        helping.argument_key(path, action).removeprefix("cli.arg.")
        for path, action in helping.arguments(parser())
        if action is not None
    },
    "cli.help.{}": lambda: {
        helping.verb_key(path).removeprefix("cli.help.")
        for path, action in helping.arguments(parser())
        if action is None
    },
    "clause.kind.{}": lambda: (*clause_book.KINDS, "choice"),
    "clause.plan.{}": lambda: (one.name for one in instalment_sheet.BLANKS),
    "case_page.add_{}": lambda: ("agency", "evidence", "letter", "notice", "service", "volume"),
    "case_page.count.{}": lambda: (
        "inquiry",
        "paperwork",
        "parties",
        "requests",
        "sessions",
        "steering",
        "visits",
    ),
    "case_page.part.{}": lambda: steps.KEYS,
    "blank.state.{}": lambda: reserved.STATES,
    "case_sync.{}": lambda: case_sync.MARKS,
    "confirmation.{}": lambda: confirmation.STATES,
    "confirmation.want.{}": lambda: confirmation.WANTED,
    "cli.row_{}": lambda: ("doubtful", "joined", "refused", "skipped", "taken"),
    "computers.{}": lambda: computers.COLUMNS,
    "concluded.{}": lambda: CONCLUDED,
    "duty.state.{}": lambda: ("absent", "early", "late", "no_out", "not_yet"),
    "kinship.{}": lambda: kinship.TIES,
    "leave.state.{}": lambda: leaves.STATES,
    "dispatches.step_{}": lambda: (
        {*dispatching.BY_ROOM["sent"], *dispatching.BY_ROOM["working"]}
        | {step for told in dispatching.BY_CENTRE.values() for step in told}
    ),
    "dispatches.incoming_{}": lambda: ("arrived", "under_way"),
    "dispatches.outgoing_{}": lambda: ("arrived", "under_way"),
    "dispatch_state.{}": lambda: dispatching.STATES,
    "continuity.{}": lambda: ("behind", "closed", "copied", "elsewhere"),
    "conflict.sort.{}": lambda: conflicts.SORTS,
    "doctor.{}": lambda: doctor.LINES,
    "doubles.alert.{}": lambda: repeats.ALERTS,
    "doubles.part.{}": lambda: repeats.PARTS,
    "doubles.verdict.{}": lambda: repeats.VERDICTS,
    "finding.{}": finding_names,
    "dossier.rule.{}": lambda: shipped().rules,
    "dossier.weight.{}": lambda: CHOICES,
    "paper.{}": lambda: (one.key for one in PAPERS),
    "meter.state.{}": lambda: completeness.STATES,
    "kit.{}": lambda: ("yes", "no"),
    "phrases.moment.{}": moments,
    "overview.{}": lambda: overview.STATES,
    "overview.state.{}": lambda: overview.STATES,
    "mates.state.{}": lambda: mates.STATES,
    "matters.colour.{}": lambda: matter_clock.COLOURS,
    "matters.list_{}": lambda: matter_registers.WHICH,
    "matters.part.{}": lambda: matter_list.PARTS,
    "matters.step_{}": lambda: (
        {name for told in matter_states.MAY_FOLLOW.values() for name in told} - {"feedback"}
    ),
    "radar.why.{}": lambda: radar.KINDS,
    "record.{}": lambda: RECORDS,
    "register.none_{}": lambda: by_mark.PARTS,
    "register.part.{}": lambda: by_mark.PARTS,
    "reports.{}": lambda: report_book.NAMES,
    "reports.by_{}": lambda: ("room", "place", "mediator"),
    "reports.basis_{}": lambda: ("accepted", "mediated"),
    "reports.period_{}": lambda: period.NAMED,
    "reports.rule.{}": lambda: report_told.RULES,
    "report.{}": lambda: (*reports.SINGLE, *reports.SPLIT),
    "scans.doubt.{}": lambda: page_place.DOUBTS,
    "screen.{}": lambda: (screen.key for screen in SCREENS),
    "screen.{}.help": lambda: (screen.key for screen in SCREENS),
    "split.{}": lambda: PERIODS,
    "stage.{}": lambda: STAGES,
    "whistle.state.{}": lambda: whistling.STATES,
    "whose.{}": lambda: whose_field.KINDS,
    "whose.{}_on": lambda: whose_field.WITH_DAY,
    "sync_page.order.{}": lambda: places_part.ORDERS,
    "today.{}": lambda: GROUPS,
    "today.{}.none": lambda: GROUPS,
    "tray.title_{}": lambda: range(1, place_card.TITLES + 1),
    "typed.weekday_{}": lambda: range(1, 8),
}

# Written like a key of a known area, and none: files, places of a mechanism.
NO_WORDS = {
    *mechanism.CODES,
    *mechanism_bounds.CHECKS,
    "room.asking",
    "room.witness",
    "room.db",
    "room.keys",
    "room.tables",
    "room.seal",
    "room.making",
    "paper.pdf",
}

# Facts that are added after the Trouble was raised.
ADDED_LATER: Mapping[str, set[str]] = {
    "ledger.": {"name"},  # the workbook's file name, known one floor up
}


@dataclass(frozen=True)
class Call:
    """One place in app/ where a key is said as it stands."""

    where: str
    key: str
    facts: frozenset[str]
    open_ended: bool  # **facts: what it brings cannot be read here


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    """Every node of every module of app/, with the module's path."""
    found: list[tuple[str, ast.AST]] = []
    for path in sorted((ROOT / "app").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [(where, node) for node in ast.walk(tree)]
    return found


def said() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Every `say(…)`, `words.say(…)` and `Trouble(…)`; an if-else between two keys is two calls."""
    for path, node in nodes():
        if isinstance(node, ast.Call) and node.args and speaks(node.func):
            first = node.args[0]
            for key in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                yield f"{path}:{node.lineno}", node, key


def speaks(function: ast.expr) -> bool:
    """`say`, `Trouble`, `words.say`; not `pen.say`, which draws."""
    if isinstance(function, ast.Attribute):
        module = function.value.id if isinstance(function.value, ast.Name) else ""
        return module == "words" and function.attr in SPEAKERS
    return isinstance(function, ast.Name) and function.id in SPEAKERS


def calls() -> Iterator[Call]:
    for where, node, key in said():
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            facts = frozenset(word.arg for word in node.keywords if word.arg)
            yield Call(where, key.value, facts, any(word.arg is None for word in node.keywords))


@cache
def unspoken() -> set[int]:
    """Texts nobody reads: pieces of an f-string, and the names by which tests find a widget."""
    found: set[int] = set()
    for _, node in nodes():
        if isinstance(node, ast.JoinedStr):
            found |= {id(piece) for piece in node.values}
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "setObjectName":
            found |= {id(inside) for word in node.args for inside in ast.walk(word)}
    return found


def texts() -> Iterator[tuple[str, str]]:
    """Every key-like text written out in app/."""
    others = unspoken()
    for path, node in nodes():
        text = node.value if isinstance(node, ast.Constant) and id(node) not in others else None
        if isinstance(text, str) and KEY.fullmatch(text):
            yield f"{path}:{getattr(node, 'lineno', 0)}", text


def patterns() -> dict[str, str]:
    """Every key put together by an f-string, `{}` for what is put in, and where it stands."""
    areas = {key.split(".")[0] for key in words.catalogue(words.DEFAULT)}
    found = {}
    spoken, others = {id(key) for _, _, key in said()}, unspoken()
    for path, node in nodes():
        if isinstance(node, ast.JoinedStr) and id(node) not in others:
            parts = [p.value if isinstance(p, ast.Constant) else "{}" for p in node.values]
            pattern = "".join(map(str, parts))
            like_a_key = KEY.fullmatch(pattern.replace("{}", "x")) is not None
            if id(node) in spoken or (like_a_key and pattern.split(".")[0] in areas):
                found[pattern] = f"{path}:{node.lineno}"
    return found


def labels() -> dict[str, bool]:
    """The label key of every field, and whether a person may see it."""
    fields = [field for record in RECORDS.values() for field in fields_of(record).values()]
    return {field.label: not field.hidden for field in fields}


def built() -> set[str]:
    tails = [(pattern, tail) for pattern, told in BUILT.items() for tail in told()]
    return {p.format(*tail) if isinstance(tail, tuple) else p.format(tail) for p, tail in tails}


def places(text: str) -> set[str]:
    """The names of a text's placeholders."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def none(found: Iterable[str]) -> None:
    """Nothing was found; otherwise every line of it is shown."""
    lines = sorted(found)
    assert not lines, "\n".join([f"{len(lines)}:", *lines])


@pytest.mark.parametrize("language", words.languages())
def test_a_language_has_every_key_with_the_same_places(language: str) -> None:
    first, other = words.catalogue(words.DEFAULT), words.catalogue(language)
    none(first.keys() ^ other.keys())
    none(key for key in first if places(first[key]) != places(other[key]))


@pytest.mark.parametrize("language", words.languages())
def test_no_text_is_empty_and_every_place_has_a_name(language: str) -> None:
    told = words.catalogue(language)
    none(key for key, text in told.items() if not text.strip())
    none(key for key, text in told.items() if not all(map(str.isidentifier, places(text))))


@pytest.mark.parametrize("language", words.languages())
def test_every_field_a_person_sees_has_a_label(language: str) -> None:
    told = words.catalogue(language)
    none(key for key, seen in labels().items() if seen and key not in told)


def test_every_key_that_is_said_has_words() -> None:
    told = words.catalogue(words.DEFAULT)
    none(f"{call.where}: {call.key}" for call in calls() if call.key not in told)


def test_every_written_key_of_a_known_area_has_words() -> None:
    """A key may travel before it is said: in a finding, a table of steps, a column heading."""
    told = words.catalogue(words.DEFAULT)
    areas = {key.split(".")[0] for key in told}
    known = told.keys() | labels().keys() | NO_WORDS
    near = [(where, text) for where, text in texts() if text.split(".")[0] in areas]
    none(f"{where}: {text}" for where, text in near if text not in known)


def test_every_key_is_given_the_facts_its_words_name() -> None:
    told = words.catalogue(words.DEFAULT)
    lacking = []
    for call in calls():
        later = [facts for area, facts in ADDED_LATER.items() if call.key.startswith(area)]
        missing = places(told.get(call.key, "")) - call.facts - set().union(*later)
        if missing and not call.open_ended:
            lacking.append(f"{call.where}: {call.key} lacks {sorted(missing)}")
    none(lacking)


def test_keys_put_together_are_listed_with_every_tail() -> None:
    seen = patterns()
    none(f"{where}: {pattern}" for pattern, where in seen.items() if pattern not in BUILT)
    none(pattern for pattern in BUILT if pattern not in seen)
    none(built() - words.catalogue(words.DEFAULT).keys())


def test_no_words_stand_there_for_nothing() -> None:
    used = {text for _, text in texts()} | labels().keys() | built()
    for path in (ROOT / "resources").rglob("*.toml"):
        used |= set(re.findall(r'"([^"\n]*)"', path.read_text(encoding="utf-8")))
    none(words.catalogue(words.DEFAULT).keys() - used)


def test_the_fingerprint_of_a_computer_has_one_word() -> None:
    told = words.catalogue("zh_CN")
    none(key for key, text in told.items() if "核对码" in text or "识别码" in text)
