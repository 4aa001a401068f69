"""Where a centre answers its rooms over HTTPS: remembered, so that every card of it says the same."""

from __future__ import annotations

import ipaddress
import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import msgspec
from sqlalchemy.orm import Session

from app.desk import certificate
from app.desk.desk import Desk
from app.store import locals_
from app.sync import cards
from app.trouble import Trouble
from app.words import say

ADDRESS, PUBLIC = "centre_url", "centre_certificate_is_public"
SHOWN = "centre_certificate_shown"
"""Local: the certificate the centre answered with last, or is said to answer with."""
SCHEME, USUAL_PORT = "https://", 443


@dataclass(frozen=True)
class Shown:
    """A certificate that callers are shown; without a name it is the machine's own."""

    pin: str = ""
    name: str = ""  # of its file
    signs_itself: bool = True


@dataclass(frozen=True)
class Address:
    """An address as it stands on the card; empty: there is none. `public`: everybody can check its certificate."""

    url: str
    public: bool = False
    shown: Shown | None = None  # None: nothing was answered yet

    def sentence(self) -> str:
        """What a card says now, and what it means for the rooms."""
        if not self.url:
            return say("address.none")
        port = urlsplit(self.url).port or USUAL_PORT
        told = [say(self._kind(), url=self.url, port=port, file=self._file)]
        told += [say("address.only_here")] if self.is_only_here else []
        return " ".join([*told, self.doubt()]).strip()

    def doubt(self) -> str:
        """Why no room gets through, however new its card is; empty: nothing speaks against it."""
        if self.url and self.public and self.shown is not None and self.shown.signs_itself:
            return say("address.not_public")
        return ""

    def _kind(self) -> str:
        if self.public:
            return "address.public"
        return "address.given" if self._file else "address.own"

    @property
    def _file(self) -> str:
        return self.shown.name if self.shown is not None else ""

    @property
    def is_only_here(self) -> bool:
        """Whether no other computer gets there by it."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    def pin(self, desk: Desk) -> str:
        """The hash of the certificate that rooms trust; empty: they check it as everybody does."""
        if not self.url or self.public:
            return ""
        if self.shown is not None and self.shown.name:
            return self.shown.pin
        return certificate.own(desk, [urlsplit(self.url).hostname or ""]).pin


def now(db: Session) -> Address:
    """What the last card said."""
    link = db.connection()
    public = (locals_.get(link, PUBLIC) or "") == "1"
    return Address(locals_.get(link, ADDRESS) or "", public, shown(db))


def shown(db: Session) -> Shown | None:
    """The certificate the centre answered with last; None: nobody knows."""
    told = locals_.get(db.connection(), SHOWN)
    return msgspec.json.decode(told, type=Shown) if told else None


def give(desk: Desk, typed: str, *, public: bool) -> Address:
    """From now on this is the address; what is typed may leave out https://, and empty means none."""
    told = (
        unicodedata.normalize("NFKC", typed).replace("。", ".").strip()
    )  # as Chinese typing gives it
    if told and "://" not in told:
        told = SCHEME + told
    told = told.rstrip("/") if urlsplit(told).netloc else told
    if told and not cards.is_address(told):
        raise Trouble("card.no_address", url=told)
    with desk.shelf.local_writing() as link:
        locals_.put(link, ADDRESS, told)
        locals_.put(link, PUBLIC, "1" if public else "")
    return replace(desk.look(now), url=told, public=public)
