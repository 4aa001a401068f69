"""Ledger in (台账导入): a workbook of old cases comes into the room, and can go out again.

A file is read by a separate process within limits (`workbook`, `reader`, `zip_guard`, `xml_guard`),
its columns are recognised (`columns`), its cells understood or doubted (`cells` and its kin), its
rows judged (`plan`), and what a person agreed to is taken in one action that can be undone (`take`).
Nothing here is guessed silently: what was not plain is a Doubt with its place and its reason.
"""
