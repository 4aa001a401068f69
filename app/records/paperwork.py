"""What only papers carry: evidence, powers of an agent, letters and notices, scanned pages, the bound volume."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Evidence(Record):
    """证据材料: one line of the list of evidence (domain 2.9)."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    position: Mapped[int | None] = field.count(hidden=True)
    name: Mapped[str | None] = field.text(needed_by="evidence")
    provider: Mapped[str | None] = field.text(longest=100, privacy="name")
    source: Mapped[str | None] = field.text()
    copies: Mapped[int | None] = field.count()
    pages: Mapped[int | None] = field.count()
    proves: Mapped[str | None] = field.text(lines=2, longest=500)


class Agency(Record):
    """授权委托: who acts for a party, and what he may do (domain 2.7)."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    party_id: Mapped[str | None] = field.ref("party", needed_by="agency")  # 委托人
    name: Mapped[str | None] = field.text(longest=100, privacy="name", needed_by="agency")
    agent_kind: Mapped[str | None] = field.choice("agent_kind")
    sex: Mapped[str | None] = field.choice("sex")  # only where no ID number tells it
    age_told: Mapped[int | None] = field.count()  # likewise
    ethnicity: Mapped[str | None] = field.choice("ethnicity")
    id_number: Mapped[str | None] = field.text(longest=40, privacy="id")
    phone: Mapped[str | None] = field.text(longest=40, privacy="phone")
    address: Mapped[str | None] = field.text(privacy="address")
    work: Mapped[str | None] = field.text()  # 工作单位、职务
    licence: Mapped[str | None] = field.text(longest=60)  # 律师证号
    matter: Mapped[str | None] = field.text()  # 委托事项; empty: the name of the dispute
    powers: Mapped[list[str] | None] = field.choices("agent_power", needed_by="agency")
    other_power: Mapped[str | None] = field.text()
    term: Mapped[str | None] = field.text()  # 委托期限
    made_on: Mapped[date | None] = field.day()
    signs: Mapped[bool | None] = field.yes_no()  # signs the agreement in the party's place


class Letter(Record):
    """函件: what a court, the police or another organ sent to the room, or the room to them (domain 1.11)."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    direction: Mapped[str | None] = field.choice("letter_direction", needed_by="letter")
    letter_kind: Mapped[str | None] = field.choice("letter_kind", needed_by="letter")
    organ: Mapped[str | None] = field.text(longest=100, needed_by="letter")
    contact: Mapped[str | None] = field.text(longest=100, privacy="phone")
    number: Mapped[str | None] = field.text(longest=80)
    dated_on: Mapped[date | None] = field.day()
    received_on: Mapped[date | None] = field.day()  # signed for: the clock of the matter begins
    due_on: Mapped[date | None] = field.day(index=True)  # as the letter says; empty: by its kind
    told: Mapped[str | None] = field.text(lines=6, longest=20000)
    enclosures: Mapped[list[str] | None] = field.lines()
    conduct: Mapped[str | None] = field.text(lines=2, longest=2000)  # that raised others' costs
    points: Mapped[str | None] = field.text(lines=2, longest=2000)  # for the court to heed
    answers_id: Mapped[str | None] = field.ref("letter", hidden=True)
    receipt_on: Mapped[date | None] = field.day()  # 回执: the day the other side signed for it


class Notice(Record):
    """告知、通知: an auxiliary paper with facts of its own (domain 2.18)."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    notice_kind: Mapped[str | None] = field.choice("notice_kind", needed_by="notice")
    number: Mapped[str | None] = field.text(longest=80)
    party_ids: Mapped[list[str] | None] = field.refs("party")  # to whom; empty: to every party
    to_name: Mapped[str | None] = field.text(longest=100, privacy="name")  # to somebody else
    made_on: Mapped[date | None] = field.day(needed_by="notice")
    at: Mapped[datetime | None] = field.moment()
    place: Mapped[str | None] = field.text()
    until: Mapped[date | None] = field.day()  # extended until, to be performed until
    told: Mapped[str | None] = field.text(lines=4, longest=4000)  # the reason, what is asked
    go_to: Mapped[str | None] = field.text()  # who else may help: where to go instead
    bring: Mapped[list[str] | None] = field.lines()  # 请携带
    contact: Mapped[str | None] = field.text(longest=100)


class Service(Record):
    """送达: a paper handed over, who took it, in what manner (送达回证)."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    paper: Mapped[str | None] = field.text(longest=100, needed_by="service")
    number: Mapped[str | None] = field.text(longest=80)
    receiver: Mapped[str | None] = field.text(longest=100, privacy="name", needed_by="service")
    taken_by: Mapped[str | None] = field.text(longest=100, privacy="name")  # another for him
    taken_as: Mapped[str | None] = field.text(longest=60)  # how he is related
    manner: Mapped[str | None] = field.choice("service_manner")
    place: Mapped[str | None] = field.text()
    served_at: Mapped[datetime | None] = field.moment()
    by_id: Mapped[str | None] = field.ref("mediator")
    witness: Mapped[str | None] = field.text(longest=60, privacy="name")
    remark: Mapped[str | None] = field.text(lines=2, longest=500)


class Scan(Record):
    """扫描页: one page that came back from the scanner or a telephone; its original is never altered.

    A page no case is known for yet lies in the tray of its room.
    """

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    paper: Mapped[str | None] = field.text(longest=40, hidden=True)  # the paper it is a page of
    which: Mapped[str | None] = field.text(longest=40, hidden=True)  # of which session, party …
    page: Mapped[int | None] = field.count(hidden=True)  # of the paper, 1 is the first
    digest: Mapped[str | None] = field.text(longest=16, hidden=True)  # as the page's code said it
    sha256: Mapped[str | None] = field.blob(size="size", hidden=True, index=True)
    size: Mapped[int | None] = field.count(hidden=True)
    sheet: Mapped[int | None] = field.count(hidden=True)  # of the file that came, 1 is the first
    turned: Mapped[int | None] = field.count(hidden=True)  # degrees clockwise to stand upright
    file_name: Mapped[str | None] = field.text(hidden=True)
    came_at: Mapped[datetime | None] = field.moment(hidden=True)
    placed_by: Mapped[str | None] = field.text(longest=10, hidden=True)  # code, hand
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)
    signed: Mapped[bool | None] = field.yes_no(hidden=True)  # a person saw the signatures on it
    title: Mapped[str | None] = field.text(longest=100)  # what it is, where it is no paper of ours
    code: Mapped[str | None] = field.text(
        longest=300, hidden=True
    )  # the page's code as it was read
    doubt: Mapped[str | None] = field.text(
        longest=40, hidden=True
    )  # why it was not filed by itself
    type: Mapped[str | None] = field.text(longest=60, hidden=True)  # image/jpeg, audio/mp4 …


class Volume(Record):
    """立卷: the case file as it was bound, with its page count and hash (domain 2.1, 2.17, 2.19)."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    made_on: Mapped[date | None] = field.day(needed_by="volume")  # 立卷日期
    by_id: Mapped[str | None] = field.ref("mediator", needed_by="volume")  # 立卷人
    checked_by: Mapped[str | None] = field.text(longest=60)
    checked_on: Mapped[date | None] = field.day()
    told: Mapped[str | None] = field.text(lines=6, longest=4000)  # 卷宗情况说明
    remark: Mapped[str | None] = field.text(longest=200)
    pages: Mapped[int | None] = field.count(hidden=True)
    sha256: Mapped[str | None] = field.blob(size="size", hidden=True)
    size: Mapped[int | None] = field.count(hidden=True)
    bound_at: Mapped[datetime | None] = field.moment(hidden=True)


class BlankForm(Record):
    """空白文书: a form printed with a number before its case was known; typed in later under the number."""

    room_id: Mapped[str | None] = field.ref("room", hidden=True)
    paper: Mapped[str | None] = field.text(longest=40, hidden=True)
    number: Mapped[str | None] = field.text(longest=80, hidden=True, index=True)
    printed_at: Mapped[datetime | None] = field.moment(hidden=True)
    by_id: Mapped[str | None] = field.ref("mediator", hidden=True)
    case_id: Mapped[str | None] = field.ref("case", hidden=True)  # once it was typed in
    spoiled: Mapped[str | None] = field.text(longest=200)  # not used, and why
    pages: Mapped[int | None] = field.count(hidden=True)
    digest: Mapped[str | None] = field.text(longest=16, hidden=True)  # as its page codes say it
    large: Mapped[bool | None] = field.yes_no(hidden=True)
