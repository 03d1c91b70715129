"""Golden tables: given an enrolment's days, exactly these occasions on these dates."""

from datetime import date

from flows.catalogue import SHIPPED, read_catalogue
from tests.flows.plans import GREEN, golden, plan_of, table

TEAM = read_catalogue(SHIPPED).programmes["samverkansteam-finnveden"]


def test_samverkansteam_from_the_last_of_a_month_through_a_whole_year() -> None:
    planned = plan_of(TEAM, referral=date(2026, 3, 12), start=date(2026, 3, 31), closure=date(2027, 3, 31))
    assert table(planned) == golden("""
        2026-03-31 tis  participant  offer     start start
        2026-04-07 tis  participant  reminder  start start
        2026-04-30 tor  coach        staff     manadsuppfoljning start#1
        2026-05-31 sön  coach        staff     manadsuppfoljning start#2
        2026-06-30 tis  coach        staff     manadsuppfoljning start#3
        2026-07-31 fre  coach        staff     manadsuppfoljning start#4
        2026-08-31 mån  coach        staff     manadsuppfoljning start#5
        2026-09-30 ons  coach        staff     manadsuppfoljning start#6
        2026-10-31 lör  coach        staff     manadsuppfoljning start#7
        2026-11-30 mån  coach        staff     manadsuppfoljning start#8
        2026-12-31 tor  coach        staff     manadsuppfoljning start#9
        2027-01-31 sön  coach        staff     manadsuppfoljning start#10
        2027-02-28 sön  coach        staff     langsta-tid start+12m-1m
        2027-02-28 sön  coach        staff     manadsuppfoljning start#11
        2027-03-31 ons  participant  offer     avslut closure till 2027-05-30
        2027-03-31 ons  coach        staff     manadsuppfoljning start#12
        2027-04-07 ons  participant  reminder  avslut closure till 2027-05-30
        2027-04-14 ons  participant  reminder  avslut closure till 2027-05-30
        2027-05-30 sön  participant  last_day  avslut closure till 2027-05-30
    """)


def test_samverkansteam_closed_early_has_nothing_left_but_the_closing_survey() -> None:
    planned = plan_of(TEAM, start=date(2026, 11, 30), closure=date(2027, 3, 2))
    assert table(planned) == golden("""
        2026-11-30 mån  participant  offer     start start
        2026-12-07 mån  participant  reminder  start start
        2026-12-30 ons  coach        staff     manadsuppfoljning start#1
        2027-01-30 lör  coach        staff     manadsuppfoljning start#2
        2027-02-28 sön  coach        staff     manadsuppfoljning start#3
        2027-03-02 tis  participant  offer     avslut closure till 2027-05-01
        2027-03-09 tis  participant  reminder  avslut closure till 2027-05-01
        2027-03-16 tis  participant  reminder  avslut closure till 2027-05-01
        2027-05-01 lör  participant  last_day  avslut closure till 2027-05-01
    """)


def test_samverkansteam_closed_before_the_start_was_reminded_of() -> None:
    planned = plan_of(TEAM, start=date(2026, 6, 15), closure=date(2026, 6, 18))
    assert table(planned) == golden("""
        2026-06-15 mån  participant  offer     start start
        2026-06-18 tor  participant  offer     avslut closure till 2026-08-17
        2026-06-25 tor  participant  reminder  avslut closure till 2026-08-17
        2026-07-02 tor  participant  reminder  avslut closure till 2026-08-17
        2026-08-17 mån  participant  last_day  avslut closure till 2026-08-17
    """)


def test_samverkansteam_past_the_planned_end_is_followed_up_until_the_closure() -> None:
    planned = plan_of(TEAM, start=date(2028, 1, 29), planned_end=date(2028, 5, 29), closure=date(2028, 7, 10))
    assert table(planned) == golden("""
        2028-01-29 lör  participant  offer     start start
        2028-02-05 lör  participant  reminder  start start
        2028-02-29 tis  coach        staff     manadsuppfoljning start#1
        2028-03-29 ons  coach        staff     manadsuppfoljning start#2
        2028-04-29 lör  coach        staff     manadsuppfoljning start#3
        2028-05-29 mån  coach        staff     manadsuppfoljning start#4
        2028-06-29 tor  coach        staff     manadsuppfoljning start#5
        2028-07-10 mån  participant  offer     avslut closure till 2028-09-08
        2028-07-17 mån  participant  reminder  avslut closure till 2028-09-08
        2028-07-24 mån  participant  reminder  avslut closure till 2028-09-08
        2028-09-08 fre  participant  last_day  avslut closure till 2028-09-08
    """)


def test_gron_rehabilitering_ten_weeks_and_a_year_after() -> None:
    planned = plan_of(
        GREEN,
        referral=date(2026, 2, 2),
        start=date(2026, 3, 2),
        group_start=date(2026, 3, 16),
        planned_end=date(2026, 5, 25),
    )
    assert table(planned) == golden("""
        2026-03-09 mån  participant  offer     halsa group_start-1w till 2026-03-23
        2026-03-16 mån  participant  reminder  halsa group_start-1w till 2026-03-23
        2026-05-18 mån  coach        staff     langsta-tid group_start+10w-1w
        2026-05-25 mån  participant  offer     halsa planned_end till 2026-06-15
        2026-06-01 mån  participant  reminder  halsa planned_end till 2026-06-15
        2026-06-08 mån  participant  reminder  halsa planned_end till 2026-06-15
        2026-06-15 mån  participant  last_day  halsa planned_end till 2026-06-15
        2026-08-25 tis  coach        staff     atertraff-3 planned_end+3m
        2026-11-25 ons  coach        staff     atertraff-6 planned_end+6m
        2026-11-25 ons  participant  offer     halsa planned_end+6m till 2026-12-25
        2026-12-09 ons  participant  reminder  halsa planned_end+6m till 2026-12-25
        2026-12-25 fre  participant  last_day  halsa planned_end+6m till 2026-12-25
        2027-05-25 tis  coach        staff     atertraff-12 planned_end+12m
        2027-05-25 tis  participant  offer     halsa planned_end+12m till 2027-06-24
        2027-06-08 tis  participant  reminder  halsa planned_end+12m till 2027-06-24
        2027-06-24 tor  participant  last_day  halsa planned_end+12m till 2027-06-24
    """)


def test_gron_rehabilitering_over_a_years_end_and_short_months() -> None:
    planned = plan_of(GREEN, start=date(2027, 6, 1), group_start=date(2027, 6, 22), planned_end=date(2027, 8, 31))
    assert table(planned) == golden("""
        2027-06-15 tis  participant  offer     halsa group_start-1w till 2027-06-29
        2027-06-22 tis  participant  reminder  halsa group_start-1w till 2027-06-29
        2027-08-24 tis  coach        staff     langsta-tid group_start+10w-1w
        2027-08-31 tis  participant  offer     halsa planned_end till 2027-09-21
        2027-09-07 tis  participant  reminder  halsa planned_end till 2027-09-21
        2027-09-14 tis  participant  reminder  halsa planned_end till 2027-09-21
        2027-09-21 tis  participant  last_day  halsa planned_end till 2027-09-21
        2027-11-30 tis  coach        staff     atertraff-3 planned_end+3m
        2028-02-29 tis  coach        staff     atertraff-6 planned_end+6m
        2028-02-29 tis  participant  offer     halsa planned_end+6m till 2028-03-30
        2028-03-14 tis  participant  reminder  halsa planned_end+6m till 2028-03-30
        2028-03-30 tor  participant  last_day  halsa planned_end+6m till 2028-03-30
        2028-08-31 tor  coach        staff     atertraff-12 planned_end+12m
        2028-08-31 tor  participant  offer     halsa planned_end+12m till 2028-09-30
        2028-09-14 tor  participant  reminder  halsa planned_end+12m till 2028-09-30
        2028-09-30 lör  participant  last_day  halsa planned_end+12m till 2028-09-30
    """)


def test_gron_rehabilitering_before_the_group_is_known() -> None:
    assert plan_of(GREEN, referral=date(2026, 2, 2), start=date(2026, 3, 2)) == ()


def test_gron_rehabilitering_closed_half_way_is_followed_no_further() -> None:
    planned = plan_of(
        GREEN,
        start=date(2026, 3, 2),
        group_start=date(2026, 3, 16),
        planned_end=date(2026, 5, 25),
        closure=date(2026, 6, 3),
    )
    assert table(planned) == golden("""
        2026-03-09 mån  participant  offer     halsa group_start-1w till 2026-03-23
        2026-03-16 mån  participant  reminder  halsa group_start-1w till 2026-03-23
        2026-05-18 mån  coach        staff     langsta-tid group_start+10w-1w
        2026-05-25 mån  participant  offer     halsa planned_end till 2026-06-15
        2026-06-01 mån  participant  reminder  halsa planned_end till 2026-06-15
    """)
