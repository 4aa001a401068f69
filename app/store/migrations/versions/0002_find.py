"""The full-text index over cases; the rows are put in by a rebuild (app/store/search.py)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    in_file = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "search_case",
        sa.Column("n", sa.Integer() if in_file else sa.BigInteger(), autoincrement=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("words", sa.Text() if in_file else postgresql.TSVECTOR()),
        sa.PrimaryKeyConstraint("n", name="pk_search_case"),
        sa.UniqueConstraint("case_id", name="uq_search_case_case_id"),
    )
    if in_file:
        # The tokenizer takes every character above 127 as a letter: those the Unicode tables inside
        # SQLite do not know yet stay. The words are cut before they come here.
        op.execute(
            "CREATE VIRTUAL TABLE search_word USING fts5"
            "(words, content='', contentless_delete=1, tokenize='ascii')"
        )
    else:
        op.execute("CREATE INDEX ix_search_case_words ON search_case USING gin (words)")
