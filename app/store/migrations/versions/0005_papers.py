"""What papers need: evidence, agents, letters, notices, service, scanned pages, the volume, blank forms."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("party_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("agent_kind", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("age_told", sa.Integer(), nullable=True),
        sa.Column("ethnicity", sa.Text(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("work", sa.Text(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("matter", sa.Text(), nullable=True),
        sa.Column("powers", sa.Text(), nullable=True),
        sa.Column("other_power", sa.Text(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("signs", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
    )
    op.create_index(op.f("ix_agency_case_id"), "agency", ["case_id"])
    op.create_index(op.f("ix_agency_party_id"), "agency", ["party_id"])
    op.create_table(
        "blank_form",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("printed_at", sa.DateTime(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("spoiled", sa.Text(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("large", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_form")),
    )
    op.create_index(op.f("ix_blank_form_by_id"), "blank_form", ["by_id"])
    op.create_index(op.f("ix_blank_form_case_id"), "blank_form", ["case_id"])
    op.create_index(op.f("ix_blank_form_number"), "blank_form", ["number"])
    op.create_index(op.f("ix_blank_form_room_id"), "blank_form", ["room_id"])
    op.create_table(
        "evidence",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("proves", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_case_id"), "evidence", ["case_id"])
    op.create_table(
        "letter",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("letter_kind", sa.Text(), nullable=True),
        sa.Column("organ", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("enclosures", sa.Text(), nullable=True),
        sa.Column("conduct", sa.Text(), nullable=True),
        sa.Column("points", sa.Text(), nullable=True),
        sa.Column("answers_id", sa.Text(), nullable=True),
        sa.Column("receipt_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(op.f("ix_letter_answers_id"), "letter", ["answers_id"])
    op.create_index(op.f("ix_letter_case_id"), "letter", ["case_id"])
    op.create_index(op.f("ix_letter_due_on"), "letter", ["due_on"])
    op.create_table(
        "notice",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("notice_kind", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("party_ids", sa.Text(), nullable=True),
        sa.Column("to_name", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("go_to", sa.Text(), nullable=True),
        sa.Column("bring", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_case_id"), "notice", ["case_id"])
    op.create_table(
        "phrase",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase")),
    )
    op.create_index(op.f("ix_phrase_room_id"), "phrase", ["room_id"])
    op.create_table(
        "scan",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=True),
        sa.Column("which", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Integer(), nullable=True),
        sa.Column("turned", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("came_at", sa.DateTime(), nullable=True),
        sa.Column("placed_by", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("signed", sa.Boolean(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("doubt", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
    )
    op.create_index(op.f("ix_scan_by_id"), "scan", ["by_id"])
    op.create_index(op.f("ix_scan_case_id"), "scan", ["case_id"])
    op.create_index(op.f("ix_scan_room_id"), "scan", ["room_id"])
    op.create_index(op.f("ix_scan_sha256"), "scan", ["sha256"])
    op.create_table(
        "service",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("receiver", sa.Text(), nullable=True),
        sa.Column("taken_by", sa.Text(), nullable=True),
        sa.Column("taken_as", sa.Text(), nullable=True),
        sa.Column("manner", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("served_at", sa.DateTime(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("witness", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_index(op.f("ix_service_by_id"), "service", ["by_id"])
    op.create_index(op.f("ix_service_case_id"), "service", ["case_id"])
    op.create_table(
        "volume",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("bound_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volume")),
    )
    op.create_index(op.f("ix_volume_by_id"), "volume", ["by_id"])
    op.create_index(op.f("ix_volume_case_id"), "volume", ["case_id"])
    op.add_column("party", sa.Column("read_aloud", sa.Boolean(), nullable=True))
    op.create_table(
        "search_print",
        sa.Column("print", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("print", "case_id", name="pk_search_print"),
    )
    op.create_index("ix_search_print_case_id", "search_print", ["case_id"])
    op.add_column("inquiry", sa.Column("party_id", sa.Text(), nullable=True))
    op.add_column("inquiry", sa.Column("sex", sa.Text(), nullable=True))
    op.add_column("inquiry", sa.Column("age_told", sa.Integer(), nullable=True))
    op.add_column("inquiry", sa.Column("occupation", sa.Text(), nullable=True))
    op.add_column("inquiry", sa.Column("address", sa.Text(), nullable=True))
    op.add_column("inquiry", sa.Column("phone", sa.Text(), nullable=True))
    op.add_column("inquiry", sa.Column("matter", sa.Text(), nullable=True))
    op.add_column("inquiry", sa.Column("invited", sa.Text(), nullable=True))
    op.create_index(op.f("ix_inquiry_party_id"), "inquiry", ["party_id"])
    op.add_column("performance", sa.Column("payee_id", sa.Text(), nullable=True))
    op.add_column("performance", sa.Column("witness_id", sa.Text(), nullable=True))
    op.create_index(op.f("ix_performance_payee_id"), "performance", ["payee_id"])
    op.create_index(op.f("ix_performance_witness_id"), "performance", ["witness_id"])
    op.add_column("case", sa.Column("related", sa.Boolean(), nullable=True))
    op.add_column("case", sa.Column("recusal", sa.Text(), nullable=True))
    op.add_column("room", sa.Column("dossier_rules", sa.Text(), nullable=True))
    op.add_column("mediator", sa.Column("appointed_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_mediation_session_at"), "mediation_session", ["at"])
    op.add_column("case", sa.Column("confirmation", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("court", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("confirmation_no", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("confirmation_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_case_confirmation_applied_on"), "case", ["confirmation_applied_on"])
    op.add_column("printed", sa.Column("for_whom", sa.Text(), nullable=True))
    op.add_column("printed", sa.Column("sheets", sa.Text(), nullable=True))
    op.add_column("printed", sa.Column("redacted", sa.Boolean(), nullable=True))
    op.add_column("printed", sa.Column("digest", sa.Text(), nullable=True))
