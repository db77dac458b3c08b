//! The operator's file: which numbers come from where.
//!
//! ```toml
//! # Private addresses that may be called. Loopback and link-local ones each by itself.
//! allow = ["10.0.0.0/8", "127.0.0.1/32"]
//!
//! [[source]]
//! room = "aurora"
//! metric = "rds-connections"
//! kind = "sql"
//! period = "5 s"
//! host = "rds-1.internal"
//! database = "shop"
//! user = "bascule"
//! password = { env = "RDS_PASSWORD" }
//! query = "select count(*) from pg_stat_activity where application_name <> 'bascule'"
//!
//! [[source]]
//! room = "aurora"
//! metric = "ios-is-shut"
//! kind = "http"
//! url = "https://api.example.org/v1/ping"
//! expect = 503                # or [503, 429], or "unreachable": a firewall takes no connection
//!
//! [[source]]
//! room = "aurora"
//! metric = "errors"
//! kind = "push"
//! token = { env = "ERRORS_TOKEN" }
//! ```

mod read;

use super::Source;
use crate::{
    outgoing::{Guard, Names},
    plan_file::{FileFault, fields},
    store::{Series, TokenHash},
};
use domain::{Length, MetricId, RoomId};
use std::{collections::BTreeSet, fmt, net::SocketAddr, sync::Arc};
use thiserror::Error;

/// How often a source is asked when the file does not say, and the plan neither.
pub const PERIOD: Length = Length::from_seconds(10);

/// The most sources of one file.
pub const SOURCES_MAX: usize = 500;

/// What the file says.
#[derive(Debug, Default)]
pub struct Sources {
    /// What we ask.
    pub asked: Vec<Asked>,
    /// What others send.
    pub inlets: Vec<Inlet>,
}

/// Something we ask for a number.
#[derive(Clone)]
pub struct Asked {
    /// Whose number it is.
    pub series: Series,
    /// How often, when the plan does not say.
    pub period: Length,
    /// What is asked.
    pub source: Arc<dyn Source>,
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asked").field("series", &self.series).finish_non_exhaustive()
    }
}

/// A way in for what others send.
#[derive(Debug, Clone)]
pub struct Inlet {
    /// Into which room.
    pub room: RoomId,
    /// What comes in.
    pub kind: InletKind,
    token: TokenHash,
}

/// What comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InletKind {
    /// Samples of a metric.
    Samples(MetricId),
    /// Alerts of an Alertmanager.
    Alerts,
}

/// What the file cannot say by itself.
pub struct Surroundings<'a> {
    /// Variables of the environment, for secrets.
    pub env: &'a dyn Fn(&str) -> Option<String>,
    /// Who knows the addresses of names.
    pub names: Arc<dyn Names>,
    /// Where this server listens: it never calls itself.
    pub own: Option<SocketAddr>,
}

/// Everything that is wrong with a file, a line each. No line repeats a secret.
#[derive(Debug, Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct SourcesFault(pub Vec<FileFault>);

impl Sources {
    /// Reads the file.
    ///
    /// # Errors
    /// [`SourcesFault`], with every field that is wrong, where, and the rule.
    pub fn read(text: &str, around: &Surroundings<'_>) -> Result<Self, SourcesFault> {
        let file = fields::Source::parse(text).map_err(SourcesFault)?;
        let whole = file.whole();
        let allowed = whole.list("allow", read::range);
        let guard = Guard::new(allowed, around.own, around.names.clone());
        let tables = whole.tables("source", "source");
        if tables.len() > SOURCES_MAX {
            whole.fault("source", format!("must be at most {SOURCES_MAX} of them"));
        }
        let mut sources = Self::default();
        let mut seen = BTreeSet::new();
        for table in tables.iter().take(SOURCES_MAX) {
            match read::source(table, &guard, around) {
                Some(read::Line::Asked(asked)) => {
                    if !seen.insert(asked.series.clone()) {
                        table.fault("metric", read::TWICE.to_owned());
                    }
                    sources.asked.push(asked);
                }
                Some(read::Line::Inlet(inlet)) => {
                    if let InletKind::Samples(metric) = &inlet.kind {
                        let series = Series { room: inlet.room.clone(), metric: metric.clone() };
                        if !seen.insert(series) {
                            table.fault("metric", read::TWICE.to_owned());
                        }
                    }
                    sources.inlets.push(inlet);
                }
                None => {}
            }
            table.refuse_unknown();
        }
        whole.refuse_unknown();
        drop(tables);
        drop(whole);
        file.finish(sources).map_err(SourcesFault)
    }

    /// The way in that a token opens, if it opens this one. Tokens are compared by their hash, so
    /// how long the comparison takes says nothing about them.
    #[must_use]
    pub fn inlet(&self, room: &RoomId, kind: &InletKind, token: &str) -> Option<&Inlet> {
        let token = TokenHash::of(token.as_bytes());
        self.inlets
            .iter()
            .find(|inlet| inlet.room == *room && inlet.kind == *kind && inlet.token == token)
    }
}
