//! Commands about how a cutover is run.

use super::reason;
use crate::story::{person, step, title};
use domain::{
    Command, Length, RoomId, StepId,
    run::{
        NoReturn, RehearsalCommand, Rehearsed, RunCommand, StepRun, Undo,
        abort::AbortCommand,
        contingency::{Contingency, ContingencyCommand, ContingencyStep},
    },
    text::Instructions,
};
use proptest::prelude::*;

/// What the plan says about running a step of so many minutes: of all kinds, and technical.
pub fn facts(minutes: i64, how: &Instructions) -> StepRun {
    let prepared = ContingencyStep {
        id: step("plan-b"),
        title: title("Another way"),
        owner: Some(person("maxime")),
        length: Length::from_minutes(3),
        rehearsed: false,
        instructions: Some(how.clone()),
    };
    StepRun {
        undo: match minutes % 4 {
            0 => Undo::Unsaid,
            1 if minutes == 9 => Undo::Nothing,
            3 if minutes == 11 => Undo::Impossible,
            _ => Undo::Takes { length: Length::from_minutes(2) },
        },
        undo_how: Some(how.clone()),
        point_of_no_return: (minutes == 13).then(NoReturn::default),
        contingency: (minutes % 2 == 1).then(|| Contingency {
            title: title("Plan B"),
            steps: vec![prepared.clone(), prepared],
        }),
        smoke_test: false,
        way_in: None,
    }
}

pub fn commands(
    steps: impl Strategy<Value = StepId> + Clone + 'static,
) -> impl Strategy<Value = Command> {
    let steps = steps.boxed();
    let abort = prop_oneof![
        2 => Just(AbortCommand::Propose { reason: reason("it does not fall") }),
        2 => Just(AbortCommand::Confirm {}),
        1 => Just(AbortCommand::Withdraw {}),
    ];
    let plan_b = steps.clone().prop_map(|step| ContingencyCommand::Use { step });
    prop_oneof![
        abort.prop_map(RunCommand::Abort),
        plan_b.prop_map(RunCommand::Contingency),
        Just(RunCommand::BeginHold { reason: reason("because") }),
        Just(RunCommand::EndHold {}),
        super::edit::commands().prop_map(RunCommand::Edit),
        steps.clone().prop_map(|step| {
            RunCommand::Rehearsal(RehearsalCommand::ProveWayIn { step, reason: reason("seen") })
        }),
        rehearsals().prop_map(RunCommand::Rehearsal),
        (steps, 1..20_u32).prop_map(|(step, minutes)| RunCommand::StateRemaining {
            step,
            remaining: Length::from_minutes(minutes),
        }),
    ]
    .prop_map(Command::Run)
}

/// Of a few rehearsals, some of them twice.
fn rehearsals() -> impl Strategy<Value = RehearsalCommand> {
    (0..3_u8, 1..600_u32).prop_map(|(n, seconds)| RehearsalCommand::Record {
        rehearsal: RoomId::parse(&format!("rehearsal-{n}")).unwrap(),
        lengths: vec![Rehearsed {
            step: crate::story::step("s-0"),
            length: Length::from_seconds(seconds),
            waited: Length::default(),
        }],
    })
}
