"""One call over HTTPS: a bundle out, an answer in, both bounded. What goes wrong on the way has its sentence.

    POST /sync   body: a sealed bundle       answer: 200 a sealed bundle, or a status and one word

Nothing of the answer is believed here; it is a sealed bundle or it is not. Redirections are not followed: a
network that asks for a login first would lead away.
"""

from __future__ import annotations

import math
import ssl
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import msgspec

from app.sync.tls import Patience, TooSlow, WrongCertificate, calling
from app.trouble import Trouble

BUNDLE = "application/octet-stream"
LARGEST = 4 * 1024 * 1024  # a bundle out, and one in
LARGEST_WORD = 4096
SILENT = 20.0  # seconds in which no byte moves: nobody is at the other end any more
ASKS_FOR_SIGNS = "x-bears-silence"  # a centre that works for longer shows that it lives
FIRST = 120.0  # seconds for the answer to begin; the centre may have a queue
SLOWEST = 1024  # bytes a second
LONGEST_WAIT = 60.0  # seconds a centre may ask us to wait
NONE = "-"  # a setting: no proxy at all


class _Word(msgspec.Struct):
    word: str


@dataclass(frozen=True)
class Reply:
    """What came back: a bundle, or a word that says why there is none."""

    bundle: bytes = b""
    word: str = ""
    wait: float = 0  # seconds, where the centre asks to come again


class Caller:
    """The line to one centre, for as many calls as one exchange needs."""

    def __init__(self, url: str, pin: str, proxy: str = "") -> None:
        self._url = url.rstrip("/") + "/sync"
        self._patience = Patience()
        way = proxy_for(url, proxy)
        try:
            self._client = httpx.Client(
                verify=calling(pin, self._patience), proxy=way, trust_env=False,
                follow_redirects=False, timeout=httpx.Timeout(SILENT),
            )  # fmt: skip
        except (httpx.InvalidURL, ValueError) as why:  # of the proxy
            raise Trouble("line.proxy_kind") from why

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def send(self, told: bytes) -> Reply:
        """One bundle out, one answer in."""
        self._patience.begin(len(told), FIRST, SLOWEST)
        kinds = {
            "content-type": BUNDLE, "accept": BUNDLE, "accept-encoding": "identity",
            ASKS_FOR_SIGNS: str(math.ceil(SILENT)),
        }  # fmt: skip
        with _told(), self._client.stream("POST", self._url, content=told, headers=kinds) as answer:
            return _read(answer)


def _read(answer: httpx.Response) -> Reply:
    status, kind = answer.status_code, answer.headers.get("content-type", "").split(";")[0]
    if status in {503, 429}:
        return Reply(
            word=_why_not_now(answer, kind), wait=_wait(answer.headers.get("retry-after", ""))
        )
    if status == 408:
        raise Trouble("line.slow")
    if 300 <= status < 400:
        raise Trouble("line.redirected")
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise Trouble("line.not_a_centre")
    if status == 200 and kind == BUNDLE:
        return Reply(bundle=_body(answer, LARGEST))
    if kind == "application/json":
        return Reply(word=_word(_body(answer, LARGEST_WORD)))
    if status >= 500:
        raise Trouble("line.centre_fails", status=status)
    raise Trouble("line.not_a_centre")


def _why_not_now(answer: httpx.Response, kind: str) -> str:
    """A centre without its database says so; whatever else is asked too much is busy."""
    said = next(answer.iter_raw(), b"") if kind == "application/json" else b""
    return "away" if said == b'{"word":"away"}' else "busy"


def _body(answer: httpx.Response, most: int) -> bytes:
    near = bytearray()
    for part in answer.iter_raw():
        near += part
        if len(near) > most:
            raise Trouble("line.too_much")
    return bytes(near)


def _word(told: bytes) -> str:
    try:
        return msgspec.json.decode(told, type=_Word).word[:40]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as why:
        raise Trouble("line.not_a_centre") from why


def _wait(told: str) -> float:
    return min(float(told), LONGEST_WAIT) if told.isascii() and told.isdigit() else 5.0


def proxy_for(url: str, setting: str) -> str | None:
    """The forward proxy on the way: the one of the settings, else the one of the system or the environment."""
    told = setting.strip()
    if told == NONE:
        return None
    if not told:
        host = urlsplit(url).hostname or ""
        if urllib.request.proxy_bypass(host):
            return None
        known = urllib.request.getproxies()
        told = known.get("https") or known.get("all") or ""
    if not told:
        return None
    told = told if "://" in told else f"http://{told}"
    try:
        usable = urlsplit(told).scheme in {"http", "https"}
    except ValueError:
        usable = False
    if not usable:
        raise Trouble("line.proxy_kind")
    return told


@contextmanager
def _told() -> Iterator[None]:
    """The line's own faults, each with its sentence."""
    try:
        yield
    except httpx.ProxyError as why:
        raise Trouble("line.proxy") from why
    except (httpx.ConnectTimeout, httpx.ConnectError) as why:
        raise Trouble(_why_unconnected(why)) from why
    except httpx.TimeoutException as why:
        if any(isinstance(one, TooSlow) for one in _causes(why)):
            raise Trouble("line.slow") from why
        raise Trouble("line.silent", seconds=math.ceil(SILENT)) from why
    except (httpx.TransportError, httpx.StreamError, httpx.DecodingError) as why:
        raise Trouble("line.cut") from why
    except httpx.InvalidURL as why:
        raise Trouble("line.bad_address") from why


def _why_unconnected(why: BaseException) -> str:
    for found in _causes(why):
        if isinstance(found, WrongCertificate):
            return "line.wrong_certificate"
        if isinstance(found, ssl.SSLCertVerificationError):
            return "line.certificate"
        if isinstance(found, ssl.SSLError):
            return "line.not_tls"
    return "line.offline"


def _causes(why: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = why
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__
