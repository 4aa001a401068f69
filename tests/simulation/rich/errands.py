"""交办 and 移交 between a centre and its rooms: written in turn at both ends, and read the same at both once healed."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from app.desk import case_told, dispatches, handovers
from app.records import Case, Dispatch, DispatchStep
from tests.simulation.places import DISTRICT, TOWNSHIP
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from tests.simulation.machine import Machine, Mishap
    from tests.simulation.world import World

DISPATCHES = "SELECT id FROM dispatch ORDER BY id"
OPEN_CASES = 'SELECT id FROM "case" WHERE room_id = ? ORDER BY id'
ASKED = "SELECT id FROM handover ORDER BY id"
GRANTED = "SELECT DISTINCT case_id FROM handover WHERE answer = 'granted' ORDER BY case_id"
FROM_ABOVE = ("accepted", "accepted", "accepted", "progress", "done", "done", "returned")
TO_BELOW = ("reminded", "confirmed", "again", "recalled")


def act(at: Machine, mishap: Mishap | None) -> None:
    """Something of an errand, as far as this place has to do with it."""
    chance = _chance(at.world)
    kinds = (_send, _send, _tell, _tell, _tell, _decide, _decide) if at.is_centre else (
        _answer, _answer, _answer, _answer, _ask, _ask, _end
    )  # fmt: skip
    chance.choice(kinds)(at, mishap)


def _send(at: Machine, mishap: Mishap | None) -> None:
    """A centre hands a matter to a place below."""
    world, chance = at.world, _chance(at.world)
    place = TOWNSHIP if at.place == DISTRICT else chance.choice(world.rooms)
    said = world.work.text()
    matter = {
        "case": {"summary": said} if chance.random() < 0.7 else {},
        "parties": [{"role": "applicant", "name": f"{said}{n}"} for n in range(chance.randint(0, 2))],
    }  # fmt: skip
    world.count("dispatches")
    world.do(
        at, lambda: dispatches.send(at.desk, world.room_ids[place], {"title": said}, matter), mishap
    )


def _tell(at: Machine, mishap: Mishap | None) -> None:
    """A centre says something to a dispatch, allowed or not; the township may also take one up."""
    id_ = _any(at, DISPATCHES)
    if id_ is None:
        return
    if at.place == TOWNSHIP and _is_for(at, id_):
        _take(at, id_, mishap)
        return
    _step(at, id_, _chance(at.world).choice(TO_BELOW), mishap)


def _answer(at: Machine, mishap: Mishap | None) -> None:
    """A room answers a dispatch."""
    id_ = _any(at, DISPATCHES)
    if id_ is not None:
        _take(at, id_, mishap)


def _take(at: Machine, id_: str, mishap: Mishap | None) -> None:
    name = _chance(at.world).choice(FROM_ABOVE)
    if name != "accepted":
        _step(at, id_, name, mishap)
    else:
        accept(at, id_, mishap)


def accept(at: Machine, id_: str, mishap: Mishap | None) -> None:
    """A place takes a matter up: a case of its own."""
    case_ids: list[str] = []
    at.world.do(at, lambda: case_ids.append(dispatches.accept(at.desk, id_)), mishap)
    if case_ids:
        at.world.count("dispatches accepted")
        _check_copy(at, id_, case_ids[0])


def _check_copy(at: Machine, id_: str, case_id: str) -> None:
    """The case that was registered says what the dispatch told."""
    if not at.asked('SELECT 1 FROM "case" WHERE id = ?', case_id):
        return  # the light went out before it was saved
    ((told,),) = at.asked("SELECT told FROM dispatch WHERE id = ?", id_)
    names = at.asked("SELECT name FROM party WHERE case_id = ? ORDER BY position", case_id)
    with at.shelf.reading() as db:
        must = [one.get("name") for one in case_told.summary_of(told)["parties"]]
        case = db.get(Case, case_id)
    if [row[0] for row in names] != must or case is None or not case.summary:
        fail("errands", f"{at.name} took up another matter than was handed to it")


def _step(at: Machine, id_: str, name: str, mishap: Mishap | None) -> None:
    at.world.count("dispatch steps tried")
    said = at.world.work.text()
    at.world.do(at, lambda: dispatches.step(at.desk, id_, name, said), mishap)


def _ask(at: Machine, mishap: Mishap | None) -> None:
    """A room asks that a case go to another."""
    case_id = _any(at, OPEN_CASES, at.world.room_ids[at.place])
    if case_id is not None:
        on, said = at.world.day_on, at.world.work.text()
        at.world.count("handovers asked")
        at.world.do(at, lambda: at.desk.do(handovers.ask, on, case_id, "别处", said), mishap)


def _decide(at: Machine, mishap: Mishap | None) -> None:
    """The township grants one, or does not."""
    id_ = _any(at, ASKED)
    if id_ is None or at.place == DISTRICT:
        return
    world, chance = at.world, _chance(at.world)
    if chance.random() < 0.3:
        world.do(at, lambda: handovers.refuse(at.desk, id_, "不合适"), mishap)
        return
    room = world.room_ids[chance.choice(world.rooms)]
    world.count("handovers granted")
    world.do(at, lambda: handovers.grant(at.desk, id_, room, {}), mishap)


def _end(at: Machine, mishap: Mishap | None) -> None:
    """The room that gave a case away ends it."""
    case_id = _any(at, GRANTED)
    if case_id is not None:
        on = at.world.day_on
        at.world.do(at, lambda: at.desk.do(handovers.end, on, case_id), mishap)


def check_healed(world: World, applied: set[str]) -> None:
    """Every dispatch and handover reads the same wherever it may be read; each step is there once."""
    told: dict[str, tuple[str, Any]] = {}
    steps = _steps_of(world, applied)
    if any(n > 1 for one in steps.values() for (_, said), n in one.items() if said):
        fail("errands", "a step stands twice in a dispatch")
    for one in world.machines:
        for id_, line in _lines(one).items():
            first = told.setdefault(id_, (one.name, line))
            if first[1] != line:
                fail("errands", f"a dispatch reads otherwise at {one.name} than at {first[0]}")
            if Counter(line[-1]) != steps[id_]:
                fail("errands", f"{one.name} tells other steps of a dispatch than were taken")
        for id_, asked in _handovers(one).items():
            first = told.setdefault(id_, (one.name, asked))
            if first[1] != asked:
                fail("errands", f"a handover reads otherwise at {one.name} than at {first[0]}")
    world.count("errands compared", len(told))
    _check_outcomes(world)


def _steps_of(world: World, applied: set[str]) -> dict[str, Counter[tuple[str, str]]]:
    """The steps that were ever written, by dispatch, from the entries alone."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for id_ in applied:
        for op, kind, row, told in world.ledger.entries[id_].body.ops:
            if op == "i" and kind == Dispatch.kind():
                found.setdefault(row, Counter())
            elif op == "i" and kind == DispatchStep.kind():
                one = found.setdefault(told["dispatch_id"], Counter())
                one[told["step"], told.get("told") or ""] += 1
    return found


def _lines(at: Machine) -> dict[str, tuple[Any, ...]]:
    """Every dispatch as its page shows it, without what depends on who looks."""

    def lines(db: Session) -> dict[str, tuple[Any, ...]]:
        shown = dispatches.listing(db, at.log, at.world.day_on)
        found = {}
        for line in shown:
            row, steps = dispatches.whole(db, line.id)
            taken = tuple((one.step, one.told or "") for one in steps)
            found[line.id] = (
                line.number, line.title, line.state, line.late, line.file_no, line.case_id, line.last,
                row.told, row.from_name, row.by_name, taken,
            )  # fmt: skip
        return found

    with at.shelf.reading() as db:
        return lines(db)


def _handovers(at: Machine) -> dict[str, tuple[Any, ...]]:
    with at.shelf.reading() as db:
        return {
            one.id: (one.case_id, one.file_no, one.to, one.reason, one.answer, one.answer_told, one.taken_up)
            for one in handovers.listing(db)
        }  # fmt: skip


def _check_outcomes(world: World) -> None:
    """How the other room took a case up is what the one that asked for it reads."""
    at = world.at(TOWNSHIP)[0]
    with at.shelf.reading() as db:
        if handovers._news(db, world.room_ids[TOWNSHIP]):
            fail("errands", f"{at.name} did not tell how a handover went")


def _is_for(at: Machine, id_: str) -> bool:
    ((room,),) = at.asked("SELECT to_room_id FROM dispatch WHERE id = ?", id_)
    return bool(room == at.world.room_ids[at.place])


def _any(at: Machine, told: str, *values: Any) -> str | None:
    found = [row[0] for row in at.asked(told, *values)]
    return _chance(at.world).choice(found[-8:]) if found else None


def _chance(world: World) -> random.Random:
    assert world.book is not None
    return world.book.chance
