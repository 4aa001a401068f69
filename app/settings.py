"""What only this computer cares about: language, type size, where the last stick was."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass
class Settings:
    """One line a setting; the file is TOML and may be edited by hand."""

    language: str = "zh_CN"
    large_type: bool = False
    last_stick: str = ""
    printer: str = ""
    two_sided: bool = True  # papers are printed so, unless a person says otherwise
    lock_after_minutes: int = 30
    visit_days_after_due: int = 0
    copy_on_stick: bool = True  # a locked copy of the room rides on the stick of each exchange
    sync_by_line: bool = True  # over HTTPS by itself, where the centre's card has an address
    sync_minutes: int = 10
    bind_sides: int = 0  # of a volume's sheets: 1, 2; 0: as resources/papers/volume.toml says
    scan_folder: str = ""  # where the scanner lays its files; empty: none is watched
    questioned: str = ""  # fields that are typed as question and answer (一问一答), by a blank
    proxy: str = ""  # host:port for the line; empty: the system's; "-": none

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read the file; unknown or ill-typed lines are left aside, never fatal."""
        kept = cls()
        if not path.exists():
            return kept
        try:
            import tomllib
        except ModuleNotFoundError:  # Python 3.10
            import tomli as tomllib
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            path.replace(path.with_suffix(".toml.unreadable"))
            return kept
        for line in fields(cls):
            value = told.get(line.name)
            if type(value) is type(getattr(kept, line.name)):
                setattr(kept, line.name, value)
        return kept

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
            for name, value in asdict(self).items()
        ]
        fresh = path.with_suffix(".new")
        fresh.write_text("".join(lines), encoding="utf-8")
        fresh.replace(path)
