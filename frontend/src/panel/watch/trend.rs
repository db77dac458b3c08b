//! A line over time, drawn by ourselves. Whole numbers only; whoever hears the page hears the same
//! in words.

use super::super::Look;
use crate::{
    boot::Locale,
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    Timestamp,
    metric::{MetricPlan, Sample, Value},
    plan::Work,
};
use leptos::prelude::*;

/// The picture's own width and height; the page stretches it.
pub(super) const WIDTH: i64 = 1_000;
pub(super) const HEIGHT: i64 = 100;

/// How many points a line has at most. More would not be seen on a widget.
const POINTS: usize = 80;

/// A point of a line: when, and what was the least, the most and the mean around then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dot {
    /// When.
    pub at: Timestamp,
    /// The least.
    pub low: Value,
    /// The most.
    pub high: Value,
    /// The mean.
    pub mean: Value,
}

/// What is drawn: from when to when, between which numbers.
pub(super) struct Frame {
    pub from: Timestamp,
    pub to: Timestamp,
    low: i64,
    high: i64,
}

impl Frame {
    /// Room for all dots and the target.
    pub fn of(dots: &[Dot], target: Option<Value>, from: Timestamp, to: Timestamp) -> Self {
        let targets = target.map(Value::thousandths);
        let low = dots.iter().map(|dot| dot.low.thousandths()).chain(targets).min().unwrap_or(0);
        let high = dots.iter().map(|dot| dot.high.thousandths()).chain(targets).max().unwrap_or(0);
        // A level line stands in the middle, not on the edge.
        let air = ((high - low) / 12).max(1);
        Self { from, to, low: low - air, high: high + air }
    }

    pub fn x(&self, at: Timestamp) -> i64 {
        let whole = (self.to.micros() - self.from.micros()).max(1);
        let part = (at.micros() - self.from.micros()).clamp(0, whole);
        i64::try_from(i128::from(part) * i128::from(WIDTH) / i128::from(whole)).unwrap_or(0)
    }

    pub fn y(&self, value: Value) -> i64 {
        let whole = i128::from(self.high - self.low).max(1);
        let part = i128::from(value.thousandths() - self.low) * i128::from(HEIGHT) / whole;
        HEIGHT - i64::try_from(part).unwrap_or(0)
    }
}

/// Samples as dots, so many at most.
pub(super) fn dots(samples: &[Sample], from: Timestamp, to: Timestamp) -> Vec<Dot> {
    let within: Vec<Sample> =
        samples.iter().filter(|sample| sample.at >= from && sample.at <= to).copied().collect();
    within.chunks(within.len().div_ceil(POINTS).max(1)).filter_map(dot).collect()
}

fn dot(samples: &[Sample]) -> Option<Dot> {
    let values = || samples.iter().map(|sample| sample.value);
    let sum: i128 = values().map(|value| i128::from(value.thousandths())).sum();
    let mean = sum / i128::try_from(samples.len()).ok()?;
    Some(Dot {
        at: samples.last()?.at,
        low: values().min()?,
        high: values().max()?,
        mean: Value::from_thousandths(i64::try_from(mean).ok()?),
    })
}

/// The line itself. A silence in it is a gap, never a straight line over what nobody knows.
pub(super) fn line(frame: &Frame, dots: &[Dot], silence: i64) -> Piece {
    let mut runs: Vec<Vec<String>> = Vec::new();
    let mut last: Option<Timestamp> = None;
    for dot in dots {
        let point = format!("{},{}", frame.x(dot.at), frame.y(dot.mean));
        let joined = last.is_some_and(|last| dot.at.seconds_since(last) <= silence);
        match runs.last_mut().filter(|_| joined) {
            Some(run) => run.push(point),
            None => runs.push(vec![point]),
        }
        last = Some(dot.at);
    }
    let drawn = |run: Vec<String>| {
        let points = run.join(" ");
        view! { <polyline class="trend-line" points=points></polyline> }.whole()
    };
    let lines: Vec<Piece> = runs.into_iter().map(drawn).collect();
    view! { <g>{lines}</g> }.whole()
}

/// Where steps were done and gates were passed.
pub(super) fn marks(look: &Look<'_>, frame: &Frame) -> Piece {
    let mut marks: Vec<Piece> = Vec::new();
    for step in look.room.steps_in_order() {
        let ended = step.progress.ended().filter(|at| *at >= frame.from && *at <= frame.to);
        let Some(at) = ended else { continue };
        let x = frame.x(at).to_string();
        let class = if step.plan.work == Work::Gate { "trend-gate" } else { "trend-step" };
        let title = format!("{} {}", look.hour_minute(at), step.plan.title);
        let line = view! {
            <line class=class x1=x.clone() x2=x y1="0" y2=HEIGHT.to_string()>
                <title>{title}</title>
            </line>
        };
        marks.push(line.whole());
    }
    view! { <g>{marks}</g> }.whole()
}

/// The same in words.
pub(super) fn in_words(look: &Look<'_>, metric: &MetricPlan, dots: &[Dot]) -> String {
    let number = |value| super::with_unit(look, metric.id(), value);
    let (Some(first), Some(last)) = (dots.first(), dots.last()) else {
        return look.word("no numbers yet", "aucune mesure encore").into();
    };
    let low = dots.iter().map(|dot| dot.low).min().unwrap_or(last.mean);
    let high = dots.iter().map(|dot| dot.high).max().unwrap_or(last.mean);
    let (from, to) = (look.hour_minute(first.at), look.hour_minute(last.at));
    let (first, last) = (number(first.mean), number(last.mean));
    let (low, high) = (number(low), number(high));
    match look.locale {
        Locale::En => format!("{from}: {first}; {to}: {last}; lowest {low}, highest {high}"),
        Locale::Fr => format!(
            "{from}\u{202f}: {first}\u{202f}; {to}\u{202f}: {last}\u{202f}; minimum {low}, maximum {high}"
        ),
    }
}
