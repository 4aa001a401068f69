"""PDF/A-2b (ISO 19005-2): what an archive can still read when this program is forgotten.

Fonts are embedded by the papers themselves and carry ToUnicode; here come the output intent, the XMP metadata,
the document's own entries, and what an archive does not allow is left out.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app import paths
from app.papers.document import PROGRAM

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    number: str
    keywords: str
    day: date  # the day it was bound: the same content of the same day gives the same bytes


def make_archival(pdf: pikepdf.Pdf, about: About, *, two_sided: bool) -> None:
    """Lay into the document what ISO 19005-2 asks for, level B."""
    from pikepdf import Array, Dictionary, Name, String

    colours = zlib.compress((paths.resources() / "papers" / "srgb.icc").read_bytes())
    profile = pdf.make_stream(colours, N=3, Filter=Name.FlateDecode)
    pdf.Root.OutputIntents = Array([
        Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB IEC61966-2.1"), DestOutputProfile=profile,
        )
    ])  # fmt: skip
    pdf.Root.Lang = String("zh-CN")
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, Duplex=Name.DuplexFlipLongEdge if two_sided else Name.Simplex
    )
    for page in pdf.pages:
        if "/Trans" in page:
            del page["/Trans"]
    _say_of_itself(pdf, about)


def _say_of_itself(pdf: pikepdf.Pdf, about: About) -> None:
    moment = f"D:{about.day:%Y%m%d}000000+08'00'"
    told = {
        "/Title": about.title, "/Author": about.author, "/Subject": about.subject,
        "/Keywords": about.keywords, "/Creator": PROGRAM, "/Producer": PROGRAM,
        "/CreationDate": moment, "/ModDate": moment,
    }  # fmt: skip
    for key in [*pdf.docinfo.keys()]:
        del pdf.docinfo[key]
    for key, value in told.items():
        pdf.docinfo[key] = value
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta.load_from_docinfo(pdf.docinfo)
        meta["dc:identifier"] = about.number
        meta["pdfaid:part"] = "2"
        meta["pdfaid:conformance"] = "B"
