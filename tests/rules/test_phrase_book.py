"""常用语: enough good sentences, their blanks filled, their law looked up."""

from __future__ import annotations

import re

from app import codes
from app.codes import code_list
from app.records import RECORDS
from app.records.field import fields_of
from app.rules.phrase_book import (
    BLANK,
    BLANKS,
    filled,
    for_place,
    moments,
    shipped,
    without_persons,
)
from app.rules.word_lists import hits, misspelt

CITED = re.compile("《([^》]+)》|(第[零一二三四五六七八九十百千]+条)")


def test_there_are_sentences_for_every_moment_of_a_record() -> None:
    told = shipped()
    assert len(told) >= 60
    assert len({one.text for one in told}) == len(told)
    assert moments()[:4] == ("own", "opening", "rights", "identity")


def test_every_sentence_has_its_field_and_its_disputes() -> None:
    kinds = code_list("dispute_type")
    for one in shipped():
        for place in one.at:
            record, name = place.split(".")
            assert fields_of(RECORDS[record])[name].lines > 1, place
        assert all(code in kinds for code in one.types), one.text


def test_every_blank_is_one_the_case_can_fill() -> None:
    used = {name for one in shipped() for name in BLANK.findall(one.text)}
    assert used <= set(BLANKS)


def test_every_article_named_is_written_down_with_what_it_says() -> None:
    known = {one["name"]: one["articles"] for one in codes.table("wording/phrases")["law"]}
    used: set[tuple[str, str]] = set()
    for one in shipped():
        law = ""
        for name, article in CITED.findall(one.text):
            law = name or law
            if article:
                assert article in known[law], (law, article)
                used.add((law, article))
    assert used <= {(law, article) for law, told in known.items() for article in told}
    assert len(used) > 40


def test_no_sentence_holds_a_wrong_character_or_what_is_forbidden() -> None:
    for one in shipped():
        assert not misspelt(one.text), one.text
        assert not hits("forbidden", one.text), one.text


def test_sentences_of_the_dispute_come_before_those_of_others() -> None:
    told = for_place("mediation_session.record", "10")
    suits = [one.suits("10") for one in told]
    assert suits == sorted(suits, reverse=True)
    assert any("农民工" in one.text and one.suits("10") for one in told)
    assert not any(one.moment == "visit" for one in told)


def test_blanks_are_filled_and_what_is_unknown_is_left_to_the_pen() -> None:
    facts = {"申请人": "陈㛃喆", "地点": ""}
    assert filled("{申请人}在{地点}说：{什么}", facts) == "陈㛃喆在____说：____"


def test_what_a_name_looks_like_is_not_filled_again() -> None:
    assert filled("{申请人}", {"申请人": "{地点}", "地点": "村"}) == "{地点}"


def test_a_kept_sentence_names_nobody() -> None:
    facts = {"申请人": "陈㛃喆", "被申请人": "陈㛃", "地点": "村部"}
    kept = without_persons("陈㛃喆在村部对陈㛃说", facts)
    assert kept == "{申请人}在村部对{被申请人}说"
    assert without_persons("谁也没有", {}) == "谁也没有"
    several = {"申请人": "陈一、陈二", "被申请人": "李四"}
    assert without_persons("陈二和李四", several) == "{申请人}和{被申请人}"
