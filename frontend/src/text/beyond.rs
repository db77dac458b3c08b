//! Words of what the page is told of: none of it happens in the browser (`domain::beyond`).

use super::Messages;
use domain::{
    Room,
    rights::Action,
    run::{RunEvent, RunRejection},
    watch::{WatchEvent, WatchRejection},
    word::{WordEvent, WordRejection},
};

impl Messages {
    pub(super) const fn action_beyond(&self, _: Action) -> &'static str {
        ""
    }

    pub(super) const fn run_event(&self, _: &Room, event: &RunEvent) -> String {
        match *event {}
    }

    pub(super) const fn run_rejection(&self, _: Option<&Room>, no: &RunRejection) -> String {
        match *no {}
    }

    pub(super) const fn watch_event(&self, _: &Room, event: &WatchEvent) -> String {
        match *event {}
    }

    pub(super) const fn watch_rejection(&self, _: Option<&Room>, no: &WatchRejection) -> String {
        match *no {}
    }

    pub(super) const fn word_event(&self, _: &Room, event: &WordEvent) -> String {
        match *event {}
    }

    pub(super) const fn word_rejection(&self, _: Option<&Room>, no: &WordRejection) -> String {
        match *no {}
    }
}
