//! What the old house is like at a moment of the story. Pure: the room's facts and the clock.

use domain::{
    Room, Step, StepId, Timestamp,
    metric::Value,
    step::{Origin, Progress},
};
use std::sync::Arc;

/// The number that is told apart by user.
pub const COUNTED: &str = "rds-connections";

/// How long the last connections of the site take to end, in seconds.
const FALLS: i64 = 122;

/// How long a security group takes until nothing is left, in seconds.
const SHUTS: i64 = 60;

/// Connections by user, before anything is shut.
const WWW: i64 = 196;
const SELLER: i64 = 71;
const CRON: i64 = 12;
const MOBILE: i64 = 41;

/// Words in the title of a step that blocks what maintenance forgot.
const BLOCKS: [&str; 7] =
    ["security group", "groupe de sécurité", "mobile", "block", "bloque", "firewall", "pare-feu"];

/// What can be measured at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Connections by user; who has none is not listed.
    pub users: Vec<(&'static str, i64)>,
    /// Whether the site and the seller space are shut.
    pub site_shut: bool,
    /// Whether the APIs of the apps are.
    pub apps_shut: bool,
    /// How far Aurora is behind, in thousandths of a second.
    pub lag: i64,
    /// Errors a minute.
    pub errors: i64,
}

impl Seen {
    /// Connections of all users.
    pub fn connections(&self) -> i64 {
        self.users.iter().map(|(_, count)| count).sum()
    }

    /// Queries a second.
    pub fn queries(&self) -> i64 {
        (self.connections() * 3 + 5) / 10
    }

    /// The status of the site and the seller space.
    pub const fn site(&self) -> u16 {
        if self.site_shut { 503 } else { 200 }
    }

    /// The status of the APIs of the apps.
    pub const fn apps(&self) -> u16 {
        if self.apps_shut { 503 } else { 200 }
    }

    /// Connections by user, as numbers.
    pub fn by_user(&self) -> impl Iterator<Item = (&'static str, Value)> {
        self.users.iter().map(|(user, count)| (*user, Value::from_whole(*count)))
    }

    /// Every number by its metric.
    pub fn numbers(&self) -> [(&'static str, Value); 8] {
        let status = |status: u16| Value::from_whole(i64::from(status));
        [
            (COUNTED, Value::from_whole(self.connections())),
            ("rds-queries", Value::from_whole(self.queries())),
            ("lag", Value::from_thousandths(self.lag)),
            ("errors", Value::from_whole(self.errors)),
            ("web-status", status(self.site())),
            ("seller-status", status(self.site())),
            ("ios-status", status(self.apps())),
            ("android-status", status(self.apps())),
        ]
    }
}

/// What can be measured at a moment, after what has happened in the room until then.
pub fn seen(room: &Room, now: Timestamp) -> Seen {
    let second = now.seconds();
    let shut_at = finished(room, "maintenance-on", now);
    let open_at = finished(room, "maintenance-off", now);
    let blocked_at = blocked_at(room, now);
    let crons_off = finished(room, "crons", now);
    // What was opened again talks to Aurora: nothing comes back to the old database.
    let left = |count: i64, since: Option<Timestamp>, takes: i64, noise: i64| match since {
        None => count + wobble(second, noise),
        Some(since) => {
            let gone = now.seconds_since(since).clamp(0, takes);
            // Rounded up: the last one goes at the end, not before.
            (count * (takes - gone) + takes - 1) / takes
        }
    };
    let mobile = match (shut_at, blocked_at) {
        (_, Some(_)) => left(MOBILE, blocked_at, SHUTS, 0),
        (Some(_), None) => MOBILE,
        (None, None) => MOBILE + wobble(second, 2),
    };
    let users = [
        ("www", left(WWW, shut_at, FALLS, 6)),
        ("seller", left(SELLER, shut_at, FALLS - 20, 3)),
        ("cron-1", left(CRON, crons_off, 20, 1)),
        ("mobile-api", mobile),
    ];
    let apps_shut = blocked_at.is_some_and(|at| now.seconds_since(at) >= SHUTS / 2);
    Seen {
        users: users.into_iter().filter(|(_, count)| *count > 0).collect(),
        site_shut: shut_at.is_some() && open_at.is_none(),
        apps_shut: apps_shut && open_at.is_none(),
        lag: 800 + wobble(second / 5, 120),
        errors: if apps_shut && open_at.is_none() { 6 + wobble(second, 2) } else { 0 },
    }
}

fn step<'a>(room: &'a Room, id: &str) -> Option<&'a Arc<Step>> {
    room.steps.get(&StepId::parse(id).ok()?)
}

fn finished(room: &Room, id: &str, now: Timestamp) -> Option<Timestamp> {
    let at = step(room, id)?.progress.finished()?.at;
    (at <= now).then_some(at)
}

/// When what maintenance forgot begins to be blocked: when the step that does it is done, or has
/// been worked on for as long as it was to take.
fn blocked_at(room: &Room, now: Timestamp) -> Option<Timestamp> {
    let blocks = |step: &&Arc<Step>| {
        let title = step.plan.title.as_str().to_lowercase();
        step.origin != Origin::Planned && BLOCKS.iter().any(|word| title.contains(word))
    };
    let works = |step: &Arc<Step>| match &step.progress {
        Progress::Running { started } => Some(started.at.plus(step.plan.length())),
        Progress::Done { started, finished } => {
            Some(finished.at.min(started.at.plus(step.plan.length())))
        }
        Progress::Waiting
        | Progress::Blocked { .. }
        | Progress::Skipped { .. }
        | Progress::Failed { .. } => None,
    };
    room.steps.values().filter(blocks).filter_map(works).filter(|at| *at <= now).min()
}

/// A little up and down, the same at the same second: up to `most` either way.
const fn wobble(second: i64, most: i64) -> i64 {
    let mixed = (second.wrapping_mul(6_364_136_223_846_793_005) >> 33).rem_euclid(1_000);
    mixed * (2 * most + 1) / 1_000 - most
}
