//! The rules of what a rehearsal leaves behind.

use super::{RehearsalCommand, RehearsalEvent, RehearsalRejection, Rehearsed};
use crate::{
    event::Event,
    id::{RoomId, StepId},
    rejection::Rejection,
    room::Room,
    run::RunEvent,
    text::Reason,
};

/// Decides what a command makes happen.
pub fn decide(room: &Room, command: RehearsalCommand) -> Result<Vec<Event>, Rejection> {
    match command {
        RehearsalCommand::Record { rehearsal, lengths } => record(room, rehearsal, lengths),
        RehearsalCommand::ProveWayIn { step, reason } => prove(room, step, reason),
    }
}

/// Steps that the plan does not have any more are left out.
fn record(
    room: &Room,
    rehearsal: RoomId,
    mut lengths: Vec<Rehearsed>,
) -> Result<Vec<Event>, Rejection> {
    if room.charter.is_none() {
        return Err(Rejection::RoomNotLive { stage: room.stage });
    }
    if room.run.rehearsals.iter().any(|known| known.rehearsal == rehearsal) {
        return Err(RehearsalRejection::RecordedAlready { rehearsal }.into());
    }
    lengths.retain(|length| room.steps.contains_key(&length.step));
    happened(RehearsalEvent::Recorded { rehearsal, lengths })
}

fn prove(room: &Room, step: StepId, reason: Reason) -> Result<Vec<Event>, Rejection> {
    let Some(known) = room.steps.get(&step) else {
        return Err(Rejection::UnknownStep { step });
    };
    match &known.plan.run.way_in {
        None => Err(RehearsalRejection::NoWayIn { step }.into()),
        Some(way_in) if way_in.proven => Err(RehearsalRejection::ProvenAlready { step }.into()),
        Some(_) => happened(RehearsalEvent::WayInProven { step, reason }),
    }
}

fn happened(event: RehearsalEvent) -> Result<Vec<Event>, Rejection> {
    Ok(vec![Event::Run(RunEvent::Rehearsal(event))])
}
