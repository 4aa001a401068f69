"""Tables beside the records: the journal, further heads, tips of logs, and what stays on this machine."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Table, Text

from app.records import Record

metadata = Record.metadata

# One row an entry, exactly as signed. `state`: see app.store.journal.
entry = Table(
    "entry",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),  # order of arrival on this machine
    Column("id", Text, nullable=False),
    Column("log", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("lam", Integer, nullable=False),
    Column("state", Integer, nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("sig", LargeBinary, nullable=False),
    Index("ix_entry_id", "id", unique=True),
    Index("ix_entry_log_seq", "log", "seq"),
    Index("ix_entry_state", "state"),
)

# Ends of applied chains. A log with two ends was forked (sync specification 2.6).
tip = Table(
    "tip",
    metadata,
    Column("id", Text, primary_key=True),
    Column("log", Text, nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("lam", Integer, nullable=False),
    Column("named", Boolean, nullable=False),  # whether an entry of mine has named it in `see`
)

# Values of a field that no entry has superseded, beside the one shown in the record's row.
head = Table(
    "head",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("row", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("lam", Integer, nullable=False),
    Column("frozen", Boolean, nullable=False),
    Column("value", Text, nullable=False),  # JSON
)

# What this machine alone knows: its signing key, its age identity, when it last met whom.
local = Table(
    "local",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# Whom this machine exchanges bundles with, and how far it trusts them.
peer = Table(
    "peer",
    metadata,
    Column("log", Text, primary_key=True),
    Column("role", Text, nullable=False),  # centre: we report to it; room: it reports to us
    Column("room", Text, nullable=False),  # room id
    Column("name", Text, nullable=False),
    Column("recipient", Text, nullable=False),  # age address
    Column("trusted_at", Text),  # empty: not yet approved
    Column("have", Text),  # JSON, the last have-vector received: the receipt
    Column("have_at", Text),
    Column("followed_by", Text),  # log that went on in its place (sync specification 2.6)
)

# Bundles that went out and came in, for the page that shows what happened.
exchange = Table(
    "exchange",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("direction", Text, nullable=False),  # out, in
    Column("peer", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("outcome", Text, nullable=False),  # see app.store.peers
    Column("facts", Text, nullable=False),  # JSON
)
