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

#[test]
fn a_pound_is_money_or_a_weight_by_what_stands_around() {
    assert_eq!(
        figures("They landed 94 million pounds of lobster, down from 132 million pounds."),
        [
            "94 million pounds = 94000000 [lb_av]",
            "132 million pounds = 132000000 [lb_av]"
        ]
    );
    assert_eq!(
        figures("It owes 300 million pounds of debt and spent 3bn pounds."),
        [
            "300 million pounds = 300000000 GBP",
            "3bn pounds = 3000000000 GBP"
        ]
    );
    assert_eq!(
        figures("Salmon is $14.99 a pound. The quota is 2.3 million pounds."),
        ["$14.99 = 14.99 USD", "2.3 million pounds = 2300000 [lb_av]"]
    );
}

#[test]
fn a_nation_behind_dollars_says_whose_they_are() {
    assert_eq!(
        figures("It costs $100 Australian a month and $5 Canadian carriers."),
        ["$100 Australian = 100 AUD", "$5 = 5 USD"]
    );
}

#[test]
fn the_number_of_a_type_or_a_version_counts_nothing() {
    assert_eq!(
        figures(
            "It parked its 65 737 MAX 9 jets, and its 737 MAX 9 jets. Version 18.2 of the software drops it."
        ),
        ["65 737 MAX 9 jets = 65 MAX 9 jet"]
    );
}

#[test]
fn what_is_counted_may_have_a_measure_or_an_owner_of_its_own() {
    assert_eq!(
        figures(
            "It shipped 12.4 million 60-kilogram bags, 200 100-watt bulbs and 58 A350s, and shut 12 children's centres. Its \
             737-700 jets and its 15T to come fell short of 1.4 million. The trial spared the woman, 29, at minus 54."
        ),
        [
            "12.4 million 60-kilogram bags = 12400000 bag",
            "200 100-watt bulbs = 200 bulb",
            "58 A350s = 58 A350",
            "12 children's centres = 12 children's centre",
            "1.4 million = 1400000 ",
            "29 = 29 year-old",
            "minus 54 = -54 "
        ]
    );
}

#[test]
fn a_word_that_has_another_sense_limits_and_changes_nothing() {
    assert_eq!(
        figures(
            "Boeing handed over 44 aircraft. Delhi recorded a minimum of 6.2 degrees Celsius. Lamb rose by a third to 48,000 \
             tonnes. Soybeans rose to $10.62 1/2 a bushel, a dollar was 65.3 US cents, and its half-year profit was $7 million."
        ),
        [
            "44 aircraft = 44 aircraft",
            "6.2 degrees Celsius = 6.2 Cel",
            "a third = 0.3333333333333333333333333333 ",
            "48,000 tonnes = 48000 t",
            "$10.62 1/2 = 10.625 USD",
            "65.3 US cents = 0.653 USD",
            "$7 million = 7000000 USD"
        ]
    );
    assert_eq!(
        figures(
            "Three former police officers saw five home runs from 800 million weekly users at a 500-bed clinic, where 41 have \
             died; turnout was barely a quarter, a tenth lower, 19 times out of 20."
        ),
        [
            "Three former police officers = 3 former police officer",
            "five home runs = 5 home run",
            "800 million weekly users = 800000000 user",
            "500-bed = 500 bed",
            "41 = 41 dead",
            "a quarter = 0.25 ",
            "a tenth = 0.1 ",
            "19 times = 19 time"
        ]
    );
}

#[test]
fn two_amounts_of_millions_are_a_range_and_two_sides_of_a_vote_are_counts() {
    assert_eq!(
        figures(
            "It found between 20 million and 35 million barrels. The Senate confirmed her 53-46 as secretary. India \
             reached 301 for 4 in 50 overs. The rupee gained 11 paise."
        ),
        [
            "20 million and 35 million barrels = 20000000..35000000 [bbl_us]",
            "53 = 53 ",
            "46 = 46 ",
            "301 = 301 ",
            "50 overs = 50 over",
            "11 paise = 0.11 INR"
        ]
    );
    assert_eq!(
        figures(
            "Penrith hit 41.8C. It could drop 20 inches of rain. A guard, 52, and his three passengers fled with 190 aboard. \
             It adds a third daily service and 6,000 calories."
        ),
        [
            "41.8C = 41.8 Cel",
            "20 inches = 20 [in_i]",
            "52 = 52 year-old",
            "three passengers = 3 passenger",
            "190 = 190 ",
            "6,000 calories = 6000 calorie"
        ]
    );
}

#[test]
fn levels_ranges_and_ages_stand_in_more_ways() {
    assert_eq!(
        figures(
            "A magnitude 6.8 earthquake. It fell 412 points to close at 81,340. Classes range from 24 to 31. Two \
             suspects, ages 27 and 31, fled; seven were hurt. They found that one in five moves."
        ),
        [
            "6.8 = 6.8 ",
            "412 points = 412 point",
            "81,340 = 81340 ",
            "24 to 31 = 24..31 ",
            "Two suspects = 2 suspect",
            "27 = 27 year-old",
            "31 = 31 year-old",
            "seven = 7 hurt",
            "one in five = 0.20 "
        ]
    );
}
