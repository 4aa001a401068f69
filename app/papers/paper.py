"""A printable form (文书) by its name."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from app.papers.wording import official
from app.rules.docking import is_incoming
from app.rules.performance import money_of
from app.rules.results import is_open, result_of
from app.trouble import Trouble

if TYPE_CHECKING:
    from app.papers.sheet import Drawn, Sheet
    from app.records import CaseFile


def _every(_case_file: CaseFile, _entry: Any) -> bool:
    return True


def _always(_case_file: CaseFile) -> bool:
    return True


def _has_evidence(case_file: CaseFile) -> bool:
    return bool(case_file.evidence)


def _is_bound(case_file: CaseFile) -> bool:
    return bool(case_file.volumes)


def _has_ended(case_file: CaseFile) -> bool:
    return not is_open(result_of(case_file))


def _with_money(case_file: CaseFile, done: Any) -> bool:
    return money_of(case_file, done) is not None


def _notice(kind: str) -> Callable[[CaseFile, Any], bool]:
    """The notices of a kind."""
    return lambda _case_file, one: bool(one.notice_kind == kind)


def _letter(*kinds: str) -> Callable[[CaseFile, Any], bool]:
    """The letters of these kinds."""
    return lambda _case_file, one: one.letter_kind in kinds


def _came_in(_case_file: CaseFile, one: Any) -> bool:
    """The letters the room signs for."""
    return is_incoming(one)


def _written(_case_file: CaseFile, one: Any) -> bool:
    """An agreement that a court may confirm."""
    return bool(one.form != "oral")


@dataclass(frozen=True)
class Paper:
    """One official form.

    `label` is the words key of its name in the window; `many` names the list of the case file that has
    one paper for each entry, `only` those of them that have such a paper; `named` is the field that tells
    one of them from the others. Of the single ones `when` tells whether there is something to say in it.
    `once` is what only the file keeps; of the others every party gets one.
    """

    key: str
    label: str
    many: str = ""
    only: Callable[[CaseFile, Any], bool] = _every
    named: str = ""
    when: Callable[[CaseFile], bool] = _always
    once: bool = False

    @property
    def title(self) -> str:
        """The official title, Chinese always."""
        return official(self.key, "title")

    def composed(
        self, case_file: CaseFile, which: str | None = None, *, large: bool = False
    ) -> Sheet:
        """The paper as it is to be drawn, perhaps in large type.

        `which` is the id of the session, agreement, party …; none: the latest.
        """
        if which is not None and which not in self.choices(case_file):
            raise Trouble("papers.no_such_entry", title=self.title)
        made: Sheet = importlib.import_module(f"app.papers.{self.key}").compose(case_file, which)
        made.large = large
        return made.shown_of(case_file)

    def draw(
        self, case_file: CaseFile, out: BinaryIO, *, which: str | None = None, large: bool = False
    ) -> Drawn:
        """Write the paper as PDF."""
        return self.composed(case_file, which, large=large).draw(out)

    def choices(self, case_file: CaseFile) -> list[str]:
        """The ids of the entries this paper can be drawn for."""
        entries = getattr(case_file, self.many) if self.many else []
        return [entry.id for entry in entries if self.only(case_file, entry)]

    def sole(self, case_file: CaseFile) -> str | None:
        """The entry that is meant where none is named: the only one there is."""
        choices = self.choices(case_file)
        return choices[0] if len(choices) == 1 else None


PAPERS = (
    Paper("cover", "paper.cover", when=_is_bound, once=True),
    Paper("contents", "paper.contents", when=_is_bound, once=True),
    Paper("application", "paper.application", once=True),
    Paper("acceptance", "paper.acceptance"),
    Paper("rights_notice", "paper.rights_notice", once=True),
    Paper("identity", "paper.identity", many="parties", named="name", once=True),
    Paper("agency", "paper.agency", many="agencies", named="name", once=True),
    Paper("inquiry", "paper.inquiry", many="inquiries", named="asked", once=True),
    Paper("evidence", "paper.evidence", when=_has_evidence, once=True),
    Paper("record", "paper.record", many="sessions"),
    Paper("agreement", "paper.agreement", many="agreements"),
    Paper("oral_agreement", "paper.oral_agreement", many="agreements"),
    Paper("receipt", "paper.receipt", many="performances", only=_with_money),
    Paper("visit", "paper.visit", many="visits"),
    Paper("certificate", "paper.certificate", many="notices", only=_notice("certificate")),
    Paper("confirmation", "paper.confirmation", many="agreements", only=_written),
    Paper(
        "confirmation_list", "paper.confirmation_list", many="agreements", only=_written, once=True
    ),
    Paper("statement", "paper.statement", when=_is_bound, once=True),
    Paper("back", "paper.back", when=_is_bound, once=True),
    Paper("closing_report", "paper.closing_report", when=_has_ended, once=True),
    Paper("refusal", "paper.refusal", many="notices", only=_notice("refusal")),
    Paper(
        "acceptance_notice", "paper.acceptance_notice", many="notices", only=_notice("acceptance")
    ),
    Paper("summons", "paper.summons", many="notices", only=_notice("summons")),
    Paper("invitation", "paper.invitation", many="notices", only=_notice("invitation"), once=True),
    Paper("extension", "paper.extension", many="notices", only=_notice("extension")),
    Paper("ending", "paper.ending", many="notices", only=_notice("ending")),
    Paper("urging", "paper.urging", many="notices", only=_notice("urging")),
    Paper("service", "paper.service", many="services", once=True),
    Paper(
        "transfer",
        "paper.transfer",
        many="letters",
        named="organ",
        only=_letter("transfer"),
        once=True,
    ),
    Paper(
        "reply",
        "paper.reply",
        many="letters",
        named="organ",
        only=_letter("reply", "declined"),
        once=True,
    ),
    Paper(
        "risk_report",
        "paper.risk_report",
        many="letters",
        named="organ",
        only=_letter("risk"),
        once=True,
    ),
    Paper(
        "letter_out",
        "paper.letter_out",
        many="letters",
        named="organ",
        only=_letter("other_out"),
        once=True,
    ),
    Paper(
        "letter_receipt",
        "paper.letter_receipt",
        many="letters",
        named="organ",
        only=_came_in,
        once=True,
    ),
    Paper("consultation", "paper.consultation", many="consultations", once=True),
    Paper("leader_card", "paper.leader_card", many="leader_cases", named="number", once=True),
)


def paper(name: str) -> Paper:
    """The paper of that name, by key or by title."""
    for one in PAPERS:
        if name in (one.key, one.title):
            return one
    raise Trouble("papers.unknown", name=name)


def draw(
    paper_name: str,
    case_file: CaseFile,
    *,
    which: str | None = None,
    large: bool = False,
    out: BinaryIO,
) -> Drawn:
    """Write the named paper of a case as PDF."""
    return paper(paper_name).draw(case_file, out, which=which, large=large)
