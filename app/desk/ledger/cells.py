"""One cell of a known kind: a value, or none and the reason. Nothing is guessed silently."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from app.codes import code_list
from app.desk.ledger.persons import read_persons
from app.desk.ledger.places import plain, shown
from app.desk.ledger.reading import Reading, doubtful
from app.desk.ledger.workbook import Cell, Stamp
from app.rules.identity import check_identity, plain_number
from app.rules.money_words import read_money, says_no_money

_YES = {"是", "有", "已", "成功", "y", "yes", "√", "✓", "✔", "1", "true", "对"}
_NO = {"否", "无", "未", "没有", "不", "n", "no", "×", "x", "✗", "0", "false", "不成功"}
_OUTCOMES = {
    "agreed": {"是", "yes", "y", "√", "✓", "✔"},
    "not_agreed": {"否", "no", "n", "×", "✗"},
}
_NOTHING = {"", "/", "\\", "-", "—", "——", "--", "无", "暂无", "不详", "空"}
_ABOUT = re.compile(r"^(?:大?约|大概|近|约计|共计|合计|总计)|(?:左右|上下|余元?|多元|以上|以内)$")
_IN_WORDS = re.compile(r"(\d+(?:\.\d+)?)\s*(万元|万|元|块)")
_PHONE = re.compile(
    r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[2-8]\d{6,7}|400-?\d{3}-?\d{4})(?!\d)"
)
_DENIES = re.compile("[未不没无非否]")
_MANY_NUMBERS = re.compile(r"[、；;，,/\n\r\t |]+")
_LARGE = Decimal(100_000_000)


def says_nothing(cell: Cell) -> bool:
    """An empty cell or the stroke people draw through one."""
    return unicodedata.normalize("NFKC", shown(cell)).strip() in _NOTHING


def read_amount(cell: Cell, unit: str = "") -> Reading[Decimal]:
    """Yuan. `unit` is what the heading says (万元); a stroke means that no amount is stated."""
    text = unicodedata.normalize("NFKC", shown(cell)).strip()
    if says_no_money(text):
        return Reading()
    if isinstance(cell, Stamp):
        return doubtful("ledger.doubt.amount_unreadable")
    told = re.sub(r"\s|[(（].*[)）]$", "", text)
    about = _ABOUT.sub("", told)
    in_wan = "万" in unit and not re.search("[元万]", text)
    figures = about if not isinstance(cell, float) else f"{cell:.{6 if in_wan else 2}f}"
    value = read_money(figures + "万" if in_wan else figures)
    if value is None:
        return doubtful("ledger.doubt.amount_unreadable")
    reading = Reading(value)
    if about != told:
        reading.remark("ledger.doubt.amount_about")
    if in_wan:
        much = value >= 1000 * 10_000
        reading.remark("ledger.doubt.amount_unit" if much else "ledger.note.amount_unit")
    elif not re.fullmatch(r"[¥￥]?[\d,.]+元?", text):
        reading.remark("ledger.note.amount_words")
    if reading.value and reading.value >= _LARGE:
        reading.remark("ledger.doubt.amount_large")
    return reading


def amounts_in(text: str) -> list[Decimal]:
    """Every plain amount that a story names."""
    found = []
    for number, unit in _IN_WORDS.findall(unicodedata.normalize("NFKC", text).replace(",", "")):
        amount = read_money(number + unit)
        if amount is not None:
            found.append(amount)
    return found


def read_choice(cell: Cell, codes: str) -> Reading[str]:
    """A code by its label or alias; a longer text that holds one single label is named as doubtful."""
    text = shown(cell)
    if says_nothing(cell):
        return Reading()
    known = code_list(codes)
    line = known.find(text)
    if line is not None:
        return Reading(line.code)
    bare = plain(text)
    words = ((line.code, plain(word)) for line in known for word in (line.zh, *line.aliases))
    near = {code for code, word in words if _is_near(word, bare)}
    if len(near) == 1:
        code = near.pop()
        return _near(code, known[code].zh)
    return doubtful("ledger.doubt.word_unknown")


def read_choices(cell: Cell, codes: str) -> Reading[list[str]]:
    """Several codes in one cell: 老年人、妇女. What is not known is named; what is known is kept."""
    if says_nothing(cell):
        return Reading()
    reading: Reading[list[str]] = Reading([])
    found: list[str] = []
    for piece in _MANY_NUMBERS.split(shown(cell)):
        one = read_choice(piece, codes) if piece else Reading[str]()
        found += [one.value] if one.value else []
        for remark in one.remarks:
            reading.remark(remark.key, **remark.facts)
    reading.value = list(dict.fromkeys(found)) or None
    return reading


def read_status(cell: Cell) -> Reading[bool]:
    """案件状态: whether another system calls the case closed."""
    told = read_choice(cell, "case_status")
    return Reading(told.value == "closed" if told.value else None, told.remarks)


def _is_near(word: str, told: str) -> bool:
    """One holds the other, and neither denies what the other says."""
    if min(len(word), len(told)) < 2 or bool(_DENIES.search(word)) != bool(_DENIES.search(told)):
        return False
    return word in told or told in word


def _near(code: str, label: str) -> Reading[str]:
    reading: Reading[str] = Reading(code)
    reading.remark("ledger.doubt.word_near", label=label)
    return reading


def read_result(cell: Cell) -> Reading[str]:
    """调解结果; a column headed 是否成功 holds yes and no."""
    bare = plain(shown(cell)) or shown(cell)
    for code, words in _OUTCOMES.items():
        if bare in words:
            reading: Reading[str] = Reading(code)
            reading.remark("ledger.note.yes_means", label=code_list("result")[code].zh)
            return reading
    return read_choice(cell, "result")


def read_identities(cell: Cell) -> Reading[list[str]]:
    """Identity numbers as typed, an x made X. A number that fails its check is kept and named."""
    if says_nothing(cell):
        return Reading()
    reading: Reading[list[str]] = Reading([])
    if isinstance(cell, float):
        reading.remark("ledger.doubt.id_as_number")
    found = reading.value or []
    text = shown(cell)
    whole = re.sub(r"\s", "", text)
    for piece in [whole] if len(whole) in (15, 18) else _MANY_NUMBERS.split(text):
        number = plain_number(piece)
        if number:
            found.append(number)
            _judge_identity(number, piece, reading)
    reading.value = found
    return reading


def _judge_identity(number: str, typed: str, reading: Reading[list[str]]) -> None:
    check = check_identity(number)
    if not check.valid:
        reading.remark("ledger.doubt.id_invalid", problem=check.problem or "identity.form")
    elif typed.endswith("x"):
        reading.remark("ledger.note.id_small_x")


def read_phones(cell: Cell) -> Reading[list[str]]:
    """Telephone numbers; a number cell loses nothing but its decimal point."""
    if says_nothing(cell):
        return Reading()
    text = unicodedata.normalize("NFKC", shown(cell))
    text = re.sub(
        r"(?<!\d)(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)", r" \1\2\3 ", text
    )
    found = [match[0] for match in _PHONE.finditer(text)]
    rest = re.sub(r"[、；;，,/\s|]", "", _PHONE.sub("", text))
    reading: Reading[list[str]] = Reading(found)
    if not found or re.search(r"\d", rest):
        reading.value = [text.strip()]
        reading.remark("ledger.doubt.phone_odd")
    elif rest:
        reading.remark("ledger.doubt.phone_text")
    return reading


def read_age(cell: Cell) -> Reading[int]:
    """A person's age in years, as told."""
    text = unicodedata.normalize("NFKC", shown(cell)).strip()
    if says_nothing(cell):
        return Reading()
    match = re.fullmatch(r"(\d{1,3})(?:周?岁)?", text)
    if match is None or int(match[1]) > 120:
        return doubtful("ledger.doubt.age_odd")
    return Reading(int(match[1]))


def read_names(cell: Cell) -> Reading[list[str]]:
    """Names of mediators, in the order written."""
    if says_nothing(cell):
        return Reading()
    found = read_persons(shown(cell))
    remarks = [r for r in found.remarks if r.key != "ledger.doubt.persons_several"]
    return Reading([person.name for person in found.people if person.name], remarks)


def read_text(cell: Cell, longest: int) -> Reading[str]:
    """Text as typed; what only looks like a formula stays text and is named."""
    text = shown(cell)
    if not text:
        return Reading()
    reading = Reading(text)
    if re.match(r"'?[=+@]|'?-\D", text):
        reading.remark("ledger.note.formula_text")
    if longest and len(text) > longest:
        reading.value = text[:longest]
        reading.remark("ledger.doubt.text_cut", longest=str(longest))
    if re.search("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫", text):
        reading.remark("ledger.doubt.text_damaged")
    return reading


def read_yes_no(cell: Cell) -> Reading[bool]:
    """是 or 否."""
    bare = plain(shown(cell)) or shown(cell)
    if says_nothing(cell) and bare != "无":
        return Reading()
    if bare in _YES:
        return Reading(True)
    if bare in _NO:
        return Reading(False)
    return doubtful("ledger.doubt.word_unknown")


def read_count(cell: Cell) -> Reading[int]:
    text = shown(cell)
    if says_nothing(cell):
        return Reading()
    match = re.fullmatch(r"(\d{1,6})[人件个]?", text)
    return Reading(int(match[1])) if match else doubtful("ledger.doubt.word_unknown")


def read_visit(cell: Cell) -> Reading[dict[str, object]]:
    """What a ledger says of a visit: 已回访，满意 · 电话回访 · 回访无反复. The words stay as the note."""
    text = shown(cell)
    bare = plain(text) or text
    if says_nothing(cell) or re.fullmatch(
        "未回访|没有回访|暂未回访|待回访|否|未|不需要?回访|未到期", bare
    ):
        return Reading()
    facts: dict[str, object] = {"note": text}
    for manner, word in (("phone", "电话"), ("door", "上门|入户|走访"), ("wechat", "微信|视频")):
        if re.search(word, bare):
            facts["manner"] = manner
    if re.search("不满意", bare):
        facts["satisfaction"] = "unsatisfied"
    elif re.search("基本满意|较满意", bare):
        facts["satisfaction"] = "fair"
    elif "满意" in bare:
        facts["satisfaction"] = "satisfied"
    if re.search("(?:无|没有|未|没|不再|零)(?:出现|发生|有)?(?:反复|反弹|复发)", bare):
        facts["relapse"] = False
    elif re.search("反复|反弹|复发", bare):
        facts["relapse"] = True
    return Reading(facts)
