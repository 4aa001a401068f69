"""Where a file is proposed to be saved: the person's documents, never the folder of the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

UNSAFE = '\\/:*?"<>|'


def proposed(name: str) -> str:
    """A file of this name among the person's documents, or at home where there are none."""
    documents = Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    )
    folder = documents if documents.is_dir() else Path.home()
    return str(folder / "".join("_" if one in UNSAFE else one for one in name))
