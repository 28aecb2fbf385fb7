"""The holidays an office's calendar starts from."""

from datetime import date

import pytest

from budgetplan.thai.holidays import regional_holidays, thai_holidays


def names_on(day):
    return [(seed.name_th, seed.name_en, seed.kind) for seed in thai_holidays(day.year) if seed.date == day]


@pytest.mark.parametrize(
    ("day", "name_th", "name_en", "kind"),
    [
        (date(2021, 1, 1), "วันขึ้นปีใหม่", "New Year's Day", "public"),
        (date(2021, 2, 12), "วันหยุดพิเศษ (เพิ่มเติม)", "Bridge Public Holiday", "special"),
        (date(2021, 4, 13), "วันสงกรานต์", "Songkran Festival", "public"),
        (date(2021, 5, 10), "วันพืชมงคล", "Royal Ploughing Ceremony", "government"),
        (date(2021, 7, 26), "ชดเชยวันอาสาฬหบูชา", "Asarnha Bucha (in lieu)", "public"),
        (
            date(2021, 10, 25),
            "ชดเชยวันปิยมหาราช",
            "HM King Chulalongkorn Memorial Day (in lieu)",
            "public",
        ),
    ],
)
def test_a_holiday_has_both_names_and_its_kind(day, name_th, name_en, kind):
    assert names_on(day) == [(name_th, name_en, kind)]


@pytest.mark.parametrize("day", [date(2021, 5, 1), date(2021, 5, 3), date(2024, 5, 1), date(2022, 5, 2)])
def test_offices_stay_open_on_labour_day_and_its_substitute(day):
    assert names_on(day) == []


def test_songkran_of_2020_was_put_off():
    assert names_on(date(2020, 4, 13)) == []
    assert names_on(date(2020, 7, 27)) == [("ชดเชยวันสงกรานต์", "Songkran Festival (in lieu)", "public")]


def test_days_kept_for_two_reasons_name_both():
    ((name_th, name_en, kind),) = names_on(date(2021, 8, 12))
    assert name_th == "วันเฉลิมพระชนมพรรษาสมเด็จพระบรมราชชนนีพันปีหลวง; วันแม่แห่งชาติ"
    assert name_en == "HM Queen Sirikit The Queen Mother's Birthday; National Mother's Day"
    assert kind == "public"


@pytest.mark.parametrize("year", range(2018, 2032))
def test_holidays_come_once_each_and_in_order(year):
    dates = [seed.date for seed in thai_holidays(year)]
    assert dates == sorted(set(dates))
    assert {day.year for day in dates} == {year}
    assert {date(year, 4, 6), date(year, 10, 23), date(year, 12, 10)} <= set(dates)
    assert all(len(seed.name_th) <= 200 for seed in thai_holidays(year))


@pytest.mark.parametrize(
    ("region", "day", "name_th"),
    [
        ("north", date(2021, 3, 26), "ประเพณีไหว้พระธาตุ"),
        ("northeast", date(2021, 5, 10), "งานบุญบั้งไฟ"),
        ("south", date(2021, 10, 6), "ประเพณีสารทเดือนสิบ"),
        ("central", date(2021, 10, 21), "เทศกาลออกพรรษา"),
    ],
)
def test_each_region_has_its_own_day(region, day, name_th):
    assert [(seed.date, seed.name_th, seed.kind) for seed in regional_holidays(2021, region)] == [
        (day, name_th, "regional")
    ]
    assert regional_holidays(2020, region) == []


def test_an_unknown_region_is_an_error():
    with pytest.raises(KeyError):
        regional_holidays(2021, "west")
