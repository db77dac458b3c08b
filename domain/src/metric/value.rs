//! A number as it is stored, sent and compared.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A number in whole thousandths: `41` is 41,000 of them, `4.75` s is 4,750.
///
/// Exact and eight bytes long, the same on both sides, and comparable without a tolerance. Three
/// decimals are enough for seconds, per cents and counts; anything finer is given in a smaller
/// unit. Rejected: floats (two sides may show two numbers), a decimal library (one more thing to
/// download). Reconsider when somebody needs more than 9 million million or less than 0.001.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Value(i64);

/// Why a text or a float is not a number of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ValueFault {
    /// Not a decimal number.
    #[error("is not a number such as 41 or 4.75")]
    NotANumber,
    /// Too large to keep.
    #[error("is not between -9,000,000,000,000 and 9,000,000,000,000")]
    OutOfRange,
}

/// The largest number kept, in thousandths: far from the ends of 64 bits, so that differences and
/// sums of a few never overflow, and exact in a JSON reader that knows floats only.
const LIMIT: i64 = 9_000_000_000_000_000;

impl Value {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From thousandths; beyond the largest number it is that one.
    #[must_use]
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(if thousandths > LIMIT {
            LIMIT
        } else if thousandths < -LIMIT {
            -LIMIT
        } else {
            thousandths
        })
    }

    /// From a whole number; beyond the largest number it is that one.
    #[must_use]
    pub const fn from_whole(whole: i64) -> Self {
        Self::from_thousandths(whole.saturating_mul(1_000))
    }

    /// From a float, rounded to the nearest thousandth.
    ///
    /// # Errors
    /// [`ValueFault::NotANumber`] for NaN, [`ValueFault::OutOfRange`] for what is too large,
    /// infinities among it.
    pub fn from_float(number: f64) -> Result<Self, ValueFault> {
        if number.is_nan() {
            return Err(ValueFault::NotANumber);
        }
        let thousandths = (number * 1_000.0).round();
        if thousandths.abs() > LIMIT as f64 {
            return Err(ValueFault::OutOfRange);
        }
        Ok(Self(thousandths as i64))
    }

    /// Reads a decimal number: `41`, `-0.5`, `+4.75`. Digits after the third are rounded, half
    /// away from zero.
    ///
    /// # Errors
    /// A [`ValueFault`].
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() && fraction.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return Err(ValueFault::NotANumber);
        }
        let mut thousandths: i64 = 0;
        let kept = fraction.bytes().chain(std::iter::repeat(b'0')).take(3);
        for digit in whole.bytes().chain(kept) {
            thousandths = thousandths.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
        }
        if fraction.as_bytes().get(3).is_some_and(|digit| *digit >= b'5') {
            thousandths = thousandths.saturating_add(1);
        }
        if thousandths > LIMIT {
            return Err(ValueFault::OutOfRange);
        }
        Ok(Self(if negative { -thousandths } else { thousandths }))
    }

    /// In thousandths.
    #[must_use]
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Together; never beyond the largest number.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self::from_thousandths(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Value {
    /// With a point and no zeros that say nothing: `41`, `4.75`, `-0.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0.unsigned_abs() / 1_000, self.0.unsigned_abs() % 1_000);
        if self.0 < 0 {
            f.write_str("-")?;
        }
        if rest == 0 {
            return write!(f, "{whole}");
        }
        let decimals = format!("{rest:03}");
        write!(f, "{whole}.{}", decimals.trim_end_matches('0'))
    }
}
