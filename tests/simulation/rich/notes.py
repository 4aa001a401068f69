"""Private notes: whoever wrote one finds it again where he wrote it, and it is nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.desk import private_notes
from tests.simulation.machine import everything_on
from tests.simulation.rich.opened import Unsealed
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simulation.machine import Machine, Mishap
    from tests.simulation.world import World

MARK = "只给自己看"
SIGNS = (
    MARK.encode(),
    MARK.encode("unicode_escape"),
    MARK.encode("utf-16-le"),
    MARK.encode("gb18030"),
)
CASES = 'SELECT id FROM "case" ORDER BY id'
NOTES = "SELECT id, text FROM private_note"

Held = dict[str, str]  # note → its text


class Notes:
    """What each machine must hold of them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.held: dict[str, Held] = {}  # by machine
        self.said = 0

    def act(self, at: Machine, mishap: Mishap | None) -> None:
        """Somebody writes a note, writes it anew, or throws it away."""
        assert self.world.book is not None
        chance = self.world.book.chance
        cases = [row[0] for row in at.asked(CASES)]
        mine = self.held.get(at.name, {})
        kind = chance.choice(
            (private_notes.add_note, private_notes.change_note, private_notes.remove_note)
        )
        if not mine or kind is private_notes.add_note:
            if cases:
                case_id, said = chance.choice(cases), self._text()
                self._do(at, mishap, lambda: private_notes.add_note(at.desk, case_id, said), said)
            return
        note_id = chance.choice(sorted(mine))
        if kind is private_notes.remove_note:
            self._do(at, mishap, lambda: private_notes.remove_note(at.desk, note_id), "", note_id)
            return
        said = self._text()
        self._do(
            at, mishap, lambda: private_notes.change_note(at.desk, note_id, said), said, note_id
        )

    def _text(self) -> str:
        self.said += 1
        return f"{MARK}{self.said}"

    def _do(
        self, at: Machine, mishap: Mishap | None, act: Callable[[], Any], said: str, old: str = ""
    ) -> None:
        done = []
        self.world.do(at, lambda: done.append(act()), mishap)
        self.world.count("private notes")
        before = self.held.get(at.name, {})
        now = read(at)
        fresh = old or next(iter(now.keys() - before.keys()), "")
        after = {**before, fresh: said} if fresh else dict(before)
        if not said:
            after = {id_: text for id_, text in before.items() if id_ != old}
        if now != after and (done or now != before):
            fail("notes", f"{at.name} does not hold the note that was written")
        self.held[at.name] = now

    def cloned(self, of: Machine, made: Machine) -> None:
        self.held[made.name] = dict(self.held.get(of.name, {}))

    def reread(self, at: Machine) -> None:
        """It stands again as it once stood."""
        self.held[at.name] = read(at)

    def check(self, at: Machine) -> None:
        """What was saved is there, and stands in no other table."""
        if read(at) != self.held.get(at.name, {}):
            fail("notes", f"{at.name} lost or changed a private note")
        with at.shelf.engine.connect() as link:
            told = everything_on(link)
        del told["private_note"]
        for name, rows in told.items():
            if _has(repr(rows).encode()) or any(
                _has(bytes(x)) for row in rows for x in row if isinstance(x, bytes | memoryview)
            ):
                fail("notes", f"{at.name}: a private note stands in {name}")

    def check_bundle(self, at: Machine, told: Unsealed) -> None:
        """Nothing of a note left the machine."""
        if any(map(_has, (told.front, told.entries, told.rest))):
            fail("notes", f"{at.name} put a private note into a bundle")


def read(at: Machine) -> Held:
    """The notes in the file."""
    return dict(at.asked(NOTES))


def _has(told: bytes) -> bool:
    return any(sign in told for sign in SIGNS)
