"""通知、告知 and 送达: each kind shows only its own fields; the paper is one press away, its service another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.codes import code_list
from app.desk import paperwork, sent_numbers
from app.records import Notice, Service
from app.ui.kit import page
from app.ui.screens.case_parts.part import people
from app.ui.screens.case_parts.wording import code_words, day_words
from app.words import say

if TYPE_CHECKING:
    from app.ui.screens.case_parts.part import Part

NAMES = (
    "notice_kind", "number", "made_on", "until", "party_ids", "to_name", "at", "place", "told", "go_to", "bring",
    "contact",
)  # fmt: skip
FIRST = ("notice_kind",)
ALWAYS = ("notice_kind", "number", "made_on")
SERVICE = (
    "paper", "number", "receiver", "taken_by", "taken_as", "manner", "place", "served_at", "by_id", "witness", "remark",
)  # fmt: skip


class Notices:
    """The card of the notices on a part."""

    def __init__(self, part: Part, services: Services) -> None:
        self.part, self.case, self.services = part, part.case, services
        self.rows = part.row_form(
            Notice, NAMES, title=_title, add="case_page.add_notice", drafts=True
        )
        self.rows.form.typed.connect(lambda _name: self.show())
        self.rows.marked.connect(lambda _id: self.show())
        self.rows.changed.connect(self._number)
        self.signed = page.button("notice.signed", self._signed, icon="good")
        self.served = page.button("notice.served", self._served, icon="add")
        self.print = page.button("notice.print", self._print, role="primary", icon="print")
        column = part.card(say("record.notice"))
        column.addWidget(self.rows)
        column.addLayout(page.row(self.signed, self.served, None, self.print))

    @property
    def notice(self) -> Notice | None:
        """The one that is marked."""
        row = self.rows.rows.get(self.rows.current)
        return row if isinstance(row, Notice) else None

    def _number(self, record_id: str, facts: dict[str, Any]) -> None:
        """The kind was told after other facts: its number comes now."""
        if facts.get("notice_kind"):
            self.case.do(sent_numbers.give_number, Notice, record_id)

    def load(self) -> None:
        """As the file now is."""
        file = self.case.file
        parties = tuple((p.id, p.name or "") for p in (file.parties if file else []))
        self.rows.form.set_options("party_ids", parties)
        self.rows.load(file.notices if file else [])
        self.show()

    def show(self) -> None:
        """Only the fields this kind needs; what is filled in is never hidden."""
        notice, form = self.notice, self.rows.form
        facts = _facts(form.value("notice_kind"))
        wanted = {*ALWAYS, *facts.get("fields", NAMES)} if facts else set(FIRST)
        wanted |= {name for name in NAMES if form.value(name) is not None}
        form.show_only([name for name in NAMES if name in wanted])
        known = bool(notice and _facts(notice.notice_kind))
        self.print.setVisible(known)
        self.served.setVisible(known)
        consent = notice is not None and notice.notice_kind == "extension"
        done = consent and self.case.file and notice and notice.until and (
            self.case.file.case.extended_until == notice.until
        )  # fmt: skip
        self.signed.setVisible(bool(consent and not done))

    def _print(self) -> None:
        self.part.settle()
        notice = self.notice
        if notice is not None:
            self.part.papers_asked.emit(str(_facts(notice.notice_kind)["paper"]), notice.id)

    def _signed(self) -> None:
        """All parties have signed: the mediation period runs longer."""
        self.part.settle()
        notice = self.notice
        if notice is not None:
            self.case.do(paperwork.extend, notice.id)

    def _served(self) -> None:
        """A service of this very paper, to be completed."""
        self.part.settle()
        notice, file = self.notice, self.case.file
        if notice is None or file is None:
            return
        names = [p.name for p in file.parties if p.id in (notice.party_ids or []) and p.name]
        everybody = [p.name for p in file.parties if p.name] if not notice.to_name else []
        told: dict[str, Any] = {
            "paper": code_list("notice_kind").label(notice.notice_kind, "zh_CN"),
            "number": notice.number,
            "receiver": notice.to_name or "、".join(names or everybody)[:100],
        }
        made = self.case.add(Service, told)
        if made:
            self.services.rows.mark(made, "manner")


class Services:
    """The card of what was served."""

    def __init__(self, part: Part) -> None:
        self.part, self.case = part, part.case
        self.rows = part.row_form(
            Service, SERVICE, title=_served, add="case_page.add_service", drafts=True
        )
        self.rows.marked.connect(lambda _id: self.show())
        self.print = page.button("service.print", self._print, icon="print")

    def lay_out(self) -> None:
        """Its card comes at the end of the part."""
        column = self.part.card(say("record.service"))
        column.addWidget(self.rows)
        column.addLayout(page.row(None, self.print))

    def load(self) -> None:
        """As the file now is."""
        held = self.case.file.services if self.case.file else []
        self.rows.form.set_options("by_id", people(self.case, *(one.by_id for one in held)))
        self.rows.load(held)
        self.show()

    def show(self) -> None:
        self.print.setVisible(bool(self.rows.current))

    def _print(self) -> None:
        self.part.settle()
        self.part.papers_asked.emit("service", self.rows.current)


def _facts(kind: str | None) -> dict[str, Any]:
    code = code_list("notice_kind").get(kind)
    return dict(code.facts) if code else {}


def _title(notice: Notice) -> str:
    parts = (code_words("notice_kind", notice.notice_kind), day_words(notice.made_on))
    return " ".join(part for part in parts if part) or say("case_page.untold")


def _served(service: Service) -> str:
    parts = (service.paper, service.receiver)
    return " ".join(part for part in parts if part) or say("case_page.untold")
