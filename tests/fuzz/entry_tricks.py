"""What an enrolled machine that means harm may write into entries, one trick a function."""

from __future__ import annotations

import random

from nacl.signing import SigningKey

from app.store import chain
from tests.fuzz.draft import Draft, Line, dumped
from tests.fuzz.oddities import TEXTS, Trick, oddity, some_id

KINDS = ("case", "workstation", "room", "closure", "unknown", "entry", "../x", "", "local")
FIELDS = ("unknown", "id", "_v", "v", "frozen", "void", "", "__class__")


def an_entry(dice: random.Random, draft: Draft) -> Line:
    return dice.choice(draft.lines)


def header_field(dice: random.Random, draft: Draft) -> None:
    """log, seq, prev, see, lam, wall, user, schema, hash: one of them off."""
    one = an_entry(dice, draft)
    at = dice.randrange(9)
    near = one.head[at] + dice.choice((-1, 1, 7, 2**52)) if isinstance(one.head[at], int) else None
    one.head[at] = dice.choice((near, oddity(dice), some_id(dice)))
    one.keeps_hash = at == 8


def order(dice: random.Random, draft: Draft) -> None:
    """Lamport and sequence numbers jump, the chain still holding."""
    one = an_entry(dice, draft)
    one.head[dice.choice((1, 4))] = dice.choice((1, 2, 3, 10**6, 2**53 - 1, 2**53, 0, -5))
    draft.chained()


def foreign_log(dice: random.Random, draft: Draft) -> None:
    """It writes in the log of another."""
    one = an_entry(dice, draft)
    one.head[0] = dice.choice((draft.head["to"][0], some_id(dice), "", "A" * 43, "é" * 43))
    if dice.random() < 0.5:
        key = SigningKey(bytes(range(32)))
        one.head[0], one.head[1], one.head[2] = chain.log_name(key), 1, None
        one.told(key)
        one.sig = key.sign(chain.DOMAIN + dumped(one.head)).signature


def bad_signature(dice: random.Random, draft: Draft) -> None:
    an_entry(dice, draft).sig = dice.choice(
        (dice.randbytes(64), b"", dice.randbytes(63), bytes(64))
    )


def causes(dice: random.Random, draft: Draft) -> None:
    """What it says it saw is nonsense."""
    one = an_entry(dice, draft)
    seen = one.head[3] if isinstance(one.head[3], list) else []
    one.head[3] = dice.choice(
        (
            [some_id(dice)],
            [one.head[2]],
            [*seen, *seen],
            [some_id(dice)] * 1000,
            [""],
            [some_id(dice) for _ in range(900)],
            [None],
        )
    )
    draft.chained()


def odd_shape(dice: random.Random, draft: Draft) -> None:
    """The header or body of an entry is other JSON, or none."""
    one = an_entry(dice, draft)
    junk = dice.choice(
        (
            b"[]",
            b"{}",
            b"null",
            b"[" * 60_000,
            b"",
            b'"x"',
            b"[1,2,3]",
            b"\xff",
            b"[1,2",
            b"{}\n{}",
            b'[" ",[],""]',
        )
    )
    if dice.random() < 0.5:
        one.raw_body = junk
    else:
        one.raw_head = junk


def longer(dice: random.Random, draft: Draft) -> None:
    """More parts than an entry has, or fewer."""
    one = an_entry(dice, draft)
    part = dice.choice((one.head, one.body))
    if dice.random() < 0.5:
        part.append(oddity(dice))
    else:
        part.pop()


def an_op(dice: random.Random, draft: Draft) -> None:
    """What is done to a row is off: the kind, the row, the fields, the versions it names."""
    one = an_entry(dice, draft)
    ops = one.body[1]
    if not ops:
        return
    at = dice.randrange(len(ops))
    name, kind, row, fields = ops[at]
    told = dict(fields)
    which = dice.choice(list(told) or ["summary"])
    bases = dice.choice(
        (
            [],
            [""],
            ["x"],
            [some_id(dice)],
            [some_id(dice)] * 500,
            "x",
            None,
            [None],
            {},
            [1],
            [["x"]],
        )
    )
    value = dice.choice(
        (
            oddity(dice),
            "y" * dice.choice((10, 10**5, 10**6)),
            "2026-02-30",
            "\ud800",
            told.get(which),
        )
    )
    ops[at] = dice.choice(
        (
            [dice.choice(("i", "u", "r", "z", "d", "", "I")), kind, row, fields],
            [name, dice.choice(KINDS), row, fields],
            [name, kind, dice.choice((*TEXTS, "a" * 64, "a" * 65, some_id(dice))), fields],
            [name, kind, row, {**told, dice.choice(FIELDS): value}],
            [name, kind, row, {**told, which: value}],
            ["u", kind, row, {which: [bases, value]}],
            ["r", kind, row, {which: [bases, told.get(which)]}],
            ["z", kind, row, {k: [bases, v] for k, v in told.items()}],
            ["u", kind, row, {}], [name, kind, row], [name, kind, row, fields, 1], oddity(dice),
        )
    )  # fmt: skip
    draft.chained()


def many_ops(dice: random.Random, draft: Draft) -> None:
    """One row twice, or very many rows."""
    one = an_entry(dice, draft)
    if one.body[1]:
        one.body[1] = dice.choice(
            (one.body[1] * 2, [["i", "case", f"{n:032x}", {"summary": "x"}] for n in range(3000)])
        )
    draft.chained()


def seize(dice: random.Random, draft: Draft) -> None:
    """It writes rows that are not its own: another's workstation, a closure, the centre's room."""
    one = an_entry(dice, draft)
    kind = dice.choice(
        ("workstation", "room", "closure", "mediator", "dispatch", "dispatch_step", "handover")
    )
    row, log = dice.choice((some_id(dice)[:32], draft.head["room"])), draft.head["to"][0]
    fields = {
        "log": log,
        "room_id": draft.head["room"],
        "letter": "A",
        "is_centre": True,
        "name": "x",
    }
    names = dice.sample(sorted(fields), dice.randrange(1, len(fields) + 1))
    one.body[1] = [["i", kind, row, {name: fields[name] for name in names}]]
    draft.chained()


def fork(dice: random.Random, draft: Draft) -> None:
    """Two entries with one number, both its own."""
    one = an_entry(dice, draft)
    draft.lines.append(
        Line([*one.head[:5], "2099-01-01T00:00:00", *one.head[6:]], one.body, key=one.key)
    )


def shuffled(dice: random.Random, draft: Draft) -> None:
    """Effects before causes, some missing, some twice."""
    dice.shuffle(draft.lines)
    if dice.random() < 0.5:
        draft.lines = draft.lines[1:] or draft.lines
    if dice.random() < 0.5:
        draft.lines += draft.lines


TRICKS: tuple[Trick, ...] = (
    header_field,
    order,
    foreign_log,
    bad_signature,
    causes,
    odd_shape,
    longer,
    an_op,
    many_ops,
    seize,
    fork,
    shuffled,
    an_op,
    an_op,
)
