"""问答笔录: what the next line of a record begins with, told by the text above it (domain 2.8, 2.10).

A voice is what a line begins with: 问：, 答：, 调解员问：, 张三答：, 甲方：. The text stays plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

QUESTION, ANSWER = "问：", "答："
ASKERS = ("调解员：", "主持人：")
VOICE = re.compile(rf"[^\s，。？！；、：:“”（）]{{0,20}}[问答][：:]|{'|'.join(ASKERS)}")
"""A line's own beginning, where a person writes voices nobody told us of."""

BREAKS = re.compile("[\n\u2028\u2029]")


@dataclass(frozen=True)
class Line:
    """The line the caret stands in."""

    start: int
    end: int
    voice: str  # what it begins with, or nothing


@dataclass(frozen=True)
class Change:
    """What one key does to the text: the stretch that goes, what comes in its place."""

    start: int
    end: int
    text: str


def bare(voice: str) -> str:
    """A voice without 问 or 答: 张三答： → 张三：."""
    return voice[:-2] + "：" if voice[-2:-1] in "问答" and len(voice) > 2 else voice


def voice_of(line: str, voices: Sequence[str] = ()) -> str:
    """What a line begins with, where that is a voice, or one of those that are told by the name alone."""
    told = sorted({*voices, *(bare(voice) for voice in voices)}, key=len, reverse=True)
    for voice in told:
        if line.startswith(voice):
            return voice
    found = VOICE.match(line)
    return found[0] if found else ""


def is_question(voice: str, voices: Sequence[str] = ()) -> bool:
    """Whether this one asks; 调解员： does where 调解员问： does."""
    asks = voice[-2:-1] == "问" or voice in ASKERS
    return asks or f"{voice[:-1]}问：" in voices


def line_at(text: str, at: int, voices: Sequence[str] = ()) -> Line:
    """The line around a place in the text."""
    start = max((found.end() for found in BREAKS.finditer(text, 0, at)), default=0)
    after = BREAKS.search(text, at)
    end = after.start() if after else len(text)
    return Line(start, end, voice_of(text[start:end], voices))


def speaker_before(text: str, at: int, voices: Sequence[str] = ()) -> str:
    """Whose words these are: the voice of this line, or of the nearest one above that has one."""
    for line in reversed(BREAKS.split(text[:at])):
        voice = voice_of(line, voices)
        if voice:
            return voice
    return ""


def follows(text: str, at: int, voices: Sequence[str] = (QUESTION, ANSWER)) -> str:
    """The voice that speaks next: after a question who answered last, after an answer who asks.

    Where nobody asks (甲方：, 乙方：) the other one who spoke last goes on.
    """
    speaking = speaker_before(text, at, voices)
    asks = any(is_question(voice) for voice in voices)
    wanted = not speaking or not is_question(speaking, voices)
    spoken = [voice_of(line, voices) for line in reversed(BREAKS.split(text[:at]))]
    for voice in (*filter(None, spoken), *voices):
        if voice != speaking and (not asks or is_question(voice, voices) == wanted):
            return voice
    return QUESTION if wanted else ANSWER


def begun(text: str, at: int, voices: Sequence[str] = (QUESTION, ANSWER)) -> Change | None:
    """Switched on: an empty line gets its voice at once; a line with words waits for the next one."""
    line = line_at(text, at, voices)
    if text[line.start : line.end].strip():
        return None
    return Change(line.start, line.end, follows(text, line.start, voices))


def entered(text: str, at: int, voices: Sequence[str] = (QUESTION, ANSWER)) -> Change:
    """Enter: the next line with its voice; on a line that is only a voice, the other side speaks."""
    line = line_at(text, at, voices)
    if _is_bare(text, line) and at >= line.start + len(line.voice):
        return Change(line.start, line.end, follows(text, line.end, voices))
    inside = line.voice and at < line.start + len(line.voice)
    if inside or voice_of(text[at : line.end], voices):
        return Change(at, at, "\n")
    return Change(at, at, "\n" + follows(text, at, voices))


def taken_away(text: str, at: int, voices: Sequence[str] = (QUESTION, ANSWER)) -> Change | None:
    """Backspace behind a voice with nothing after it takes the whole voice away."""
    line = line_at(text, at, voices)
    if not line.voice or at != line.start + len(line.voice) or text[at : line.end].strip():
        return None
    return Change(line.start, at, "")


def spoken(text: str, voice: str) -> str:
    """The text without that voice at its very end, where nobody said anything behind it."""
    before, broken, last = text.rstrip().rpartition("\n")
    return before.rstrip() if voice and last == voice and (broken or not before) else text


def turned(text: str, at: int, voices: Sequence[str] = (QUESTION, ANSWER)) -> Change:
    """换人: the line gets the next voice of the list; a line without one gets the first."""
    line = line_at(text, at, voices)
    known = [line.voice in (voice, bare(voice)) for voice in voices]
    place = known.index(True) + 1 if line.voice and True in known else 0
    return Change(line.start, line.start + len(line.voice), voices[place % len(voices)])


def put_in(text: str, at: int, words: str, voices: Sequence[str] = (QUESTION, ANSWER)) -> Change:
    """Ready words at the caret; where they tell who speaks they stand on a line of their own.

    They take the place of a voice that said nothing yet.
    """
    line = line_at(text, at, voices)
    if not voice_of(words, voices):
        return Change(at, at, words)
    if _is_bare(text, line):
        return Change(line.start, line.end, words)
    return Change(at, at, "\n" + words if text[line.start : at].strip() else words)


def _is_bare(text: str, line: Line) -> bool:
    return bool(line.voice) and not text[line.start + len(line.voice) : line.end].strip()
