"""The verbs and their options, as the design names them."""

from __future__ import annotations

import argparse

from app import __version__
from app.cli import (
    typed,
    verbs_blank,
    verbs_clocks,
    verbs_conflicts,
    verbs_dispatch,
    verbs_dossier,
    verbs_duty,
    verbs_field,
    verbs_grid,
    verbs_letters,
    verbs_machines,
    verbs_matters,
    verbs_merit,
    verbs_practice,
    verbs_radar,
    verbs_reports,
    verbs_scan,
    verbs_sheets,
    verbs_subsidy,
    verbs_wording,
)
from app.cli.parsing import VERB, Parser, Verbs, common_parser, front_parser, group_of
from app.trouble import Trouble


def read(argv: list[str]) -> argparse.Namespace:
    """One command line: nothing is loaded for the window, and no other verb than the one that is named."""
    told, rest = front_parser().parse_known_args(argv)
    return parser(rest[0]).parse_args(argv) if rest else told


def front(argv: list[str]) -> argparse.Namespace:
    """Only what every verb takes: where the rest cannot be read, it says how to answer."""
    try:
        return front_parser().parse_known_args(argv)[0]
    except Trouble:  # not even that can be read
        spoken = argv[argv.index("--language") + 1 :] if "--language" in argv else []
        language = spoken[0] if spoken else None
        return argparse.Namespace(data=None, language=language, demo=False, json="--json" in argv)


def parser(verb: str = "") -> argparse.ArgumentParser:
    """The command line of one verb; of all of them where it is none."""
    common = common_parser(argparse.SUPPRESS)
    top: argparse.ArgumentParser = Parser(
        parents=[front_parser()], description="调解室 Mediation Room"
    )
    top.add_argument("--version", action="version", version=__version__)
    verbs = top.add_subparsers(dest="verb", metavar=VERB)
    for add in [VERBS[verb]] if verb in VERBS else VERBS.values():
        add(verbs, common)
    return top


def _room(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import rooms

    group = group_of(verbs, common, "room")
    create = group.add_parser("create", parents=[common])
    create.add_argument("--from", dest="source", required=True, metavar="ROOM.yaml")
    create.add_argument("--recovery-out", metavar="FILE.pdf")
    create.add_argument("--way", metavar="NAME")
    create.set_defaults(act=rooms.create)
    spoken = group.add_parser("fingerprint", parents=[common])
    spoken.set_defaults(act=rooms.fingerprint)
    join = group.add_parser("join", parents=[common])
    join.add_argument("file")
    join.add_argument("--leave", action="store_true")
    join.set_defaults(act=rooms.join)
    _profile(group, common)
    verbs_machines.room(group, common)


def _profile(room: Verbs, common: argparse.ArgumentParser) -> None:
    """`room profile show`, `room profile set --kind K --hours T --photo FILE …`."""
    from app.cli import profiles

    group = group_of(room, common, "profile")
    show = group.add_parser("show", parents=[common])
    show.set_defaults(act=profiles.show)
    give = group.add_parser("set", parents=[common])
    for name, dest, told in (
        ("short-name", "short_name", "TEXT"),
        ("kind", "room_kind", "KIND"), ("committee-kind", "committee_kind", "KIND"), ("name", "room_name", "TEXT"),
        ("brand", "brand", "TEXT"), ("head", "head_name", "NAME"), ("phone", "phone", "PHONE"),
        ("address", "address", "TEXT"), ("hours", "hours", "TEXT"), ("code", "code", "CODE"),
        ("studio-code", "studio_code", "CODE"),
    ):  # fmt: skip
        give.add_argument(f"--{name}", dest=dest, metavar=told)
    photo = give.add_mutually_exclusive_group()
    photo.add_argument("--photo", metavar="FILE.jpg")
    photo.add_argument("--no-photo", action="store_true")
    give.set_defaults(act=profiles.give)


def _case(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import cases
    from app.desk import by_mark

    group = group_of(verbs, common, "case")
    add = group.add_parser("add", parents=[common])
    add.add_argument("--from", dest="source", required=True, metavar="CASE.yaml")
    add.set_defaults(act=cases.add)
    listing = group.add_parser("list", parents=[common])
    listing.add_argument("--find", metavar="TEXT")
    listing.add_argument("--limit", type=typed.number, metavar="N")
    listing.add_argument(
        "--only", type=typed.OneOf("register.part.{}", by_mark.PARTS), metavar="PART"
    )  # fmt: skip
    listing.set_defaults(act=cases.listing)
    show = group.add_parser("show", parents=[common])
    show.add_argument("number")
    show.set_defaults(act=cases.show)
    verbs_conflicts.history(group, common)
    verbs_practice.case(group, common)


def _split(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import figures

    verb = verbs.add_parser("split", parents=[common])
    verb.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    verb.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    verb.add_argument("--place", metavar="NAME")
    verb.set_defaults(act=figures.split)


def _today(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import figures

    verb = verbs.add_parser("today", parents=[common])
    verb.add_argument("--on", type=typed.day, metavar="DATE")
    verb.set_defaults(act=figures.today)


def _ledger(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import ledgers

    group = group_of(verbs, common, "ledger")
    take = group.add_parser("import", parents=[common])
    take.add_argument("file")
    take.add_argument("--preview", action="store_true")
    take.add_argument("--mapping", metavar="M.yaml")
    take.set_defaults(act=ledgers.take)
    undo = group.add_parser("undo", parents=[common])
    undo.add_argument("id")
    undo.set_defaults(act=ledgers.undo)
    export = group.add_parser("export", parents=[common])
    export.add_argument("file")
    export.add_argument("--format", dest="kind", required=True, metavar="KIND")
    export.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    export.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    export.add_argument("--place", metavar="NAME")
    export.add_argument("--changed", action="store_true")
    export.set_defaults(act=ledgers.export)


def _paper(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`paper NAME NO --out F`, `paper list NO`, `paper bind NO --out F`, `paper printed NO`."""
    from app.cli import papers

    verb = verbs.add_parser("paper", parents=[common])
    verb.add_argument("name")
    verb.add_argument("number")
    verb.add_argument("--out", metavar="FILE.pdf")
    verb.add_argument("--which", type=typed.number)
    verb.add_argument("--large", action="store_true")
    verb.add_argument("--redacted", action="store_true")
    verb.add_argument(
        "--nobody", action="store_true"
    )  # fmt: skip
    verb.add_argument("--pages", default="", metavar="1-3,5")
    verb.add_argument("--for", dest="whom", default="", metavar="WHO")
    verb.add_argument("--print", nargs="?", const="", metavar="PRINTER")
    verb.add_argument("--copies", type=typed.at_least_one, metavar="N")
    verb.add_argument("--one-sided", action="store_true")
    verb.set_defaults(act=papers.paper)


def _bundle(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import exchange, slips

    group = group_of(verbs, common, "bundle")
    make = group.add_parser("make", parents=[common])
    make.add_argument("folder", metavar="STICK")
    make.set_defaults(act=exchange.make)
    take = group.add_parser("take", parents=[common])
    take.add_argument("file", metavar="STICK|FILE")
    take.set_defaults(act=exchange.take)
    look = group.add_parser("inspect", parents=[common])
    look.add_argument("file")
    look.set_defaults(act=exchange.inspect)
    verbs_machines.bundle(group, common)
    slip = group.add_parser("slip", parents=[common])
    slip.add_argument("--out", required=True, metavar="FILE.pdf")
    slip.add_argument("--place", metavar="NAME")
    slip.set_defaults(act=slips.slip)


def _sync(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import line, roads

    group = group_of(verbs, common, "sync")
    status = group.add_parser("status", parents=[common])
    status.set_defaults(act=roads.status)
    now = group.add_parser("now", parents=[common])
    now.set_defaults(act=line.sync_now)
    seen = group.add_parser("seen", parents=[common])
    seen.add_argument("fingerprint")
    seen.set_defaults(act=roads.seen)


def _centre(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import exchange, line, rooms

    group = group_of(verbs, common, "centre")
    create = group.add_parser("create", parents=[common])
    create.add_argument("--from", dest="source", required=True, metavar="CENTRE.yaml")
    create.add_argument("--database", metavar="URL")
    create.add_argument("--recovery-out", metavar="FILE.pdf")
    create.add_argument("--way", metavar="NAME")
    create.set_defaults(act=rooms.create_centre)
    address = group.add_parser("address", parents=[common])
    address.add_argument("database", metavar="URL")
    address.set_defaults(act=rooms.give_address)
    card = group.add_parser("card", parents=[common])
    card.add_argument("--out", required=True, metavar="FILE")
    card.add_argument("--url", metavar="URL")
    kind = card.add_mutually_exclusive_group()
    kind.add_argument(
        "--public-certificate", action="store_true", dest="public"
    )  # fmt: skip
    kind.add_argument(
        "--certificate", metavar="C.pem"
    )  # fmt: skip
    card.set_defaults(act=exchange.card)
    approve = group.add_parser("approve", parents=[common])
    approve.add_argument("fingerprint")
    approve.add_argument("--although-closed", action="store_true")
    approve.set_defaults(act=exchange.approve)
    serve = group.add_parser("serve", parents=[common])
    serve.add_argument("--host", default="0.0.0.0")  # noqa: S104  a centre is there to be reached
    serve.add_argument("--port", type=typed.number, default=8443)
    serve.add_argument("--certificate", metavar="C.pem")
    serve.add_argument("--key", metavar="K.pem")
    serve.add_argument(
        "--name", action="append", default=[], metavar="HOSTNAME", dest="names"
    )  # fmt: skip
    serve.add_argument(
        "--per-address", type=typed.at_least_one, default=32, metavar="N"
    )  # fmt: skip
    serve.add_argument(
        "--slowest", type=typed.at_least_one, default=1024, metavar="BYTES"
    )  # fmt: skip
    serve.set_defaults(act=line.serve)
    verbs_machines.centre(group, common)


def _backup(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import care

    group = group_of(verbs, common, "backup")
    for name, act, what in (
        ("make", care.backup_make, "folder"),
        ("verify", care.backup_verify, "file"),
        ("restore", care.backup_restore, "file"),
    ):
        verb = group.add_parser(name, parents=[common])
        verb.add_argument(what)
        if name == "restore":
            verb.add_argument("--database", metavar="URL", default="")
        verb.set_defaults(act=act)


def _doctor(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import care

    verb = verbs.add_parser("doctor", parents=[common])
    verb.add_argument("--full", action="store_true")
    verb.set_defaults(act=care.doctor)


def _holidays(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import care

    group = group_of(verbs, common, "holidays")
    take = group.add_parser("take", parents=[common])
    take.add_argument("file", metavar="YEAR.toml")
    take.set_defaults(act=care.holidays_take)
    publish = group.add_parser("publish", parents=[common])
    publish.add_argument("file", metavar="YEAR.toml")
    publish.set_defaults(act=care.holidays_publish)
    listing = group.add_parser("list", parents=[common])
    listing.set_defaults(act=care.holidays_list)


VERBS = {
    "room": _room, "case": _case, "split": _split, "today": _today, "ledger": _ledger, "paper": _paper,
    "dossier": verbs_dossier.dossier, "blank": verbs_blank.blank, "scan": verbs_scan.scan, "bundle": _bundle,
    "sync": _sync, "centre": _centre, "report": verbs_reports.report, "backup": _backup,
    "conflict": verbs_conflicts.conflict,
    "dispatch": verbs_dispatch.dispatch, "handover": verbs_dispatch.handover, "letter": verbs_letters.letter,
    "notice": verbs_letters.notice, "wording": verbs_wording.wording, "duty": verbs_duty.duty,
    "leave": verbs_duty.leave, "visitor": verbs_duty.visitor, "doctor": _doctor, "holidays": _holidays,
    "grid": verbs_grid.grid, "person": verbs_grid.person, "unit": verbs_grid.unit,
    "household": verbs_grid.household, "keyperson": verbs_grid.keyperson,
    "helper": verbs_merit.helper, "points": verbs_merit.points, "figures": verbs_merit.figures,
    "honour": verbs_merit.honour,
    "matter": verbs_matters.matter, "whistle": verbs_matters.whistle,
    "exchange": verbs_sheets.exchange, "subsidy": verbs_subsidy.subsidy, "radar": verbs_radar.radar,
    "practice": verbs_practice.practice, "mediator": verbs_practice.mediator, "relapse": verbs_practice.relapse,
    "sweep": verbs_field.sweep, "call": verbs_field.call, "meeting": verbs_field.meeting,
    "training": verbs_field.training,
    "clocks": verbs_clocks.clocks, "escalate": verbs_clocks.escalate, "consult": verbs_clocks.consult,
    "leaders": verbs_clocks.leaders,
}  # fmt: skip
"""Every verb, in the order the help names them."""
