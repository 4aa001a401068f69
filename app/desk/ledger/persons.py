"""Persons as ledgers name them: several in one cell, both sides in one cell, facts in brackets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from app.desk.ledger.reading import Remark
from app.records.masks import DOUBLE

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_DOT = "·•‧・．∙"
_NAME = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]+(?:[{_DOT}.][{_HAN}]+)+|[A-Za-z][A-Za-z .'-]+")
_UNIT = re.compile(
    "公司|集团|银行|信用社|合作社|村委|居委|委员会|政府|办事处|学校|小学|中学|幼儿园|医院|卫生[院室]|工厂|超市|商店|"
    "[饭酒]店|协会|工地|项目|车队|商行|经营部|物业|[厂店部局所站组户队]$|中心$"
)
_COMPANY = re.compile("公司|集团|银行|信用社|[工厂]厂$")
_STOPS = re.compile("[、；;，,/|\n\r\t]+|\\s{2,}")
_MANY = re.compile(
    r"等\s*(?:(\d+|[一二三四五六七八九十两]+)\s*[人户名家位](?:村民|业主|工人|农户)?|人|多人|数人)?$"
)
_BRACKET = re.compile(r"[(（【\[]([^()（）【】\[\]]*)[)）】\]]")
_ORDER = re.compile(r"(?:^|(?<=[\s；;，,、]))(?:\d{1,2}[.、:：)）]|[①-⑳])\s*(?=\D)")
_LABEL = re.compile(r"^(?:姓名|名称)\s*[:：]?")
_PHONE = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")
_IDENTITY = re.compile(r"(?<![\dA-Za-z])(\d{17}[\dXx]|\d{15})(?![\dA-Za-z])")
_AGE = re.compile(r"(?<!\d)(\d{1,3})\s*岁")
_SEX = re.compile(r"(?:^|(?<=[\s,，、]))([男女])(?:性)?(?=$|[\s,，、])")
_ETHNICITY = re.compile(rf"(?:^|(?<=[\s,，、]))([{_HAN}]{{1,4}}族)")
_PATTERNS = {
    "id_number": _IDENTITY,
    "phone": _PHONE,
    "age_told": _AGE,
    "sex": _SEX,
    "ethnicity": _ETHNICITY,
}


@dataclass
class Person:
    """One name of a cell with what stood beside it."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)  # fields of Party, still as text


@dataclass
class Persons:
    """Everyone a cell names, and what was not plain."""

    people: list[Person] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, key: str, **facts: str) -> None:
        if all(remark.key != key for remark in self.remarks):
            self.remarks.append(Remark(key, facts))


def is_name(text: str) -> bool:
    """Whether a piece of text alone looks like a person or a unit."""
    return bool(_NAME.fullmatch(text) or (len(text) >= 3 and _UNIT.search(text)))


def is_company(name: str) -> bool:
    return bool(_COMPANY.search(name))


def read_persons(text: str) -> Persons:
    """张三、李四(男,45岁)等3人 → 张三, 李四 with what the bracket tells, and a remark for 等3人."""
    found = Persons()
    kept: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        kept.append(match[1])
        return f"\x00{len(kept) - 1}\x01"

    text = _ORDER.sub("、", _BRACKET.sub(put_aside, text.strip().strip("、；;，,。.")))
    for piece in _pieces(text, found):
        person = _person(piece, kept, found)
        if person.name or not found.people:
            found.people.append(person)
        else:  # 张三，男，45岁: the later pieces are facts of the person before them
            found.people[-1].facts.update(person.facts)
    found.people = [person for person in found.people if person.name or person.facts]
    if len(found.people) > 1:
        found.remark("ledger.doubt.persons_several", count=str(len(found.people)))
    return found


def _pieces(text: str, found: Persons) -> list[str]:
    pieces: list[str] = []
    for part in _STOPS.split(text):
        stripped = part.strip()
        if not stripped:
            continue
        joined = re.fullmatch(r"(.+?)[和与及](.+)", stripped)
        if joined and is_name(_bare(joined[1])) and is_name(_bare(joined[2])):
            pieces += [joined[1].strip(), joined[2].strip()]
        else:
            pieces += _by_blanks(stripped, found)
    return pieces


def _bare(text: str) -> str:
    return re.sub("\x00\\d+\x01", "", text).strip()


def _by_blanks(text: str, found: Persons) -> list[str]:
    """张三丰 李四海 are two, 张 三 is one, and 欧阳 明 is one."""
    parts = re.split(r"[ \u3000\u00a0]+", text)
    if len(parts) == 1 or not all(re.fullmatch(f"[{_HAN}]+(?:\x00\\d+\x01)?", p) for p in parts):
        return [text]
    if len(parts) == 2 and (len(parts[0]) == 1 or (parts[0] in DOUBLE and len(parts[1]) <= 2)):
        found.remark("ledger.note.name_blank")
        return ["".join(parts)]
    if all(is_name(_bare(part)) for part in parts):
        return parts
    found.remark("ledger.doubt.name_blank")
    return ["".join(parts)]


def _person(piece: str, kept: list[str], found: Persons) -> Person:
    facts: dict[str, str] = {}
    for number in re.findall("\x00(\\d+)\x01", piece):
        _beside(kept[int(number)], facts, found)
    name = _LABEL.sub("", _bare(piece))
    name = _take_out(name, facts)
    many = _MANY.search(name)
    if many:
        name = name[: many.start()]
        found.remark("ledger.doubt.persons_others", told=many[0])
    name = re.sub(f"(?<=[{_HAN}])[{_DOT}.](?=[{_HAN}])", "·", name.strip(" :：、，,;；\t"))
    if name or not facts:
        _question(name, found)
    return Person(name, facts)


def _take_out(text: str, facts: dict[str, str]) -> str:
    """Numbers written beside a name without a bracket: 张三 13800000000."""
    for key, pattern in _PATTERNS.items():
        match = pattern.search(text)
        if match:
            facts.setdefault(key, match[1])
            text = text[: match.start()] + text[match.end() :]
    return re.sub(r"(?:身份证号?码?|联系电话|电话|手机)\s*[:：]?\s*$", "", text.strip())


def _beside(text: str, facts: dict[str, str], found: Persons) -> None:
    """What stands in brackets behind a name: sex, age, numbers; the rest is named, not guessed."""
    rest = _take_out(unicodedata.normalize("NFKC", text), facts)
    if rest.strip(" ,，、;；:："):
        found.remark("ledger.doubt.name_bracket", told=text)


def _question(name: str, found: Persons) -> None:
    if re.search("[?？�*＊□■]|[\ue000-\uf8ff]|[\U000f0000-\U0010ffff]", name):
        found.remark("ledger.doubt.name_damaged")
    elif re.search("某|[xX×]{2}", name):
        found.remark("ledger.doubt.name_hidden")
    elif not is_name(name):
        found.remark("ledger.doubt.name_odd")
