//! What holds for all samples.

use super::{TEN_SECONDS, ZERO, at, metric, seconds};
use domain::metric::{
    Health, Limit, Proof, ProofState, Sample, StopRule, StopState, Value, not_moving_since,
};
use proptest::prelude::*;

/// Samples in order, some after a silence, of a number that is often where it should be.
fn samples() -> impl Strategy<Value = Vec<Sample>> {
    let step = (prop_oneof![4 => 5..15_i64, 1 => 15..90_i64], prop_oneof![Just(0), 0..60_i64]);
    prop::collection::vec(step, 0..60).prop_map(|steps| {
        let mut second = 0;
        let next = |(wait, number)| {
            second += wait;
            Sample { at: at(second), value: Value::from_whole(number) }
        };
        steps.into_iter().map(next).collect()
    })
}

fn proof(hold: u32, by: i64) -> Proof {
    Proof { predicate: ZERO, hold: seconds(hold), by: at(by) }
}

proptest! {
    #[test]
    fn nothing_is_ok_or_proven_or_proposed_without_a_fresh_sample(
        samples in samples(), hold in 1..120_u32, by in 0..600_i64, silent in 20..900_i64,
    ) {
        let end = samples.last().map_or(at(0), |last| last.at);
        let now = end.plus(seconds(silent as u32));
        let health = metric(Some(ZERO)).health(samples.last().copied(), now);
        let unsure = matches!(health, Health::Stale { .. } | Health::Unknown);
        prop_assert!(unsure, "{health:?}");
        let rule = StopRule { limit: Limit::Above(Value::ZERO), length: seconds(hold) };
        prop_assert_eq!(rule.state(&samples, TEN_SECONDS, now), StopState::Unknown);
        match proof(hold, by).state(&samples, at(0), TEN_SECONDS, now) {
            ProofState::Proven { at } => prop_assert!(at <= end),
            state => {
                let unsure = matches!(state, ProofState::Unknown | ProofState::Missed { .. });
                prop_assert!(unsure, "{state:?}");
            }
        }
    }

    #[test]
    fn a_proof_once_reached_is_never_taken_back(
        samples in samples(), hold in 0..120_u32, by in 0..600_i64, cut in 0..60_usize,
    ) {
        let proof = proof(hold, by);
        let now = |samples: &[Sample]| samples.last().map_or(at(0), |last| last.at);
        let early = &samples[..cut.min(samples.len())];
        let before = proof.state(early, at(0), TEN_SECONDS, now(early));
        let after = proof.state(&samples, at(0), TEN_SECONDS, now(&samples));
        if let ProofState::Proven { .. } = before {
            prop_assert_eq!(after, before);
        }
    }

    #[test]
    fn a_proof_is_a_stretch_of_good_samples_without_a_silence(
        samples in samples(), hold in 0..120_u32,
    ) {
        let end = samples.last().map_or(at(0), |last| last.at);
        let state = proof(hold, 6_000).state(&samples, at(0), TEN_SECONDS, end);
        // The slow, obvious way: try every beginning and every end.
        let good = |from: usize, to: usize| {
            samples[from..=to].iter().all(|sample| sample.value == Value::ZERO)
                && samples[from..=to].windows(2).all(|two| two[1].at < two[0].at.plus(seconds(20)))
                && samples[to].at >= samples[from].at.plus(seconds(hold))
        };
        let proven = (0..samples.len()).find(|to| (0..=*to).any(|from| good(from, *to)));
        match proven {
            Some(to) => prop_assert_eq!(state, ProofState::Proven { at: samples[to].at }),
            None => {
                let proven = matches!(state, ProofState::Proven { .. });
                prop_assert!(!proven, "{state:?}");
            }
        }
    }

    #[test]
    fn not_moving_since_is_a_moment_of_the_window_with_no_nearer_stretch_after_it(
        samples in samples(),
    ) {
        if let Some(since) = not_moving_since(&samples, ZERO) {
            let place = samples.iter().position(|sample| sample.at == since).unwrap();
            prop_assert!(place + 5 < samples.len());
            let median = |three: &[Sample]| {
                let mut values: Vec<Value> = three.iter().map(|sample| sample.value).collect();
                values.sort_unstable();
                values[1]
            };
            let smooth = |place: usize| match place {
                0 => samples[0].value,
                _ => median(&samples[place - 1..=place + 1]),
            };
            // Half a percent of sixty is the most that may be left unnoticed.
            let best = smooth(place);
            for later in place + 1..samples.len() - 1 {
                prop_assert!(smooth(later).thousandths() > best.thousandths() - 600);
            }
        }
    }
}
