//! Plan B, in words.

use super::super::{Messages, event::title_of};
use domain::{
    Room, StepId,
    run::contingency::{ContingencyEvent, ContingencyRejection},
};

impl Messages {
    pub(super) fn contingency_event(&self, room: &Room, event: &ContingencyEvent) -> String {
        let ContingencyEvent::Used { step, steps, .. } = event;
        let of = self.quoted(title_of(room, step));
        let titles = steps.iter().map(|step| self.quoted(step.title.as_str()));
        let titles = titles.collect::<Vec<_>>().join(", ");
        let verb = self.word("uses plan B of", "passe au plan B de");
        format!("{verb} {of}{} {titles}", self.colon())
    }

    pub(super) fn contingency_rejection(
        &self,
        room: Option<&Room>,
        no: &ContingencyRejection,
    ) -> String {
        let title =
            |step: &StepId| self.quoted(room.map_or(step.as_str(), |room| title_of(room, step)));
        match no {
            ContingencyRejection::None { step } => self.sentence(
                || {
                    format!(
                        "No plan B was prepared for {}. Put in an unplanned step instead.",
                        title(step)
                    )
                },
                || {
                    format!(
                        "Aucun plan B n’a été préparé pour {}. Ajoutez plutôt une étape imprévue.",
                        title(step)
                    )
                },
            ),
            ContingencyRejection::Used { step } => self.sentence(
                || format!("The plan B of {} is in the plan already.", title(step)),
                || format!("Le plan B de {} est déjà dans le plan.", title(step)),
            ),
            ContingencyRejection::Over { step } => self.sentence(
                || format!("{} is over: its plan B is not needed any more.", title(step)),
                || format!("{} est terminée\u{202f}: son plan B ne sert plus.", title(step)),
            ),
        }
    }
}
