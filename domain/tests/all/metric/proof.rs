//! "Connections are 0 for 30 s, by 10:02."

use super::{TEN_SECONDS, ZERO, at, every_ten_seconds, sample, seconds};
use domain::metric::{Proof, ProofState, Sample};

const BY: i64 = 120;

fn proof() -> Proof {
    Proof { predicate: ZERO, hold: seconds(30), by: at(BY) }
}

fn state(samples: &[Sample], now: i64) -> ProofState {
    proof().state(samples, at(0), TEN_SECONDS, at(now))
}

#[test]
fn it_waits_until_the_number_is_there() {
    assert_eq!(state(&[], 5), ProofState::Waiting);
    assert_eq!(state(&every_ten_seconds(&["412", "41"]), 15), ProofState::Waiting);
}

#[test]
fn it_holds_from_the_first_sample_that_is_there_and_is_proven_with_the_sample_that_completes_it() {
    let falling = every_ten_seconds(&["412", "0", "0", "0", "0"]);
    assert_eq!(state(&falling[..3], 25), ProofState::Holding { since: at(10) });
    // Thirty seconds by the clock are not thirty seconds seen: the fourth sample may be anything.
    assert_eq!(state(&falling[..4], 49), ProofState::Holding { since: at(10) });
    assert_eq!(state(&falling, 41), ProofState::Proven { at: at(40) });
}

#[test]
fn one_bad_sample_begins_it_anew() {
    let broken = every_ten_seconds(&["0", "0", "0", "1", "0", "0"]);
    assert_eq!(state(&broken, 55), ProofState::Holding { since: at(40) });
}

#[test]
fn a_silence_is_no_part_of_it() {
    let silent = [sample(0, "0"), sample(10, "0"), sample(40, "0"), sample(50, "0")];
    assert_eq!(state(&silent, 55), ProofState::Holding { since: at(40) });
    let late = [sample(0, "0"), sample(19, "0"), sample(38, "0")];
    assert_eq!(state(&late, 40), ProofState::Proven { at: at(38) });
}

#[test]
fn what_was_before_the_step_proves_nothing() {
    let yesterday: Vec<Sample> = (-20..0).map(|ten| sample(ten * 10, "0")).collect();
    assert_eq!(state(&yesterday, 5), ProofState::Waiting);
    assert_eq!(state(&yesterday, 20), ProofState::Unknown);
}

#[test]
fn a_dead_source_is_unknown_and_never_proven() {
    let dead = every_ten_seconds(&["0", "0", "0"]);
    assert_eq!(state(&dead, 39), ProofState::Holding { since: at(0) });
    assert_eq!(state(&dead, 40), ProofState::Unknown);
    assert_eq!(state(&dead, BY), ProofState::Unknown);
    assert_eq!(state(&[], 20), ProofState::Unknown);
}

#[test]
fn a_deadline_that_passes_is_missed_with_a_dead_source_too() {
    assert_eq!(
        state(&every_ten_seconds(&["0", "0", "0"]), BY + 1),
        ProofState::Missed { at: at(BY) }
    );
    assert_eq!(state(&every_ten_seconds(&["41"; 13]), BY), ProofState::Waiting);
    assert_eq!(state(&every_ten_seconds(&["41"; 13]), BY + 1), ProofState::Missed { at: at(BY) });
    assert_eq!(state(&[], BY + 1), ProofState::Missed { at: at(BY) });
}

#[test]
fn a_missed_proof_may_still_come_late() {
    let mut numbers = vec!["41"; 20];
    numbers.extend(["0"; 4]);
    assert_eq!(state(&every_ten_seconds(&numbers), 600), ProofState::Proven { at: at(230) });
}

#[test]
fn what_is_proven_stays_proven_whatever_the_number_does_later() {
    let back = every_ten_seconds(&["0", "0", "0", "0", "400", "400"]);
    assert_eq!(state(&back, 900), ProofState::Proven { at: at(30) });
}

#[test]
fn without_a_hold_one_sample_is_enough() {
    let proof = Proof { hold: seconds(0), ..proof() };
    let proven = proof.state(&[sample(3, "0")], at(0), TEN_SECONDS, at(4));
    assert_eq!(proven, ProofState::Proven { at: at(3) });
}

#[test]
fn a_sample_of_the_future_says_nothing_yet() {
    assert_eq!(state(&[sample(0, "41"), sample(500, "0")], 5), ProofState::Waiting);
}
