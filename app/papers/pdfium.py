"""PDF files that others made, opened for looking: one at a time, for the library beneath knows no threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

_LOCK = RLock()


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """The document, closed again at the end; pypdfium2.PdfiumError where it cannot be read."""
    import pypdfium2

    with _LOCK:
        leaves = pypdfium2.PdfDocument(content)
        try:
            yield leaves
        finally:
            leaves.close()
