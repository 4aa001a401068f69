"""The same text as HTML for a program that sets CSS pages."""

from __future__ import annotations

from html import escape
from pathlib import Path

from tests.bench.typeset.things import Cell, Table, Text, Thing, White

STYLE = """\
@page {{ size: A4; margin: 36mm 24mm 24mm 28mm;
  @top-left {{ content: {header}; font: 9pt "Noto Serif SC"; }}
  @bottom-center {{ content: counter(page); font: 9pt "Noto Serif SC"; }} }}
body {{ margin: 0; font-family: FandolFang, "Noto Serif SC", HanaMinB, "Noto Sans SC"; }}
p {{ margin: 0; white-space: pre-wrap; }}
.label, .bold {{ font-family: "Noto Serif SC", HanaMinB, "Noto Sans SC"; }} .bold {{ font-weight: 700; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td {{ padding: 0 1pt; vertical-align: top; }} tr {{ break-inside: avoid; }}
.edge td {{ border: 0.75pt solid; padding: 5pt; }} .edge td td {{ border: none; padding: 0 1pt; }}
td.line, .edge td td.line {{ border-bottom: 0.5pt solid; }}
section + section {{ break-before: page; }}
"""


def source(papers: list[list[Thing]], header: str) -> str:
    """Each paper on pages of its own."""
    said = '"' + header.replace("\\", "\\\\").replace('"', '\\"') + '"'
    parts = "".join(f"<section>{''.join(map(_thing, paper))}</section>\n" for paper in papers)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>{escape(header)}</title>'
        f"<style>{STYLE.format(header=said)}</style><body>\n{parts}</body></html>"
    )


def fontconfig(folder: Path, kept: Path) -> str:
    """A configuration that knows our faces alone."""
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{folder}</dir><cachedir>{kept}</cachedir></fontconfig>"
    )


def _thing(thing: Thing) -> str:
    if isinstance(thing, White):
        return f'<div style="height:{thing.tall:.2f}pt"></div>'
    if isinstance(thing, Table):
        whole = sum(thing.widths)
        columns = "".join(f'<col style="width:{100 * w / whole:.3f}%">' for w in thing.widths)
        least = f' style="height:{thing.least:.2f}pt"' if thing.least else ""
        rows = "".join(f"<tr{least}>{''.join(map(_cell, row))}</tr>\n" for row in thing.rows)
        edge = ' class="edge"' if thing.bordered else ""
        return f"<table{edge}><colgroup>{columns}</colgroup>{rows}</table>\n"
    return _text(thing)


def _cell(cell: Cell) -> str:
    lined = ' class="line"' if cell.lined else ""
    return f"<td{lined}>{''.join(map(_thing, cell.things))}</td>"


def _text(text: Text) -> str:
    told = []
    for words, hand, ruled in text.pieces:
        piece = escape(words)
        if hand != "body":
            piece = f'<span class="{hand}">{piece}</span>'
        told.append(f"<u>{piece}</u>" if ruled else piece)
    how = (
        f"font-size:{text.size}pt;line-height:{text.leading}pt;text-align:{text.align};"
        f"text-indent:{text.indent}em"
    )
    return f'<p style="{how}">{"".join(told)}</p>\n'
