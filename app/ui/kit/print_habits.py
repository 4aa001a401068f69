"""How papers were printed last on this computer: on which printer, on one side or on both."""

from __future__ import annotations

from pathlib import Path

from app.settings import Settings


class Habits:
    """What is remembered from one print to the next; without a file only until the window closes."""

    def __init__(self, settings: Settings | None = None, path: Path | None = None) -> None:
        self._settings = settings or Settings()
        self._path = path

    @property
    def printer(self) -> str:
        return self._settings.printer

    @property
    def two_sided(self) -> bool:
        return self._settings.two_sided

    def remember(self, printer: str, *, two_sided: bool | None) -> None:
        """The next print begins so; `two_sided` None: this one says nothing about others."""
        kept = two_sided if two_sided is not None else self._settings.two_sided
        if (printer, kept) == (self._settings.printer, self._settings.two_sided):
            return
        self._settings.printer, self._settings.two_sided = printer, kept
        if self._path is not None:
            self._settings.save(self._path)
