//! What a page is told of the events that it does not fold itself.

use crate::{boot::Locale, text::messages};
use domain::{
    Event, Recorded, Room, Step,
    event::{Patch, Told, Tone},
    run::{
        RunEvent,
        abort::AbortEvent,
        contingency::ContingencyEvent,
        debt::DebtEvent,
        gate::{Answer, GateEvent, Verdict},
    },
};
use std::{collections::VecDeque, sync::Arc};

/// An event as a page gets it. The room lends its titles and names to the sentence.
///
/// `patch` is what the event changes on the page; `None` where that is not known any more.
#[must_use]
pub fn told(room: &Room, recorded: &Recorded, patch: Option<Patch>) -> Recorded {
    if recorded.event.is_of_the_page() {
        return recorded.clone();
    }
    let quiet = recorded.event.is_quiet();
    let said = |locale| {
        if quiet { String::new() } else { messages(locale).event(room, recorded) }
    };
    let told = Told {
        fr: said(Locale::Fr),
        en: said(Locale::En),
        tone: tone(&recorded.event),
        step: recorded.event.step().cloned(),
        patch,
    };
    Recorded { event: Event::Told(Box::new(told)), ..recorded.clone() }
}

/// A room as its page knows it: without what the page is only told of.
#[must_use]
pub fn page_view(room: &Room) -> Room {
    let mut page = room.clone();
    page.run = Default::default();
    page.watch = Default::default();
    page.word = Default::default();
    page.feed = told_of(room, room.feed.iter()).collect::<VecDeque<_>>();
    for step in page.steps.values_mut() {
        page_step(room, step);
    }
    page
}

/// What leads a page from one state of a room to a later one.
#[must_use]
pub fn patch(before: &Room, after: &Room) -> Patch {
    let mut patch = Patch::between(before, after);
    patch.steps.iter_mut().for_each(|step| page_step(after, step));
    patch
}

/// A step as a page knows it.
fn page_step(room: &Room, step: &mut Arc<Step>) {
    let known = |recorded: &Arc<Recorded>| recorded.event.is_of_the_page();
    if step.plan.run.is_empty() && step.history.iter().all(known) {
        return;
    }
    let step = Arc::make_mut(step);
    step.plan.run = Default::default();
    step.history = told_of(room, step.history.iter()).collect();
}

fn told_of<'a>(
    room: &'a Room,
    log: impl Iterator<Item = &'a Arc<Recorded>>,
) -> impl Iterator<Item = Arc<Recorded>> {
    log.map(|recorded| {
        if recorded.event.is_of_the_page() {
            recorded.clone()
        } else {
            Arc::new(told(room, recorded, None))
        }
    })
}

/// How the entry is set apart in the feed.
#[must_use]
pub fn tone(event: &Event) -> Tone {
    match event {
        Event::Run(event) => match event {
            RunEvent::Abort(AbortEvent::Proposed { .. } | AbortEvent::Confirmed { .. }) => {
                Tone::Stop
            }
            RunEvent::HoldBegan { .. }
            | RunEvent::RemainingStated { .. }
            | RunEvent::Contingency(ContingencyEvent::Used { .. }) => Tone::Late,
            RunEvent::HoldEnded {}
            | RunEvent::Abort(AbortEvent::Withdrawn {})
            | RunEvent::Edit(_)
            | RunEvent::Rehearsal(_) => Tone::Plain,
            RunEvent::Gate(event) => gate_tone(event),
            RunEvent::Debt(event) => debt_tone(event),
        },
        Event::Watch(event) => watch_tone(event),
        Event::Word(event) => crate::text::word_tone(event),
        _ => Tone::Plain,
    }
}

#[cfg(target_arch = "wasm32")]
const fn watch_tone(event: &domain::watch::WatchEvent) -> Tone {
    match *event {}
}

#[cfg(not(target_arch = "wasm32"))]
fn watch_tone(event: &domain::watch::WatchEvent) -> Tone {
    use domain::{
        metric::{Health, ProofState, Value},
        watch::{
            AlertEvent, EntryEvent, MetricEvent, ProofEvent, Seal, Side, StopEvent, WatchEvent,
        },
    };
    match event {
        WatchEvent::Metric(MetricEvent::Turned { health, .. }) => match health {
            Health::Ok => Tone::Done,
            Health::Breached => Tone::Stop,
            Health::Stale { .. } | Health::Unknown => Tone::Late,
        },
        WatchEvent::Metric(MetricEvent::Set { .. } | MetricEvent::Removed { .. }) => Tone::Plain,
        WatchEvent::Proof(ProofEvent::Turned { state, .. }) => match state {
            ProofState::Proven { .. } => Tone::Done,
            ProofState::Missed { .. } => Tone::Stop,
            ProofState::Unknown => Tone::Late,
            ProofState::Waiting | ProofState::Holding { .. } => Tone::Plain,
        },
        WatchEvent::Proof(ProofEvent::Overruled { .. }) => Tone::Late,
        WatchEvent::Stop(StopEvent::Proposed { .. }) => Tone::Stop,
        WatchEvent::Stop(StopEvent::Eased { .. }) => Tone::Done,
        WatchEvent::Entry(event) => match event {
            EntryEvent::Turned { side: Side::Inside, seal: Seal::Shut, .. }
            | EntryEvent::Turned { seal: Seal::Unknown, .. } => Tone::Late,
            EntryEvent::Turned { seal: Seal::Shut, .. } => Tone::Done,
            EntryEvent::StillOpen { entries } if entries.is_empty() => Tone::Done,
            EntryEvent::Unlisted { count } if *count == Value::ZERO => Tone::Done,
            EntryEvent::StillOpen { .. } | EntryEvent::Unlisted { .. } => Tone::Stop,
            EntryEvent::Vouched { .. }
            | EntryEvent::Set { .. }
            | EntryEvent::Removed { .. }
            | EntryEvent::Turned { .. } => Tone::Plain,
        },
        WatchEvent::Alert(AlertEvent::Fired { .. }) => Tone::Stop,
        WatchEvent::Alert(AlertEvent::Over { .. }) => Tone::Done,
    }
}

fn gate_tone(event: &GateEvent) -> Tone {
    match event {
        GateEvent::Answered { answer: Answer::Go, .. } => Tone::Done,
        GateEvent::Answered { answer: Answer::NotYet, .. } => Tone::Late,
        GateEvent::Answered { answer: Answer::NoGo, .. } => Tone::Stop,
        GateEvent::ReadBack { .. } => Tone::Plain,
        GateEvent::Decided { verdict, against, .. } => match verdict {
            Verdict::Go if against.is_empty() => Tone::Done,
            Verdict::Go | Verdict::Hold => Tone::Late,
            Verdict::NoGo => Tone::Stop,
        },
    }
}

const fn debt_tone(event: &DebtEvent) -> Tone {
    match event {
        DebtEvent::Paid { .. } => Tone::Done,
        DebtEvent::Opened { .. } | DebtEvent::Reopened { .. } => Tone::Late,
        DebtEvent::HandedOver { .. }
        | DebtEvent::TakenBack { .. }
        | DebtEvent::NothingLeft { .. } => Tone::Plain,
    }
}
