"""Cuts text into the words of the index, and a question into what must stand in it. Pure.

A Chinese character is a word, a run of letters or figures is a word; neighbours in the text are neighbours
in the index, so a run of characters is asked as a phrase. Beside the text stand words of three marks:
NAME before each character of a name, PIECE before four neighbouring figures of a number, SERIAL before
what counts the files of a year. No mark can come out of `fold`, so none can be typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.store.readings import LONGEST, typed_for

NAME, PIECE, SERIAL = "·", "¤", "№"
BREAK = NAME  # a word alone between two fields: no phrase reaches across
LETTERS = 64  # kept of one run of letters
PIECE_LENGTH = 4

# Scripts whose every character is a word: Han with all extensions, present and to come, and private use
# (rare characters of older systems), kana, bopomofo, Hangul, Yi.
_SINGLE = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3035\u3038-\u30fa\u30fc-\u318f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\ua4cf\uac00-\ud7a3\ue000-\ufaff\U00017000-\U00018dff\U0001b000-\U0001b2ff"
    "\U00020000-\U0003ffff\U000f0000-\U0010fffd"
)
_MARKS = (  # written over and under letters: Latin, Arabic (Uyghur), Tibetan
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f86-\u0fbc"
)
_LETTERS = rf"(?:[^\W_{_SINGLE}]|[{_MARKS}])+"
_WORD = re.compile(rf"[{_SINGLE}]|{_LETTERS}")
_RUN = re.compile(_LETTERS)
_HAN_RUN = re.compile(rf"[{_SINGLE}]+")
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_NUMBER = re.compile(r"[0-9a-z]+(?:[- ][0-9a-z]+)*")
_BETWEEN = re.compile(r"\s+|[、;。]+|(?<![0-9]),+|,+(?![0-9])")
_GAPS = re.compile(r"(?<![0-9a-z])[0-9](?:[- ]?[0-9])+(?:[- ]?x)?(?![0-9a-z])")
_NUMBERED = re.compile(r"([a-z]*)0*([0-9]+)(?=[^0-9]*$)")

Phrase = tuple[str, ...]
Answer = tuple[Phrase, ...]  # phrases that must all stand


@dataclass(frozen=True)
class Wanted:
    """One word of a question. Each answer is phrases that must all stand; one of the answers is enough."""

    word: str  # folded, as typed
    broad: tuple[Answer, ...]  # anywhere in the case
    close: tuple[Answer, ...]  # in a name or a file number: shown first

    def answered_by(self, told: list[str]) -> bool:
        """Whether words cut from a field, or from a whole case, hold an answer."""
        return _holds(told, self.broad)

    def closely_by(self, told: list[str]) -> bool:
        """Whether they hold it in a name or a file number."""
        return _holds(told, self.close)


def _holds(told: list[str], answers: tuple[Answer, ...]) -> bool:
    line = f" {' '.join(told)} "
    return any(all(f" {' '.join(phrase)} " in line for phrase in answer) for answer in answers)


def fold(text: str) -> str:
    """Width, case, brackets and look-alike forms told apart no more; no character is lost but unseen ones."""
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    return folded.replace("ü", "v")


def of_text(text: str) -> list[str]:
    """What the index keeps of free text: its words, the beginnings of those in letters, pieces of numbers."""
    told, runs = _cut(text)
    if not runs:
        return told
    more = [*_beginnings(runs), *_pieces(runs)]
    return [*told, BREAK, *more] if more else told


def of_name(text: str) -> list[str]:
    """What the index keeps of a name: as text, as a name, and what may be typed for it in pinyin."""
    told, runs = _cut(text)
    typed = {one for run in han_runs(text) for one in typed_for(run)}
    return [*told, BREAK, *(NAME + w for w in told), BREAK, *sorted(typed.union(_beginnings(runs)))]


def han_runs(text: str) -> list[str]:
    """The runs of characters in a text: the parts of a name that have a pinyin."""
    return _HAN_RUN.findall(fold(text))


def of_number(text: str) -> list[str]:
    """What the index keeps of a telephone or identity number: every piece of four, its first three, all."""
    runs = [re.sub("[- ]", "", run)[:LETTERS] for run in _NUMBER.findall(fold(text))]
    heads = [PIECE + run[:3] for run in runs if len(run) > PIECE_LENGTH]
    return [*_pieces(runs), BREAK, *heads, *runs]


def of_file_no(text: str) -> list[str]:
    """What the index keeps of a file number: as it is written, and its serial."""
    told = _NUMBERED.search(fold(text))
    serial = {SERIAL + told[1] + told[2], SERIAL + told[2]} if told else set()
    return [*of_text(text), BREAK, *sorted(serial)]


def question(text: str) -> list[Wanted]:
    """What must stand in a case for it to answer; all words must, the last perhaps unfinished."""
    folded = _GAPS.sub(_closed, fold(text))
    found: dict[str, Wanted] = {}
    for part in _BETWEEN.split(folded):
        told = _WORD.findall(part)
        if any(_HAN_RUN.match(word) for word in told):
            found[part] = _mixed(part, told)
        else:
            found.update((word, _run(word)) for word in told)
    return list(found.values())


def _closed(told: re.Match[str]) -> str:
    """A whole telephone or identity number without the gaps people leave in it; other figures as they are."""
    plain = re.sub("[- ]", "", told[0])
    whole = len(plain) in {11, 15, 18} or (plain[0] == "0" and len(plain) in {10, 12})
    return plain if whole else told[0]


def _mixed(part: str, told: list[str]) -> Wanted:
    """Characters, perhaps with letters and figures between them; a run at the end may be unfinished."""
    plain = tuple(_plain(word) for word in told)
    close = ((tuple(NAME + word for word in plain),),)
    last = told[-1]
    if _HAN_RUN.match(last) or (last.isdecimal() and len(last) < PIECE_LENGTH):
        return Wanted(part, ((plain,),), close)
    return Wanted(part, tuple((plain[:-1], *answer) for answer in _run(last).broad), close)


def _run(word: str) -> Wanted:
    """Letters, figures or both: the beginning of a word or of pinyin, a piece of a number, a serial."""
    serial = _NUMBERED.fullmatch(word)
    close: list[Answer] = (
        [((SERIAL + serial[1] + serial[2],),)] if serial and len(serial[2]) < 7 else []
    )
    broad = list(close)
    if word.isdecimal() and len(word) < PIECE_LENGTH:
        broad.append(((_plain(word),),))
        if len(word) == 3:
            broad.append(((PIECE + word,),))
    elif word.isdecimal():
        broad.append((tuple(_pieces_of(word)),))
    else:
        broad.append(((word[:LONGEST],),))
        close.append(((word[:LONGEST],),))
        if len(word) >= PIECE_LENGTH and not word.isalpha():
            broad.append((tuple(_pieces_of(word)),))
    return Wanted(word, tuple(broad), tuple(close))


def _cut(text: str) -> tuple[list[str], list[str]]:
    """The words of a text in their order, 001 as 1; and apart, as written, those that are runs."""
    folded = fold(text)
    told: list[str] = _WORD.findall(folded)
    runs = [word for word in _RUN.findall(folded) if len(word) > 1 or word.isascii()]
    plain = {word: _plain(word) for word in runs if len(word) > 1}
    if any(word != one for word, one in plain.items()):
        told = [plain.get(word, word) for word in told]
    return told, runs


def _plain(word: str) -> str:
    return (word.lstrip("0") or "0")[:LETTERS] if word.isdecimal() else word[:LETTERS]


def _beginnings(runs: Iterable[str]) -> Iterator[str]:
    for word in dict.fromkeys(runs):
        if not word.isdecimal():
            yield from (word[:n] for n in range(1, min(len(word), LONGEST) + 1))


def _pieces(runs: Iterable[str]) -> Iterator[str]:
    for run in runs:
        if len(run) >= PIECE_LENGTH and not run.isalpha():
            yield BREAK
            yield from _pieces_of(run)


def _pieces_of(run: str) -> Iterator[str]:
    kept = run[:LETTERS]
    return (PIECE + kept[at : at + PIECE_LENGTH] for at in range(len(kept) - PIECE_LENGTH + 1))
