"""Attachments on the road: what is asked for, what goes along in a bundle, what becomes of what came.

A place is sent only what a log that it may see names; what it asks for besides is passed over. What comes is
taken only where the journal here names it, and is an attachment only once its whole hash fits. Whoever brought
what does not fit is asked no more for it after some tries. (Sync specification 2.5.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from app.desk.desk import Desk
from app.paths import free_at
from app.store import blobs, journal, ranges
from app.store.attachments import Attachments, room_for
from app.store.blobs import Blob, Named
from app.store.peers import Have, Peer, Want, find
from app.store.pieces import Pieces, tag_of
from app.store.ranges import Span
from app.store.sealed import Sink
from app.sync import bundle, pack, unpack
from app.trouble import Trouble
from app.words import say

MOST_WANTED = 256  # attachments asked for at once
MOST_SPANS = 64  # stretches of one of them
LEAST = 512 * 1024  # bytes; a shorter stretch goes only where it fills a gap
MOST_PUSHED = 2000
MOST_UNDER_WAY = 512
STICK = 400 * 1024 * 1024  # for one place on one visit


@dataclass
class Brought:
    """What became of the attachments in one bundle."""

    whole: int = 0  # came to their end with it
    stretches: int = 0  # kept until the rest comes
    passed_over: int = 0  # nobody here asked for them
    refused: list[tuple[str, str]] = field(default_factory=list)  # hash, reason as a key
    postponed: str = ""  # key of what kept this computer from taking more

    def besides(self, name: str) -> list[str]:
        """What a person should know of it."""
        told = [say(key, name=name) for key in dict.fromkeys(key for _, key in self.refused)]
        if self.postponed:
            told.append(say(self.postponed))
        if self.whole:
            told.append(say("attachment.came", count=self.whole))
        return told


def kept_at(desk: Desk) -> tuple[Attachments, Pieces]:
    """The attachments of this computer, and those under way."""
    where, identity = desk.data.attachments, desk.shelf.identity
    return Attachments(where, identity), Pieces(where, identity)


# asking


def wanted(desk: Desk, db: Session, to: Peer, logs: Iterable[str]) -> Want:
    """What is missing here of attachments that this place knows of, newest first; nothing where no room is."""
    kept, under_way = kept_at(desk)
    if not room_for(kept.root, 0):
        return {}
    found: Want = {}
    for one in blobs.missing(db, logs, 2 * MOST_WANTED):
        if len(found) == MOST_WANTED or kept.has(one.sha256) or not one.believes(to.log):
            continue
        spans = _lacking(under_way, one, to.log)
        if not spans:
            continue  # it waits for room on the disk
        found[one.sha256] = ranges.joined([*found.get(one.sha256, []), *spans])[:MOST_SPANS]
    return found


def _lacking(under_way: Pieces, one: Blob, by: str) -> list[Span]:
    here = under_way.here(one.named, by if one.apart else None)
    return ranges.missing((piece.span for piece in here), 0, one.size)


# sending


def load(
    desk: Desk, db: Session, want: Want, logs: Iterable[str], have: Have, most: int | None,
    hold: pack.Hold,
) -> None:  # fmt: skip
    """Put into a bundle what a place asked for (`want`) and, on a stick, what the entries in it name.

    `most`: bytes of the whole bundle on a stick; None: only what was asked for, as over a line.
    """
    kept, _ = kept_at(desk)
    left = hold.left if most is None else min(hold.left, most - hold.body.size)
    for sha256, spans in _to_send(db, kept, want, set(logs), have, push=most is not None):
        total = kept.size(sha256)
        for start, end in _cut(spans, total):
            stop = min(end, start + left)
            if stop - start < min(end - start, LEAST):
                hold.more = True
                return
            came = hold.put(sha256, start, total, partial(_pour, kept, sha256, start, stop))
            left = min(left - came - pack.SECTION, hold.left)


def _end(have: Have, log: str) -> int:
    return max((seq for seq, _ in have.get(log, [])), default=0)


def _to_send(
    db: Session, kept: Attachments, want: Want, logs: set[str], have: Have, *, push: bool
) -> Iterator[tuple[str, list[Span] | None]]:
    """Attachments for a place: those it asked for by name, then those it does not know of yet."""
    asked = dict(islice(want.items(), MOST_WANTED))
    fresh: list[str] = []
    if push:
        ends = {log: _end(have, log) for log in logs}
        mine = journal.have(db, logs)
        moved = {log: end for log, end in ends.items() if _end(mine, log) > end}
        fresh = blobs.named_after(db, moved, MOST_PUSHED)
    known = blobs.named_in(db, [*filter(bundle.HASH.fullmatch, asked), *fresh], logs)
    for sha256, spans in asked.items():
        if sha256 in known and kept.has(sha256):
            yield sha256, spans
    for sha256 in fresh:
        if sha256 in known and sha256 not in asked and kept.has(sha256):
            yield sha256, None


def _cut(spans: list[Span] | None, total: int) -> list[Span]:
    if spans is None:
        return [(0, total)]
    return ranges.joined((start, min(end, total)) for start, end in spans[:MOST_SPANS])


def _pour(kept: Attachments, sha256: str, start: int, end: int, sink: Sink) -> None:
    """What was damaged on this disk goes as far as it is sound; the check-up of the room tells of it."""
    try:
        kept.stretch_to(sha256, sink, start, end)
    except Trouble as why:
        if why.key not in {"attachment.damaged", "attachment.absent"}:
            raise


def room_on(stick: Path, to: Peer) -> int | None:
    """How long attachments may make one bundle on this stick: the next place needs room too.

    Who never answered may not know us yet, and holds no large bundle of a stranger: none go there unasked.
    """
    if to.have is None:
        return None
    try:
        return min(STICK, free_at(stick) // 2)
    except OSError:  # writing to it has its own sentence
        return STICK


def goes_on(desk: Desk, to: Peer, logs: Iterable[str], asked: Want) -> bool:
    """Over the line: whether another round would move attachments, now that this one was taken in."""
    with desk.shelf.reading() as db:
        now = wanted(desk, db, to, logs)
        kept, _ = kept_at(desk)
        asking = (find(db, to.log) or to).want or {}
        serves = next(_to_send(db, kept, asking, set(logs), {}, push=False), None) is not None
    return serves or (bool(now) and now != asked)


# taking


def take(desk: Desk, opened: unpack.Opened, sender: Peer) -> Brought:
    """Keep the stretches in a bundle that was proved, and finish what is complete."""
    kept, under_way = kept_at(desk)
    done = Brought()
    if any(section.is_stretch for section in opened.header.sections):
        settle(desk)
    asked: dict[Named, _Asked | None] = {}
    for section, parts in opened.stretches():
        named = (section.blob or "", section.total)
        if named not in asked:
            asked[named] = _asked_for(desk, under_way, named, sender.log)
        one = asked[named]
        spans = one.of(section) if one is not None else []
        if one is None or not spans or done.postponed:
            done.passed_over += 1
            continue
        try:
            _lay(under_way, one, section, parts, spans, sender.log)
            done.stretches += 1
        except Trouble as why:
            done.postponed = _postponed(why)
    _finish_all(desk, under_way, sender.log, done)
    kept.sweep()
    return done


@dataclass
class _Asked:
    """An attachment that is not whole here, and what of it a sender may still bring."""

    blob: Blob
    gaps: list[Span]

    def of(self, section: bundle.Section) -> list[Span]:
        """What of a stretch is missing here; less than a piece is worth counts only where it fills a gap."""
        end = section.start + section.len
        found = (
            ((max(gap[0], section.start), min(gap[1], end)), gap)
            for gap in self.gaps
            if gap[0] < end and section.start < gap[1]
        )
        return [span for span, gap in found if span == gap or span[1] - span[0] >= LEAST]


def _asked_for(desk: Desk, under_way: Pieces, named: Named, by: str) -> _Asked | None:
    with desk.shelf.reading() as db:
        one = blobs.find(db, *named)
    if one is None or not one.believes(by):
        return None
    begun = under_way.under_way()
    if named not in begun and len(begun) >= MOST_UNDER_WAY:
        return None
    return _Asked(one, _lacking(under_way, one, by))


def _lay(
    under_way: Pieces, one: _Asked, section: bundle.Section, parts: Iterable[bytes],
    spans: list[Span], by: str,
) -> None:  # fmt: skip
    if not room_for(under_way.root, one.blob.size + ranges.length(one.gaps)):
        raise Trouble("attachment.no_room")
    under_way.lay(one.blob.named, section.start, parts, spans, by)
    one.gaps = _lacking(under_way, one.blob, by)


def _finish_all(desk: Desk, under_way: Pieces, by: str, done: Brought) -> None:
    """Also what was complete before: the power may have gone in between."""
    for named in under_way.under_way():
        with desk.shelf.reading() as db:
            one = blobs.find(db, *named)
        if one is None:  # whole by now, or not wanted any more
            under_way.forget(named)
        else:
            _finish(desk, one, by, done)


def _finish(desk: Desk, one: Blob, by: str, done: Brought) -> None:
    """Where all of it is here: an attachment if its hash fits, else thrown away and asked for again."""
    kept, under_way = kept_at(desk)
    if _lacking(under_way, one, by):
        return
    whose = by if one.apart else None
    try:
        kept.put_parts(under_way.content(one.named, whose), wanted=one.sha256)
    except Trouble as why:
        _not_whole(desk, one, by, why, done)
        return
    with desk.shelf.local_writing() as link:
        blobs.came(link, one.sha256, one.size)
    under_way.forget(one.named)
    done.whole += 1


def _not_whole(desk: Desk, one: Blob, by: str, why: Trouble, done: Brought) -> None:
    _, under_way = kept_at(desk)
    if (
        why.key == "attachment.damaged"
    ):  # one piece, on this disk: it was thrown away and comes again
        return
    if why.key not in {"attachment.other_content", "attachment.kind", "attachment.too_large"}:
        done.postponed = _postponed(why)
        return
    whose = by if one.apart else None
    brought_by = {piece.tag for piece in under_way.here(one.named, whose)}
    # Its first bytes alone refuse nothing: whoever sent them may have made them up.
    meant = why.key != "attachment.other_content" and under_way.hash(one.named, whose) == one.sha256
    with desk.shelf.local_writing() as link:
        if meant:
            blobs.refuse(link, one.sha256, one.size, why.key)
        else:
            blobs.spoil(link, one, by if brought_by == {tag_of(by)} else "")
    under_way.forget(one.named, whose)
    done.refused.append((one.sha256, "attachment.not_kept" if meant else "attachment.spoilt"))


def _postponed(why: Trouble) -> str:
    """A disk that is full or fails keeps no entry from being taken; what it concerns comes again."""
    if why.key not in {"attachment.no_room", "attachment.disk"}:
        raise why
    return "attachment.postponed"


def settle(desk: Desk) -> None:
    """What is missing by the books and lies here all the same is whole: printed here, or put back by a backup."""
    kept, under_way = kept_at(desk)
    with desk.shelf.reading() as db:
        found = [one for one in blobs.missing(db, None, 4096) if kept.has(one.sha256)]
    if found:
        with desk.shelf.local_writing() as link:
            for one in found:
                blobs.came(link, one.sha256, kept.size(one.sha256))
        for one in found:
            under_way.forget(one.named)


def ask_again(desk: Desk, hashes: Iterable[str]) -> None:
    """These were damaged or lost on this disk: from now on they are asked for where they may be whole."""
    kept, _ = kept_at(desk)
    with desk.shelf.local_writing() as link:
        for sha256 in hashes:
            kept.set_aside(sha256)
            blobs.lost(link, sha256)
