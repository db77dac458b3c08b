//! The schedule of the story, summed by hand: the plan and the facts are those of
//! `demo/aurora.toml` and `demo/aurora-replay.toml`.

mod holds;
mod laws;
mod measured;
mod odd;
mod play;
mod ruler;
mod story;

use crate::story::clock;
use domain::{
    Length, Timestamp,
    schedule::{Link, Question, Schedule, State, Undo, Work, schedule},
};

pub const MINUTE: i64 = 60;

pub fn minutes(minutes: u32) -> Length {
    Length::from_minutes(minutes)
}

/// Work that nobody has begun and that leaves nothing to undo.
pub fn work(planned_start: Timestamp, length: Length, after: &[usize]) -> Work {
    let after = after.iter().map(|on| Link { on: *on, lag: Length::default() }).collect();
    let (state, undo) = (State::NotBegun, Undo::Nothing);
    Work { planned_start, length, after, state, undo, unplanned: false }
}

/// The demo's plan by the names of its steps, and what has happened to it.
pub struct Day {
    pub names: Vec<&'static str>,
    pub works: Vec<Work>,
}

impl Day {
    /// Everything as planned, nothing begun.
    pub fn planned() -> Self {
        let mut day = Self { names: Vec::new(), works: Vec::new() };
        day.plan("crons", "10:00", 5, &[]);
        day.plan("monitoring", "10:00", 5, &[]);
        day.plan("lag", "10:00", 5, &[]);
        day.plan("enter", "10:06", 0, &["crons", "monitoring", "lag"]);
        day.plan("maintenance-on", "10:06", 1, &["enter"]);
        day.plan("drain", "10:07", 5, &["maintenance-on"]);
        day.plan("replication", "10:12", 6, &["drain"]);
        day.plan("dns", "10:18", 7, &["replication"]);
        day.plan("smoke", "10:25", 7, &["dns"]);
        day.plan("maintenance-off", "10:34", 2, &["smoke"]);
        day.plan("watch", "10:36", 24, &["maintenance-off"]);
        day.plan("no-rollback", "11:00", 0, &["watch"]);
        day
    }

    /// At 10:06: prepared by 10:03, gone in, maintenance on at once, drain begun.
    pub fn entered() -> Self {
        let mut day = Self::planned();
        for (name, end) in [("crons", "10:01"), ("monitoring", "10:02"), ("lag", "10:03")] {
            day.runs(name, "10:00").ends(name, end);
        }
        day.ends("enter", "10:06").ends("maintenance-on", "10:06").runs("drain", "10:06");
        day
    }

    fn plan(&mut self, name: &'static str, start: &str, length: u32, after: &[&str]) {
        let after: Vec<usize> = after.iter().map(|name| self.of(name)).collect();
        self.names.push(name);
        self.works.push(work(clock(start), minutes(length), &after));
    }

    /// Puts in a step that nobody had planned, in front of another.
    pub fn insert(
        &mut self,
        (name, at, length): (&'static str, &str, u32),
        after: &str,
        before: &str,
    ) -> &mut Self {
        self.plan(name, at, length, &[after]);
        let (put_in, before) = (self.of(name), self.of(before));
        self.works[put_in].unplanned = true;
        self.works[before].after.push(Link { on: put_in, lag: Length::default() });
        self
    }

    pub fn of(&self, name: &str) -> usize {
        self.names.iter().position(|known| *known == name).unwrap()
    }

    pub fn step(&mut self, name: &str) -> &mut Work {
        let step = self.of(name);
        &mut self.works[step]
    }

    pub fn runs(&mut self, name: &str, since: &str) -> &mut Self {
        self.step(name).state = State::Running { started: clock(since), remaining: None };
        self
    }

    pub fn sticks(&mut self, name: &str) -> &mut Self {
        let started = self.step(name).state.begun();
        self.step(name).state = State::Stuck { started, remaining: None };
        self
    }

    /// Done at a moment; without a start it began then, as a tick without one does.
    pub fn ends(&mut self, name: &str, at: &str) -> &mut Self {
        let start = self.step(name).state.begun().or(Some(clock(at)));
        self.step(name).state = State::Settled { start, end: clock(at) };
        self
    }

    /// What is asked at a moment: from maintenance on to maintenance off, promised for 10:36.
    pub fn at(&self, now: &str) -> Question<'_> {
        Question {
            works: &self.works,
            now: clock(now),
            end: Some(self.of("maintenance-off")),
            start_of_interruption: Some(self.of("maintenance-on")),
            promised_end: clock("10:36"),
            on_hold: None,
        }
    }

    /// A question about nothing, at noon.
    pub fn planned_at_noon() -> Question<'static> {
        Question {
            works: &[],
            now: clock("12:00"),
            end: None,
            start_of_interruption: None,
            promised_end: clock("12:30"),
            on_hold: None,
        }
    }

    pub fn answer(&self, now: &str) -> Answer<'_> {
        Answer { day: self, schedule: schedule(&self.at(now)) }
    }
}

/// A schedule that can be asked by name.
pub struct Answer<'d> {
    pub day: &'d Day,
    pub schedule: Schedule,
}

impl Answer<'_> {
    #[track_caller]
    pub fn expects(&self, name: &str, from: &str, to: &str) -> &Self {
        let expected = self.schedule.expected[self.day.of(name)];
        assert_eq!((expected.start, expected.end), (clock(from), clock(to)), "{name}");
        self
    }

    #[track_caller]
    pub fn opens(&self, at: &str) -> &Self {
        assert_eq!(self.schedule.open_again, clock(at));
        self
    }

    pub fn critical(&self) -> Vec<&str> {
        self.schedule.critical.iter().map(|step| self.day.names[*step]).collect()
    }

    pub fn chain(&self) -> Vec<&str> {
        self.schedule.chain.iter().map(|step| self.day.names[*step]).collect()
    }

    /// Slack of a step in minutes.
    pub fn slack(&self, name: &str) -> Option<i64> {
        self.schedule.slack[self.day.of(name)].map(|seconds| seconds / MINUTE)
    }

    /// Slack of the whole in minutes: planned, left.
    pub fn to_promise(&self) -> (i64, i64) {
        let slack = self.schedule.to_promise;
        (slack.planned / MINUTE, slack.left / MINUTE)
    }
}
