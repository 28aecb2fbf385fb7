"""The days Thai government offices are closed, to seed an office's editable list of holidays."""

from datetime import date
from typing import NamedTuple

from holidays import country_holidays
from holidays.constants import GOVERNMENT, PUBLIC

PUBLIC_KIND, GOVERNMENT_KIND, SPECIAL_KIND, REGIONAL_KIND = "public", "government", "special", "regional"

_LABOUR_DAY = "วันแรงงานแห่งชาติ"
_SPECIAL_DAY = "วันหยุดพิเศษ"
_SEPARATOR = "; "


class HolidaySeed(NamedTuple):
    """A holiday. `kind` is "public", "government", "special" (the cabinet's extra days) or "regional"."""

    date: date
    name_th: str
    name_en: str
    kind: str


_REGIONAL = {
    # The cabinet gave each region one day of its own in 2021 (2564).
    "north": [HolidaySeed(date(2021, 3, 26), "ประเพณีไหว้พระธาตุ", "Phra That Homage Festival", REGIONAL_KIND)],
    "northeast": [HolidaySeed(date(2021, 5, 10), "งานบุญบั้งไฟ", "Bun Bang Fai Rocket Festival", REGIONAL_KIND)],
    "south": [HolidaySeed(date(2021, 10, 6), "ประเพณีสารทเดือนสิบ", "Tenth Lunar Month Festival", REGIONAL_KIND)],
    "central": [HolidaySeed(date(2021, 10, 21), "เทศกาลออกพรรษา", "End of Buddhist Lent Festival", REGIONAL_KIND)],
}


def thai_holidays(year_ce: int) -> list[HolidaySeed]:
    """The public and government holidays of a calendar year (CE) with their substitution days, by date.

    Without Labour Day, on which government offices stay open. Days that the cabinet added after the installed
    release of the `holidays` library are missing: an administrator adds them.
    """
    public = _days(year_ce, PUBLIC, "th")
    thai = _days(year_ce, (PUBLIC, GOVERNMENT), "th")
    english = _days(year_ce, (PUBLIC, GOVERNMENT), "en_US")
    seeds = []
    for day in sorted(thai):
        names = [pair for pair in _paired(thai[day], english[day]) if _LABOUR_DAY not in pair[0]]
        if names:
            thai_names, english_names = zip(*names, strict=True)
            kind = _kind(thai_names[0], is_public=day in public)
            seeds.append(HolidaySeed(day, _SEPARATOR.join(thai_names), _SEPARATOR.join(english_names), kind))
    return seeds


def regional_holidays(year_ce: int, region: str) -> list[HolidaySeed]:
    """The holidays of one region ("north", "northeast", "central", "south") in a calendar year (CE).

    Only years whose cabinet resolution is certain are known. A day may be a government holiday besides.
    """
    return [seed for seed in _REGIONAL[region] if seed.date.year == year_ce]


def _days(year, categories, language):
    return country_holidays("TH", years=year, categories=categories, language=language)


def _paired(thai, english):
    return zip(thai.split(_SEPARATOR), english.split(_SEPARATOR), strict=True)


def _kind(name, *, is_public):
    if name.startswith(_SPECIAL_DAY):
        return SPECIAL_KIND
    return PUBLIC_KIND if is_public else GOVERNMENT_KIND
