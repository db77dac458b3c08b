//! Edits of the plan, sensible and otherwise.

use super::{SECRET, steps};
use crate::story::{clock, person, phase, roster, title};
use domain::{
    Length, PhaseId,
    plan::{Effect, Lag, Window},
    run::{Edit, EditCommand, RunEdit, StepEdit},
    text::Instructions,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

pub fn commands() -> impl Strategy<Value = EditCommand> {
    prop_oneof![
        6 => edits().prop_map(|edit| EditCommand::Change(Box::new(edit))),
        2 => Just(EditCommand::Apply {}),
        1 => Just(EditCommand::Undo {}),
        1 => Just(EditCommand::Drop {}),
    ]
}

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        2 => (phases(), option::of(steps()), step_edits())
            .prop_map(|(phase, below, to)| Edit::AddStep { phase, below, to }),
        3 => (steps(), step_edits()).prop_map(|(step, to)| Edit::ReviseStep { step, to }),
        2 => (steps(), phases(), option::of(steps()))
            .prop_map(|(step, phase, below)| Edit::MoveStep { step, phase, below }),
        2 => steps().prop_map(|step| Edit::RemoveStep { step }),
        1 => select(vec!["After", "Cut"]).prop_map(|name| Edit::AddPhase { title: title(name) }),
        1 => phases().prop_map(|phase| Edit::RenamePhase { phase, title: title("Otherwise") }),
        1 => (phases(), option::of(phases()))
            .prop_map(|(phase, below)| Edit::MovePhase { phase, below }),
        1 => phases().prop_map(|phase| Edit::RemovePhase { phase }),
        1 => (0..60_u32).prop_map(|minutes| Edit::ReviseWindow {
            window: Window { start: clock("10:06"), length: Length::from_minutes(minutes) },
            interruption: Length::from_minutes(10),
        }),
    ]
}

fn phases() -> impl Strategy<Value = PhaseId> {
    select(vec!["cut", "open", "after", "nowhere"]).prop_map(phase)
}

fn step_edits() -> impl Strategy<Value = StepEdit> {
    let owner = option::weighted(0.9, select(roster()));
    let effect = option::weighted(0.2, Just(Effect::InterruptionEnds));
    let what = (owner, any::<bool>(), option::of(0..9_i64), 0..40_u32);
    (what, vec(steps(), 0..3), effect).prop_map(|((owner, gate, minutes, start), after, effect)| {
        StepEdit {
            title: title("s 1"),
            owner: owner.map(|owner| person(owner.id.as_str())),
            gate,
            length: minutes.map(|minutes| minutes * 60),
            start: clock("10:00").plus(Length::from_minutes(start)),
            lags: after
                .iter()
                .map(|id| Lag { after: id.clone(), length: Length::from_minutes(1) })
                .collect(),
            after,
            instructions: Some(Instructions::parse(SECRET).unwrap()),
            effect,
            undo: Default::default(),
            smoke_test: gate,
            way_in: None,
            run: gate.then(RunEdit::default),
        }
    })
}
