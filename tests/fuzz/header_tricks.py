"""What an enrolled machine that means harm may write into the header of a bundle, one trick a function."""

from __future__ import annotations

import hashlib
import json
import random
from typing import Any

from nacl.signing import SigningKey

from app.store import chain, vouch
from tests.fuzz.draft import Draft, dumped
from tests.fuzz.oddities import NUMBERS, TEXTS, Trick, oddity, some_id


def any_line(dice: random.Random, draft: Draft) -> None:
    """A line of the header says something else."""
    name = dice.choice([*draft.head, "fmt", "min_reader"])
    draft.head[name] = oddity(dice)
    draft.fixed.add(name)


def a_line_gone(dice: random.Random, draft: Draft) -> None:
    name = dice.choice(list(draft.head))
    draft.texts.append(
        lambda told: dumped({k: v for k, v in json.loads(told).items() if k != name})
    )


def counts(dice: random.Random, draft: Draft) -> None:
    """`n` and `raw` lie."""
    for name in dice.sample(("n", "raw"), dice.choice((1, 2))):
        draft.head[name] = dice.choice(
            (*NUMBERS, len(draft.lines) + dice.choice((-1, 1)), 2**30, 2**30 + 1)
        )
        draft.fixed.add(name)


def twice(dice: random.Random, draft: Draft) -> None:
    """A key stands in the header twice, the later one lying."""
    name = dice.choice(list(draft.head))
    more = dumped({name: dice.choice((draft.head[name], oddity(dice)))})
    draft.texts.append(lambda told: told[:-1] + b"," + more[1:])


def no_json(dice: random.Random, draft: Draft) -> None:
    """The header is not the JSON it should be."""
    junk = (
        b"", b"null", b"[]", b"{", b"\xff\xfe{}", b"{}" * 3, b"[" * 100_000, b'{"fmt":' * 50_000, b'"' * 99,
        b'{"fmt":1e999}', b'{"fmt":NaN}', b'{"fmt":1,"min_reader":1}', b" " * 1000,
    )  # fmt: skip
    told = dice.choice(junk)
    draft.texts.append(lambda _: told)


def padded(dice: random.Random, draft: Draft) -> None:
    """The header is as long as may be, or one byte longer."""
    wanted = 2**20 + dice.choice((-1, 0, 1, 2))
    draft.texts.append(lambda told: told + b" " * (wanted - len(told)))


def unknown_lines(dice: random.Random, draft: Draft) -> None:
    """Lines a newer program might add."""
    draft.head.update({f"later_{n}": oddity(dice) for n in range(dice.choice((1, 5)))})


def versions(dice: random.Random, draft: Draft) -> None:
    draft.head["fmt"] = dice.choice(NUMBERS)
    if dice.random() < 0.5:
        draft.head["min_reader"] = dice.choice(NUMBERS)


def other_sender(dice: random.Random, draft: Draft) -> None:
    """The header names another sender than the key that signed."""
    draft.head["sender"] = dice.choice((some_id(dice), draft.head["to"][0], dice.choice(TEXTS)))


def other_key(dice: random.Random, draft: Draft) -> None:
    """A key nobody knows signs, perhaps under its own name."""
    draft.signs = SigningKey(dice.randbytes(32))
    if dice.random() < 0.5:
        draft.head["sender"] = chain.log_name(draft.signs)


def other_address(dice: random.Random, draft: Draft) -> None:
    to = draft.head["to"]
    draft.head["to"] = dice.choice(
        ([], to * 2, [some_id(dice)], to * 4000, [*to, "../x"], [""], to + [some_id(dice)] * 999)
    )


def have(dice: random.Random, draft: Draft) -> None:
    """A receipt that is nonsense."""
    me, peer = draft.head["sender"], draft.head["to"][0]
    ends: Any = [[dice.choice(NUMBERS), dice.choice((some_id(dice), *TEXTS))]]
    draft.head["have"] = dice.choice(
        (
            {}, {me: []}, {me: ends}, {peer: ends}, {peer: [[2**53, some_id(dice)]] * 2000}, {some_id(dice): ends},
            {some_id(dice): [[n, some_id(dice)]] for n in range(3000)}, {dice.choice(TEXTS): ends},
            {peer: [[1]]}, {peer: [[1, some_id(dice), 2]]}, {peer: [1, 2]},
            {**draft.head["have"], peer: [[1, some_id(dice)]]},
        )
    )  # fmt: skip


def want(dice: random.Random, draft: Draft) -> None:
    """It asks for nonsense."""
    blob = hashlib.sha256(b"x").hexdigest()
    known = [one["blob"] for one, _ in draft.stretches] or [blob]
    named = dice.choice((blob, known[0], dice.choice(TEXTS), "../" * 20, "A" * 64))
    span = [dice.choice(NUMBERS), dice.choice(NUMBERS)]
    draft.head["want"] = dice.choice(
        (
            {named: [span]}, {named: [[5, 2]]}, {named: [[0, 2**53]] * 5000}, {named: []}, {named: [[0]]},
            {f"{n:064x}": [[0, 1]] for n in range(3000)}, {named: [[n, n + 1] for n in range(0, 9000, 2)]},
        )
    )  # fmt: skip


def lanes(dice: random.Random, draft: Draft) -> None:
    """It claims logs as lanes."""
    log = dice.choice(
        (some_id(dice), draft.head["to"][0], draft.head["sender"], dice.choice(TEXTS))
    )
    place = dice.choice((draft.head["room"], "*", "", some_id(dice), dice.choice(TEXTS)))
    draft.head["lanes"] = dice.choice(
        ({log: place}, {some_id(dice): place for _ in range(3000)}, {log: dice.choice(NUMBERS)})
    )


def vouches(dice: random.Random, draft: Draft) -> None:
    """Words for its log: forged, in rings, of strangers, too many."""
    me, peer = draft.head["sender"], draft.head["to"][0]
    count = dice.choice((1, 2, 63, 64, 65, 300))
    keys, told = [SigningKey(dice.randbytes(32)) for _ in range(min(count, 65))], []
    after = me
    for key in keys:
        told.append(vouch.sign(key, after))
        after = chain.log_name(key)
    links = [{"by": one.by, "log": one.log, "sig": one.sig} for one in told]
    forged = {
        "by": dice.choice((peer, some_id(dice), me)),
        "log": me,
        "sig": chain.b64(dice.randbytes(64)),
    }
    draft.head["vouch"] = dice.choice(
        (
            links,
            [*links, *links],
            [forged],
            [*links, forged],
            [forged] * count,
            [{**forged, "sig": ""}],
            [{"by": me}],
        )
    )


def mates(dice: random.Random, draft: Draft) -> None:
    """Words of room-mates: thousands, forged, for itself."""
    me, key = draft.head["sender"], SigningKey(dice.randbytes(32))
    real = vouch.sign(dice.choice((draft.key, key)), dice.choice((me, chain.log_name(key))))
    one = {"by": real.by, "log": real.log, "sig": real.sig}
    many = [{**one, "by": some_id(dice), "sig": chain.b64(dice.randbytes(64))} for _ in range(3500)]
    fan = [{**one, "log": some_id(dice)} for _ in range(3500)]
    draft.head["mates"] = dice.choice(([one], [one] * 100, many, fan, [one, *fan], [oddity(dice)]))


def card(dice: random.Random, draft: Draft) -> None:
    """It says it is somebody else."""
    name = dice.choice(("name", "role", "recipient"))
    draft.head["card"][name] = dice.choice(
        (*TEXTS, "centre", "room", "mate", "lower", dice.choice(NUMBERS))
    )


def room(dice: random.Random, draft: Draft) -> None:
    draft.head["room"] = dice.choice((some_id(dice), *TEXTS))


TRICKS: tuple[Trick, ...] = (
    any_line,
    a_line_gone,
    counts,
    twice,
    no_json,
    padded,
    unknown_lines,
    versions,
    other_sender,
    other_key,
    other_address,
    have,
    want,
    lanes,
    vouches,
    mates,
    card,
    room,
)
