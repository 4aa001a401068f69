"""The first schema: records, journal, exchange."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("manner", sa.Text(), nullable=True),
        sa.Column("parties_signed_on", sa.Date(), nullable=True),
        sa.Column("mediator_signed_on", sa.Date(), nullable=True),
        sa.Column("sealed_on", sa.Date(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_index(op.f("ix_agreement_case_id"), "agreement", ["case_id"], unique=False)
    op.create_table(
        "case",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("file_no", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("dispute_type", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column("difficulty", sa.Text(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("happened_at", sa.Text(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("extended_until", sa.Date(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("requests", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("risk", sa.Text(), nullable=True),
        sa.Column("risk_reported", sa.Text(), nullable=True),
        sa.Column("lead_id", sa.Text(), nullable=True),
        sa.Column("assist_ids", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("result_reason", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("told_routes", sa.Boolean(), nullable=True),
        sa.Column("performance_told", sa.Text(), nullable=True),
        sa.Column("confirmation_applied_on", sa.Date(), nullable=True),
        sa.Column("goals", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("retention", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
    )
    op.create_index(op.f("ix_case_accepted_on"), "case", ["accepted_on"], unique=False)
    op.create_index(op.f("ix_case_closed_on"), "case", ["closed_on"], unique=False)
    op.create_index(op.f("ix_case_file_no"), "case", ["file_no"], unique=False)
    op.create_index(op.f("ix_case_import_id"), "case", ["import_id"], unique=False)
    op.create_index(op.f("ix_case_lead_id"), "case", ["lead_id"], unique=False)
    op.create_index(op.f("ix_case_place_id"), "case", ["place_id"], unique=False)
    op.create_index(op.f("ix_case_room_id"), "case", ["room_id"], unique=False)
    op.create_index(op.f("ix_case_route"), "case", ["route"], unique=False)
    op.create_table(
        "entry",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("lam", sa.Integer(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sig", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_entry")),
    )
    op.create_index("ix_entry_id", "entry", ["id"], unique=True)
    op.create_index("ix_entry_log_seq", "entry", ["log", "seq"], unique=False)
    op.create_index("ix_entry_state", "entry", ["state"], unique=False)
    op.create_table(
        "exchange",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("peer", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_exchange")),
    )
    op.create_table(
        "head",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("lam", sa.Integer(), nullable=False),
        sa.Column("frozen", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "row", "field", "version", name=op.f("pk_head")),
    )
    op.create_table(
        "import",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("mapping", sa.Text(), nullable=True),
        sa.Column("tally", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
    )
    op.create_index(op.f("ix_import_room_id"), "import", ["room_id"], unique=False)
    op.create_table(
        "import_row",
        sa.Column("import_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("doubts", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
    )
    op.create_index(op.f("ix_import_row_case_id"), "import_row", ["case_id"], unique=False)
    op.create_index(op.f("ix_import_row_import_id"), "import_row", ["import_id"], unique=False)
    op.create_table(
        "inquiry",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("by_ids", sa.Text(), nullable=True),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("recorder_id", sa.Text(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
    )
    op.create_index(op.f("ix_inquiry_case_id"), "inquiry", ["case_id"], unique=False)
    op.create_index(op.f("ix_inquiry_recorder_id"), "inquiry", ["recorder_id"], unique=False)
    op.create_table(
        "local",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_local")),
    )
    op.create_table(
        "mediation_session",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("mediator_ids", sa.Text(), nullable=True),
        sa.Column("recorder_id", sa.Text(), nullable=True),
        sa.Column("invited", sa.Text(), nullable=True),
        sa.Column("rights_told", sa.Boolean(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_session")),
    )
    op.create_index(
        op.f("ix_mediation_session_case_id"), "mediation_session", ["case_id"], unique=False
    )
    op.create_index(
        op.f("ix_mediation_session_recorder_id"), "mediation_session", ["recorder_id"], unique=False
    )
    op.create_table(
        "mediator",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("duty", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediator")),
    )
    op.create_index(op.f("ix_mediator_room_id"), "mediator", ["room_id"], unique=False)
    op.create_table(
        "party",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("party_kind", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("id_type", sa.Text(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("id_accepted", sa.Boolean(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("age_told", sa.Integer(), nullable=True),
        sa.Column("ethnicity", sa.Text(), nullable=True),
        sa.Column("occupation", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("register_address", sa.Text(), nullable=True),
        sa.Column("credit_code", sa.Text(), nullable=True),
        sa.Column("legal_representative", sa.Text(), nullable=True),
        sa.Column("guardian", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_case_id"), "party", ["case_id"], unique=False)
    op.create_table(
        "peer",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("trusted_at", sa.Text(), nullable=True),
        sa.Column("have", sa.Text(), nullable=True),
        sa.Column("have_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("log", name=op.f("pk_peer")),
    )
    op.create_table(
        "performance",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("item_id", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance")),
    )
    op.create_index(op.f("ix_performance_case_id"), "performance", ["case_id"], unique=False)
    op.create_index(op.f("ix_performance_item_id"), "performance", ["item_id"], unique=False)
    op.create_table(
        "performance_item",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("agreement_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("party_id", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("manner", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance_item")),
    )
    op.create_index(
        op.f("ix_performance_item_agreement_id"), "performance_item", ["agreement_id"], unique=False
    )
    op.create_index(
        op.f("ix_performance_item_case_id"), "performance_item", ["case_id"], unique=False
    )
    op.create_index(
        op.f("ix_performance_item_due_on"), "performance_item", ["due_on"], unique=False
    )
    op.create_index(
        op.f("ix_performance_item_party_id"), "performance_item", ["party_id"], unique=False
    )
    op.create_table(
        "place",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("place_kind", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_parent_id"), "place", ["parent_id"], unique=False)
    op.create_index(op.f("ix_place_room_id"), "place", ["room_id"], unique=False)
    op.create_table(
        "printed",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=True),
        sa.Column("which", sa.Text(), nullable=True),
        sa.Column("printed_at", sa.DateTime(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed")),
    )
    op.create_index(op.f("ix_printed_by_id"), "printed", ["by_id"], unique=False)
    op.create_index(op.f("ix_printed_case_id"), "printed", ["case_id"], unique=False)
    op.create_index(op.f("ix_printed_sha256"), "printed", ["sha256"], unique=False)
    op.create_table(
        "room",
        sa.Column("committee", sa.Text(), nullable=True),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("room_name", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("centre_name", sa.Text(), nullable=True),
        sa.Column("number_pattern", sa.Text(), nullable=True),
        sa.Column("goal_people", sa.Integer(), nullable=True),
        sa.Column("goal_administrative", sa.Integer(), nullable=True),
        sa.Column("goal_judicial", sa.Integer(), nullable=True),
        sa.Column("is_centre", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
    )
    op.create_table(
        "tip",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("lam", sa.Integer(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip")),
    )
    op.create_index(op.f("ix_tip_log"), "tip", ["log"], unique=False)
    op.create_table(
        "visit",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("change_reason", sa.Text(), nullable=True),
        sa.Column("visited", sa.Text(), nullable=True),
        sa.Column("manner", sa.Text(), nullable=True),
        sa.Column("performed", sa.Boolean(), nullable=True),
        sa.Column("satisfaction", sa.Text(), nullable=True),
        sa.Column("relapse", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_by_id"), "visit", ["by_id"], unique=False)
    op.create_index(op.f("ix_visit_case_id"), "visit", ["case_id"], unique=False)
    op.create_index(op.f("ix_visit_done_on"), "visit", ["done_on"], unique=False)
    op.create_table(
        "workstation",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("log", sa.Text(), nullable=True),
        sa.Column("letter", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workstation")),
    )
    op.create_index(op.f("ix_workstation_room_id"), "workstation", ["room_id"], unique=False)
