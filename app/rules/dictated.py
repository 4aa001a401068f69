"""口述的文字: a dictated text made tidy: spoken punctuation, full width, stutters, 问 and 答 on lines of their own.

Words and numbers stay as they were said. What could be meant otherwise is left alone.
"""

from __future__ import annotations

import re
import unicodedata

MARKS = {
    "逗号": "，", "句号": "。", "问号": "？", "感叹号": "！", "叹号": "！", "冒号": "：", "分号": "；",
    "顿号": "、", "省略号": "……",
}  # fmt: skip
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
FULL = "，。？！；：、…“”‘’《》（）【】"
WIDE = f"{HAN}{FULL}"

SPOKEN = re.compile(
    "(?<![个按这那“‘「\n])(?<!^)("
    + "|".join(sorted(MARKS, key=len, reverse=True)).replace("|叹号", "|(?<!感)叹号")
    + ")(?![的键店位称”’」])"
)
TALKED_OF = re.compile("(?:[画打写加用标]|标点|符号)[上了着一两三几多些]{0,4}$")
"""画上了句号, 打了个问号, 分号店: a word about the mark, or about something else, is no mark."""

TURN = re.compile("(?<![反追质询提学访回应作解报对盘责审])(问|答)冒号")
BREAK = re.compile(
    "(?<![要想])(?:另起一行|新起一行|另起一段)|(?<![变更替交调转兑想要就再没不])换行(?![业长李政程军头人员])"
)
HALF = str.maketrans(",;?!:", "，；？！：")
LIST = re.compile(rf"(?<=[{WIDE}])[ ]*[,;?!]|[,;?!](?=[ ]*[{HAN}])(?<![0-9A-Za-z][,;?!])")
COLON = re.compile(rf"(?<=[{HAN}]):(?!//)")
STOP = re.compile(rf"(?<=[{HAN}”）])\.(?![0-9A-Za-z.])")
LAST_STOP = re.compile(r"(?m)(?<=[0-9A-Za-z])\.$")
CHINESE = re.compile(f"[{HAN}]")
BRACKETS = re.compile(rf"\(([^()\n]*[{HAN}][^()\n]*)\)|(?<=[{HAN}])\(([^()\n]*)\)")
DOTS = re.compile("。{3,}|(?<!\\.)\\.{3,6}(?!\\.)|…+")
RUN = re.compile("[，。？！；：、](?: *[，。？！；：、])+")
STRENGTH = "。：；，、"
BEGIN = "(?:(?<=[\n。？！；])|^) *"
SIDE = re.compile(f"{BEGIN}(问|答)[，、：:, ] *|(?<= )(问|答) +")
NAMED = re.compile(
    f"(?<=[。？！；])(?![他她它我你谁又就便再还])([{HAN}·]{{2,10}}(?<![反追质回])[问答]：)"
)
ASKED_BY_NAME = re.compile(f"(?m)^[{HAN}·]{{2,10}}问：")
PAIR = re.compile(
    f"{BEGIN}问(?![题他她它过了清候卷答责及号，、：:, ])([^。！？\n]{{1,300}}？)\\s*"
    "答(?![应复辩案谢题卷对非话，、：:, ])"
)
ROUNDS = 8


def tidy(text: str) -> str:
    """The text as a person would have written it down; tidied again it stays the same."""
    told = _plain(text)
    for _ in range(ROUNDS):
        before, told = told, _once_over(told)
        if told == before:
            break
    return told


def _once_over(text: str) -> str:
    told = TURN.sub(lambda found: _at_line(found, f"{found[1]}："), text)
    told = BREAK.sub("\n", SPOKEN.sub(_mark, told))
    told = RUN.sub(_strongest, DOTS.sub("……", _full_width(told)))
    return _spaced(_sides(told))


def _mark(found: re.Match[str]) -> str:
    """The mark that was said, unless one was only talked of."""
    before = found.string[max(0, found.start() - 8) : found.start()]
    return found[0] if TALKED_OF.search(before) else MARKS[found[1]]


def _at_line(found: re.Match[str], words: str) -> str:
    """These words at the beginning of a line."""
    return words if found.start() == 0 or found.string[found.start() - 1] == "\n" else f"\n{words}"


def _plain(text: str) -> str:
    """Line ends of one kind, blanks of one kind, nothing that cannot be seen."""
    told = text.replace("\r\n", "\n").replace("\r", "\n")
    told = re.sub("[\u2028\u2029\u0085\v\f]", "\n", told)
    told = re.sub("[\t\u00a0\u3000\u2000-\u200a\u202f]", " ", told)
    return "".join(
        one for one in told if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Cs")
    )


def _full_width(text: str) -> str:
    """Half-width punctuation between Chinese characters; figures, hours and addresses keep theirs."""
    told = LIST.sub(lambda found: found[0].strip().translate(HALF), text)
    told = LAST_STOP.sub(_full_stop, STOP.sub("。", COLON.sub("：", told)))
    return BRACKETS.sub(lambda found: f"（{found[1] if found[1] is not None else found[2]}）", told)


def _full_stop(found: re.Match[str]) -> str:
    """After a figure at the end of a line of Chinese."""
    line = found.string.rfind("\n", 0, found.start()) + 1
    return "。" if CHINESE.search(found.string, line, found.start()) else "."


def _strongest(found: re.Match[str]) -> str:
    """Of marks in a row the one that ends most; what is asked and called out is both."""
    asked = "".join(dict.fromkeys(one for one in found[0] if one in "？！"))
    return asked or min(found[0].replace(" ", ""), key=STRENGTH.index)


def _sides(text: str) -> str:
    """问 and 答 begin lines, where the speaker said both."""
    told = PAIR.sub(lambda found: _at_line(found, f"问：{found[1]}\n答："), text)
    if ASKED_BY_NAME.search(told):
        told = NAMED.sub(lambda found: f"\n{found[1]}", told)
    said = [found[1] or found[2] for found in SIDE.finditer(told)]
    if said[:1] == ["问"] and "答" in said:
        told = SIDE.sub(lambda found: _at_line(found, f"{found[1] or found[2]}："), told)
    return told


def _spaced(text: str) -> str:
    """No doubled blanks, none beside full-width marks, no line that begins with a comma, no rows of empty lines."""
    told = re.sub(" {2,}", " ", text)
    told = re.sub(f" ?([{FULL}]) ?", r"\1", told)
    told = "\n".join(line.strip().lstrip("，。、；") for line in told.split("\n"))
    return re.sub("\n{3,}", "\n\n", told).strip("\n")
