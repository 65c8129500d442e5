//! What is an amount and what only looks like one.

use super::figures;

#[test]
fn a_time_of_day_is_no_length_and_a_plural_no_seconds() {
    assert_eq!(
        figures(
            "Put it out on a Friday at 6pm or 8.30pm. Under-30s pay less, a woman in her 40s flew one of the 747s."
        ),
        [""; 0]
    );
    assert_eq!(figures("He won in 9.58s."), ["9.58s = 9.58 second"]);
}

#[test]
fn a_letter_behind_a_figure_is_a_scale_only_where_it_counts() {
    assert_eq!(
        figures("A 5G phone, a 10K run, 4K films, her 401k, Gate 4B and Route 9B: [31mred text."),
        [""; 0]
    );
    assert_eq!(
        figures("Waiting lists grew to 7.4m, up from 4.6m. The body lay 20m from the road."),
        ["7.4m = 7400000 ", "4.6m = 4600000 ", "20m = 20 m"]
    );
    assert_eq!(
        figures("It paid $25mm and Rs 1.2 lakh cr."),
        ["$25mm = 25000000 USD", "Rs 1.2 lakh cr = 1200000000000 INR"]
    );
}

#[test]
fn a_year_before_a_name_measures_nothing() {
    assert_eq!(
        figures("After the 1917 Revolution and the 1994 Cup, over Labor Day 2021 weekend."),
        [""; 0]
    );
}

#[test]
fn gas_is_measured_in_cubic_metres_and_light_travels_for_years() {
    assert_eq!(
        figures("It pumped 124 bcm and 50 mcm a day from a galaxy 4.2 light-years away."),
        [
            "124 bcm = 124000000000 m3",
            "50 mcm = 50000000 m3",
            "4.2 light-years = 4.2 [ly]"
        ]
    );
}

#[test]
fn the_base_of_a_rate_is_no_count() {
    assert_eq!(
        figures("There were 25 cases per 100,000 people, or one in every five."),
        ["25 cases = 25 case", "one in every five = 0.20 "]
    );
}

#[test]
fn points_that_tell_by_how_much_are_counted() {
    assert_eq!(
        figures(
            "City are five points clear; the error is plus or minus three points. Two points were made."
        ),
        ["five points = 5 point", "three points = 3 point"]
    );
}

#[test]
fn a_plural_is_counted_though_a_verb_looks_like_it() {
    assert_eq!(
        figures(
            "All 50 states sent 300 reports, 36 F-35s and 150 Boeing 737 MAX 10 jets with 12 crew."
        ),
        [
            "50 states = 50 state",
            "300 reports = 300 report",
            "36 F-35s = 36 F-35",
            "150 Boeing 737 MAX 10 jets = 150 Boeing 737 MAX 10 jet",
            "12 crew = 12 crew"
        ]
    );
}

#[test]
fn parts_are_parts_of_what_they_are_told_of() {
    assert_eq!(
        figures(
            "Three-quarters of a million people waited an hour and a half, some two years and a half."
        ),
        [
            "Three-quarters of a million people = 750000 person",
            "an hour and a half = 1.5 hour",
            "two years and a half = 2.5 year"
        ]
    );
    assert_eq!(
        figures("Wheat slipped 4-1/2 cents to $5.68-3/4 and output fell by half."),
        [
            "4-1/2 cents = 0.045 USD",
            "$5.68-3/4 = 5.6875 USD",
            "half = 0.5 "
        ]
    );
}

#[test]
fn victims_and_many_without_a_noun_are_counted() {
    assert_eq!(
        figures(
            "A bomb killed at least five and injured 12. Hundreds gathered, investing billions in arms."
        ),
        [
            "five = 5.. killed",
            "12 = 12 injured",
            "Hundreds = 100..1000 ",
            "billions = 1000000000..1000000000000 "
        ]
    );
}

#[test]
fn a_tail_limits_the_figure_before_it() {
    assert_eq!(
        figures("It has 1,000+ employees, 50-plus stores and a $5bn-plus debt."),
        [
            "1,000+ employees = 1000.. employee",
            "50-plus stores = 50.. store",
            "$5bn = 5000000000.. USD"
        ]
    );
}

#[test]
fn the_hyphen_of_a_range_waits_for_its_noun() {
    assert_eq!(
        figures(
            "Unemployment among 16- to 24-year-olds rose; mothers with three or more children pay 23p more."
        ),
        [
            "16- to 24-year-olds = 16..24 year-old",
            "three or more children = 3.. child",
            "23p = 0.23 GBP"
        ]
    );
    assert_eq!(
        figures("Exports were down a quarter on the year. The quarter was lost."),
        ["a quarter = 0.25 "]
    );
}

#[test]
fn parts_and_many_are_told_in_more_ways() {
    assert_eq!(
        figures(
            "Profits fell by more than half to $3m. It lost half its value, at half the price. 3 out of 5 voters agree."
        ),
        [
            "half = 0.5.. ",
            "$3m = 3000000 USD",
            "half = 0.5 ",
            "3 out of 5 = 0.6 "
        ]
    );
    assert_eq!(
        figures(
            "Dozens of cars burned, and a nine-month-old baby was one of 8.5m people, 2.1m of them poor."
        ),
        [
            "Dozens of cars = 24..100 car",
            "nine-month-old = 9 month-old",
            "8.5m people = 8500000 person",
            "2.1m = 2100000 "
        ]
    );
}

#[test]
fn an_age_is_told_by_whom_it_belongs_to() {
    assert_eq!(
        figures(
            "Maria Lopez, 54, and a man aged 31 were hurt. He was 70. People aged 16 to 24, in London, 12, \
             and she turned 60 in May."
        ),
        [
            "54 = 54 year-old",
            "31 = 31 year-old",
            "70 = 70 year-old",
            "16 to 24 = 16..24 year-old",
            "60 = 60 year-old"
        ]
    );
}

#[test]
fn parts_of_a_unit_and_levels_beside_a_level_are_measured_as_it() {
    assert_eq!(
        figures(
            "A quarter-point cut and half a percentage point. Orders slid to 8.6 billion euros from 10.2 billion."
        ),
        [
            "A quarter-point = 0.25 percentage_point",
            "half a percentage point = 0.5 percentage_point",
            "8.6 billion euros = 8600000000 EUR",
            "10.2 billion = 10200000000 EUR"
        ]
    );
    assert_eq!(
        figures("Shares in 3M fell. He won 6-4, 7-6 (7-3) and went 5 of 13. It is 6ft 4in."),
        [
            "6 = 6 ",
            "4 = 4 ",
            "7 = 7 ",
            "6 = 6 ",
            "7 = 7 ",
            "3 = 3 ",
            "5 = 5 ",
            "13 = 13 ",
            "6ft = 6 [ft_i]",
            "4in = 4 [in_i]"
        ]
    );
}

#[test]
fn many_of_a_unit_are_measured_and_old_ships_are_counted() {
    assert_eq!(
        figures(
            "It gives hundreds of millions of dollars, hundreds of miles away, on one of four century-old wooden schooners, \
             and a two-year-old bug goes up until 5 levels."
        ),
        [
            "hundreds of millions of dollars = 100000000..1000000000 USD",
            "hundreds of miles = 100..1000 [mi_i]",
            "four century-old wooden schooners = 4 century-old wooden schooner",
            "two-year-old = 2 year-old",
            "5 levels = 5 level"
        ]
    );
}
