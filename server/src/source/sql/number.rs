//! Any number of PostgreSQL as one of ours.

use crate::source::SourceFault;
use domain::metric::{Value, ValueFault};
use sqlx::{Column as _, Row as _, TypeInfo as _, ValueRef as _, postgres::PgRow};

/// The number in a column, whatever kind of number it is.
///
/// `numeric` is read by hand: the driver reads it through a library of decimals that nothing else
/// here needs. Reconsider when something does.
pub fn number(row: &PgRow, column: usize) -> Result<Value, SourceFault> {
    let name = || row.columns().get(column).map_or("?", |column| column.name()).to_owned();
    let odd = || SourceFault::Odd(format!("column {} is no number", name()));
    let raw = row.try_get_raw(column).map_err(|_| odd())?;
    if raw.is_null() {
        return Err(SourceFault::Odd(format!("column {} is null", name())));
    }
    let kind = raw.type_info().name().to_owned();
    let whole = |number: i64| Ok(Value::from_whole(number));
    match kind.as_str() {
        "INT2" => whole(row.try_get::<i16, _>(column).map_err(|_| odd())?.into()),
        "INT4" => whole(row.try_get::<i32, _>(column).map_err(|_| odd())?.into()),
        "INT8" => within(row.try_get::<i64, _>(column).map_err(|_| odd())?),
        "FLOAT4" => {
            Ok(Value::from_float(row.try_get::<f32, _>(column).map_err(|_| odd())?.into())?)
        }
        "FLOAT8" => Ok(Value::from_float(row.try_get::<f64, _>(column).map_err(|_| odd())?)?),
        "BOOL" => whole(row.try_get::<bool, _>(column).map_err(|_| odd())?.into()),
        "NUMERIC" => Ok(numeric(raw.as_bytes().map_err(|_| odd())?)?),
        _ => Err(odd()),
    }
}

fn within(number: i64) -> Result<Value, SourceFault> {
    let value = Value::from_whole(number);
    let exact = number.checked_mul(1_000) == Some(value.thousandths());
    if exact { Ok(value) } else { Err(ValueFault::OutOfRange.into()) }
}

/// The bytes that PostgreSQL sends for a `numeric`: how many digits of base 10,000, the power of
/// 10,000 of the first one, sign, decimals shown, and the digits.
/// (`numeric_send` in the server's `numeric.c`.)
fn numeric(bytes: &[u8]) -> Result<Value, ValueFault> {
    let mut words = bytes.chunks_exact(2).map(|pair| i16::from_be_bytes([pair[0], pair[1]]));
    let mut next = || words.next().ok_or(ValueFault::NotANumber);
    let (_count, weight, sign, _shown) = (next()?, next()?, next()?, next()?);
    let (mut thousandths, mut power) = (0_i128, i32::from(weight));
    for digit in words {
        let digit = i128::from(digit);
        thousandths = match power {
            // 10^13 times this is far beyond anything kept.
            4.. => return Err(ValueFault::OutOfRange),
            0..=3 => thousandths + digit * 1_000 * 10_000_i128.pow(power.unsigned_abs()),
            // Four decimals: the fourth is rounded away.
            -1 => thousandths + (digit + 5) / 10,
            _ => thousandths,
        };
        power -= 1;
    }
    match sign.cast_unsigned() {
        0x0000 => in_range(thousandths),
        0x4000 => in_range(-thousandths),
        0xc000 => Err(ValueFault::NotANumber),
        // Infinities.
        _ => Err(ValueFault::OutOfRange),
    }
}

fn in_range(thousandths: i128) -> Result<Value, ValueFault> {
    let thousandths = i64::try_from(thousandths).map_err(|_| ValueFault::OutOfRange)?;
    let value = Value::from_thousandths(thousandths);
    if value.thousandths() == thousandths { Ok(value) } else { Err(ValueFault::OutOfRange) }
}
