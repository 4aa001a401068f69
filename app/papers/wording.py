"""The words an official form carries: always Chinese, whatever language the window speaks.

They lie in resources/papers/forms, one file a form, so that a changed form needs no code.
"""

from __future__ import annotations

from app.codes import code_list, table

LANGUAGE = "zh_CN"


def official(form: str, place: str, **facts: object) -> str:
    """What a form says at a place, with its facts filled in."""
    text: str = table(f"papers/forms/{form}")[place]
    return text.format(**facts) if facts else text


def said(codes: str, code: str | None) -> str:
    """What a code means, in Chinese; nothing where nothing was chosen."""
    return code_list(codes).label(code, LANGUAGE)


def listed(form: str, chapter: str) -> list[str]:
    """The numbered sentences of a chapter: how_1, how_2 …"""
    return [
        text
        for place, text in table(f"papers/forms/{form}").items()
        if place.startswith(f"{chapter}_")
    ]
