"""待归档: pages and files no case is known for yet; a person places them, turns them, throws them out with a reason."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.desk.came_back import most_pages
from app.desk.desk import Desk
from app.desk.edit import checked, void
from app.desk.page_place import place_of
from app.desk.questions import case_file
from app.desk.room import own_room
from app.papers import page_code
from app.records import Scan
from app.trouble import Trouble

QUARTER, WHOLE = 90, 360

WAITS_FOR = {"no_case", "no_paper", "no_page", "blank", "blank_untyped"}
"""Doubts that what arrives later, or is typed in, may settle."""


def in_tray(db: Session, log: str) -> list[Scan]:
    """What waits, in the order it came."""
    asked = select(Scan).where(*_waiting(db, log))
    return list(db.scalars(asked.order_by(Scan.came_at, Scan.file_name, Scan.sheet, Scan.id)))


def waiting(db: Session, log: str) -> int:
    """How many wait."""
    return db.scalar(select(func.count(Scan.id)).where(*_waiting(db, log))) or 0


def _waiting(db: Session, log: str) -> tuple[ColumnElement[bool], ...]:
    return (Scan.room_id == own_room(db, log).id, Scan.case_id.is_(None), Scan.void.is_(None))


def by_beginning(db: Session, told: str) -> Scan:
    """The page whose id begins so."""
    found = list(
        db.scalars(
            select(Scan)
            .where(Scan.id.startswith(told.strip().lower(), autoescape=True), Scan.void.is_(None))
            .limit(2)
        )
    )
    if len(told.strip()) < 6 or len(found) != 1:
        raise Trouble("scans.absent")
    return found[0]


def place_scan(
    db: Session,
    scan_id: str,
    case_id: str,
    *,
    paper: str = "",
    which: str | None = None,
    page: int | None = None,
    title: str = "",
) -> None:
    """归档: a page of one of the case's papers, or something else under a title of its own."""
    scan = _there(db, scan_id)
    file = case_file(db, case_id)
    if paper:
        from app.papers.paper import paper as known

        one = known(paper)
        which = (which or one.sole(file)) if one.many else None
        if one.many and which not in one.choices(file):
            raise Trouble("scans.say_which", title=one.title)
        if not page or page < 1:
            raise Trouble("scans.say_page", title=one.title)
        most = most_pages(file, one.key, which)
        if page > most:
            raise Trouble("scans.no_such_page", title=one.title, page=page, most=most)
        told = {"paper": one.key, "which": which, "page": page, "title": None}
    elif title.strip():
        told = {"paper": None, "which": None, "page": None, "title": title}
    else:
        raise Trouble("scans.say_what")
    told |= {"case_id": case_id, "placed_by": "hand", "doubt": None, "signed": None}
    for name, value in checked(Scan, told).items():
        setattr(scan, name, value)


def back_to_tray(db: Session, scan_id: str) -> None:
    """取回: it lay in the wrong place."""
    scan = _there(db, scan_id)
    for name in ("case_id", "paper", "which", "page", "title", "placed_by", "signed"):
        setattr(scan, name, None)
    scan.doubt = "no_code" if not scan.code else "which_unknown"


def turn_scan(db: Session, scan_id: str, degrees: int = QUARTER) -> None:
    """转正: only how the page is shown; the file stays as it came."""
    scan = _there(db, scan_id)
    scan.turned = ((scan.turned or 0) + degrees) % WHOLE


def drop_scan(db: Session, scan_id: str, reason: str) -> None:
    """扔掉, with its reason."""
    void(db, Scan, _there(db, scan_id).id, reason)


def file_again(desk: Desk) -> int:
    """What could not be filed when it came and can be now: the print or the case arrived from another computer."""
    ready = desk.look(_ready, desk.shelf.log)
    return desk.do(file_waiting, ready) if ready else 0


def _ready(db: Session, log: str) -> list[str]:
    return [
        scan.id
        for scan in in_tray(db, log)
        if scan.code and scan.doubt in WAITS_FOR
        if not place_of(db, [[scan.code]]).doubt
    ]


def file_waiting(db: Session, scan_ids: list[str]) -> int:
    """补归档: pages whose place is known by now."""
    for scan_id in scan_ids:
        scan = _there(db, scan_id)
        code = page_code.read(scan.code or "")
        place = place_of(db, [[scan.code or ""]])
        assert code is not None
        scan.case_id, scan.which, scan.doubt = place.case_id, place.which, None
        scan.paper, scan.page, scan.placed_by = code.paper, code.page, "code"
    return len(scan_ids)


def _there(db: Session, scan_id: str) -> Scan:
    scan = db.get(Scan, scan_id)
    if scan is None or scan.void is not None:
        raise Trouble("scans.absent")
    return scan
