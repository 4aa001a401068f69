"""One computer of the world: a real desk on a real file, with its program, its clock and its mishaps."""

from __future__ import annotations

import atexit
import datetime as dt
import functools
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from nacl.signing import SigningKey
from sqlalchemy import Connection, text

from app import clock
from app.desk import series
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import RECORDS
from app.store import chain, locals_
from app.store.shelf import Shelf
from tests.simulation import faults, versions
from tests.simulation.fate import age_identity
from tests.simulation.faults import CUT, FUSE, PowerCut
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from tests.simulation.world import World

T = TypeVar("T")
SECRET = bytes(range(48))
NEWEST = "SELECT n, id, header, body, sig FROM entry WHERE n > ? ORDER BY n"
DAYS_OF_CLOCKS = (dt.datetime(1970, 1, 1), dt.datetime(2000, 1, 1), dt.datetime(2099, 12, 31))


@functools.cache
def blank() -> Path:
    """An empty file to copy machines from."""
    folder = Path(tempfile.mkdtemp(prefix="blank-", dir=fast_disk()))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Shelf.create(folder / "room.db", SECRET).close()
    return folder / "room.db"


def fast_disk() -> str | None:
    """Memory that looks like a disk, where there is some."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


@dataclass
class Mishap:
    """What will go wrong in one operation: after so many steps, or so many commits."""

    steps: int
    kind: str = CUT
    at_commits: bool = False


@dataclass
class Machine:
    """A computer. `place` is the room or centre it stands in."""

    world: World
    name: str
    place: str
    is_centre: bool
    folder: Path
    user: str = ""
    version: int = versions.TODAY
    clock: dt.datetime | None = None  # None: it goes right
    copies: list[tuple[Path, int]] = field(default_factory=list)  # older states: folder, program
    acknowledged: set[str] = field(default_factory=set)
    met_twin: set[str] = field(
        default_factory=set
    )  # own logs in which somebody else was seen to write
    desk: Desk = field(init=False)
    read_to: int = 0

    @property
    def shelf(self) -> Shelf:
        return self.desk.shelf

    @property
    def log(self) -> str:
        return self.desk.shelf.log

    def begin(self) -> None:
        """A new computer, empty, with a log and an age address from this run's chance."""
        self.folder.mkdir(parents=True)
        shutil.copy(blank(), self.folder / "room.db")
        shelf = Shelf.open(self.folder / "room.db", SECRET)
        draws = self.world.fate.draws
        with shelf.local_writing() as link:
            key = SigningKey(draws.randbytes(32))
            locals_.put(link, "log_key", chain.b64(key.encode()))
            locals_.put(link, "age_identity", age_identity(draws.randbytes(32)))
        shelf.close()
        self.open()

    def open(self) -> None:
        """Start the program on the file that lies in the folder."""
        with versions.running(self.version):
            shelf = Shelf.open(self.folder / "room.db", SECRET)
            versions.bring_up(shelf, self.version)
        self.desk = Desk(shelf, DataDir(self.folder), self.user)

    def close(self) -> None:
        self.desk.close()

    def run(self, act: Callable[[], T], mishap: Mishap | None = None) -> T | None:
        """Let the program do something; None: a power cut ended it, and the machine was started again."""
        clock.hold(self.now())
        if mishap is not None:
            image = self.world.fresh_folder(self.name)
            FUSE.light(
                mishap.steps,
                mishap.kind,
                lambda: faults.copy_folder(self.folder, image),
                at_commits=mishap.at_commits,
            )
        try:
            with versions.running(self.version):
                return act()
        except PowerCut:
            FUSE.quench()
            self.world.count(CUT)
            self.replace_by(image)
            if not self.acknowledged <= set(self.ids()):
                fail("I1", f"{self.name} lost in a power cut what it had said was saved")
            return None
        finally:
            FUSE.quench()

    def replace_by(self, image: Path) -> None:
        """The program is gone; it starts again on what lies in this folder."""
        self.desk.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder = image
        self.open()

    def put_by(self) -> None:
        """Somebody copies the folder away."""
        image = self.world.fresh_folder(f"{self.name}-copy")
        faults.copy_folder(self.folder, image)
        self.copies.append((image, self.version))
        for old, _ in self.copies[:-2]:
            shutil.rmtree(old)
        del self.copies[:-2]

    def put_back(self, which: int) -> None:
        """An older state of the folder silently takes the place of what stands there."""
        image = self.world.fresh_folder(self.name)
        faults.copy_folder(self.copies[which][0], image)
        self.replace_by(image)
        self.read_to = self._newest()
        self.acknowledged &= set(self.ids())
        self.met_twin.clear()
        if self.world.book is not None:
            self.world.book.put_back(self)

    def rotate(self) -> None:
        """A new key, vouched for by the old one."""
        self.run(lambda: series.begin_anew(self.desk))

    def now(self) -> dt.datetime:
        """What the clock on this machine's wall shows."""
        return self.clock or self.world.noon + dt.timedelta(seconds=self.world.ticks)

    def ids(self, states: str = "0, 1, 2, 3") -> list[str]:
        with self.shelf.engine.connect() as link:
            return list(link.scalars(text(f"SELECT id FROM entry WHERE state IN ({states})")))

    def _newest(self) -> int:
        with self.shelf.engine.connect() as link:
            return link.scalar(text("SELECT max(n) FROM entry")) or 0

    def arrived(self) -> list[tuple[str, chain.Signed]]:
        """Entries in the journal that were not there when this was asked last."""
        with self.shelf.engine.connect() as link:
            rows = link.exec_driver_sql(NEWEST, (self.read_to,)).fetchall()
        if rows:
            self.read_to = rows[-1][0]
        return [(row[1], chain.Signed(*map(bytes, row[2:]))) for row in rows]

    def asked(self, told: str, *values: Any) -> list[Any]:
        """A question to the file."""
        with self.shelf.engine.connect() as link:
            return [tuple(row) for row in link.exec_driver_sql(told, values)]

    def bytes(self) -> dict[str, bytes]:
        """The file as it lies on the disk, with its write-ahead log."""
        return {
            one.name: one.read_bytes()
            for one in sorted(self.folder.glob("room.db*"))
            if one.suffix != ".db-shm"
        }

    def state(self) -> dict[str, list[Any]]:
        """All that is shared, byte for byte."""
        with self.shelf.engine.connect() as link:
            return state_on(link)


def state_on(link: Connection) -> dict[str, list[Any]]:
    """Records, further heads, the journal and its ends as they lie in the file."""
    found = {kind: _all(link, f'SELECT * FROM "{kind}" ORDER BY id') for kind in RECORDS}
    found["head"] = _all(link, "SELECT * FROM head ORDER BY kind, row, field, version")
    found["entry"] = _all(link, "SELECT id, state FROM entry WHERE state <> 0 ORDER BY id")
    found["tip"] = _all(link, "SELECT id, log, seq, lam FROM tip ORDER BY id")
    return found


def everything_on(link: Connection) -> dict[str, list[Any]]:
    """Every table of the file but the list of bundles that went and came."""
    told = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_word%' ORDER BY name"
    return {
        name: _all(link, f'SELECT * FROM "{name}"')
        for (name,) in _all(link, told)
        if name != "exchange"
    }


def _all(link: Connection, asked: str) -> list[Any]:
    cursor = link.connection.cursor()  # below the mapper: a world asks this ten thousand times
    cursor.execute(asked)
    return cursor.fetchall()
