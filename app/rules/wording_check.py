"""用语: vague, forbidden, confused and misspelt words, each told with why and what to write (domain 1.8, 2.11)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.records import CaseFile, Record
from app.rules.case_texts import agreed_texts, all_texts
from app.rules.findings import Finding, about
from app.rules.word_lists import Hit, hits, misspelt, pairs

BLANK = re.compile("[_＿]{2,}")
AROUND = 8
"""Characters told before and after a blank, so that one finds it."""


def vague_words(case_file: CaseFile) -> Iterator[Finding]:
    """A promise says who, what, how much, how and by when, else nobody can enforce it."""
    for record, name, hit in _listed(case_file, "vague"):
        yield about("vague", record, name, word=hit.word, why=hit.why)


def blanks_left(case_file: CaseFile) -> Iterator[Finding]:
    """A line to write on that nobody wrote on: who, how much or by when is still open."""
    for record, name, text in agreed_texts(case_file):
        match = BLANK.search(text)
        if match:
            start = max(0, match.start() - AROUND)
            yield about("blank_left", record, name, text=text[start : match.end() + AROUND])


def forbidden_words(case_file: CaseFile) -> Iterator[Finding]:
    """Status, ownership, fines, detention, giving up a right: not for an agreement."""
    for record, name, hit in _listed(case_file, "forbidden"):
        yield about("forbidden", record, name, word=hit.word, why=hit.why)


def no_fee(case_file: CaseFile) -> Iterator[Finding]:
    """Mediation costs nothing (PML 4)."""
    for record, name, hit in _listed(case_file, "fees"):
        yield about("fee_asked", record, name, word=hit.word, why=hit.why)


def _listed(case_file: CaseFile, words: str) -> Iterator[tuple[Record, str, Hit]]:
    """Each word of a list that stands in what was agreed, with where it stands."""
    for record, name, text in agreed_texts(case_file):
        for hit in hits(words, text):
            yield record, name, hit


def right_words(case_file: CaseFile) -> Iterator[Finding]:
    """The law's own words in the agreement, and none misspelt anywhere; names are as they are."""
    for record, name, text in agreed_texts(case_file):
        for hit in hits("terms", text):
            facts = {"word": hit.word, "instead": hit.instead or "—", "why": hit.why}
            yield about("confused_term", record, name, **facts)
    yield from _mixed(case_file)
    for record, name, text in all_texts(case_file):
        for wrong, right in misspelt(_without_names(case_file, text)):
            yield about("wrong_character", record, name, word=wrong, instead=right)


def _mixed(case_file: CaseFile) -> Iterator[Finding]:
    agreement = case_file.agreement
    whole = "\n".join(text for _, _, text in agreed_texts(case_file))
    for one, two, why in pairs():
        if agreement and one in whole and two in whole:
            yield about("mixed_terms", agreement, "terms", one=one, two=two, why=why)


def _without_names(case_file: CaseFile, text: str) -> str:
    for party in case_file.parties:
        if party.name and len(party.name) > 1:
            text = text.replace(party.name, "〇")
    return text
