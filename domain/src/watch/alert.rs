//! Alerts of somebody else's, as an Alertmanager sends them.

use super::Watch;
use crate::{
    id::AlertId,
    text::{Reason, Title},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertEvent {
    /// An alert fires.
    Fired {
        /// Which: the same when it is over.
        alert: AlertId,
        /// Its name.
        title: Title,
        /// What it says. A technical detail: it names hosts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<Reason>,
    },
    /// It is over.
    Over {
        /// Which.
        alert: AlertId,
        /// Its name.
        title: Title,
    },
}

impl AlertEvent {
    pub(super) fn redact(&mut self) {
        match self {
            Self::Fired { summary, .. } => *summary = None,
            Self::Over { .. } => {}
        }
    }
}

/// An alert that fires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Its name.
    pub title: Title,
    /// Since when we know.
    pub since: Timestamp,
}

pub(super) fn is_known(watch: &Watch, event: &AlertEvent) -> bool {
    match event {
        AlertEvent::Fired { alert, .. } => watch.alerts.contains_key(alert),
        AlertEvent::Over { alert, .. } => !watch.alerts.contains_key(alert),
    }
}

pub(super) fn evolve(watch: &mut Watch, event: &AlertEvent, at: Timestamp) {
    match event {
        AlertEvent::Fired { alert, title, .. } => {
            watch.alerts.insert(alert.clone(), Alert { title: title.clone(), since: at });
        }
        AlertEvent::Over { alert, .. } => {
            watch.alerts.remove(alert);
        }
    }
}
