//! What follows from a decision beyond what was asked: rules that the room's page does not carry.
//!
//! The page asks [`crate::decide_on_page`] and may offer a button that is refused here; the
//! refusal then says why. That is the price of a small download.

use super::{RunEvent, debt, gate, hold};
use crate::{
    command::{Command, Context},
    event::Event,
    rejection::Rejection,
    room::{Room, Stage},
};

/// The events of a decision with those that follow from them, or why it must not be.
pub fn with_consequences(
    room: &Room,
    asked: &Command,
    events: Vec<Event>,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let events = judged(room, asked, events, context)?;
    Ok(hold::with_planned(room, with_debts(room, events), context.now))
}

/// What was asked, where it is more than the page knows: the tick of a gate is a verdict.
fn judged(
    room: &Room,
    asked: &Command,
    events: Vec<Event>,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    if let Command::ReachStage { stage: Stage::Closed } = asked {
        debt::closes(room)?;
    }
    if let Command::UndoTick { step, .. } = asked {
        gate::undone(room, step)?;
    }
    if let Command::FinishStep { step, anyway } = asked
        && let Some(verdict) = gate::ticked(room, step, anyway.as_ref(), context)
    {
        return verdict;
    }
    Ok(events)
}

/// What ends and what is undone opens, pays and takes back debts.
fn with_debts(room: &Room, mut events: Vec<Event>) -> Vec<Event> {
    let mut follow = Vec::new();
    for event in &events {
        if let Event::StepFinished { step } = event {
            let opened = follow.iter().filter(|event| opens_debt(event)).count();
            follow.extend(debt::finished(room, step, opened));
        }
        if let Event::TickUndone { step, .. } = event {
            follow.extend(debt::undone(room, step));
        }
    }
    events.extend(follow);
    events
}

const fn opens_debt(event: &Event) -> bool {
    matches!(event, Event::Run(RunEvent::Debt(debt::DebtEvent::Opened { .. })))
}
