"""Which log of a peer went on in the place of which."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("peer", sa.Column("followed_by", sa.Text(), nullable=True))
