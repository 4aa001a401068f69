"""Texts, hours and pages of one case alone."""

from __future__ import annotations

from app.rules.beside import NOTHING, Beside
from app.rules.fabrication import own_texts, written_once


def test_the_texts_a_room_writes_itself_are_compared(reference):
    assert [name for _, name in own_texts(reference)] == ["summary", "finding"]
    reference.sessions[0].record = "双方到场。"
    assert [name for _, name in own_texts(reference)] == ["summary", "finding", "record"]


def test_a_text_may_be_alike_once_but_not_often(reference):
    place = (reference.case.id, "summary")
    assert list(written_once(reference, NOTHING, 2)) == []
    assert list(written_once(reference, Beside(same_text={place: 1}), 2)) == []
    (found,) = written_once(reference, Beside(same_text={place: 2}), 2)
    assert (found.name, found.field, found.facts) == ("same_text", "summary", {"count": 2})
