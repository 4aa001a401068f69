"""Planted faults of what only rich worlds have: papers, private notes, closed computers, errands, the line."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update

from app.desk import attached, dispatches, exchange, handovers, line, private_notes
from app.desk.edit import add
from app.records import Case, DispatchStep
from app.store import absorb, blobs, closings, journal, pieces
from app.store.attachments import Attachments
from app.store.tables import blob, private_note
from tests.simulation.mutants.registry import put, rich_mutant


@rich_mutant
def papers_for_everybody(stack: ExitStack) -> None:
    """Whoever asks for a paper by its hash is sent it."""

    def named_in(link: Any, hashes: Any, logs: Any) -> set[str]:
        return set(hashes)

    put(stack, blobs, "named_in", named_in)


@rich_mutant
def papers_go_to_every_place(stack: ExitStack) -> None:
    """A stick carries the papers of all places."""
    plain = attached.load

    def load(desk: Any, db: Any, to: Any, logs: Any, *more: Any) -> None:
        plain(desk, db, to, journal.have(db).keys(), *more)

    put(stack, attached, "load", load)


@rich_mutant
def papers_are_not_hashed(stack: ExitStack) -> None:
    """What came of a paper counts as whole, whatever its bytes are."""
    plain = Attachments.put_parts

    def put_parts(kept: Any, parts: Any, wanted: str | None = None) -> Any:
        done = plain(kept, parts)
        if wanted is not None and wanted != done.sha256:
            kept._place(wanted).parent.mkdir(exist_ok=True)
            kept._place(done.sha256).replace(kept._place(wanted))
        return done

    put(stack, Attachments, "put_parts", put_parts)


@rich_mutant
def what_was_lost_is_not_asked_for(stack: ExitStack) -> None:
    """A paper that a disk damaged counts as whole all the same."""
    put(stack, blobs, "lost", lambda *_: None)


@rich_mutant
def one_stretch_is_enough(stack: ExitStack) -> None:
    """A paper of which something came is not asked for any more."""

    def lacking(under_way: Any, one: Any, by: str) -> Any:
        here = under_way.here(one.named, by if one.apart else None)
        return [] if here else [(0, one.size)]

    put(stack, attached, "_lacking", lacking)


@rich_mutant
def a_paper_spoilt_once_is_given_up(stack: ExitStack) -> None:
    """One that brought false bytes of a paper keeps it from everybody."""

    def spoil(link: Any, one: Any, log: str) -> Any:
        link.execute(update(blob).where(blob.c.sha256 == one.sha256).values(refused="spoilt"))
        return one

    put(stack, blobs, "spoil", spoil)


@rich_mutant
def a_note_goes_into_the_journal(stack: ExitStack) -> None:
    """A private note is kept as a remark of its case too."""
    plain = private_notes.add_note

    def add_note(desk: Any, case_id: str, text: str) -> str:
        def remark(db: Any) -> None:
            case = db.get(Case, case_id)
            if case is not None and not case.frozen:
                case.remark = text

        desk.do(remark)
        return plain(desk, case_id, text)

    put(stack, private_notes, "add_note", add_note)


@rich_mutant
def a_note_rides_along(stack: ExitStack) -> None:
    """The sender's card says what was noted last."""
    plain = exchange.own_card

    def own_card(desk: Any, room: Any) -> Any:
        with desk.shelf.reading() as db:
            told = db.scalars(select(private_note.c.text)).first()
        card = plain(desk, room)
        return replace_struct(card, told) if told else card

    def replace_struct(card: Any, told: str) -> Any:
        from msgspec.structs import replace as other

        return other(card, name=told)

    put(stack, exchange, "own_card", own_card)


@rich_mutant
def a_changed_note_is_a_second_one(stack: ExitStack) -> None:
    """The old text of a private note stays."""
    plain = private_notes.change_note

    def change_note(desk: Any, note_id: str, text: str) -> None:
        with desk.shelf.reading() as db:
            row = db.execute(select(private_note).where(private_note.c.id == note_id)).first()
        plain(desk, note_id, text)
        with desk.shelf.local_writing() as link:
            told = {**row._mapping, "id": f"{note_id}x"}
            link.execute(private_note.insert(), told)

    put(stack, private_notes, "change_note", change_note)


@rich_mutant
def closed_logs_count(stack: ExitStack) -> None:
    """Nobody asks whether a log is closed."""
    put(stack, absorb, "_open_ones", lambda link, batch, *_: batch)


@rich_mutant
def all_of_a_closed_log_counts_again(stack: ExitStack) -> None:
    """What stands aside is taken up with the next bundle, whether anything rests on it or not."""
    put(stack, absorb, "_counting", lambda link, closed, beyond: set(beyond))


@rich_mutant
def lifting_is_not_heard(stack: ExitStack) -> None:
    """What stood aside of a closed log stays there when it is let in again."""
    plain = absorb._counting

    def counting(link: Any, closed: Any, beyond: Any) -> Any:
        return plain(link, closed, {i: h for i, h in beyond.items() if h.log in closed})

    put(stack, absorb, "_counting", counting)


@rich_mutant
def no_closure_is_believed(stack: ExitStack) -> None:
    """What a centre says of a closed computer closes nothing."""
    put(stack, closings, "_told", lambda *_: None)


@rich_mutant
def a_handovers_end_is_not_told(stack: ExitStack) -> None:
    """The room that gave a case away hears nothing of how it went."""
    put(stack, handovers, "pass_on", lambda _: 0)


@rich_mutant
def a_step_is_told_twice(stack: ExitStack) -> None:
    """A dispatch shows its last step once more."""
    plain = dispatches.steps_of

    def steps_of(db: Any, ids: list[str]) -> Any:
        return {id_: [*told, *told[-1:]] for id_, told in plain(db, ids).items()}

    put(stack, dispatches, "steps_of", steps_of)


@rich_mutant
def only_the_first_step_is_shown(stack: ExitStack) -> None:
    """Whoever looks at a dispatch sees its first step."""
    plain = dispatches.steps_of

    def steps_of(db: Any, ids: list[str]) -> Any:
        pen = db.info.get("pen")
        if pen is not None:
            return plain(db, ids)
        return {id_: told[:1] for id_, told in plain(db, ids).items()}

    put(stack, dispatches, "steps_of", steps_of)


@rich_mutant
def a_matter_is_taken_up_without_its_people(stack: ExitStack) -> None:
    """接收 registers the case and forgets the parties."""
    plain = dispatches.take_up

    def take_up(db: Any, *told: Any) -> str:
        case_id = plain(db, *told)
        for one in [x for x in db.new if x.kind() == "party"]:
            db.expunge(one)
        return case_id

    put(stack, dispatches, "take_up", take_up)


@rich_mutant
def a_step_is_taken_twice(stack: ExitStack) -> None:
    """Each step of a dispatch is written twice."""
    plain = dispatches.answer

    def answer(db: Any, log: str, on: Any, id_: str, name: str, told: str, *more: Any) -> str:
        done = plain(db, log, on, id_, name, told, *more)
        add(db, DispatchStep, {"dispatch_id": id_, "step": name, "on_day": on, "told": told})
        return done

    put(stack, dispatches, "answer", answer)


@rich_mutant
def agreed_is_said_too_soon(stack: ExitStack) -> None:
    """The line ends with "the same" after its first round."""
    plain = line._between

    def between(desk: Any, to: Any, theirs: Any) -> Any:
        told = plain(desk, to, theirs)
        return replace(told, theirs=told.digest)

    put(stack, line, "_between", between)


@rich_mutant
def the_line_moves_no_papers(stack: ExitStack) -> None:
    """The caller ends where the entries are the same, whatever papers are still to come."""
    put(stack, line, "_papers_move", lambda *_: False)


@rich_mutant
def a_stretch_is_kept_beside_its_place(stack: ExitStack) -> None:
    """A stretch of a paper is kept one byte before where it belongs."""
    plain = pieces.Pieces._write

    def write(under_way: Any, wanted: Any, start: int, content: bytes, by: str) -> None:
        plain(under_way, wanted, max(start - 1, 0), content, by)

    put(stack, pieces.Pieces, "_write", write)
