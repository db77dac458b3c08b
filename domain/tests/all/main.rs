//! The rules, laws and shapes of the domain, in one binary.
//!
//! Read `language` first: it is what the sentences in `rules` are made of. `laws` states what
//! holds for every plan and every sequence of commands, `forecast` does the story's sums by hand,
//! `golden` and `wire` pin what is stored and sent. `promise` reads the phrases in `tests/phrases`,
//! `promise_judge` compares them with the story, `promise_laws` states what holds for every text.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop where it is")]

mod forecast;
mod golden;
mod language;
mod laws;
mod metric;
mod promise;
mod promise_judge;
mod promise_laws;
mod rehearsed;
mod rules;
mod schedule;
mod story;
mod wire;
