"""The same text as a flat OpenDocument text."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from tests.bench.typeset.things import Cell, Table, Text, Thing, White

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{place}"'
    for name, place in {
        "office": "office:1.0", "text": "text:1.0", "table": "table:1.0", "style": "style:1.0",
        "fo": "xsl-fo-compatible:1.0", "svg": "svg-compatible:1.0",
    }.items()
)  # fmt: skip


class Source:
    """One document; styles that are alike are said once."""

    def __init__(self) -> None:
        self._styles: dict[str, str] = {}
        self._tables = 0

    def of(self, papers: list[list[Thing]], header: str) -> str:
        """Each paper on pages of its own."""
        body = ""
        for number, paper in enumerate(papers):
            if number:
                body += self._paragraph('fo:break-before="page"', 'fo:font-size="1pt"', "")
            body += "".join(map(self._thing, paper))
        fine = 'style:font-name="Song" style:font-name-asian="Song" fo:font-size="9pt" style:font-size-asian="9pt"'
        faces = "".join(
            f'<style:font-face style:name="{name}" svg:font-family="{family}"/>'
            for name, family in (("Fang", "FandolFang"), ("Song", "&apos;Noto Serif SC&apos;"))
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.2" '
            'office:mimetype="application/vnd.oasis.opendocument.text">'
            f"<office:font-face-decls>{faces}</office:font-face-decls>"
            '<office:styles><style:default-style style:family="paragraph"><style:text-properties '
            'style:font-name="Fang" style:font-name-asian="Fang" fo:language="zh" fo:country="CN" '
            'style:language-asian="zh" style:country-asian="CN"/></style:default-style></office:styles>'
            f'<office:automatic-styles><style:style style:name="fine" style:family="paragraph">'
            f"<style:text-properties {fine}/></style:style>{''.join(self._styles.values())}"
            '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" '
            'fo:page-height="29.7cm" fo:margin-top="14mm" fo:margin-bottom="12mm" fo:margin-left="28mm" '
            'fo:margin-right="24mm"/><style:header-style><style:header-footer-properties fo:min-height="22mm"/>'
            '</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="12mm"/>'
            "</style:footer-style></style:page-layout></office:automatic-styles>"
            '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">'
            f'<style:header><text:p text:style-name="fine">{escape(header)}</text:p></style:header>'
            '<style:footer><text:p text:style-name="fine"><text:page-number/></text:p></style:footer>'
            "</style:master-page></office:master-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document>"
        )

    def _style(self, family: str, inner: str) -> str:
        known = f"{family} {inner}"
        name = f"s{len(self._styles)}"
        if known not in self._styles:
            made = f'<style:style style:name="{name}" style:family="{family}">{inner}</style:style>'
            self._styles[known] = made
        return self._styles[known].split('"')[1]

    def _paragraph(self, how: str, letters: str, inner: str) -> str:
        name = self._style(
            "paragraph",
            f"<style:paragraph-properties {how}/><style:text-properties {letters}/>",
        )
        return f'<text:p text:style-name="{name}">{inner}</text:p>\n'

    def _thing(self, thing: Thing) -> str:
        if isinstance(thing, White):
            tall = f'fo:line-height="{max(thing.tall, 1):.2f}pt"'
            return self._paragraph(tall, 'fo:font-size="1pt"', "")
        if isinstance(thing, Table):
            return self._table(thing)
        return self._text(thing)

    def _table(self, table: Table) -> str:
        self._tables += 1
        whole = sum(table.widths)
        columns = "".join(
            f'<table:table-column table:style-name="{name}"/>'
            for name in (
                self._style(
                    "table-column",
                    f'<style:table-column-properties style:rel-column-width="{round(65535 * w / whole)}*"/>',
                )
                for w in table.widths
            )
        )
        least = f' style:min-row-height="{table.least:.2f}pt"' if table.least else ""
        row = self._style(
            "table-row",
            f'<style:table-row-properties fo:keep-together="always"{least}/>',
        )
        rows = "".join(
            f'<table:table-row table:style-name="{row}">'
            f"{''.join(self._cell(cell, table) for cell in cells)}</table:table-row>\n"
            for cells in table.rows
        )
        return f'<table:table table:name="t{self._tables}">{columns}{rows}</table:table>'

    def _cell(self, cell: Cell, table: Table) -> str:
        edge = 'fo:padding="0pt" fo:border="none"'
        if table.bordered:
            edge = 'fo:padding="5pt" fo:border="0.75pt solid #000000"'
        elif cell.lined:
            edge = 'fo:padding="0pt" fo:border-bottom="0.5pt solid #000000"'
        name = self._style("table-cell", f"<style:table-cell-properties {edge}/>")
        inner = "".join(map(self._thing, cell.things)) or "<text:p/>"
        if cell.things and isinstance(cell.things[-1], Table):
            inner += "<text:p/>"
        return f'<table:table-cell table:style-name="{name}" office:value-type="string">{inner}</table:table-cell>'

    def _text(self, text: Text) -> str:
        told = ""
        for words, hand, ruled in text.pieces:
            piece = escape(words).replace("\n", "<text:line-break/>")
            letters = ""
            if hand != "body":
                letters = 'style:font-name="Song" style:font-name-asian="Song"'
            if hand == "bold":
                letters += ' fo:font-weight="bold" style:font-weight-asian="bold"'
            if ruled:
                letters += ' style:text-underline-style="solid"'
            if letters:
                name = self._style("text", f"<style:text-properties {letters}/>")
                piece = f"<text:span text:style-name={quoteattr(name)}>{piece}</text:span>"
            told += piece
        align = {"left": "start", "right": "end"}.get(text.align, text.align)
        how = (
            f'fo:line-height="{text.leading}pt" fo:text-align="{align}" '
            f'fo:text-indent="{text.indent * text.size}pt"'
        )
        letters = f'fo:font-size="{text.size}pt" style:font-size-asian="{text.size}pt"'
        return self._paragraph(how, letters, told)


def source(papers: list[list[Thing]], header: str) -> str:
    """Each paper on pages of its own."""
    return Source().of(papers, header)
