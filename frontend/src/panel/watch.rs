//! What is measured and checked: alarms, numbers, the board of the ways in, and what each step
//! must prove.

mod alarm;
mod board;
mod chart;
mod fields;
mod metrics;
mod page;
mod proof;
mod trend;
mod wall;

pub use alarm::{alarms, stops, stops_if};
pub use board::{board, full as full_board};
pub use chart::{Chart, chart};
pub use metrics::metrics;
pub use page::page;
pub use proof::mark;
pub use trend::Dot;
pub use wall::wall;

use super::Look;
use crate::ui::{
    icon::{Icon, Shape},
    whole::{IntoWhole, Piece},
};
use domain::{
    Length, MetricId, RoomId, Timestamp,
    metric::{Health, MetricPlan, Sample, Target, not_moving_since},
};
use leptos::prelude::*;

/// The page of a metric.
#[must_use]
pub fn metric_path(room: &RoomId, metric: &MetricId) -> String {
    format!("/rooms/{room}/metrics/{metric}")
}

/// The board of the ways in, whole.
#[must_use]
pub fn entries_path(room: &RoomId) -> String {
    format!("/rooms/{room}/entry-points")
}

/// The view for a wall.
#[must_use]
pub fn wall_path(room: &RoomId) -> String {
    format!("/rooms/{room}/wall")
}

/// How a number stands, for stylesheets, with its icon and its word.
struct Standing {
    slug: &'static str,
    shape: Shape,
    word: String,
}

fn standing(look: &Look<'_>, metric: &MetricPlan, last: Option<Sample>) -> Standing {
    match look.room.health_of(metric.id(), last, look.now) {
        Health::Ok if look.room.counts(metric) => Standing {
            slug: "ok",
            shape: Shape::Check,
            word: look.word("as it should be", "conforme").into(),
        },
        Health::Ok => Standing {
            slug: "plain",
            shape: Shape::Dot,
            word: look.word("measured", "mesuré").into(),
        },
        Health::Breached => Standing {
            slug: "breached",
            shape: Shape::Cross,
            word: match still(look, metric) {
                Some(since) => look.text().not_moving(metric.target(), look.room, since),
                None => look.word("not as it should be", "pas conforme").into(),
            },
        },
        Health::Stale { since } => Standing {
            slug: "stale",
            shape: Shape::Clock,
            word: format!(
                "{} {}",
                look.word("no number since", "aucune mesure depuis"),
                look.hour_minute(since)
            ),
        },
        Health::Unknown => Standing {
            slug: "unknown",
            shape: Shape::Clock,
            word: look.word("no number yet", "aucune mesure encore").into(),
        },
    }
}

/// Since when a number that should move does not.
fn still(look: &Look<'_>, metric: &MetricPlan) -> Option<Timestamp> {
    let target = metric.target()?;
    let from = expected_from(look, metric.id())?;
    still_since(look, metric.id(), target, from)
}

fn still_since(
    look: &Look<'_>,
    metric: &MetricId,
    target: Target,
    from: Timestamp,
) -> Option<Timestamp> {
    let recent = look.numbers.recent(metric);
    let since: Vec<Sample> = recent.into_iter().filter(|sample| sample.at >= from).collect();
    not_moving_since(&since, target)
}

/// Since when a number is expected to move: since the step began that it proves.
fn expected_from(look: &Look<'_>, metric: &MetricId) -> Option<Timestamp> {
    let mut proofs = look.room.watch.plan.proofs.iter();
    let proof = proofs.find(|proof| proof.metric == *metric)?;
    let step = look.room.steps.get(&proof.step)?;
    step.progress.started().map(|fact| fact.at)
}

/// `41 connections`.
fn with_unit(look: &Look<'_>, metric: &MetricId, value: domain::metric::Value) -> String {
    let unit = look.room.watch.metric(metric).and_then(MetricPlan::unit);
    let unit = unit.map(|unit| format!("\u{a0}{unit}")).unwrap_or_default();
    format!("{}{unit}", look.text().number(value))
}

/// `60 s`, `2 min`.
fn for_how_long(length: Length) -> String {
    match length.seconds() {
        seconds @ 0..=119 => format!("{seconds}\u{a0}s"),
        seconds if seconds.is_multiple_of(60) => format!("{}\u{a0}min", seconds / 60),
        seconds => format!("{}\u{a0}min\u{a0}{:02}", seconds / 60, seconds % 60),
    }
}

/// How old something is; the script keeps it true.
fn age(look: &Look<'_>, at: Timestamp) -> Piece {
    let seconds = look.now.seconds_since(at).max(0);
    let said = if seconds < 120 {
        format!("{seconds}\u{a0}s")
    } else {
        format!("{}\u{a0}min", seconds / 60)
    };
    let (before, after) = (look.word("", "il y a "), look.word(" ago", ""));
    view! {
        <span class="age">
            {before} <span data-tick="ago" data-at=at.micros().to_string()>{said}</span> {after}
        </span>
    }
    .whole()
}

/// An icon and a word, coloured by what they mean.
fn flag(tone: &'static str, shape: Shape, words: impl Into<String>) -> Piece {
    view! { <span class="chip watch-chip" data-tone=tone><Icon shape=shape />{words.into()}</span> }
        .whole()
}
