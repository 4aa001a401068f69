"""The work of a place: its grid and people, what comes in, duty, meetings, points, reports."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("room", sa.Column("committee_kind", sa.Text(), nullable=True))
    op.add_column("room", sa.Column("room_kind", sa.Text(), nullable=True))
    op.add_column("room", sa.Column("head_name", sa.Text(), nullable=True))
    op.add_column("room", sa.Column("brand", sa.Text(), nullable=True))
    op.add_column("room", sa.Column("hours", sa.Text(), nullable=True))
    op.add_column("room", sa.Column("code", sa.Text(), nullable=True))
    op.add_column("room", sa.Column("studio_code", sa.Text(), nullable=True))
    op.add_column("room", sa.Column("scan_text", sa.Text(), nullable=True))
    op.add_column("room", sa.Column("photo", sa.Text(), nullable=True))
    op.add_column("room", sa.Column("photo_size", sa.Integer(), nullable=True))
    op.add_column("mediator", sa.Column("sex", sa.Text(), nullable=True))
    op.add_column("mediator", sa.Column("ethnicity", sa.Text(), nullable=True))
    op.add_column("mediator", sa.Column("birth_on", sa.Date(), nullable=True))
    op.add_column("mediator", sa.Column("education", sa.Text(), nullable=True))
    op.add_column("mediator", sa.Column("party_member", sa.Boolean(), nullable=True))
    op.add_column("mediator", sa.Column("full_time", sa.Boolean(), nullable=True))
    op.add_column("mediator", sa.Column("paid_elsewhere", sa.Boolean(), nullable=True))
    op.add_column("mediator", sa.Column("filed_no", sa.Text(), nullable=True))
    op.add_column("mediator", sa.Column("place_id", sa.Text(), nullable=True))
    op.add_column("mediator", sa.Column("sees_key_people", sa.Boolean(), nullable=True))
    op.add_column("mediator", sa.Column("bank", sa.Text(), nullable=True))
    op.add_column("mediator", sa.Column("bank_account", sa.Text(), nullable=True))
    op.add_column("mediator", sa.Column("register_address", sa.Text(), nullable=True))
    op.add_column("mediator", sa.Column("household_id", sa.Text(), nullable=True))
    op.create_index(op.f("ix_mediator_household_id"), "mediator", ["household_id"])
    op.create_index(op.f("ix_mediator_place_id"), "mediator", ["place_id"])
    op.add_column("import", sa.Column("what", sa.Text(), nullable=True))
    op.add_column("place", sa.Column("grid_kind", sa.Text(), nullable=True))
    op.add_column("place", sa.Column("position", sa.Integer(), nullable=True))
    op.add_column("place", sa.Column("code", sa.Text(), nullable=True))
    op.add_column("place", sa.Column("households", sa.Integer(), nullable=True))
    op.add_column("place", sa.Column("group", sa.Text(), nullable=True))
    op.add_column("place", sa.Column("stands_for_id", sa.Text(), nullable=True))
    op.create_index(op.f("ix_place_stands_for_id"), "place", ["stands_for_id"])
    op.add_column("case", sa.Column("plot", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("key_case", sa.Boolean(), nullable=True))
    op.create_index(op.f("ix_case_key_case"), "case", ["key_case"])
    op.add_column("case", sa.Column("people_count", sa.Integer(), nullable=True))
    op.add_column("case", sa.Column("special_groups", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("migrants", sa.Boolean(), nullable=True))
    op.add_column("case", sa.Column("deaths", sa.Boolean(), nullable=True))
    op.add_column("case", sa.Column("forecast", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("prevented", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("prevented_people", sa.Integer(), nullable=True))
    op.add_column("case", sa.Column("solved_at", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("matter_class", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("attribute", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("co_committee", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("sued_on", sa.Date(), nullable=True))
    op.add_column("case", sa.Column("judgment", sa.Text(), nullable=True))
    op.add_column("case", sa.Column("recurs_id", sa.Text(), nullable=True))
    op.create_index(op.f("ix_case_recurs_id"), "case", ["recurs_id"])
    op.add_column("case", sa.Column("accepted_by_id", sa.Text(), nullable=True))
    op.create_index(op.f("ix_case_accepted_by_id"), "case", ["accepted_by_id"])
    op.add_column("case", sa.Column("mediated_told", sa.Date(), nullable=True))
    op.add_column("case", sa.Column("closed_told", sa.Boolean(), nullable=True))
    op.create_index(op.f("ix_case_plot"), "case", ["plot"])
    op.drop_index(op.f("ix_case_accepted_on"), "case")
    op.create_index("ix_case_register", "case", ["accepted_on", "file_no", "id"])
    some = sa.text("void IS NOT NULL")
    op.create_index("ix_case_void", "case", ["void"], sqlite_where=some, postgresql_where=some)
    op.create_index(op.f("ix_party_id_number"), "party", ["id_number"])
    op.create_index(op.f("ix_party_phone"), "party", ["phone"])
    op.create_index("ix_party_name_address", "party", ["name", "address"])
    op.add_column("party", sa.Column("household_id", sa.Text(), nullable=True))
    op.create_index(op.f("ix_party_household_id"), "party", ["household_id"])
    op.create_table(
        "unit",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("unit_kind", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("response_hours", sa.Integer(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    op.create_index(op.f("ix_unit_parent_id"), "unit", ["parent_id"])
    op.create_index(op.f("ix_unit_place_id"), "unit", ["place_id"])
    op.create_index(op.f("ix_unit_room_id"), "unit", ["room_id"])
    op.create_table(
        "person",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("mediator_id", sa.Text(), nullable=True),
        sa.Column("unit_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("party_member", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_mediator_id"), "person", ["mediator_id"])
    op.create_index(op.f("ix_person_room_id"), "person", ["room_id"])
    op.create_index(op.f("ix_person_unit_id"), "person", ["unit_id"])
    op.create_table(
        "post",
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    op.create_index(op.f("ix_post_person_id"), "post", ["person_id"])
    op.create_index(op.f("ix_post_place_id"), "post", ["place_id"])
    op.create_table(
        "household",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("care", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    op.create_index(op.f("ix_household_place_id"), "household", ["place_id"])
    op.create_index(op.f("ix_household_room_id"), "household", ["room_id"])
    op.create_table(
        "key_person",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("groups", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("keeper_id", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_person")),
    )
    op.create_index(op.f("ix_key_person_keeper_id"), "key_person", ["keeper_id"])
    op.create_index(op.f("ix_key_person_place_id"), "key_person", ["place_id"])
    op.create_index(op.f("ix_key_person_room_id"), "key_person", ["room_id"])
    op.create_table(
        "matter",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("outside_no", sa.Text(), nullable=True),
        sa.Column("came_at", sa.DateTime(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("matter_kind", sa.Text(), nullable=True),
        sa.Column("matter_class", sa.Text(), nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("reporter", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("register_address", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("people_count", sa.Integer(), nullable=True),
        sa.Column("risk", sa.Text(), nullable=True),
        sa.Column("mediation_first", sa.Boolean(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("handler_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("same_as_id", sa.Text(), nullable=True),
        sa.Column("other_than", sa.Text(), nullable=True),
        sa.Column("sweep_id", sa.Text(), nullable=True),
        sa.Column("meeting_id", sa.Text(), nullable=True),
        sa.Column("call_id", sa.Text(), nullable=True),
        sa.Column("visitor_id", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
    )
    op.create_index("ix_matter_place_came", "matter", ["place_id", "came_at"])
    op.create_index("ix_matter_room_came", "matter", ["room_id", "came_at"])
    op.create_index(op.f("ix_matter_phone"), "matter", ["phone"])
    op.create_index(op.f("ix_matter_reporter"), "matter", ["reporter"])
    op.create_index(op.f("ix_matter_by_id"), "matter", ["by_id"])
    op.create_index(op.f("ix_matter_call_id"), "matter", ["call_id"])
    op.create_index(op.f("ix_matter_came_at"), "matter", ["came_at"])
    op.create_index(op.f("ix_matter_case_id"), "matter", ["case_id"])
    op.create_index(op.f("ix_matter_handler_id"), "matter", ["handler_id"])
    op.create_index(op.f("ix_matter_import_id"), "matter", ["import_id"])
    op.create_index(op.f("ix_matter_meeting_id"), "matter", ["meeting_id"])
    op.create_index(op.f("ix_matter_number"), "matter", ["number"])
    op.create_index(op.f("ix_matter_outside_no"), "matter", ["outside_no"])
    op.create_index(op.f("ix_matter_place_id"), "matter", ["place_id"])
    op.create_index(op.f("ix_matter_room_id"), "matter", ["room_id"])
    op.create_index(op.f("ix_matter_same_as_id"), "matter", ["same_as_id"])
    op.create_index(op.f("ix_matter_sweep_id"), "matter", ["sweep_id"])
    op.create_index(op.f("ix_matter_visitor_id"), "matter", ["visitor_id"])
    op.create_table(
        "matter_step",
        sa.Column("matter_id", sa.Text(), nullable=True),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("to_unit_id", sa.Text(), nullable=True),
        sa.Column("to_person_id", sa.Text(), nullable=True),
        sa.Column("dispatch_id", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.Column("satisfaction", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("after_ids", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_step")),
    )
    op.create_index(op.f("ix_matter_step_by_id"), "matter_step", ["by_id"])
    op.create_index(op.f("ix_matter_step_dispatch_id"), "matter_step", ["dispatch_id"])
    op.create_index(op.f("ix_matter_step_matter_id"), "matter_step", ["matter_id"])
    op.create_index("ix_matter_step_told", "matter_step", ["matter_id", "step", "solved", "void"])
    op.create_index(op.f("ix_matter_step_to_person_id"), "matter_step", ["to_person_id"])
    op.create_index(op.f("ix_matter_step_to_unit_id"), "matter_step", ["to_unit_id"])
    op.create_table(
        "whistle",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("matter_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("blown_at", sa.DateTime(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("over_at", sa.DateTime(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whistle")),
    )
    op.create_index(op.f("ix_whistle_by_id"), "whistle", ["by_id"])
    op.create_index(op.f("ix_whistle_case_id"), "whistle", ["case_id"])
    op.create_index(op.f("ix_whistle_matter_id"), "whistle", ["matter_id"])
    op.create_index(op.f("ix_whistle_place_id"), "whistle", ["place_id"])
    op.create_index(op.f("ix_whistle_room_id"), "whistle", ["room_id"])
    op.create_table(
        "whistle_call",
        sa.Column("whistle_id", sa.Text(), nullable=True),
        sa.Column("unit_id", sa.Text(), nullable=True),
        sa.Column("lead", sa.Boolean(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("came_at", sa.DateTime(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whistle_call")),
    )
    op.create_index(op.f("ix_whistle_call_unit_id"), "whistle_call", ["unit_id"])
    op.create_index(op.f("ix_whistle_call_whistle_id"), "whistle_call", ["whistle_id"])
    op.create_table(
        "sweep",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("sweep_kind", sa.Text(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("by_person_id", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("zero", sa.Boolean(), nullable=True),
        sa.Column("spots", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sweep")),
    )
    op.create_index(op.f("ix_sweep_by_id"), "sweep", ["by_id"])
    op.create_index(op.f("ix_sweep_by_person_id"), "sweep", ["by_person_id"])
    op.create_index(op.f("ix_sweep_from_on"), "sweep", ["from_on"])
    op.create_index(op.f("ix_sweep_place_id"), "sweep", ["place_id"])
    op.create_index(op.f("ix_sweep_room_id"), "sweep", ["room_id"])
    op.create_table(
        "home_call",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("occasion", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Text(), nullable=True),
        sa.Column("whom", sa.Text(), nullable=True),
        sa.Column("by_person_id", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("ticks", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_call")),
    )
    op.create_index(op.f("ix_home_call_by_id"), "home_call", ["by_id"])
    op.create_index(op.f("ix_home_call_by_person_id"), "home_call", ["by_person_id"])
    op.create_index(op.f("ix_home_call_household_id"), "home_call", ["household_id"])
    op.create_index(op.f("ix_home_call_on_day"), "home_call", ["on_day"])
    op.create_index(op.f("ix_home_call_place_id"), "home_call", ["place_id"])
    op.create_index(op.f("ix_home_call_room_id"), "home_call", ["room_id"])
    op.create_table(
        "practice",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("preset", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=True),
        sa.Column("handed", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    op.create_index(op.f("ix_practice_room_id"), "practice", ["room_id"])
    op.create_table(
        "holiday_year",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday_year")),
    )
    op.create_index(op.f("ix_holiday_year_room_id"), "holiday_year", ["room_id"])
    op.create_table(
        "consultation",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("matter_id", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("chair", sa.Text(), nullable=True),
        sa.Column("lead_unit_id", sa.Text(), nullable=True),
        sa.Column("unit_ids", sa.Text(), nullable=True),
        sa.Column("present", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("decided", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    op.create_index(op.f("ix_consultation_by_id"), "consultation", ["by_id"])
    op.create_index(op.f("ix_consultation_case_id"), "consultation", ["case_id"])
    op.create_index(op.f("ix_consultation_lead_unit_id"), "consultation", ["lead_unit_id"])
    op.create_index(op.f("ix_consultation_matter_id"), "consultation", ["matter_id"])
    op.create_index(op.f("ix_consultation_room_id"), "consultation", ["room_id"])
    op.create_table(
        "escalation",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("matter_id", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=True),
        sa.Column("to_level", sa.Text(), nullable=True),
        sa.Column("to_name", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("back_told", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
    )
    op.create_index(op.f("ix_escalation_by_id"), "escalation", ["by_id"])
    op.create_index(op.f("ix_escalation_case_id"), "escalation", ["case_id"])
    op.create_index(op.f("ix_escalation_matter_id"), "escalation", ["matter_id"])
    op.create_index(op.f("ix_escalation_room_id"), "escalation", ["room_id"])
    op.create_table(
        "leader_case",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("struck_on", sa.Date(), nullable=True),
        sa.Column("struck_told", sa.Text(), nullable=True),
        sa.Column("struck_by", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leader_case")),
    )
    op.create_index(op.f("ix_leader_case_case_id"), "leader_case", ["case_id"])
    op.create_index(op.f("ix_leader_case_room_id"), "leader_case", ["room_id"])
    op.create_table(
        "leader_post",
        sa.Column("leader_case_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leader_post")),
    )
    op.create_index(op.f("ix_leader_post_leader_case_id"), "leader_post", ["leader_case_id"])
    op.create_index(op.f("ix_leader_post_person_id"), "leader_post", ["person_id"])
    op.create_table(
        "leader_progress",
        sa.Column("leader_case_id", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leader_progress")),
    )
    op.create_index(
        op.f("ix_leader_progress_leader_case_id"), "leader_progress", ["leader_case_id"]
    )
    op.create_table(
        "exemption",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemption")),
    )
    op.create_index(op.f("ix_exemption_by_id"), "exemption", ["by_id"])
    op.create_index(op.f("ix_exemption_case_id"), "exemption", ["case_id"])
    op.create_table(
        "reopening",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("visit_id", sa.Text(), nullable=True),
        sa.Column("matter_id", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopening")),
    )
    op.create_index(op.f("ix_reopening_by_id"), "reopening", ["by_id"])
    op.create_index(op.f("ix_reopening_case_id"), "reopening", ["case_id"])
    op.create_index(op.f("ix_reopening_matter_id"), "reopening", ["matter_id"])
    op.create_index(op.f("ix_reopening_on_day"), "reopening", ["on_day"])
    op.create_index(op.f("ix_reopening_visit_id"), "reopening", ["visit_id"])
    op.create_table(
        "relief",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("from_id", sa.Text(), nullable=True),
        sa.Column("to_id", sa.Text(), nullable=True),
        sa.Column("case_ids", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relief")),
    )
    op.create_index(op.f("ix_relief_from_id"), "relief", ["from_id"])
    op.create_index(op.f("ix_relief_room_id"), "relief", ["room_id"])
    op.create_index(op.f("ix_relief_to_id"), "relief", ["to_id"])
    op.create_table(
        "assistance",
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("help_kind", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("unit_id", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistance")),
    )
    op.create_index(op.f("ix_assistance_by_id"), "assistance", ["by_id"])
    op.create_index(op.f("ix_assistance_case_id"), "assistance", ["case_id"])
    op.create_index(op.f("ix_assistance_person_id"), "assistance", ["person_id"])
    op.create_index(op.f("ix_assistance_unit_id"), "assistance", ["unit_id"])
    op.create_table(
        "shift",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("half", sa.Text(), nullable=True),
        sa.Column("mediator_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("unit_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("lead", sa.Boolean(), nullable=True),
        sa.Column("in_at", sa.DateTime(), nullable=True),
        sa.Column("out_at", sa.DateTime(), nullable=True),
        sa.Column("stands_in_for_id", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_index(op.f("ix_shift_mediator_id"), "shift", ["mediator_id"])
    op.create_index(op.f("ix_shift_on_day"), "shift", ["on_day"])
    op.create_index(op.f("ix_shift_person_id"), "shift", ["person_id"])
    op.create_index(op.f("ix_shift_room_id"), "shift", ["room_id"])
    op.create_index(op.f("ix_shift_stands_in_for_id"), "shift", ["stands_in_for_id"])
    op.create_index(op.f("ix_shift_unit_id"), "shift", ["unit_id"])
    op.create_table(
        "leave",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("mediator_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    op.create_index(op.f("ix_leave_mediator_id"), "leave", ["mediator_id"])
    op.create_index(op.f("ix_leave_person_id"), "leave", ["person_id"])
    op.create_index(op.f("ix_leave_room_id"), "leave", ["room_id"])
    op.create_table(
        "visitor",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("came_at", sa.DateTime(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("people_count", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("matter", sa.Text(), nullable=True),
        sa.Column("received_ids", sa.Text(), nullable=True),
        sa.Column("joint", sa.Boolean(), nullable=True),
        sa.Column("unit_ids", sa.Text(), nullable=True),
        sa.Column("lead_unit_id", sa.Text(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("visit_result", sa.Text(), nullable=True),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("recorded", sa.Boolean(), nullable=True),
        sa.Column("recording", sa.Text(), nullable=True),
        sa.Column("recording_size", sa.Integer(), nullable=True),
        sa.Column("recording_name", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("earlier_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor")),
    )
    op.create_index(op.f("ix_visitor_name"), "visitor", ["name"])
    op.create_index(op.f("ix_visitor_phone"), "visitor", ["phone"])
    op.create_index(op.f("ix_visitor_by_id"), "visitor", ["by_id"])
    op.create_index(op.f("ix_visitor_came_at"), "visitor", ["came_at"])
    op.create_index(op.f("ix_visitor_case_id"), "visitor", ["case_id"])
    op.create_index(op.f("ix_visitor_earlier_id"), "visitor", ["earlier_id"])
    op.create_index(op.f("ix_visitor_lead_unit_id"), "visitor", ["lead_unit_id"])
    op.create_index(op.f("ix_visitor_place_id"), "visitor", ["place_id"])
    op.create_index(op.f("ix_visitor_room_id"), "visitor", ["room_id"])
    op.create_table(
        "meeting",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("meeting_kind", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("chair", sa.Text(), nullable=True),
        sa.Column("recorder_id", sa.Text(), nullable=True),
        sa.Column("present", sa.Text(), nullable=True),
        sa.Column("present_count", sa.Integer(), nullable=True),
        sa.Column("agenda", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=True),
        sa.Column("decided", sa.Text(), nullable=True),
        sa.Column("chat", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_at"), "meeting", ["at"])
    op.create_index(op.f("ix_meeting_number"), "meeting", ["number"])
    op.create_index(op.f("ix_meeting_place_id"), "meeting", ["place_id"])
    op.create_index(op.f("ix_meeting_recorder_id"), "meeting", ["recorder_id"])
    op.create_index(op.f("ix_meeting_room_id"), "meeting", ["room_id"])
    op.create_table(
        "meeting_item",
        sa.Column("meeting_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("matter_id", sa.Text(), nullable=True),
        sa.Column("case_made", sa.Boolean(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("decided", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
    )
    op.create_index(op.f("ix_meeting_item_case_id"), "meeting_item", ["case_id"])
    op.create_index(op.f("ix_meeting_item_matter_id"), "meeting_item", ["matter_id"])
    op.create_index(op.f("ix_meeting_item_meeting_id"), "meeting_item", ["meeting_id"])
    op.create_table(
        "training",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("mediator_ids", sa.Text(), nullable=True),
        sa.Column("others", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    op.create_index(op.f("ix_training_on_day"), "training", ["on_day"])
    op.create_index(op.f("ix_training_room_id"), "training", ["room_id"])
    op.create_table(
        "points",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("mediator_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("of_row", sa.Text(), nullable=True),
        sa.Column("goods", sa.Text(), nullable=True),
        sa.Column("slip_no", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points")),
    )
    op.create_index(op.f("ix_points_by_id"), "points", ["by_id"])
    op.create_index(op.f("ix_points_mediator_id"), "points", ["mediator_id"])
    op.create_index(op.f("ix_points_of_row"), "points", ["of_row"])
    op.create_index(op.f("ix_points_on_day"), "points", ["on_day"])
    op.create_index(op.f("ix_points_person_id"), "points", ["person_id"])
    op.create_index(op.f("ix_points_room_id"), "points", ["room_id"])
    op.create_table(
        "honour",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("mediator_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("given_by", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honour")),
    )
    op.create_index(op.f("ix_honour_mediator_id"), "honour", ["mediator_id"])
    op.create_index(op.f("ix_honour_person_id"), "honour", ["person_id"])
    op.create_index(op.f("ix_honour_room_id"), "honour", ["room_id"])
    op.create_table(
        "subsidy",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("mediator_id", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("claimed_on", sa.Date(), nullable=True),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("frozen_as", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy")),
    )
    op.create_index(op.f("ix_subsidy_case_id"), "subsidy", ["case_id"])
    op.create_index(op.f("ix_subsidy_mediator_id"), "subsidy", ["mediator_id"])
    op.create_index(op.f("ix_subsidy_period"), "subsidy", ["period"])
    op.create_index(op.f("ix_subsidy_room_id"), "subsidy", ["room_id"])
    op.create_table(
        "funding",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("guidance", sa.BigInteger(), nullable=True),
        sa.Column("committee", sa.BigInteger(), nullable=True),
        sa.Column("mediators", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding")),
    )
    op.create_index(op.f("ix_funding_room_id"), "funding", ["room_id"])
    op.create_table(
        "submission",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("to_name", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=True),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("corrects_id", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index(op.f("ix_submission_by_id"), "submission", ["by_id"])
    op.create_index(op.f("ix_submission_corrects_id"), "submission", ["corrects_id"])
    op.create_index(op.f("ix_submission_room_id"), "submission", ["room_id"])
    op.create_index(op.f("ix_submission_since"), "submission", ["since"])
    op.create_table(
        "list_printed",
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("printed_at", sa.DateTime(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("sheets", sa.Text(), nullable=True),
        sa.Column("lines", sa.Integer(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("void", sa.Text(), nullable=True),
        sa.Column("_v", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("_frozen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_printed")),
    )
    op.create_index(op.f("ix_list_printed_by_id"), "list_printed", ["by_id"])
    op.create_index(op.f("ix_list_printed_printed_at"), "list_printed", ["printed_at"])
    op.create_index(op.f("ix_list_printed_room_id"), "list_printed", ["room_id"])
    # what the reports count: one narrow row a case, made again from the records (app/store/case_lines.py)
    texts = (
        "room_id", "place_id", "lead_id", "dispute_type", "source", "result", "form", "performance", "route",
        "tier", "line", "difficulty", "prevented", "solved_at", "satisfaction", "judgment",
    )  # fmt: skip
    numbers = (
        "knotty", "confirmation_applied", "confirmed", "parties", "prevented_people", "visits", "relapse",
        "migrants", "deaths", "sued",
    )  # fmt: skip
    op.create_table(
        "case_line",
        sa.Column("case_id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        *(
            sa.Column(f"{name}_on", sa.Integer())
            for name in ("accepted", "mediated", "closed", "due", "promised", "visited")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_line"),
    )
    op.create_index("ix_case_line_accepted_on", "case_line", ["accepted_on"])
    op.create_index("ix_case_line_mediated_on", "case_line", ["mediated_on"])
    op.create_table(
        "case_line_due",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_line_due"),
    )
    op.execute('INSERT INTO case_line_due (case_id) SELECT id FROM "case"')
