//! "If errors are above 5 % for a minute, propose to abort."

use super::{TEN_SECONDS, at, every_ten_seconds, sample, seconds, value};
use domain::metric::{Limit, Sample, StopRule, StopState};

fn state(samples: &[Sample], now: i64) -> StopState {
    let rule = StopRule { limit: Limit::Above(value("5")), length: seconds(60) };
    rule.state(samples, TEN_SECONDS, at(now))
}

#[test]
fn the_line_itself_is_not_crossed() {
    assert_eq!(state(&every_ten_seconds(&["5"; 10]), 95), StopState::Quiet);
    assert!(Limit::Below(value("5")).is_crossed_by(value("4.999")));
    assert!(!Limit::Below(value("5")).is_crossed_by(value("5")));
}

#[test]
fn it_counts_and_then_proposes() {
    let bad = every_ten_seconds(&["1", "6", "7", "6", "9", "6", "6", "6"]);
    assert_eq!(state(&bad[..7], 65), StopState::Counting { since: at(10) });
    assert_eq!(state(&bad, 75), StopState::Propose { since: at(10) });
}

#[test]
fn one_good_sample_ends_the_proposal() {
    let back = every_ten_seconds(&["6", "6", "6", "6", "6", "6", "6", "6", "5"]);
    assert_eq!(state(&back, 85), StopState::Quiet);
}

#[test]
fn silence_is_no_reason_to_abort_and_none_to_go_on() {
    assert_eq!(state(&[], 5), StopState::Unknown);
    assert_eq!(state(&every_ten_seconds(&["6"; 8]), 90), StopState::Unknown);
    let gap = [sample(0, "6"), sample(10, "6"), sample(80, "6")];
    assert_eq!(state(&gap, 85), StopState::Counting { since: at(80) });
}
