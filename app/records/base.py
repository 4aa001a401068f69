"""What every record has: an identity made here, the versions of its fields, and perhaps a void mark."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from sqlalchemy import JSON, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app import chance
from app.records import field

NAMING = {"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}


FREEZING = "?"  # stands for the id of the entry that is being written


def new_id() -> str:
    """A random 128-bit identity, 32 hexadecimal digits; made by any machine without asking another."""
    return chance.token_hex(16)


@cache
def _kind(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


class Record(DeclarativeBase):
    """One thing the room writes down. Nothing concluded is stored; nothing is ever deleted, only voided."""

    metadata = MetaData(naming_convention=NAMING)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    void: Mapped[str | None] = field.text(longest=200, hidden=True)  # 作废: the reason
    v: Mapped[dict[str, str]] = mapped_column("_v", JSON(none_as_null=True), default=dict)
    frozen: Mapped[str | None] = mapped_column(
        "_frozen", Text, default=None
    )  # ids of the freezing entries

    def __init__(self, **values: Any) -> None:
        self.id = values.pop("id", None) or new_id()
        self.v = {}
        self.frozen = None
        for name, value in values.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no field {name}")
            setattr(self, name, value)

    def freeze(self) -> None:
        """签署: from the entry of this transaction on, the content never changes again."""
        self.frozen = ",".join([*(self.frozen or "").split(","), FREEZING]).strip(",")

    @classmethod
    def kind(cls) -> str:
        """The name of the record in keys, entries and tables: MediationSession → mediation_session."""
        return _kind(cls.__name__)

    def __init_subclass__(cls, **extra: Any) -> None:
        if "__tablename__" not in cls.__dict__:
            cls.__tablename__ = cls.kind()
        super().__init_subclass__(**extra)

    def __repr__(self) -> str:
        return f"<{self.kind()} {self.id[:8]}>"  # never a name or a number: this may reach a log
