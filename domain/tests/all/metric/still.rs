//! The connections of the story fell when maintenance began, and then stayed at 41.

use super::{ZERO, at, every_ten_seconds, value};
use domain::metric::{Target, not_moving_since};

const STORY: [&str; 14] =
    ["412", "380", "301", "220", "130", "71", "41", "41", "41", "42", "41", "40", "41", "41"];

#[test]
fn it_names_the_moment_of_the_last_step_forward() {
    let samples = every_ten_seconds(&STORY);
    assert_eq!(not_moving_since(&samples, ZERO), Some(at(60)));
}

#[test]
fn too_few_samples_since_then_are_too_little_to_tell() {
    let samples = every_ten_seconds(&STORY[..11]);
    assert_eq!(not_moving_since(&samples, ZERO), None);
    assert_eq!(not_moving_since(&samples[..1], ZERO), None);
    assert_eq!(not_moving_since(&[], ZERO), None);
}

#[test]
fn a_number_that_is_there_need_not_move() {
    assert_eq!(not_moving_since(&every_ten_seconds(&["0"; 20]), ZERO), None);
    assert_eq!(not_moving_since(&every_ten_seconds(&["3"; 20]), Target::AtMost(value("5"))), None);
}

#[test]
fn a_number_that_never_moved_has_not_moved_since_the_window_began() {
    assert_eq!(not_moving_since(&every_ten_seconds(&["41"; 8]), ZERO), Some(at(0)));
}

#[test]
fn one_odd_reading_is_not_a_fall_and_not_the_end_of_one() {
    let mut dip = STORY.to_vec();
    dip[10] = "2";
    assert_eq!(not_moving_since(&every_ten_seconds(&dip), ZERO), Some(at(60)));
    let falling: Vec<String> = (0..40).map(|n| (800 - n * 20).to_string()).collect();
    let mut falling: Vec<&str> = falling.iter().map(String::as_str).collect();
    falling[20] = "790";
    assert_eq!(not_moving_since(&every_ten_seconds(&falling), ZERO), None);
}

#[test]
fn a_slow_fall_is_a_fall() {
    let slow: Vec<String> = (0..60).map(|n| (400 - n / 2).to_string()).collect();
    let slow: Vec<&str> = slow.iter().map(String::as_str).collect();
    assert_eq!(not_moving_since(&every_ten_seconds(&slow), ZERO), None);
}

#[test]
fn a_number_that_rises_again_has_not_moved_nearer_since_its_best() {
    let rising = ["400", "200", "100", "90", "120", "160", "220", "300", "390", "400"];
    assert_eq!(not_moving_since(&every_ten_seconds(&rising), ZERO), Some(at(20)));
}

#[test]
fn what_must_grow_moves_by_growing() {
    let target = Target::AtLeast(value("100"));
    let stuck = every_ten_seconds(&["10", "40", "80", "90", "90", "90", "90", "90", "90", "90"]);
    assert_eq!(not_moving_since(&stuck, target), Some(at(30)));
}
