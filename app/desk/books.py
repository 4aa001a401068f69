"""What is written down of a receipt that came: the newest holds, and what a sender lost is remembered."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from app import clock
from app.store import peers
from app.sync import bundle, receipts

RECEIPT, MADE, LOST = "receipt", "made", "lost"
"""Facts of a taken bundle in the list of exchanges: how its receipt was weighed, and what it claims no more."""
ENDS = "ends"  # a fact of one that was written onto a stick: what stands for all that was here for its receiver


def hear(
    link: Connection, header: bundle.Header, us: str, known: peers.Peer | None
) -> dict[str, Any]:
    """Put a receipt into our books where it holds; the facts for the list of exchanges.

    `known`: how its sender stood here before this bundle.
    """
    now = clock.now()
    last = peers.last(link, "in", header.sender, peers.TAKEN)
    facts = last.facts if last is not None else {}
    passed_over = facts.get(MADE, "") if facts.get(RECEIPT) in receipts.STALE else ""
    old = None
    if known is not None and known.have is not None:
        old = receipts.Receipt(known.have, known.made or "")
    new = receipts.Receipt(header.have, header.made)
    weighed = receipts.weigh(
        old, new, sender=header.sender, us=us, now=now, passed_over=passed_over
    )
    again = old == new and bool(new.made)  # sent twice, or made within the same second
    if weighed.holds:
        at = known.have_at if again and known is not None and known.have_at else now.isoformat()
        peers.heard(link, header.sender, header.have, at, header.want, header.made)
    verdict = receipts.SAME if again else weighed.verdict
    told: dict[str, Any] = {RECEIPT: verdict, MADE: header.made}
    if weighed.verdict == receipts.WENT_BACK:
        told[LOST] = weighed.lost
    return told
