"""Who may bring a body in: places in all, a share of them for each address, a pace; who drags gives place first.

Many rooms may stand behind one address (a county's network has one way out), so a share is a quarter of the
house, and what counts in it is only what is still arriving. A place is kept until the answer is made: it bounds
the files in the spool.
"""

from __future__ import annotations

import ipaddress
from collections import deque
from dataclasses import dataclass, field

import anyio

from app.sync.caller import LARGEST

AT_ONCE = 64 * 1024  # bytes that the server has near before anybody asks for them
LOOK = 1.0  # seconds between two looks at who drags, while somebody waits


@dataclass(frozen=True)
class Bounds:
    """How much of a centre its callers may take up."""

    most: int = LARGEST  # bytes of a body
    places: int = 128  # bodies at once, each on the disk, sealed
    per_address: int = 32  # of them still arriving from one address
    slowest: int = 1024  # bytes a second
    grace: float = 10.0  # seconds before the pace counts
    silence: float = 20.0  # seconds without a byte
    drags: float = 2.0  # seconds after which whoever is below the pace gives place to another
    queue: float = 45.0  # seconds a call waits for a place before it is asked to come again
    queue_long: float = (
        15.0  # the same, where the caller stands still meanwhile: its body is not near
    )


@dataclass(eq=False)
class Guest:
    """One body on its way."""

    address: str
    began: float = 0.0
    size: int = 0
    stay: anyio.CancelScope = field(default_factory=anyio.CancelScope)
    gone: bool = False


class Entrance:
    """Keeps the places of one centre."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._taken = 0
        self._arriving: list[Guest] = []
        self._queue: deque[anyio.Event] = deque()

    async def enter(self, address: str, declared: int | None) -> Guest | None:
        """A place, or None: come again. Who does not say how long the body is does not wait for one."""
        guest = Guest(address)
        if not self._share(address) or not await self._turn(declared):
            return None
        if not self._share(address):  # others of the address came in meanwhile
            self._free()
            return None
        guest.began = anyio.current_time()
        self._arriving.append(guest)
        return guest

    def left(self, guest: Guest) -> float:
        """Seconds the next piece of the body may take."""
        bounds = self._bounds
        until = guest.began + bounds.grace + guest.size / bounds.slowest
        return min(bounds.silence, until - anyio.current_time())

    def whole(self, guest: Guest) -> None:
        """The body is here; it counts no longer against its address."""
        if guest in self._arriving:
            self._arriving.remove(guest)

    def leave(self, guest: Guest) -> None:
        """The place is free, or the next one's; to say it twice is harmless."""
        if not guest.gone:
            guest.gone = True
            self.whole(guest)
            self._free()

    def _share(self, address: str) -> bool:
        near = [one for one in self._arriving if one.address == address]
        return len(near) < self._bounds.per_address or self._send_off(near)

    def _send_off(self, among: list[Guest]) -> bool:
        """Whether one who drags had to go."""
        now = anyio.current_time()
        since = {one: now - one.began for one in among}
        drag = [
            one for one, age in since.items()
            if age > self._bounds.drags and one.size < age * self._bounds.slowest
        ]  # fmt: skip
        if not drag:
            return False
        slowest = min(drag, key=lambda one: one.size / since[one])
        slowest.stay.cancel()
        self.leave(slowest)
        return True

    async def _turn(self, declared: int | None) -> bool:
        if self._taken < self._bounds.places:
            self._taken += 1
            return True
        turn = anyio.Event()
        self._queue.append(turn)
        with anyio.move_on_after(self._patience(declared)):
            while not turn.is_set():
                self._send_off(self._arriving)
                with anyio.move_on_after(LOOK):
                    await turn.wait()
        if not turn.is_set():
            self._queue.remove(turn)
        return turn.is_set()

    def _patience(self, declared: int | None) -> float:
        if declared is None:
            return 0.0
        return self._bounds.queue if declared <= AT_ONCE else self._bounds.queue_long

    def _free(self) -> None:
        if self._queue:
            self._queue.popleft().set()
        else:
            self._taken -= 1


def address_of(host: str) -> str:
    """What counts as one address: of IPv6 the half that a network gives to one place."""
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
