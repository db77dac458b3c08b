//! What was measured or checked, in words.

use super::Messages;
use domain::{
    Room,
    watch::{WatchEvent, WatchRejection},
};

impl Messages {
    /// The sentence without its subject.
    pub(super) const fn watch_event(&self, _room: &Room, event: &WatchEvent) -> String {
        match *event {}
    }

    /// Why not.
    pub(super) const fn watch_rejection(
        &self,
        _room: Option<&Room>,
        no: &WatchRejection,
    ) -> String {
        match *no {}
    }
}
