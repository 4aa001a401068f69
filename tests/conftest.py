"""What every test stands on: no screen, the shipped fonts, a clock that can be held, --accept."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from app import clock, words
from app.store import keys
from tests import engines

ROOT = Path(__file__).resolve().parents[1]
FACES = ("NotoSansSC-Regular.ttf", "HanaMinB.ttf")

# how long an example takes to draw or to run says something of the machine, not of the program
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

keys.PASSES, keys.MEMORY = 1, 8192  # a password is stretched quickly: only tests may

MEMORY_DISK, MUCH = Path("/dev/shm"), 4 << 30  # pytest closes its folder there to others


def _wait_for_no_disk() -> None:
    """What tests write lies in memory where the system has room for that: they make commits by the thousand."""
    if "TMPDIR" in os.environ or not MEMORY_DISK.is_dir():
        return
    there = os.statvfs(MEMORY_DISK)
    if there.f_bavail * there.f_frsize < MUCH or there.f_flag & os.ST_NOEXEC:
        return
    for left in MEMORY_DISK.glob("tests-*-*"):  # by a run that was killed
        if not Path(f"/proc/{left.name.split('-')[1]}").exists():
            shutil.rmtree(left, ignore_errors=True)
    folder = tempfile.mkdtemp(prefix=f"tests-{os.getpid()}-", dir=MEMORY_DISK)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(
        MEMORY_DISK
    )  # what failed may be looked at afterwards


_wait_for_no_disk()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="state-")
atexit.register(shutil.rmtree, os.environ["XDG_STATE_HOME"], ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write what was drawn as the expected text"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first, in whatever order: at the end one core would work while the others wait."""
    items.sort(key=lambda item: "slow" not in item.keywords)


def pytest_collectstart() -> None:
    """Nothing that is loaded now goes before the end."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: looking it through again and again was a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _learnt_once() -> Iterator[None]:
    """A room of one test need not learn what the room of another learnt."""
    with engines.shared(), engines.schema_by_heart():
        yield


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Language and clock are the two global things; each test finds them as the program does."""
    words.speak(words.DEFAULT)
    clock.hold(None)
    yield
    words.speak(words.DEFAULT)
    clock.hold(None)


@pytest.fixture
def held_clock() -> Callable[[datetime | None], None]:
    """The clock stands still on a Monday morning; call it with another moment to move it."""
    clock.hold(datetime(2026, 3, 2, 9, 0))
    return clock.hold


@pytest.fixture
def same_as(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare with an expected text; `pytest --accept` writes it, and a person reads the diff."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{path.name} is not written yet: pytest --accept"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """The application with the shipped faces, so that a picture shows what a person would see."""
    from PySide6.QtGui import QFontDatabase

    for face in FACES:
        path = ROOT / "resources" / "fonts" / face
        if path.exists():
            QFontDatabase.addApplicationFont(str(path))
    return qapp


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server of our own for this run."""
    from tests import servers

    with servers.started() as server:
        yield server.get_uri()


@pytest.fixture
def database(postgres: str) -> str:
    """The address of an empty database."""
    from tests import servers

    return servers.new_database(postgres)


@pytest.fixture(scope="session")
def press() -> Iterator[Any]:
    """A print shop on loopback for this run: CUPS itself, its printers keep what they get."""
    from tests import press as shop

    with shop.standing() as standing:
        yield standing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Any]:
    """A signed-in room on a real encrypted file."""
    from tests.rooms import moved_room

    made = moved_room(tmp_path / "room")
    yield made
    made.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Any]:
    """A room that may go on the line."""
    from tests.online import room_in

    made = room_in(tmp_path / "room")
    yield made
    made.close()


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Any]:
    """A centre that may answer."""
    from tests.online import centre_in

    made = centre_in(tmp_path / "centre")
    yield made
    made.close()


@pytest.fixture
def at(centre: Any) -> Iterator[Any]:
    """Where the centre answers as long as the test lasts."""
    from tests.online import answering

    with answering(centre) as told:
        yield told
