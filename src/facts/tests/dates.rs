//! Which day the words of a text mean, counted from Saturday, 14 March 2026.

use super::{dates, figures};

#[test]
fn a_weekday_beside_a_day_decides_the_year() {
    assert_eq!(
        dates(
            "The talks resume on Monday, March 16, and end next Friday, 27 March. He left on Sunday, April 6."
        ),
        [
            "Monday, March 16 = 2026-03-16",
            "next Friday, 27 March = 2026-03-27",
            "Sunday, April 6 = 2025-04-06"
        ]
    );
    assert_eq!(
        dates("The trial opens this Thursday (March 19)."),
        ["this Thursday (March 19) = 2026-03-19"]
    );
}

#[test]
fn a_day_that_is_near_is_meant_unless_the_words_look_back() {
    assert_eq!(
        dates("The deadline is 31 March. The bridge was opened on 31 March."),
        ["31 March = 2026-03-31", "31 March = 2025-03-31"]
    );
}

#[test]
fn what_begins_in_the_future_is_open() {
    assert_eq!(
        dates(
            "It will run every hour from January 1, 2027. They agreed to lift output from April."
        ),
        [
            "from January 1, 2027 = 2027-01-01/..",
            "from April = 2026-04/.."
        ]
    );
    assert_eq!(dates("Sales fell 5% from January."), ["January = 2026-01"]);
}

#[test]
fn the_end_of_a_limit_is_not_its_beginning() {
    assert_eq!(
        dates("He will go before the end of the year, or from now until June, or through Sunday."),
        [
            "before the end of the year = ../2026-12-31",
            "from now until June = 2026-03-14/2026-06",
            "through Sunday = ../2026-03-15"
        ]
    );
    assert_eq!(
        dates("The fire was contained by Friday. He agreed to pay it by Friday."),
        ["by Friday = ../2026-03-13", "by Friday = ../2026-03-20"]
    );
    assert_eq!(dates("They walked 15 miles in two days."), [""; 0]);
    assert_eq!(
        dates("It was shut from April until the end of June."),
        ["from April until the end of June = 2025-04/2025-06-30"]
    );
}

#[test]
fn parts_of_the_current_year_and_month_are_found() {
    assert_eq!(
        dates(
            "Later in the year, in the first week of the month, for the rest of the year, on the 18th."
        ),
        [
            "Later in the year = 2026-07-01/2026-12-31",
            "first week of the month = 2026-03-02/2026-03-08",
            "rest of the year = 2026-03-14/2026-12-31",
            "18th = 2026-03-18"
        ]
    );
}

#[test]
fn books_are_kept_by_years_to_and_quarters_of() {
    assert_eq!(
        dates(
            "In the year to September, in 4Q25, in the December quarter, in the financial year 2025-26."
        ),
        [
            "year to September = 2024-10-01/2025-09-30",
            "4Q25 = 2025-36",
            "December quarter = 2025-36",
            "financial year 2025-26 = 2025/2026"
        ]
    );
}

#[test]
fn feasts_move_and_have_weekends() {
    assert_eq!(
        dates("Since last Christmas, on Black Friday, over Memorial Day weekend, at the weekend."),
        [
            "Since last Christmas = 2025-12-25/..",
            "Black Friday = 2025-11-28",
            "Memorial Day weekend = 2026-05-23/2026-05-25",
            "weekend = 2026-03-14/2026-03-15"
        ]
    );
}

#[test]
fn a_match_has_quarters_and_a_fall_is_no_autumn() {
    assert_eq!(
        dates("They were outscored in the fourth quarter. The board expects a fall in 2026."),
        ["2026 = 2026"]
    );
    assert_eq!(
        figures("They arrive after two to three quarters."),
        ["two to three quarters = 2..3 quarter"]
    );
}

#[test]
fn the_ends_of_months_and_years_are_told_in_business_style() {
    assert_eq!(
        dates(
            "It will close by year-end. It is due by end-March, or at end of month. CY2025 was good."
        ),
        [
            "by year-end = ../2026-12-31",
            "by end-March = ../2026-03-31",
            "end of month = 2026-03-16/2026-03-31",
            "CY2025 = 2025"
        ]
    );
    assert_eq!(dates("A year-end bonus, by end-users."), [""; 0]);
}

#[test]
fn a_time_of_day_has_the_day_beside_it() {
    assert_eq!(
        dates(
            "They will stop work from 6am to 10am on Tuesday. It launched at 8:02 p.m. EDT on Thursday, and fell shortly after 2am on Tuesday. On Sunday, at about 11.40pm, he fell. The quake came at 2:14 a.m. \
             local time, and talks resume at 10:00 GMT."
        ),
        [
            "6am = ?",
            "10am = 2026-03-17T10:00:00",
            "Tuesday = 2026-03-17",
            "8:02 p.m. = 2026-03-12T20:02:00",
            "Thursday = 2026-03-12",
            "2am = 2026-03-10T02:00:00",
            "Tuesday = 2026-03-10",
            "Sunday = 2026-03-08",
            "11.40pm = 2026-03-08T23:40:00",
            "2:14 a.m. = ?",
            "10:00 = ?"
        ]
    );
    assert_eq!(
        dates("She ran it in 2:14, or 2:14:05, on a 16:9 screen, and won 12:30 on points."),
        [""; 0]
    );
}

#[test]
fn a_year_that_is_only_compared_with_dates_no_day_behind_it() {
    assert_eq!(
        dates(
            "Sales were lower than in 2023. The duty was lifted on November 20. In 2019 he came; in July he left. The court \
             sent it back in 2024, and set a hearing for April 6."
        ),
        [
            "2023 = 2023",
            "November 20 = 2025-11-20",
            "2019 = 2019",
            "July = 2019-07",
            "2024 = 2024",
            "April 6 = 2026-04-06"
        ]
    );
}

#[test]
fn a_calendar_told_in_the_present_looks_ahead() {
    assert_eq!(
        dates(
            "Polls close at 10pm on Thursday. The firm reports results on July 29. It opened on Thursday."
        ),
        [
            "10pm = 2026-03-19T22:00:00",
            "Thursday = 2026-03-19",
            "July 29 = 2026-07-29",
            "Thursday = 2026-03-12"
        ]
    );
    assert_eq!(
        dates(
            "The hearing was adjourned until late April. Yesterday's ruling fell in the late 19th century."
        ),
        [
            "until late April = ../2026-04-30",
            "Yesterday = 2026-03-13",
            "late 19th century = 1866-01-01/1899-12-31"
        ]
    );
}

#[test]
fn two_days_beside_each_other_are_both_meant_and_a_shift_is_no_range() {
    assert_eq!(
        dates(
            "He will visit on March 18 and 19, and on 4 and 5 May. On March 18 and 19 people came."
        ),
        [
            "March 18 and 19 = 2026-03-18/2026-03-19",
            "4 and 5 May = 2026-05-04/2026-05-05",
            "March 18 = 2026-03-18"
        ]
    );
    assert_eq!(
        dates("The vote was postponed from Thursday to Monday. They have until 5pm on 30 April."),
        [
            "Thursday = 2026-03-12",
            "Monday = 2026-03-16",
            "until 5pm on 30 April = ../2026-04-30"
        ]
    );
}

#[test]
fn a_hundred_years_a_day_of_terror_and_degrees_are_told_apart() {
    assert_eq!(
        dates(
            "Fewer died since 9/11 than in the late 1800s. Temperatures ballooned into the 50s, as in the '50s."
        ),
        [
            "since 9/11 = 2001-09-11/..",
            "late 1800s = 1866-01-01/1899-12-31",
            "'50s = 195X"
        ]
    );
    assert_eq!(
        dates(
            "It has 1800 x 1920 pixels. For the last quarter-century it was set to dock on Monday."
        ),
        ["Monday = 2026-03-16"]
    );
}
