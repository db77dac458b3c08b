//! The page of the plan: what is not ready, what is proposed, the phases, the rehearsals.

mod editor;
mod phases;
mod proposal;
mod readiness;
mod rehearsals;

use super::{Html, Look};
use crate::text::when;
use domain::{
    Length, PersonId, PhaseId, Step, StepId, rehearsed::Lengths, rights::Action,
    run::rehearsal::lengths_of,
};
use std::collections::BTreeSet;

pub use phases::way_in;
pub use readiness::{at_the_gate, gate_chip};

/// What of the plan is open for editing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Editing {
    /// Nothing.
    #[default]
    Nothing,
    /// A step.
    Step(StepId),
    /// A new step of a phase.
    New(PhaseId),
    /// The window.
    Window,
}

impl Look<'_> {
    /// The panels of the plan's page; `joined` are those who were ever in the room.
    #[must_use]
    pub fn of_plan(&self, editing: &Editing, joined: &BTreeSet<PersonId>) -> Html {
        let mut panels = Html::new();
        self.put(&mut panels, "readiness", Some(readiness::list(self, joined)));
        self.put(&mut panels, "proposal", proposal::card(self));
        self.put(&mut panels, "editor", editor::card(self, editing));
        self.put(&mut panels, "phases", Some(phases::all(self)));
        self.put(&mut panels, "rehearsals", Some(rehearsals::card(self)));
        panels
    }

    /// Whether the reader may change the plan as it stands.
    fn edits(&self) -> bool {
        self.may(Action::EditPlan, None) && self.room.stage != domain::Stage::Closed
    }

    fn owner_name(&self, step: &Step) -> String {
        self.room
            .owner(step)
            .map_or_else(|| step.plan.owner.to_string(), |owner| owner.name.to_string())
    }

    fn title(&self, step: &StepId) -> String {
        let known = self.room.steps.get(step);
        known.map_or_else(|| step.to_string(), |step| step.plan.title.to_string())
    }

    fn back(&self) -> String {
        domain::wire::plan_path(&self.room.id)
    }
}

/// `rehearsed 3×: 4–7 min, median 5 min`; `None` when nobody has.
pub fn rehearsed(look: &Look<'_>, step: &StepId) -> Option<String> {
    let Lengths { n, min, median, max } = Lengths::of(&lengths_of(look.room, step))?;
    let (word, middle) = (look.word("rehearsed", "répétée"), look.word("median", "médiane"));
    let colon = look.word(":", "\u{202f}:");
    let length = |length: Length| when::length(length);
    Some(if min == max {
        format!("{word} {n}×{colon} {}", length(min))
    } else {
        format!("{word} {n}×{colon} {} – {}, {middle} {}", length(min), length(max), length(median))
    })
}
