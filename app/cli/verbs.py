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
from app.cli.parsing import Parser, Verbs, common_parser, front_parser, group_of
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
        return argparse.Namespace(data=None, language=None, demo=False, json="--json" in argv)


def parser(verb: str = "") -> argparse.ArgumentParser:
    """The command line of one verb; of all of them where it is none."""
    common = common_parser(argparse.SUPPRESS)
    top: argparse.ArgumentParser = Parser(
        prog="mediation-room", parents=[front_parser()], description="调解室 Mediation Room"
    )
    top.add_argument("--version", action="version", version=__version__)
    verbs = top.add_subparsers(dest="verb", metavar="VERB")
    for add in [VERBS[verb]] if verb in VERBS else VERBS.values():
        add(verbs, common)
    return top


def _room(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import rooms

    group = group_of(verbs, common, "room", "set up, join a centre (a centre: the one above it)")
    create = group.add_parser("create", parents=[common], help="set up a room from a file")
    create.add_argument("--from", dest="source", required=True, metavar="ROOM.yaml")
    create.add_argument("--recovery-out", metavar="FILE.pdf", help="write the recovery sheet here")
    create.add_argument("--way", metavar="NAME", help="本地做法; practice list names them")
    create.set_defaults(act=rooms.create)
    spoken = group.add_parser(
        "fingerprint", parents=[common], help="what to read out on the telephone"
    )
    spoken.set_defaults(act=rooms.fingerprint)
    join = group.add_parser(
        "join",
        parents=[common],
        help="join the centre of this card; a centre joins the one above it in the same way",
    )
    join.add_argument("file")
    join.add_argument("--leave", action="store_true", help="leave the centre joined before")
    join.set_defaults(act=rooms.join)
    _profile(group, common)
    verbs_machines.room(group, common)


def _profile(room: Verbs, common: argparse.ArgumentParser) -> None:
    """`room profile show`, `room profile set --kind K --hours T --photo FILE …`."""
    from app.cli import profiles

    group = group_of(room, common, "profile", "the room's profile (本室名片)")
    show = group.add_parser("show", parents=[common], help="what is known of the room")
    show.set_defaults(act=profiles.show)
    give = group.add_parser("set", parents=[common], help="keep what is named; '' takes it away")
    for name, dest, told in (
        ("kind", "room_kind", "KIND"), ("committee-kind", "committee_kind", "KIND"), ("name", "room_name", "TEXT"),
        ("brand", "brand", "TEXT"), ("head", "head_name", "NAME"), ("phone", "phone", "PHONE"),
        ("address", "address", "TEXT"), ("hours", "hours", "TEXT"), ("code", "code", "CODE"),
        ("studio-code", "studio_code", "CODE"),
    ):  # fmt: skip
        give.add_argument(f"--{name}", dest=dest, metavar=told)
    photo = give.add_mutually_exclusive_group()
    photo.add_argument("--photo", metavar="FILE.jpg", help="a picture of the room")
    photo.add_argument("--no-photo", action="store_true", help="take the picture away")
    give.set_defaults(act=profiles.give)


def _case(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import cases
    from app.desk import by_mark

    group = group_of(verbs, common, "case", "enter, list, show cases")
    add = group.add_parser("add", parents=[common], help="enter a case from a file")
    add.add_argument("--from", dest="source", required=True, metavar="CASE.yaml")
    add.set_defaults(act=cases.add)
    listing = group.add_parser("list", parents=[common], help="the register, newest first")
    listing.add_argument("--find", metavar="TEXT")
    listing.add_argument(
        "--limit", type=typed.number, metavar="N", help="only the first N (default: all)"
    )
    listing.add_argument(
        "--only", choices=by_mark.PARTS, metavar="PART",
        help="not_reached: what the centre does not have yet; to_settle: what wants a decision",
    )  # fmt: skip
    listing.set_defaults(act=cases.listing)
    show = group.add_parser("show", parents=[common], help="one case whole")
    show.add_argument("number")
    show.set_defaults(act=cases.show)
    verbs_conflicts.history(group, common)
    verbs_practice.case(group, common)


def _split(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import figures

    verb = verbs.add_parser("split", parents=[common], help="70/20/10, actual and goal")
    verb.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    verb.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    verb.add_argument("--place", metavar="NAME")
    verb.set_defaults(act=figures.split)


def _today(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import figures

    verb = verbs.add_parser("today", parents=[common], help="what is due")
    verb.add_argument("--on", type=typed.day, metavar="DATE")
    verb.set_defaults(act=figures.today)


def _ledger(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import ledgers

    group = group_of(verbs, common, "ledger", "workbooks in and out")
    take = group.add_parser("import", parents=[common], help="take a workbook in")
    take.add_argument("file")
    take.add_argument("--preview", action="store_true", help="only say what would happen")
    take.add_argument("--mapping", metavar="M.yaml", help="which column is what")
    take.set_defaults(act=ledgers.take)
    undo = group.add_parser("undo", parents=[common], help="undo a whole import")
    undo.add_argument("id")
    undo.set_defaults(act=ledgers.undo)
    export = group.add_parser("export", parents=[common], help="write a workbook")
    export.add_argument("file")
    export.add_argument(
        "--format", dest="kind", required=True, metavar="KIND", help="exchange formats names them"
    )
    export.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    export.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    export.add_argument("--place", metavar="NAME", help="this place and all below it")
    export.add_argument(
        "--changed", action="store_true", help="only what changed since this sheet was last written"
    )
    export.set_defaults(act=ledgers.export)


def _paper(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`paper NAME NO --out F`, `paper list NO`, `paper bind NO --out F`, `paper printed NO`."""
    from app.cli import papers

    verb = verbs.add_parser("paper", parents=[common], help="draw a paper, list them")
    verb.add_argument(
        "name", help="a paper's name or title, or `list`, `bind`, `printed` (who printed what)"
    )
    verb.add_argument("number", help="file number")
    verb.add_argument("--out", metavar="FILE.pdf")
    verb.add_argument(
        "--which", type=typed.number, help="the how-manieth party, session, agreement …"
    )
    verb.add_argument("--large", action="store_true", help="in large type")
    verb.add_argument(
        "--redacted", action="store_true", help="for teaching: without names, numbers, addresses"
    )
    verb.add_argument(
        "--nobody", action="store_true",
        help="with --redacted: without the names of mediators and recorders too",
    )  # fmt: skip
    verb.add_argument("--pages", default="", metavar="1-3,5", help="only these (default: all)")
    verb.add_argument("--for", dest="whom", default="", metavar="WHO", help="for the log")
    verb.add_argument(
        "--print", nargs="?", const="", metavar="PRINTER", help="print it (default: the usual one)"
    )
    verb.add_argument("--copies", type=typed.at_least_one, metavar="N", help="default: by the rule")
    verb.add_argument("--one-sided", action="store_true", help="default: both sides, long edge")
    verb.set_defaults(act=papers.paper)


def _bundle(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import exchange, slips

    group = group_of(verbs, common, "bundle", "sealed bundles on a stick")
    make = group.add_parser("make", parents=[common], help="write what the others lack on a stick")
    make.add_argument("folder", metavar="STICK")
    make.set_defaults(act=exchange.make)
    take = group.add_parser("take", parents=[common], help="take in what a stick brought")
    take.add_argument("file", metavar="STICK|FILE")
    take.set_defaults(act=exchange.take)
    look = group.add_parser(
        "inspect", parents=[common], help="what a bundle says; takes in nothing"
    )
    look.add_argument("file")
    look.set_defaults(act=exchange.inspect)
    verbs_machines.bundle(group, common)
    slip = group.add_parser("slip", parents=[common], help="the paper that goes with the stick")
    slip.add_argument("--out", required=True, metavar="FILE.pdf")
    slip.add_argument("--place", metavar="NAME", help="for this place alone")
    slip.set_defaults(act=slips.slip)


def _sync(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import line, roads

    group = group_of(verbs, common, "sync", "what each side has; with the centre over HTTPS")
    status = group.add_parser("status", parents=[common], help="places, what waits, alarms")
    status.set_defaults(act=roads.status)
    now = group.add_parser("now", parents=[common], help="exchange until both sides hold the same")
    now.set_defaults(act=line.sync_now)
    seen = group.add_parser(
        "seen", parents=[common], help="you know of the computer that came in over the line"
    )
    seen.add_argument("fingerprint")
    seen.set_defaults(act=roads.seen)


def _centre(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import exchange, line, rooms

    group = group_of(verbs, common, "centre", "the township centre")
    create = group.add_parser("create", parents=[common], help="set up a centre from a file")
    create.add_argument("--from", dest="source", required=True, metavar="CENTRE.yaml")
    create.add_argument("--database", metavar="URL")
    create.add_argument("--recovery-out", metavar="FILE.pdf")
    create.add_argument("--way", metavar="NAME", help="本地做法; practice list names them")
    create.set_defaults(act=rooms.create_centre)
    address = group.add_parser(
        "address", parents=[common], help="the centre's database answers elsewhere, or otherwise"
    )
    address.add_argument("database", metavar="URL")
    address.set_defaults(act=rooms.give_address)
    card = group.add_parser("card", parents=[common], help="the card a room joins with")
    card.add_argument("--out", required=True, metavar="FILE")
    card.add_argument("--url", metavar="URL", help="where rooms reach it: https://host:port")
    kind = card.add_mutually_exclusive_group()
    kind.add_argument(
        "--public-certificate", action="store_true", dest="public",
        help="it answers with a certificate that every computer can check",
    )  # fmt: skip
    kind.add_argument(
        "--certificate", metavar="C.pem",
        help="rooms trust this one (default: the one serve answered with last)",
    )  # fmt: skip
    card.set_defaults(act=exchange.card)
    approve = group.add_parser(
        "approve", parents=[common], help="trust a room by its spoken fingerprint"
    )
    approve.add_argument("fingerprint")
    approve.add_argument(
        "--although-closed",
        action="store_true",
        help="although only a closed computer vouches for it",
    )
    approve.set_defaults(act=exchange.approve)
    serve = group.add_parser("serve", parents=[common], help="answer rooms over HTTPS")
    serve.add_argument("--host", default="0.0.0.0", help="address to answer at (default: all)")  # noqa: S104  a centre is there to be reached
    serve.add_argument("--port", type=typed.number, default=8443, help="default: 8443; 0: any")
    serve.add_argument("--certificate", metavar="C.pem", help="one that was given to this centre")
    serve.add_argument("--key", metavar="K.pem", help="its private key")
    serve.add_argument(
        "--name", action="append", default=[], metavar="HOSTNAME", dest="names",
        help="for the certificate made here",
    )  # fmt: skip
    serve.add_argument(
        "--per-address", type=typed.at_least_one, default=32, metavar="N",
        help="bodies on their way at once from one address, further ones come again (default: 32 of "
        "128; raise it where all rooms stand behind one address)",
    )  # fmt: skip
    serve.add_argument(
        "--slowest", type=typed.at_least_one, default=1024, metavar="BYTES",
        help="a second; whoever sends less after ten seconds is cut off (default: 1024)",
    )  # fmt: skip
    serve.set_defaults(act=line.serve)
    verbs_machines.centre(group, common)


def _backup(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import care

    group = group_of(verbs, common, "backup", "copies, proved")
    for name, act, what, told in (
        ("make", care.backup_make, "folder", "a copy of the room, proved by opening it"),
        ("verify", care.backup_verify, "file", "open a copy and compare every byte of it"),
        ("restore", care.backup_restore, "file", "put a copy in the place of what stands here"),
    ):
        verb = group.add_parser(name, parents=[common], help=told)
        verb.add_argument(what)
        if name == "restore":
            verb.add_argument("--database", metavar="URL", default="", help="a centre's new server")
        verb.set_defaults(act=act)


def _doctor(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import care

    verb = verbs.add_parser("doctor", parents=[common], help="what is well and what is not")
    verb.add_argument("--full", action="store_true", help="sample nothing, also in a large room")
    verb.set_defaults(act=care.doctor)


def _holidays(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import care

    group = group_of(verbs, common, "holidays", "tables of days off and make-up days")
    take = group.add_parser("take", parents=[common], help="take in the table of a year")
    take.add_argument("file", metavar="YEAR.toml")
    take.set_defaults(act=care.holidays_take)
    publish = group.add_parser("publish", parents=[common], help="at a centre: for all its rooms")
    publish.add_argument("file", metavar="YEAR.toml")
    publish.set_defaults(act=care.holidays_publish)
    listing = group.add_parser("list", parents=[common], help="the years that are known")
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
