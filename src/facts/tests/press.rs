//! Figures as the press writes them: of courts, sport, markets, weather, ships and aircraft.

use super::figures;

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
fn a_letter_behind_many_who_act_is_millions_and_minutes_are_no_miles() {
    assert_eq!(
        figures(
            "A record 1.2m applied, a wall 1.2m high. He ran a 3:45 mile, weighs 12 stone 4 pounds and built 12 stone steps."
        ),
        [
            "1.2m = 1200000 ",
            "1.2m = 1.2 m",
            "12 stone = 12 [stone_av]",
            "4 pounds = 4 [lb_av]",
            "12 stone steps = 12 stone step"
        ]
    );
}

#[test]
fn who_is_counted_is_told_behind_what_befell_them() {
    assert_eq!(
        figures(
            "It killed 18 displaced people, nine of them children, and cost a quarter more. Two boys, 15 and 16, and the Pole, \
             24, had 40 such operations. Off 58 balls he lifted them to 204."
        ),
        [
            "18 displaced people = 18 displaced person",
            "nine = 9 ",
            "a quarter = 0.25 ",
            "Two boys = 2 boy",
            "15 = 15 year-old",
            "16 = 16 year-old",
            "24 = 24 year-old",
            "40 such operations = 40 operation",
            "58 balls = 58 ball",
            "204 = 204 "
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
