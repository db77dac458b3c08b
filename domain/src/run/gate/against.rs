//! What speaks against going on: an answer, a silence, a step that is not done, a team that
//! believes something else, and at the gate behind which users feel it, what nobody has made sure
//! of.

use super::{Answer, Belief, GateRun, ReadBack, Seat, opens_the_interruption};
use crate::{
    id::{EntryId, StepId},
    person::Role,
    plan::Window,
    room::Room,
    run::{Gap, readiness},
    step::Step,
    watch::Missing,
};
use serde::{Deserialize, Serialize};

/// One thing that speaks against going on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// Something the gate waits for is not done.
    EntryOpen {
        /// What.
        step: StepId,
    },
    /// Somebody answered no-go or not yet.
    Said {
        /// Who.
        seat: Seat,
        /// What.
        answer: Answer,
    },
    /// Somebody has not answered.
    Silent {
        /// Who.
        seat: Seat,
    },
    /// A team has not typed what it believes.
    NotReadBack {
        /// Which.
        team: Role,
    },
    /// A team believes something else than the plan says.
    Differs {
        /// Which team.
        team: Role,
        /// About what.
        belief: Belief,
    },
    /// A smoke test behind the gate has no way in that anybody has seen work.
    NoWayIn {
        /// Which step.
        step: StepId,
    },
    /// A way in is not known to be shut.
    EntryPoint {
        /// Which.
        entry: EntryId,
        /// What it lacks.
        missing: Missing,
    },
    /// Nobody has rehearsed these.
    NotRehearsed {
        /// Which, in the order of the plan.
        steps: Vec<StepId>,
    },
}

/// Everything that speaks against passing a gate now: what it waits for first, then the poll in
/// its order, then the teams in the order of the screens, then what the plan is not ready for.
#[must_use]
pub fn against(room: &Room, gate: &Step) -> Vec<Against> {
    let nothing = GateRun::default();
    let known = room.run.gates.get(&gate.plan.id).unwrap_or(&nothing);
    let mut found: Vec<Against> =
        room.waits_for(gate).into_iter().map(|step| Against::EntryOpen { step }).collect();
    for seat in &gate.plan.run.gate.poll {
        let seat = seat.clone();
        match known.answer_of(&seat).map(|answered| answered.answer) {
            Some(Answer::Go) => {}
            Some(answer @ (Answer::NoGo | Answer::NotYet)) => {
                found.push(Against::Said { seat, answer });
            }
            None => found.push(Against::Silent { seat }),
        }
    }
    let window = room.charter.as_ref().map(|charter| charter.window);
    for team in teams_reading_back(room, gate) {
        match known.read_back_of(team) {
            None => found.push(Against::NotReadBack { team }),
            Some(read) => found.extend(
                window
                    .into_iter()
                    .flat_map(|window| differs(read, &window))
                    .map(|belief| Against::Differs { team, belief }),
            ),
        }
    }
    if opens_the_interruption(room, gate) {
        found.extend(not_ready_for(room));
    }
    found
}

/// What the room is not ready for, as far as a gate asks about it. Steps that nobody rehearsed are
/// one thing, however many they are: a verdict is read in one line.
fn not_ready_for(room: &Room) -> Vec<Against> {
    let (mut found, mut steps) = (Vec::new(), Vec::new());
    for gap in readiness(room) {
        match gap {
            Gap::NoWayIn { step } => found.push(Against::NoWayIn { step }),
            Gap::EntryPoint { entry, missing } => {
                found.push(Against::EntryPoint { entry, missing })
            }
            Gap::NotRehearsed { step } => steps.push(step),
            Gap::NoUndo { .. } | Gap::NobodyJoined { .. } => {}
        }
    }
    if !steps.is_empty() {
        found.push(Against::NotRehearsed { steps });
    }
    found
}

/// The teams that type what they believe: those of the poll, and the teams of people it names.
/// None when the gate asks for nothing to be read back.
#[must_use]
pub fn teams_reading_back(room: &Room, gate: &Step) -> Vec<Role> {
    let plan = &gate.plan.run.gate;
    if plan.read_back.is_empty() {
        return Vec::new();
    }
    let team = |seat: &Seat| match seat {
        Seat::Team(role) => Some(*role),
        Seat::Person(person) => room.people.get(person).map(|person| person.role),
    };
    let asked: Vec<Role> = plan.poll.iter().filter_map(team).collect();
    Role::ALL.into_iter().filter(|role| asked.contains(role)).collect()
}

/// Where a team differs from the plan. Starts are compared by the minute, as people say them. What
/// will not work is not compared: nobody can tell two sentences apart for certain, so they are
/// shown side by side and people judge.
#[must_use]
pub fn differs(read: &ReadBack, window: &Window) -> Vec<Belief> {
    let minute = |at: crate::time::Timestamp| at.seconds().div_euclid(60);
    let start = read.start.is_some_and(|start| minute(start) != minute(window.start));
    let length = read.length.is_some_and(|length| length != window.length);
    let found = [(start, Belief::Start), (length, Belief::Length)];
    found.into_iter().filter(|(differs, _)| *differs).map(|(_, belief)| belief).collect()
}
