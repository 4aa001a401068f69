"""A file is proposed among the person's documents, or at home."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.ui.kit.places import proposed


def test_a_file_is_proposed_where_a_person_looks_for_it(monkeypatch, tmp_path):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path))
    assert proposed("恢复单.pdf") == str(tmp_path / "恢复单.pdf")


def test_without_documents_it_is_proposed_at_home(monkeypatch, tmp_path):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path / "none"))
    assert proposed("a.pdf") == str(Path.home() / "a.pdf")


def test_a_name_no_disk_takes_is_mended(monkeypatch, tmp_path):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path))
    assert Path(proposed("2026/7号: 调解笔录.pdf")).name == "2026_7号_ 调解笔录.pdf"
