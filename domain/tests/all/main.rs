//! The rules, laws and shapes of the domain, in one binary.
//!
//! Read `language` first: it is what the sentences in `rules` are made of. `laws` states what
//! holds for every plan and every sequence of commands, `forecast` does the story's sums by hand,
//! `golden` and `wire` pin what is stored and sent.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop where it is")]

mod forecast;
mod golden;
mod language;
mod laws;
mod metric;
mod rules;
mod story;
mod wire;
