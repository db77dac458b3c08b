//! The rules of running the cutover.

use super::{RunCommand, RunEvent, RunRejection, abort, contingency, debt, edit, gate, rehearsal};
use crate::{
    command::Context, event::Event, id::StepId, rejection::Rejection, room::Room, step::Progress,
    text::Reason, time::Length,
};

type Decision = Result<Vec<Event>, Rejection>;

/// Decides what a command of this family makes happen.
pub fn decide(room: &Room, command: RunCommand, context: &Context) -> Decision {
    match command {
        RunCommand::BeginHold { reason } => begin_hold(room, reason),
        RunCommand::EndHold {} => end_hold(room),
        RunCommand::StateRemaining { step, remaining } => state_remaining(room, step, remaining),
        RunCommand::Abort(command) => abort::decide(room, command, context),
        RunCommand::Contingency(command) => contingency::decide(room, command, context),
        RunCommand::Edit(command) => edit::decide(room, command, context),
        RunCommand::Rehearsal(command) => rehearsal::decide(room, command),
        RunCommand::Gate(command) => gate::decide(room, command, context),
        RunCommand::Debt(command) => debt::decide(room, command, context),
    }
}

fn begin_hold(room: &Room, reason: Reason) -> Decision {
    room.runs()?;
    match room.on_hold() {
        Some(hold) => Err(RunRejection::OnHold { since: hold.from }.into()),
        None => happened(RunEvent::HoldBegan { reason, until: None }),
    }
}

fn end_hold(room: &Room) -> Decision {
    match room.on_hold() {
        Some(_) => happened(RunEvent::HoldEnded {}),
        None => Err(RunRejection::NotOnHold.into()),
    }
}

fn state_remaining(room: &Room, step: StepId, remaining: Length) -> Decision {
    room.runs()?;
    let known = room.steps.get(&step);
    let known = known.ok_or_else(|| Rejection::UnknownStep { step: step.clone() })?;
    match known.progress {
        Progress::Running { .. } | Progress::Blocked { started: Some(_), .. } => {
            happened(RunEvent::RemainingStated { step, remaining })
        }
        Progress::Waiting
        | Progress::Blocked { started: None, .. }
        | Progress::Done { .. }
        | Progress::Skipped { .. }
        | Progress::Failed { .. } => Err(RunRejection::NotRunning { step }.into()),
    }
}

fn happened(event: RunEvent) -> Decision {
    Ok(vec![Event::Run(event)])
}
