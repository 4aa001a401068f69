"""Chinese lines: where a line may end, which punctuation gives way, how the rest is spread.

Neither line end may break the rules of GB/T 15834 (no line begins with ，。）, none ends with （《), numbers and
Latin words stay whole, 标点挤压 saves half a character where two marks meet or a mark stands at an edge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from app.papers.fonts import Glyph, clean, glyph

NO_START = frozenset("，。、；：？！）》〉】〕』」”’…—～·％‰℃,.;:?!)]}>%°々ー〗｝］﹚﹞")
NO_END = frozenset("（《〈【〔『「“‘([{<￥¥＄$＃№〖｛［﹙﹝")
_WORD = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[.,:;/@_'’&+=~#*\-][A-Za-z0-9À-ɏ]+)*[%°]?")
STRETCH = 0.09  # ems; a wider gap would be read back as a blank between characters
_NAME = 8  # a name in a blank of a form is not cut
_HALF = 0.5
_HAIR = 1e-6


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one hand: body, label or bold. `ruled` underlines it, as on a form filled in."""

    text: str
    hand: str = "body"
    ruled: bool = False
    blank: float = 0.0  # ems of empty line to write on, where there is no text


@dataclass(frozen=True)
class Atom:
    """What no line end may cut: a character, a number, a Latin word, a blank to fill."""

    glyphs: tuple[Glyph, ...]
    width: float
    ruled: bool = False
    no_start: bool = False
    no_end: bool = False
    space: bool = False
    give_left: float = 0.0  # white that may go before the ink, of an opening mark
    give_right: float = 0.0  # and after it, of a closing mark

    @cached_property
    def runs(self) -> tuple[tuple[str | None, str, float, float], ...]:
        """Glyphs of one face that follow each other: the face, the characters, the place, the width."""
        found: list[tuple[str | None, str, float, float]] = []
        at = 0.0
        for shape in self.glyphs:
            if found and shape.face and found[-1][0] == shape.face:
                face, chars, start, width = found[-1]
                found[-1] = (face, chars + shape.char, start, width + shape.width)
            else:
                found.append((shape.face, shape.char, at, shape.width))
            at += shape.width
        return tuple(found)


@dataclass
class Line:
    """Atoms with the place of each, in ems from the line's start, and how much space follows each character."""

    atoms: list[Atom] = field(default_factory=list)
    places: list[float] = field(default_factory=list)
    width: float = 0.0
    spread: float = 0.0
    shift: float = 0.0  # indent, in ems

    @property
    def text(self) -> str:
        return "".join(g.char for atom in self.atoms for g in atom.glyphs)


@cache
def _single(char: str, hand: str, ruled: bool) -> Atom:  # noqa: FBT001  a cache key
    shape = glyph(char, hand)
    no_start, no_end = char in NO_START, char in NO_END
    wide = shape.width > 0.9 and shape.face is not None
    return Atom(
        (shape,),
        shape.width,
        ruled,
        no_start=no_start,
        no_end=no_end,
        space=not shape.ink,
        give_left=_give(shape.left) if no_end and wide else 0.0,
        give_right=_give(shape.right) if no_start and wide and char not in "—…·" else 0.0,
    )


def _give(white: float) -> float:
    return _HALF if white > _HALF else max(0.0, white - 0.1)


def _word(text: str, hand: str, *, ruled: bool) -> Atom:
    glyphs = tuple(glyph(char, hand) for char in text)
    return Atom(glyphs, sum(g.width for g in glyphs), ruled)


def atoms_of(pieces: list[Piece]) -> list[list[Atom]]:
    """The paragraphs of a text: a new one at each line feed."""
    paragraphs: list[list[Atom]] = [[]]
    for piece in pieces:
        if piece.blank and not piece.text.strip():
            paragraphs[-1].append(Atom((), piece.blank, ruled=True))
            continue
        for number, part in enumerate(clean(piece.text).split("\n")):
            if number:
                paragraphs.append([])
            short = piece.blank and len(part) <= _NAME
            paragraphs[-1].extend([_in_blank(part, piece)] if short else _atoms(part, piece))
    return paragraphs


def _in_blank(text: str, piece: Piece) -> Atom:
    """A short word stands in the middle of its blank and is not cut."""
    word = _word(text, piece.hand, ruled=piece.ruled)
    spare = piece.blank - word.width
    if spare <= 0:
        return word
    side = Glyph("", "", spare / 2, ink=False)
    return Atom((side, *word.glyphs, side), piece.blank, piece.ruled)


def _atoms(text: str, piece: Piece) -> list[Atom]:
    found: list[Atom] = []
    at = 0
    for word in _WORD.finditer(text):
        found += [_single(char, piece.hand, piece.ruled) for char in text[at : word.start()]]
        found.append(_word(word.group(), piece.hand, ruled=piece.ruled))
        at = word.end()
    found += [_single(char, piece.hand, piece.ruled) for char in text[at:]]
    return found


def may_break(before: Atom, after: Atom) -> bool:
    """Whether a line may end between two atoms."""
    return not (before.no_end or after.no_start or after.space)


def _met(before: Atom | None, after: Atom) -> tuple[float, float]:
    """Where two marks meet, one gives half: what the first gives behind, the second before."""
    if before is None:
        return 0.0, after.give_left
    if before.give_right and (after.give_right or after.give_left):
        return before.give_right, 0.0
    if before.give_left and after.give_left:
        return 0.0, after.give_left
    return 0.0, 0.0


def lines_of(atoms: list[Atom], first: float, rest: float, *, justify: bool) -> list[Line]:
    """One paragraph set in lines of the given widths (ems); `justify` makes the right edge straight."""
    waiting = list(atoms)
    done: list[Line] = []
    start = 0
    while start < len(waiting) or not done:
        width = rest if done else first
        end = _end_of_line(waiting, start, width)
        done.append(_set(waiting[start:end], width, justify=justify and end < len(waiting)))
        start = end
        while start < len(waiting) and waiting[start].space:
            start += 1
    return done


def _end_of_line(atoms: list[Atom], start: int, width: float) -> int:
    """The index after the last atom of the line; cuts a word in place when nothing else helps."""
    x = 0.0
    give = 0.0  # what the marks of this line could still give up
    good = start  # the latest place where the line may end
    i = start
    last: Atom | None = None
    while i < len(atoms):
        atom = atoms[i]
        met = last is None or last.give_right or last.give_left
        behind, before = _met(last, atom) if met else (0.0, 0.0)
        x += atom.width - behind - before
        give -= behind / 2  # what a mark has given it cannot give again
        over = x - atom.give_right - width
        if over > _HAIR and not atom.space and not (atom.no_start and over <= give + _HAIR):
            if good > start:
                return good
            if len(atom.glyphs) == 1 or (not atom.glyphs and atom.width <= width):
                return max(i, start + 1)
            atoms[i : i + 1] = _cut(atom, width)
            x -= atom.width - behind - before
            give += behind / 2
            continue
        give += atom.give_right / 2
        i += 1
        last = atom
        if i == len(atoms) or may_break(atom, atoms[i]):
            good = i
    return len(atoms)


def _cut(atom: Atom, width: float) -> list[Atom]:
    if not atom.glyphs:
        return [Atom((), width, atom.ruled)]
    return [
        Atom((g,), g.width, atom.ruled, no_start=g.char in NO_START, no_end=g.char in NO_END)
        for g in atom.glyphs
    ]


def _set(atoms: list[Atom], width: float, *, justify: bool) -> Line:
    while atoms and atoms[-1].space:
        atoms.pop()
    line = Line(atoms)
    x = 0.0
    gives: list[int] = []
    last: Atom | None = None
    for i, atom in enumerate(atoms):
        behind = 0.0
        if last is None or last.give_right or last.give_left:
            behind, before = _met(last, atom)
            x -= behind + before
        last = atom
        line.places.append(x)
        x += atom.width
        if behind:
            gives.pop()  # that mark has given already
        if atom.give_right and i + 1 < len(atoms):
            gives.append(i)
    line.width = x - (atoms[-1].give_right if atoms else 0.0)
    over = line.width - width
    if over > _HAIR and gives:
        _close_up(line, gives, over)
    elif justify and over < 0 and len(atoms) > 1:
        line.spread = min(-over / (len(atoms) - 1), STRETCH)
        line.places = [place + i * line.spread for i, place in enumerate(line.places)]
        line.width += line.spread * (len(atoms) - 1)
    return line


def _close_up(line: Line, gives: list[int], over: float) -> None:
    """The marks of a line give way alike, so that one more fits."""
    each = over / len(gives)
    for count, i in enumerate(gives, start=1):
        after = gives[count] if count < len(gives) else len(line.places) - 1
        for j in range(i + 1, after + 1):
            line.places[j] -= count * each
    line.width -= over
