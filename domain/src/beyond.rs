//! What lies beyond the room's page, in the browser: nothing.
//!
//! The families of events that the page is told of, instead of folding them itself, have no
//! values here. The compiler then leaves all their rules, shapes and words out of the download;
//! everywhere else they are the real ones, so every rule is still written and tested once.

macro_rules! beyond {
    ($(
        $module:ident: $event:ident, $command:ident, $rejection:ident, $($state:ident),+;
    )*) => {$(
        /// A family that is empty in the browser.
        pub mod $module {
            use crate::{
                audience::Audience, command::Context, event::{Event, Recorded}, id::StepId,
                person::Role, rejection::Rejection, rights::Action, room::Room,
            };
            use serde::{Deserialize, Serialize};
            use thiserror::Error;

            /// Nothing happens.
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
            pub enum $event {}

            /// Nothing is asked.
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
            pub enum $command {}

            /// Nothing is refused.
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
            pub enum $rejection {}

            $(
                /// Nothing is known.
                #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
                pub struct $state;

                impl $state {
                    /// It is.
                    pub const fn is_empty(&self) -> bool {
                        true
                    }

                    /// Nothing to take out.
                    pub const fn redact(&mut self) {}
                }
            )+

            impl $event {
                /// None.
                pub const fn step(&self) -> Option<&StepId> {
                    match *self {}
                }

                /// None.
                pub const fn audience(&self) -> Audience {
                    match *self {}
                }

                /// None.
                pub const fn also_for(&self) -> Option<Role> {
                    match *self {}
                }

                /// It is not.
                pub const fn is_quiet(&self) -> bool {
                    match *self {}
                }

                /// Nothing to take out.
                pub const fn redact(&mut self) {
                    match *self {}
                }
            }

            impl $command {
                /// None.
                pub const fn step(&self) -> Option<&StepId> {
                    match *self {}
                }

                /// None.
                pub const fn action(&self) -> Action {
                    match *self {}
                }
            }

            impl $rejection {
                /// None.
                pub const fn code(&self) -> &'static str {
                    match *self {}
                }
            }

            pub(crate) fn decide(
                _: &Room,
                command: $command,
                _: &Context,
            ) -> Result<Vec<Event>, Rejection> {
                match command {}
            }

            pub(crate) fn evolve(_: &mut Room, event: &$event, _: &Recorded) {
                match *event {}
            }
        }
    )*};
}

beyond! {
    run: RunEvent, RunCommand, RunRejection, Run, StepRun, Rehearsal;
    watch: WatchEvent, WatchCommand, WatchRejection, Watch, WatchPlan;
    word: WordEvent, WordCommand, WordRejection, Word;
}
