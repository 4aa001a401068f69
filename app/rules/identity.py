"""Identity numbers: what a number says by itself. A finding never blocks; the card in the hand is right.

居民身份证 by GB 11643-1999, 统一社会信用代码 by GB 32100-2015.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
MALE, FEMALE = "1", "2"
"""GB/T 2261.1"""

CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))

RESIDENTS = ("resident", "residence_permit")
RESIDENT_18 = re.compile("[0-9]{17}[0-9X]")
RESIDENT_15 = re.compile("[0-9]{15}")
PASSPORT = re.compile("[A-Z]{1,2}[0-9]{7,8}")


@dataclass(frozen=True)
class IdentityCheck:
    """What a number is (a code of `id_type`), whether it holds, and what it tells of its bearer.

    `problem` is a words key; a number of a kind without a check digit is valid as told.
    """

    number: str
    kind: str
    valid: bool
    problem: str | None = None
    sex: str | None = None
    birth_on: date | None = None


def plain_number(text: str) -> str:
    """Half width, upper case, without blanks and hyphens: 37018119481223807x ends in X."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[\s\-—·'`]", "", folded)


def check_identity(text: str, kind: str | None = None) -> IdentityCheck:
    """Read a number; `kind` is the document a person named, otherwise the number's form decides."""
    number = plain_number(text)
    if kind == "credit_code":
        return check_credit_code(number)
    if kind and kind not in RESIDENTS:
        return IdentityCheck(number, kind, valid=bool(number))
    if RESIDENT_18.fullmatch(number):
        return _resident(number)
    if RESIDENT_15.fullmatch(number):
        return _old_resident(number)
    if kind:
        return IdentityCheck(number, kind, valid=False, problem="identity.form")
    return _by_form(number)


def check_credit_code(text: str) -> IdentityCheck:
    """统一社会信用代码: 18 characters, the last one checks the others modulo 31 (GB 32100)."""
    number = plain_number(text)
    if len(number) != 18 or any(c not in CREDIT_CHARACTERS for c in number):
        return IdentityCheck(number, "credit_code", valid=False, problem="identity.credit_form")
    if number[17] != credit_check_character(number[:17]):
        return IdentityCheck(number, "credit_code", valid=False, problem="identity.credit_check")
    return IdentityCheck(number, "credit_code", valid=True)


def check_character(first_seventeen: str) -> str:
    """The eighteenth character of an identity number (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return CHECKS[total % 11]


def credit_check_character(first_seventeen: str) -> str:
    """The eighteenth character of a unified credit code."""
    pairs = zip(first_seventeen, CREDIT_WEIGHTS, strict=True)
    total = sum(CREDIT_CHARACTERS.index(character) * weight for character, weight in pairs)
    return CREDIT_CHARACTERS[-total % 31]


def age_on(birth_on: date, day: date) -> int:
    """Whole years lived; the birthday itself counts as reached."""
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))


def masked(text: str) -> str:
    """A number for lists and public figures: 3701**********1234 (domain 7.9)."""
    number = plain_number(text)
    if len(number) <= 8:
        return "*" * len(number)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def _resident(number: str) -> IdentityCheck:
    kind = "residence_permit" if number[:2] in ("81", "82", "83") else "resident"
    birth_on = _day(number[6:14])
    sex = _sex(number[16])
    if birth_on is None:
        return IdentityCheck(number, kind, valid=False, problem="identity.birth", sex=sex)
    if check_character(number[:17]) != number[17]:
        return IdentityCheck(number, kind, False, "identity.check", sex, birth_on)
    return IdentityCheck(number, kind, valid=True, sex=sex, birth_on=birth_on)


def _old_resident(number: str) -> IdentityCheck:
    """The card before 1999: two-digit year, no check character; 996–999 mark people over a hundred."""
    century = "18" if number[12:] in ("996", "997", "998", "999") else "19"
    birth_on = _day(century + number[6:12])
    sex = _sex(number[14])
    problem = None if birth_on else "identity.birth"
    return IdentityCheck(number, "resident", birth_on is not None, problem, sex, birth_on)


def _by_form(number: str) -> IdentityCheck:
    if check_credit_code(number).valid:
        return IdentityCheck(number, "credit_code", valid=True)
    if PASSPORT.fullmatch(number):
        return IdentityCheck(number, "passport", valid=True)
    return IdentityCheck(number, "other", valid=False, problem="identity.form")


def _sex(digit: str) -> str:
    return MALE if int(digit) % 2 else FEMALE


def _day(yyyymmdd: str) -> date | None:
    try:
        return date(int(yyyymmdd[:4]), int(yyyymmdd[4:6]), int(yyyymmdd[6:]))
    except ValueError:
        return None
