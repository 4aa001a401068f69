"""Tables beside the records: the journal, further heads, tips of logs, and what stays on this machine."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, Table, Text

from app.records import Record

metadata = Record.metadata

Number = Integer().with_variant(
    BigInteger(), "postgresql"
)  # a stranger's entry may say any below 2**53

# One row an entry, exactly as signed. `state`: see app.store.journal.
entry = Table(
    "entry",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),  # order of arrival on this machine
    Column("id", Text, nullable=False),
    Column("log", Text, nullable=False),
    Column("seq", Number, nullable=False),
    Column("lam", Number, nullable=False),
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
    Column("seq", Number, nullable=False),
    Column("lam", Number, nullable=False),
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
    Column("lam", Number, nullable=False),
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
    Column(
        "want", Text
    ),  # JSON, what of which attachment it asked for last: sha256 → [[from, to], …]
    Column("made", Text),  # when its last bundle was made, by its own clock
    Column("url", Text),  # where a centre answers over HTTPS
    Column(
        "pin", Text
    ),  # SHA-256 of the certificate it answers with, hexadecimal; empty: a public one
    Column(
        "spoken_for", Text
    ),  # log of the room-mate whose word let it in without a telephone call
    Column("behind", Text),  # JSON, while it is not approved: logs of its place that signed for it
)

# Which place may see which log, beside those of approved workstations: the lanes in which a centre writes
# for one room, or for all, and the logs that a lower centre brought. (Sync specification 2.1.)
scope = Table(
    "scope",
    metadata,
    Column("log", Text, primary_key=True),
    Column("room", Text, primary_key=True),  # room id; "*": every room
    Column("key", Text),  # signing key, where the lane is ours
    Column("seen", Text),  # JSON: ids of ends of other logs that the lane's entries have named
    Column("told_by", Text),  # name of the centre it was heard from; empty: from none, or ours
)

# Words for the lanes of other places, as they were heard: by its own a centre put back knows its lanes again.
lane_word = Table(
    "lane_word",
    metadata,
    Column("log", Text, primary_key=True),
    Column("room", Text, nullable=False),
    Column("word", Text, nullable=False),
)

# Attachments that the journal names, by hash and size. What came of one that is not whole: app.store.pieces.
blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),  # hexadecimal
    Column("size", Integer, primary_key=True, autoincrement=False),
    Column("whole", Boolean, nullable=False, index=True),
    Column("refused", Text),  # why this program does not keep such a content
    Column("spoilt", Text),  # JSON: log → how often what it brought did not fit
)

# In which logs a hash is named, and by which entry first.
blob_name = Table(
    "blob_name",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("log", Text, primary_key=True),
    Column("seq", Number, nullable=False),
    Column("lam", Number, nullable=False),
    Column("late", Boolean, nullable=False),  # it was whole here already, from elsewhere
    Index("ix_blob_name_log_seq", "log", "seq"),
)

# Entries that were not applied and must not be lost: signed bytes, who brought them, and why they stand aside.
aside = Table(
    "aside",
    metadata,
    Column("id", Text, primary_key=True),
    Column("log", Text, nullable=False, index=True),
    Column("seq", Number, nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("sig", LargeBinary, nullable=False),
    Column("reason", Text, nullable=False),  # a short word: closed, order, chain, content, …
    Column("brought_by", Text, nullable=False),  # log
    Column("at", Text, nullable=False),
)

# Private notes of a mediator: in the encrypted file of this computer, never in the journal, never in a bundle.
private_note = Table(
    "private_note",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, nullable=False, index=True),
    Column("user", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("text", Text, nullable=False),
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
    Index("ix_exchange_sha256", "sha256"),
    Index("ix_exchange_peer", "peer"),
)
