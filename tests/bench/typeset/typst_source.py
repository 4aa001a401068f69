"""The same text as a typst source: our sizes as functions, the facts as strings."""

from __future__ import annotations

from tests.bench.typeset.things import Cell, Table, Text, Thing, White

HEAD = """\
#set page(paper: "a4", margin: (left: 28mm, right: 24mm, top: 36mm, bottom: 24mm),
  header: place(top + left, dy: 14mm, text(9pt, font: label, {header})),
  footer: align(center, text(9pt, font: label, context counter(page).display("1"))))
#set text(font: body, lang: "zh", region: "cn", size: 14pt, top-edge: 0.88em, bottom-edge: -0.12em)
#set par(spacing: 0pt)
#let hands = (body: body, label: label, bold: label)
#let h(t, hand) = text(t, font: hands.at(hand), weight: if hand == "bold" { 700 } else { 400 })
#let p(size, lead, how, ind, ..t) = block(width: 100%, above: 0pt, below: lead - size, {
  set text(size)
  set par(leading: lead - size, justify: how == "justify", first-line-indent: (amount: ind * 1em, all: true))
  align(if how == "center" { center } else if how == "right" { right } else { left }, par(t.pos().join())) })
#let c(..t, lined: false) = if lined { table.cell(stroke: (bottom: 0.5pt), t.pos().join()) } else { t.pos().join() }
#let tb(edge, least, ..a) = table(stroke: if edge { 0.75pt } else { none },
  inset: if edge { 5pt } else { (x: 1pt, y: 0pt) }, rows: if least > 0pt { least } else { auto }, ..a)
"""
FACES = (
    '#let body = ("FandolFang R", "Noto Serif SC", "HanaMinB", "Noto Sans SC")\n'
    '#let label = ("Noto Serif SC", "HanaMinB", "Noto Sans SC")\n'
)


def source(papers: list[list[Thing]], header: str) -> str:
    """Each paper on pages of its own."""
    parts = ["\n".join(map(_thing, paper)) for paper in papers]
    return (
        FACES
        + HEAD.replace("{header}", _said(header))
        + "#{\n"
        + "\npagebreak()\n".join(parts)
        + "\n}\n"
    )


def _thing(thing: Thing) -> str:
    if isinstance(thing, White):
        return f"v({thing.tall:.2f}pt)"
    if isinstance(thing, Table):
        widths = ", ".join(f"{wide:.2f}fr" for wide in thing.widths)
        cells = ",\n".join(_cell(cell) for row in thing.rows for cell in row)
        edge = "true" if thing.bordered else "false"
        return f"tb({edge}, {thing.least:.2f}pt, columns: ({widths},),\n{cells})"
    return _text(thing)


def _cell(cell: Cell) -> str:
    inner = ", ".join(f"{{ {_thing(one)} }}" for one in cell.things)
    return f"c({inner}, lined: {'true' if cell.lined else 'false'})"


def _text(text: Text) -> str:
    told = []
    for words, hand, ruled in text.pieces:
        piece = _said(words) if hand == "body" else f'h({_said(words)}, "{hand}")'
        told.append(f"underline({piece})" if ruled else piece)
    how = f'{text.size}pt, {text.leading}pt, "{text.align}", {text.indent}'
    return f"p({how}, {', '.join(told)})"


def _said(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
