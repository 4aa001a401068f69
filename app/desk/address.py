"""Where a centre answers its rooms over HTTPS: remembered, so that every card of it says the same."""

from __future__ import annotations

import ipaddress
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from app.desk import certificate
from app.desk.desk import Desk
from app.store import locals_
from app.sync import cards
from app.trouble import Trouble
from app.words import say

ADDRESS, PUBLIC = "centre_url", "centre_certificate_is_public"
SCHEME, USUAL_PORT = "https://", 443


@dataclass(frozen=True)
class Address:
    """An address as it stands on the card; empty: there is none. `public`: everybody can check its certificate."""

    url: str
    public: bool = False

    def sentence(self) -> str:
        """What a card says now, and what it means for the rooms."""
        if not self.url:
            return say("address.none")
        port = urlsplit(self.url).port or USUAL_PORT
        told = say("address.public" if self.public else "address.own", url=self.url, port=port)
        return f"{told} {say('address.only_here')}" if self.is_only_here else told

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
        return certificate.own(desk, [urlsplit(self.url).hostname or ""]).pin


def now(db: Session) -> Address:
    """What the last card said."""
    link = db.connection()
    public = (locals_.get(link, PUBLIC) or "") == "1"
    return Address(locals_.get(link, ADDRESS) or "", public)


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
    return Address(told, public)
