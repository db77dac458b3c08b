//! The rules of gates.

use super::{
    Against, Answer, Belief, GateCommand, GateEvent, GateRejection, Verdict, against,
    opens_the_interruption, teams_reading_back,
};
use crate::{
    command::Context,
    event::Event,
    id::StepId,
    person::{Actor, Role},
    plan::Work,
    rejection::Rejection,
    rights::Action,
    room::{Room, allow, tick},
    run::RunEvent,
    step::{Progress, Step},
    text::Reason,
    time::{Length, Timestamp},
};

type Decision = Result<Vec<Event>, Rejection>;

/// Decides what a command at a gate makes happen.
pub fn decide(room: &Room, command: GateCommand, context: &Context) -> Decision {
    match command {
        GateCommand::Answer { step, answer, word } => {
            self::answer(open_gate(room, &step)?, answer, word, context)
        }
        GateCommand::ReadBack { step, team, start, length, will_not_work } => {
            let gate = open_gate(room, &step)?;
            read_back(room, gate, team, Typed { start, length, will_not_work }, context)
        }
        GateCommand::Decide { step, verdict, reason } => match verdict {
            Verdict::Go => go(room, open_gate(room, &step)?, reason, context),
            Verdict::NoGo | Verdict::Hold => {
                hold_back(room, gate(room, &step)?, verdict, reason, context)
            }
        },
    }
}

fn answer(gate: &Step, answer: Answer, word: Option<Reason>, context: &Context) -> Decision {
    let step = gate.plan.id.clone();
    let seat = match &context.actor {
        Actor::Person(person) => gate.plan.run.gate.seat_of(person).cloned(),
        Actor::Bascule => None,
    };
    let Some(seat) = seat else { return Err(GateRejection::NotAsked { step }.into()) };
    happened(GateEvent::Answered { step, seat, answer, word })
}

/// What a team typed.
struct Typed {
    start: Option<Timestamp>,
    length: Option<Length>,
    will_not_work: Option<Reason>,
}

fn read_back(room: &Room, gate: &Step, team: Role, typed: Typed, context: &Context) -> Decision {
    let step = gate.plan.id.clone();
    let of_team = context.actor.role() == Some(team);
    if !of_team || !teams_reading_back(room, gate).contains(&team) {
        return Err(GateRejection::NotOfTeam { step, team }.into());
    }
    let missing = gate.plan.run.gate.read_back.iter().find(|belief| match belief {
        Belief::Start => typed.start.is_none(),
        Belief::Length => typed.length.is_none(),
        Belief::WillNotWork => typed.will_not_work.is_none(),
    });
    if let Some(missing) = missing.copied() {
        return Err(GateRejection::Incomplete { step, missing }.into());
    }
    let Typed { start, length, will_not_work } = typed;
    happened(GateEvent::ReadBack { step, team, start, length, will_not_work })
}

/// The gate is passed. A hold that began at this gate ends with it.
fn go(room: &Room, gate: &Step, reason: Option<Reason>, context: &Context) -> Decision {
    let step = gate.plan.id.clone();
    let against: Vec<Against> = against(room, gate);
    if !against.is_empty() && reason.is_none() {
        return Err(GateRejection::Against { step, against }.into());
    }
    let mut events = Vec::new();
    if room.on_hold().is_some() && last_verdict(room, gate) == Some(Verdict::Hold) {
        events.push(Event::Run(RunEvent::HoldEnded {}));
    }
    let verdict = Verdict::Go;
    events.push(decided(GateEvent::Decided { step, verdict, reason: reason.clone(), against }));
    events.extend(tick::finish(room, &gate.plan.id, reason, context)?);
    Ok(events)
}

/// The gate waits. One that had been passed is opened again, unless work behind it has begun.
fn hold_back(
    room: &Room,
    gate: &Step,
    verdict: Verdict,
    reason: Option<Reason>,
    context: &Context,
) -> Decision {
    let step = gate.plan.id.clone();
    let Some(reason) = reason else {
        return Err(GateRejection::WordNeeded { step, verdict }.into());
    };
    let mut events = match gate.progress {
        Progress::Done { .. } => tick::undo(room, &step, Some(reason.clone()), context)?,
        Progress::Skipped { .. } => return Err(tick::already(gate)),
        Progress::Waiting
        | Progress::Running { .. }
        | Progress::Blocked { .. }
        | Progress::Failed { .. } => Vec::new(),
    };
    let (why, against) = (Some(reason.clone()), Vec::new());
    events.push(decided(GateEvent::Decided { step, verdict, reason: why, against }));
    if verdict == Verdict::Hold && room.on_hold().is_none() {
        events.push(Event::Run(RunEvent::HoldBegan { reason, until: None }));
    }
    Ok(events)
}

/// What the plain tick of a step is, when that step is a gate that asks somebody or behind which
/// users feel it: a "go" of the lead. `None` for every other step.
pub fn ticked(
    room: &Room,
    step: &StepId,
    reason: Option<&Reason>,
    context: &Context,
) -> Option<Decision> {
    let gate = room.steps.get(step)?;
    if !gate.plan.run.gate.asks() && !opens_the_interruption(room, gate) {
        return None;
    }
    Some(
        allow(context, Action::DecideGate, None)
            .and_then(|()| go(room, gate, reason.cloned(), context)),
    )
}

/// A passed gate is not unticked: another verdict supersedes the one that stands.
pub fn undone(room: &Room, step: &StepId) -> Result<(), Rejection> {
    let gate = room.steps.get(step);
    if gate.is_some_and(|gate| last_verdict(room, gate) == Some(Verdict::Go)) {
        return Err(GateRejection::VerdictStands { step: step.clone() }.into());
    }
    Ok(())
}

fn last_verdict(room: &Room, gate: &Step) -> Option<Verdict> {
    let verdict = room.run.gates.get(&gate.plan.id)?.verdict()?;
    Some(verdict.verdict)
}

/// A gate that has neither been passed nor left out.
fn open_gate<'a>(room: &'a Room, step: &StepId) -> Result<&'a Step, Rejection> {
    let gate = gate(room, step)?;
    if gate.progress.is_settled() { Err(tick::already(gate)) } else { Ok(gate) }
}

fn gate<'a>(room: &'a Room, step: &StepId) -> Result<&'a Step, Rejection> {
    room.runs()?;
    let known = room.steps.get(step).map(|known| &**known);
    let known = known.ok_or_else(|| Rejection::UnknownStep { step: step.clone() })?;
    match known.plan.work {
        Work::Gate => Ok(known),
        Work::Task { .. } => Err(GateRejection::NotAGate { step: step.clone() }.into()),
    }
}

fn happened(event: GateEvent) -> Decision {
    Ok(vec![decided(event)])
}

const fn decided(event: GateEvent) -> Event {
    Event::Run(RunEvent::Gate(event))
}
