"""扫描归档: what came from the scanner or a telephone is kept as it is, and each page filed where its code says.

A file is kept once, by the hash of its content, and never changed. A page whose code does not read whole, or
names what does not exist here, lies in the tray (待归档) until a person places it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app import clock
from app.desk.desk import Desk
from app.desk.edit import add
from app.desk.page_place import PagePlace, place_of
from app.desk.room import own_room
from app.papers import page_code
from app.records import Scan
from app.scans.asking import PageRead, Report, read_pages
from app.scans.bounds import USUAL, Bounds
from app.store import blobs, kinds
from app.store.attachments import Attachments, room_for
from app.trouble import Trouble

PAGED = {"application/pdf", "image/jpeg", "image/png"}
"""What has pages that can be looked at; everything else is kept whole."""

CODE_MARK = f"{page_code.MARK};"


@dataclass(frozen=True)
class PageTaken:
    """One page, or one file without pages, and where it lies now."""

    scan_id: str
    sheet: int | None
    place: PagePlace


@dataclass(frozen=True)
class Taken:
    """A file that was taken in; `again`: it lay here already and nothing was added."""

    name: str
    sha256: str
    pages: list[PageTaken]
    again: bool = False

    @property
    def filed(self) -> int:
        """How many pages found their case."""
        return sum(1 for page in self.pages if not page.place.doubt)


@dataclass(frozen=True)
class _Came:
    """A content that was kept, not yet written down."""

    name: str
    sha256: str
    size: int
    type: str


def take_file(
    desk: Desk,
    path: Path,
    *,
    case_id: str | None = None,
    title: str = "",
    report: Report | None = None,
    bounds: Bounds = USUAL,
) -> Taken:
    """Take in a file of this computer; the file itself stays where it is."""
    try:
        if not path.is_file():
            raise Trouble("scans.no_file", name=path.name)
        with path.open("rb") as source:
            kind = kinds.kind_of(source.read(kinds.LOOKED_AT))
            source.seek(0)
            if kind is None:
                raise Trouble("scans.unknown_kind")
            if kind.type in PAGED:
                content = source.read(bounds.file_bytes + 1)
                return take(
                    desk, content, path.name, case_id=case_id, title=title, report=report, bounds=bounds
                )  # fmt: skip
            if not room_for(desk.data.attachments, path.stat().st_size):
                raise Trouble("attachment.no_room")
            kept = _attachments(desk).put_stream(source)
    except OSError as why:
        raise Trouble("scans.cannot_open", name=path.name) from why
    came = _Came(path.name, kept.sha256, kept.size, kept.type)
    return _write_down(desk, came, [PageRead(0, (), well=True)], case_id, title)


def take(
    desk: Desk,
    content: bytes,
    name: str,
    *,
    case_id: str | None = None,
    title: str = "",
    report: Report | None = None,
    bounds: Bounds = USUAL,
) -> Taken:
    """Take in a PDF, JPEG or PNG: every page is looked at; what cannot be opened is refused whole."""
    kind = kinds.kind_of(content[: kinds.LOOKED_AT])
    if kind is None or kind.type not in PAGED:
        raise Trouble("scans.unknown_kind")
    if not room_for(desk.data.attachments, len(content)):
        raise Trouble("attachment.no_room")
    pages = read_pages(content, CODE_MARK, bounds, report)
    sha256 = _attachments(desk).put(content)
    came = _Came(name, sha256, len(content), kind.type)
    return _write_down(desk, came, pages, case_id, title)


def _write_down(
    desk: Desk, came: _Came, pages: list[PageRead], case_id: str | None, title: str
) -> Taken:
    taken = desk.do(file_scans, desk.shelf.log, came, pages, case_id, title)
    with desk.shelf.local_writing() as link:
        blobs.came(link, came.sha256, came.size)
    return taken


def file_scans(
    db: Session, log: str, came: _Came, pages: list[PageRead], case_id: str | None, title: str
) -> Taken:
    """扫描归档: each page under its case, or in the tray."""
    known = lying_here(db, came.sha256, case_id)
    if known:
        return Taken(came.name, came.sha256, [_again(one) for one in known], again=True)
    room = own_room(db, log).id
    taken = [_file_page(db, room, came, page, case_id, title) for page in pages]
    return Taken(came.name, came.sha256, taken)


def _file_page(
    db: Session, room: str, came: _Came, page: PageRead, case_id: str | None, title: str
) -> PageTaken:
    place = place_of(db, (code.texts for code in page.codes))
    by = "code"
    if case_id is not None and place.doubt in {"no_code", "unreadable"}:
        place, by = PagePlace("", case_id), "hand"
    elif case_id is not None and place.case_id != case_id:
        place = PagePlace("other_case", code=place.code)
    elif not page.well:
        place = PagePlace("unreadable")
    elif not page.sheet:
        place = PagePlace("no_page_code")
    code = place.code
    sure = not place.doubt
    scan_id = add(
        db,
        Scan,
        {
            "room_id": room, "case_id": place.case_id if sure else None, "sha256": came.sha256, "size": came.size,
            "sheet": page.sheet or None, "type": came.type, "file_name": came.name[-200:],
            "turned": page.codes[0].turned if page.codes else 0,
            "came_at": clock.now().replace(second=0, microsecond=0),
            "by_id": db.info["pen"].user, "placed_by": by if sure else None, "doubt": place.doubt or None,
            "paper": code.paper[:40] if code and sure else None, "which": place.which if sure else None,
            "page": code.page if code and sure else None, "digest": code.digest[:16] if code else None,
            "code": code.text()[:300] if code else None,
            "title": (title or Path(came.name).stem)[:100] if sure and not code else None,
        },
    )  # fmt: skip
    return PageTaken(scan_id, page.sheet or None, place)


def lying_here(db: Session, sha256: str, case_id: str | None) -> list[Scan]:
    """The pages of this very file that lie here: in this case or in the tray, without a case anywhere."""
    asked = select(Scan).where(Scan.sha256 == sha256, Scan.void.is_(None))
    if case_id is not None:
        asked = asked.where(or_(Scan.case_id == case_id, Scan.case_id.is_(None)))
    return list(db.scalars(asked.order_by(Scan.sheet)))


def known_content(db: Session, sha256: str) -> bool:
    """Whether this file ever came, also where it was thrown out since."""
    return db.scalar(select(Scan.id).where(Scan.sha256 == sha256).limit(1)) is not None


def _again(scan: Scan) -> PageTaken:
    code = page_code.read(scan.code or "")
    return PageTaken(
        scan.id, scan.sheet, PagePlace(scan.doubt or "", scan.case_id, code, scan.which)
    )


def original(desk: Desk, scan_id: str) -> tuple[str, bytes]:
    """The name and the content of the file a page came in, exactly as it came."""
    name, sha256 = desk.look(_named, scan_id)
    return name, _attachments(desk).get(sha256)


def export(desk: Desk, scan_id: str, out: Path) -> str:
    """Write the original to a file; answers its hash."""
    _, sha256 = desk.look(_named, scan_id)
    made = io.BytesIO()
    _attachments(desk).copy_to(sha256, made)
    try:
        out.write_bytes(made.getbuffer())
    except OSError as why:
        raise Trouble("cli.cannot_write", file=str(out)) from why
    return sha256


def _named(db: Session, scan_id: str) -> tuple[str, str]:
    scan = db.get(Scan, scan_id)
    if scan is None or not scan.sha256:
        raise Trouble("scans.absent")
    return scan.file_name or "", scan.sha256


def _attachments(desk: Desk) -> Attachments:
    return Attachments(desk.data.attachments, desk.shelf.identity)
