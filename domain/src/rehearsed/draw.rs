//! Drawing a length from what was seen, with a seed.

use super::window::FEW;
use crate::time::Length;

/// SplitMix64, the smallest generator whose numbers are even enough for this. The constants are
/// those of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014),
/// in Vigna's variant: <https://prng.di.unimi.it/splitmix64.c>. Not for secrets.
///
/// A crate was passed over: its stream of numbers could change with a version, and a proposal that
/// was written down must come out the same in a year.
#[derive(Debug, Clone)]
pub(super) struct SplitMix64(u64);

impl SplitMix64 {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// What a step's length is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Draw {
    /// Never run: what the plan says, every time.
    Planned(Length),
    /// Run often enough: any of the real lengths, each as likely (a bootstrap).
    Seen(Vec<Length>),
    /// Run a few times: anything between these points, each stretch as likely.
    Between(Vec<Length>),
}

impl Draw {
    /// From the planned length and what was seen.
    ///
    /// With fewer than [`FEW`] runs a bootstrap would swear that nothing ever takes longer than the
    /// longest of three. So the points are what was seen, the plan, and half as long again as the
    /// longest of these. A triangle was the other choice; it needs a square root, and says no more
    /// with so little to go by. Reconsider when rooms have shown how long the tails really are.
    pub(super) fn from(planned: Length, seen: &[Length]) -> Self {
        let mut points = seen.to_vec();
        points.sort_unstable();
        if points.is_empty() {
            return Self::Planned(planned);
        }
        if points.len() >= FEW {
            return Self::Seen(points);
        }
        points.push(planned);
        points.sort_unstable();
        let longest = points.last().map_or(0, |longest| longest.seconds());
        points.push(Length::from_seconds(longest.saturating_add(longest / 2)));
        Self::Between(points)
    }

    /// The length that this number stands for: a larger number never means a shorter length, and
    /// with the same number a longer run never gives a shorter one.
    pub(super) fn at(&self, number: u64) -> Length {
        match self {
            Self::Planned(length) => *length,
            Self::Seen(lengths) => lengths[share(number, lengths.len()).0],
            Self::Between(points) => {
                let (left, part) = share(number, points.len() - 1);
                let ends = [points[left], points[left + 1]].map(|end| u128::from(end.seconds()));
                let part = u128::from(part);
                let seconds = (ends[0] * ((1 << 64) - part) + ends[1] * part) >> 64;
                Length::from_seconds(u32::try_from(seconds).unwrap_or(u32::MAX))
            }
        }
    }
}

/// Which of so many equal shares of all numbers this one falls into, and how far into it, in
/// parts of 2^64.
const fn share(number: u64, shares: usize) -> (usize, u64) {
    let spread = number as u128 * shares as u128;
    ((spread >> 64) as usize, spread as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the published generator for the seed 1234567.
    #[test]
    fn the_generator_gives_the_numbers_of_the_published_one() {
        let mut numbers = SplitMix64::new(1_234_567);
        let first = [0; 3].map(|_: u64| numbers.next());
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    fn minutes(minutes: &[u32]) -> Vec<Length> {
        minutes.iter().map(|minutes| Length::from_minutes(*minutes)).collect()
    }

    #[test]
    fn a_step_that_never_ran_takes_its_planned_length_whatever_is_drawn() {
        let draw = Draw::from(Length::from_minutes(7), &[]);
        assert_eq!(
            (draw.at(0), draw.at(u64::MAX)),
            (Length::from_minutes(7), Length::from_minutes(7))
        );
    }

    /// Seen 2, planned 7, half as long again 10:30; the half of all numbers stands for the 7.
    #[test]
    fn with_one_run_of_2_and_a_plan_of_7_minutes_anything_up_to_10_30_is_drawn() {
        let draw = Draw::from(Length::from_minutes(7), &minutes(&[2]));
        let drawn = [0, 1 << 62, 1 << 63, u64::MAX].map(|number| draw.at(number).seconds());
        assert_eq!(drawn, [120, 270, 420, 629]);
    }

    #[test]
    fn with_five_runs_only_what_was_seen_is_drawn() {
        let draw = Draw::from(Length::from_minutes(60), &minutes(&[5, 1, 4, 2, 3]));
        let fifth = u64::MAX / 5 + 1;
        let drawn =
            [0, fifth, 2 * fifth, 3 * fifth, 4 * fifth, u64::MAX].map(|n| draw.at(n).minutes());
        assert_eq!(drawn, [1, 2, 3, 4, 5, 5]);
    }
}
