//! Running the cutover, in words: what happened and why not.

mod abort;
mod contingency;
mod debt;
mod edit;
pub mod gate;
mod rehearsal;

use super::{Messages, event::title_of};
use crate::boot::Locale;
use domain::{
    Room, StepId,
    rights::Action,
    run::{RunEvent, RunRejection},
};

impl Messages {
    /// The sentence without its subject.
    pub(super) fn run_event(&self, room: &Room, event: &RunEvent) -> String {
        let title = |step: &StepId| self.quoted(title_of(room, step));
        let colon = self.colon();
        match event {
            RunEvent::HoldBegan { reason, until } => {
                let verb = match until {
                    None => self.word("put the cutover on hold", "a suspendu la bascule"),
                    Some(_) => {
                        self.word("reached a planned hold", "est arrivé à une suspension prévue")
                    }
                };
                let until = until.map(|until| {
                    let until = self.start_believed(room, until);
                    format!(" ({} {until})", self.word("until", "jusqu’à"))
                });
                format!("{verb}{colon} {reason}{}", until.unwrap_or_default())
            }
            RunEvent::HoldEnded {} => {
                self.word("let the cutover go on", "a repris la bascule").into()
            }
            RunEvent::Edit(event) => self.edit_event(room, event),
            RunEvent::Rehearsal(event) => self.rehearsal_event(room, event),
            RunEvent::Gate(event) => self.gate_event(room, event),
            RunEvent::Debt(event) => self.debt_event(room, event),
            RunEvent::RemainingStated { step, remaining } => {
                let (title, minutes) = (title(step), remaining.minutes());
                match self.locale() {
                    Locale::En => format!("needs {minutes} more min for {title}"),
                    Locale::Fr => {
                        format!("a encore besoin de {minutes}\u{a0}min pour {title}")
                    }
                }
            }
            RunEvent::Abort(event) => self.abort_event(event),
            RunEvent::Contingency(event) => self.contingency_event(room, event),
        }
    }

    /// Why not.
    pub(super) fn run_rejection(&self, room: Option<&Room>, no: &RunRejection) -> String {
        match no {
            RunRejection::Abort(no) => self.abort_rejection(room, no),
            RunRejection::Contingency(no) => self.contingency_rejection(room, no),
            RunRejection::OnHold { .. } => self
                .word("The cutover is on hold already.", "La bascule est déjà suspendue.")
                .into(),
            RunRejection::NotOnHold => {
                self.word("The cutover is not on hold.", "La bascule n’est pas suspendue.").into()
            }
            RunRejection::Edit(no) => self.edit_rejection(room, no),
            RunRejection::Rehearsal(no) => self.rehearsal_rejection(room, no),
            RunRejection::Gate(no) => self.gate_rejection(room, no),
            RunRejection::Debt(no) => self.debt_rejection(room, no),
            RunRejection::NotRunning { step } => {
                let title = room.map_or(step.as_str(), |room| title_of(room, step));
                let title = self.quoted(title);
                match self.locale() {
                    Locale::En => {
                        format!("Nobody works on {title} now. Start it first.")
                    }
                    Locale::Fr => {
                        format!("Personne ne travaille sur {title}. Démarrez-la d’abord.")
                    }
                }
            }
        }
    }

    /// What somebody may not do, to follow "You may not", for actions that the room's own page
    /// does not ask for.
    pub(super) const fn action_beyond(&self, action: Action) -> &'static str {
        match action {
            Action::HoldRun => self.word("pause the cutover", "suspendre la bascule"),
            Action::PlanWatch => self.word(
                "change what is measured and checked",
                "changer ce qui est mesuré et contrôlé",
            ),
            Action::VouchEntry => {
                self.word("give your word for a way in", "donner votre parole pour un accès")
            }
            Action::OverruleProof => {
                self.word("go on without a proof", "continuer sans une preuve")
            }
            Action::Acknowledge => self.word("confirm this", "confirmer cela"),
            Action::PinMessage => self.word("pin messages", "épingler des messages"),
            Action::PublishCard => {
                self.word("publish the answer card", "publier la fiche de réponse")
            }
            Action::SetCadence => {
                self.word("set how often teams are updated", "régler le rythme des points")
            }
            Action::PublishRoom => {
                self.word("open or close the public page", "ouvrir ou fermer la page publique")
            }
            Action::Abort => self.word("abort the cutover", "abandonner la bascule"),
            Action::EditPlan => self.word("change the plan", "changer le plan"),
            Action::AnswerGate => {
                self.word("answer the poll of a gate", "répondre au tour de table")
            }
            Action::DecideGate => self.word("decide at a gate", "décider du go ou du no-go"),
            Action::KeepDebts => {
                self.word("change what is to be undone", "modifier ce qu’il reste à défaire")
            }
            _ => match self.word_action(action) {
                Some(words) => words,
                None => self.word("do this", "faire cela"),
            },
        }
    }
}
