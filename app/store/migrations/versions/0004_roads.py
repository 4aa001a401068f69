"""What the roads between rooms and centres need: lanes, attachments under way, entries set aside, private notes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

WIDER = (
    ("entry", "seq"),
    ("entry", "lam"),
    ("tip", "seq"),
    ("tip", "lam"),
    ("head", "lam"),
    ("aside", "seq"),
)


def upgrade() -> None:
    for name in ("want", "made", "url", "pin", "spoken_for", "behind"):
        op.add_column("peer", sa.Column(name, sa.Text(), nullable=True))
    op.create_table(
        "scope",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("seen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("log", "room", name=op.f("pk_scope")),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.Column("spoilt", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", "size", name=op.f("pk_blob")),
    )
    op.create_index(op.f("ix_blob_whole"), "blob", ["whole"])
    large = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
    op.create_table(
        "blob_name",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("seq", large, nullable=False),
        sa.Column("lam", large, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "log", name=op.f("pk_blob_name")),
    )
    op.create_index("ix_blob_name_log_seq", "blob_name", ["log", "seq"])
    op.create_table(
        "aside",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sig", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("brought_by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aside")),
    )
    op.create_index(op.f("ix_aside_log"), "aside", ["log"])
    op.create_table(
        "private_note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_private_note")),
    )
    op.create_index(op.f("ix_private_note_case_id"), "private_note", ["case_id"])
    op.create_index("ix_exchange_sha256", "exchange", ["sha256"])
    op.create_index("ix_exchange_peer", "exchange", ["peer"])
    op.create_table(
        "dispatch",
        sa.Column("to_room_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("instruction", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("from_room_id", sa.Text(), nullable=True),
        sa.Column("from_name", sa.Text(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=True),
        sa.Column("follows_id", sa.Text(), nullable=True),
        sa.Column("origin_no", sa.Text(), nullable=True),
        sa.Column("handover_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
    )
    op.create_index(op.f("ix_dispatch_follows_id"), "dispatch", ["follows_id"])
    op.create_index(op.f("ix_dispatch_handover_id"), "dispatch", ["handover_id"])
    op.create_index(op.f("ix_dispatch_to_room_id"), "dispatch", ["to_room_id"])
    op.create_table(
        "dispatch_step",
        sa.Column("dispatch_id", sa.Text(), nullable=True),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("file_no", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_step")),
    )
    op.create_index(op.f("ix_dispatch_step_case_id"), "dispatch_step", ["case_id"])
    op.create_index(op.f("ix_dispatch_step_dispatch_id"), "dispatch_step", ["dispatch_id"])
    op.create_table(
        "handover",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("to_name", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answer_told", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("taken_up", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_case_id"), "handover", ["case_id"])
    op.create_table(
        "closure",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("log", sa.Text(), nullable=True),
        sa.Column("ends", sa.Text(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    op.create_index(op.f("ix_closure_room_id"), "closure", ["room_id"])
    if op.get_bind().dialect.name == "postgresql":
        for table, name in WIDER:
            op.alter_column(table, name, type_=sa.BigInteger())
        op.drop_index("ix_search_case_words", "search_case")
        op.drop_column("search_case", "words")  # a tsvector, which ends with a long text
        op.add_column("search_case", sa.Column("words", sa.Text()))
        op.add_column("search_case", sa.Column("keys", postgresql.ARRAY(sa.Integer())))
        op.execute("CREATE INDEX ix_search_case_keys ON search_case USING gin (keys)")
    op.create_table(
        "search_due",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_search_due"),
    )
    op.add_column("scope", sa.Column("told_by", sa.Text(), nullable=True))
    op.create_index(op.f("ix_dispatch_from_room_id"), "dispatch", ["from_room_id"])
    op.create_table(
        "lane_word",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("log", name="pk_lane_word"),
    )
    op.create_table(
        "seen_late",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("of_kind", sa.Text(), nullable=True),
        sa.Column("of_row", sa.Text(), nullable=True),
        sa.Column("of_field", sa.Text(), nullable=True),
        sa.Column("versions", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen_late")),
    )
    op.create_index(op.f("ix_seen_late_case_id"), "seen_late", ["case_id"])
    op.add_column("dispatch", sa.Column("passes_id", sa.Text(), nullable=True))
    op.create_index(op.f("ix_dispatch_passes_id"), "dispatch", ["passes_id"])
    op.add_column("dispatch_step", sa.Column("repeats", sa.Text(), nullable=True))
    op.add_column("handover", sa.Column("withdrawn_on", sa.Date(), nullable=True))
