//! The text that programs show their numbers in: Prometheus' text format and OpenMetrics.
//!
//! <https://prometheus.io/docs/instrumenting/exposition_formats/> and
//! <https://prometheus.io/docs/specs/om/open_metrics_spec/>. Written here because we need a tenth
//! of it: names, labels, numbers and moments. A parser of all of it brings a parser generator
//! along and refuses what real programs write. Types, helps, units and exemplars are skipped.

use domain::{
    Timestamp,
    metric::{Value, ValueFault},
};
use thiserror::Error;

/// The most lines with a number.
pub const LINES_MAX: usize = 5_000;

/// A number as it was shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Of what.
    pub name: String,
    /// Told apart by what, as written.
    pub labels: Vec<(String, String)>,
    /// The number, or why it cannot be kept: `NaN` and `+Inf` are good text.
    pub value: Result<Value, ValueFault>,
    /// When, if the text says so.
    pub at: Option<Timestamp>,
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {what}")]
pub struct ExpositionFault {
    /// The line, counted from 1.
    pub line: usize,
    /// The rule it broke.
    pub what: &'static str,
}

/// Reads a text. With `# EOF` as its last line it is OpenMetrics, where moments are seconds;
/// without, they are milliseconds.
///
/// # Errors
/// The first line that is wrong, and the rule.
pub fn read(text: &str) -> Result<Vec<Shown>, ExpositionFault> {
    let unit = if text.trim_end().ends_with("# EOF") { Unit::Seconds } else { Unit::Milliseconds };
    let mut shown = Vec::new();
    let mut ended = false;
    for (line, text) in (1..).zip(text.lines()) {
        let fault = |what| ExpositionFault { line, what };
        let text = text.trim_matches([' ', '\t', '\r']);
        if text.is_empty() {
            continue;
        }
        if ended {
            return Err(fault("nothing may follow # EOF"));
        }
        if text.starts_with('#') {
            ended = text == "# EOF";
            continue;
        }
        if shown.len() >= LINES_MAX {
            return Err(fault("there are more than 5,000 numbers"));
        }
        shown.push(one(text, unit).map_err(fault)?);
    }
    Ok(shown)
}

#[derive(Clone, Copy)]
enum Unit {
    Seconds,
    Milliseconds,
}

fn one(text: &str, unit: Unit) -> Result<Shown, &'static str> {
    let end = text.find(|c: char| !is_of_name(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return Err("it must begin with the name of a metric: a-z, A-Z, 0-9, _ and :");
    }
    let rest = rest.trim_start_matches([' ', '\t']);
    let (labels, rest) = match rest.strip_prefix('{') {
        Some(inside) => labels(inside)?,
        None => (Vec::new(), rest),
    };
    // An exemplar follows after a number sign.
    let numbers = rest.split(" # ").next().unwrap_or("");
    let mut words = numbers.split_ascii_whitespace();
    let value = words.next().ok_or("the number is missing")?;
    let value: f64 = value.parse().map_err(|_| "the number is no number")?;
    let at = words.next().map(|text| moment(text, unit)).transpose()?;
    if words.next().is_some() {
        return Err("only a number and a moment may follow the name");
    }
    Ok(Shown { name: name.to_owned(), labels, value: Value::from_float(value), at })
}

const fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | ':')
}

type Labels = Vec<(String, String)>;

/// Labels up to the closing brace, and what follows it.
fn labels(mut rest: &str) -> Result<(Labels, &str), &'static str> {
    let mut labels = Labels::new();
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        if let Some(after) = rest.strip_prefix('}') {
            return Ok((labels, after));
        }
        let (name, after) = rest.split_once('=').ok_or("a label must be name=\"value\"")?;
        let name = name.trim_matches([' ', '\t']);
        if name.is_empty() || !name.chars().all(is_of_name) {
            return Err("a label's name is a-z, A-Z, 0-9 and _");
        }
        let inside = after.trim_start_matches([' ', '\t']).strip_prefix('"');
        let (value, after) = quoted(inside.ok_or("a label's value must be in quotes")?)?;
        labels.push((name.to_owned(), value));
        rest = after;
    }
}

/// A quoted value up to its end, and what follows it. `\\`, `\"` and `\n` are the escapes there
/// are.
fn quoted(inside: &str) -> Result<(String, &str), &'static str> {
    let mut value = String::new();
    let mut letters = inside.char_indices();
    while let Some((place, letter)) = letters.next() {
        match letter {
            '"' => return Ok((value, inside.get(place + 1..).unwrap_or(""))),
            '\\' => match letters.next().map(|(_, escaped)| escaped) {
                Some('n') => value.push('\n'),
                Some(escaped @ ('\\' | '"')) => value.push(escaped),
                Some(_) | None => return Err("in a label, \\ stands before \\, \" or n only"),
            },
            plain => value.push(plain),
        }
    }
    Err("a label's value has no end")
}

fn moment(text: &str, unit: Unit) -> Result<Timestamp, &'static str> {
    let number: f64 = text.parse().map_err(|_| "the moment is no number")?;
    let micros = match unit {
        Unit::Seconds => number * 1_000_000.0,
        Unit::Milliseconds => number * 1_000.0,
    };
    // Far beyond any year that is kept; floats are exact up to here.
    if !micros.is_finite() || micros.abs() > 9_000_000_000_000_000.0 {
        return Err("the moment is beyond all years");
    }
    Ok(Timestamp::from_micros(micros.round() as i64))
}

#[cfg(test)]
mod tests;
