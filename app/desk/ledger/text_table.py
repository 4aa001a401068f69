"""A table kept as plain text (.csv, or the text that some programs name .xls)."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from app.desk.ledger.limits import Limits
from app.desk.ledger.workbook import Cell, Sheet
from app.trouble import Trouble

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text_table(path: Path, limits: Limits) -> Sheet:
    """The rows of a text table, or a refusal that names what the file is instead."""
    text = _decoded(path.read_bytes())
    start = text[:2000].lstrip().lower()
    if start.startswith(("<html", "<!doctype html", "<table", "<head", "<meta")):
        raise Trouble("ledger.web_page")
    if start.startswith(("<?xml", "<")):
        raise Trouble("ledger.old_xml")
    separator = _separator(text)
    csv.field_size_limit(1 << 20)
    rows: list[list[Cell]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([cell or None for cell in line])
            if len(rows) > limits.rows:
                raise Trouble("ledger.too_many_rows", limit=limits.rows)
            if len(line) > limits.columns:
                raise Trouble("ledger.too_many_columns", limit=limits.columns)
    except csv.Error as fault:
        raise Trouble("ledger.not_a_workbook") from fault
    return Sheet(path.stem, rows)


def _decoded(content: bytes) -> str:
    """UTF-8 as of today, GB 18030 as Excel in China writes it; binary content is no text."""
    wide = content.startswith(_MARKS)
    if not wide and b"\0" in content:
        raise Trouble("ledger.not_a_workbook")
    for code in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    raise Trouble("ledger.not_a_workbook")


def _separator(text: str) -> str:
    """The sign that parts the same number of cells in most of the first lines."""
    lines = [line for line in text.splitlines()[:30] if line.strip()]
    for sign in ("\t", ",", ";", "，"):
        widths = [line.count(sign) for line in lines if sign in line]
        if len(widths) >= 2 and max(widths) >= 2 and len(widths) * 2 >= len(lines):
            return sign
    raise Trouble("ledger.not_a_workbook")
