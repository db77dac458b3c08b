//! Edits of the plan, in words.

use super::super::{Messages, event::title_of};
use crate::boot::Locale;
use domain::{
    PhaseId, Room, StepId,
    run::{Edit, EditEvent, EditRejection, edit::PlanChange},
};

/// So many names are read; of more, the number.
const NAMED: usize = 4;

impl Messages {
    /// The sentence without its subject.
    pub(super) fn edit_event(&self, room: &Room, event: &EditEvent) -> String {
        match event {
            EditEvent::Proposed { edit } => {
                let verb = self.word("proposes a change of the plan", "propose de changer le plan");
                format!("{verb}{} {}", self.colon(), self.edit(room, edit))
            }
            EditEvent::Shortened {} => {
                self.word("took one proposed change back", "a retiré un changement proposé").into()
            }
            EditEvent::Dropped {} => self
                .word("dropped the proposed changes", "a abandonné les changements proposés")
                .into(),
            EditEvent::Changed { change, undoes } => {
                let verb = match undoes {
                    None => self.word("changed the plan", "a changé le plan"),
                    Some(_) => self.word(
                        "took the last change of the plan back",
                        "est revenu sur le dernier changement du plan",
                    ),
                };
                format!("{verb}{} {}", self.colon(), self.plan_change(room, change))
            }
        }
    }

    /// One edit in short, for a list.
    #[must_use]
    pub fn edit(&self, room: &Room, edit: &Edit) -> String {
        let step = |id: &StepId| self.quoted(title_of(room, id));
        let phase = |id: &PhaseId| {
            let known = room.phases.iter().find(|phase| phase.id == *id);
            self.quoted(known.map_or(id.as_str(), |phase| phase.title.as_str()))
        };
        let said = |en: &str, fr: &str, what: String| match self.locale() {
            Locale::En => format!("{en} {what}"),
            Locale::Fr => format!("{fr} {what}"),
        };
        match edit {
            Edit::AddStep { to, .. } => said("add", "ajouter", self.quoted(to.title.as_str())),
            Edit::ReviseStep { step: id, .. } => said("edit", "modifier", step(id)),
            Edit::MoveStep { step: id, .. } => said("move", "déplacer", step(id)),
            Edit::RemoveStep { step: id } => said("remove", "retirer", step(id)),
            Edit::AddPhase { title } => {
                said("add the phase", "ajouter la phase", self.quoted(title.as_str()))
            }
            Edit::RenamePhase { phase: id, .. } => {
                said("rename the phase", "renommer la phase", phase(id))
            }
            Edit::MovePhase { phase: id, .. } => {
                said("move the phase", "déplacer la phase", phase(id))
            }
            Edit::RemovePhase { phase: id } => {
                said("remove the phase", "retirer la phase", phase(id))
            }
            Edit::ReviseWindow { .. } => {
                self.word("change the window", "changer la fenêtre").to_owned()
            }
        }
    }

    fn plan_change(&self, room: &Room, change: &PlanChange) -> String {
        let names = |all: Vec<&str>| match all.len() {
            0 => None,
            n if n > NAMED => Some(match self.locale() {
                Locale::En => format!("{n} steps"),
                Locale::Fr => format!("{n} étapes"),
            }),
            _ => Some(all.iter().map(|name| self.quoted(name)).collect::<Vec<_>>().join(", ")),
        };
        let steps = names(change.steps.iter().map(|step| step.title.as_str()).collect());
        let gone = names(change.removed.iter().map(|step| step.title.as_str()).collect());
        let gone = gone.map(|gone| match self.locale() {
            Locale::En => format!("{gone} removed"),
            Locale::Fr => format!("{gone} en moins"),
        });
        let order = (change.phases.is_some() && steps.is_none() && gone.is_none())
            .then(|| self.word("its order", "son ordre").to_owned());
        let window = (change.window.is_some() || change.interruption.is_some()).then(|| {
            let charter = room.charter.as_ref();
            let minutes = charter.map_or(0, |charter| charter.window.length.minutes());
            let word = self.word("window", "fenêtre");
            format!("{word} {minutes}\u{a0}min")
        });
        [steps, gone, order, window].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Why not.
    pub(super) fn edit_rejection(&self, room: Option<&Room>, no: &EditRejection) -> String {
        let both = |en: &'static str, fr: &'static str| self.word(en, fr).to_owned();
        match no {
            EditRejection::HasBegun { step } => {
                let title = room.map_or(step.as_str(), |room| title_of(room, step));
                let title = self.quoted(title);
                match self.locale() {
                    Locale::En => format!(
                        "{title} has begun: facts are not edited. It can neither be removed nor \
                         moved, and keeps its planned start and what it waited for."
                    ),
                    Locale::Fr => format!(
                        "{title} a commencé\u{202f}: on ne modifie pas des faits. Impossible de la \
                         retirer ou de la déplacer\u{202f}; elle garde son début prévu et ce qu’elle \
                         attendait."
                    ),
                }
            }
            EditRejection::HalfAHold { .. } => both(
                "A planned hold needs a name and a length from 1 s to 30 days; leave both empty for none.",
                "Une suspension prévue a un nom et une durée de 1 s à 30 jours\u{202f}; laissez les deux vides s’il n’y en a pas.",
            ),
            EditRejection::HoldAfterNothing { .. } => both(
                "A hold before a step begins when what the step waits for has ended: let it wait for something.",
                "Une suspension avant une étape commence quand ce qu’elle attend est terminé\u{202f}: faites-lui attendre quelque chose.",
            ),
            EditRejection::HalfAPlanB { .. } => both(
                "A plan B needs a name and steps, each with a name and a length; leave all empty for none.",
                "Un plan B a un nom et des étapes, chacune avec un nom et une durée\u{202f}; laissez tout vide s’il n’y en a pas.",
            ),
            EditRejection::OnlyGatesAsk { .. } => both(
                "Only a gate asks a question: tick “gate”, or empty the fields of the gate.",
                "Seule une porte pose une question\u{202f}: cochez «\u{202f}porte\u{202f}» ou videz ses champs.",
            ),
            EditRejection::NobodyIsAsked { .. } => both(
                "Nobody is asked to read back: tick who answers.",
                "Personne n’est appelé à reformuler\u{202f}: cochez qui répond.",
            ),
            EditRejection::ReasonOfNothing { .. } => both(
                "There is a reason for a point of no return, and the step is none: tick it, or empty the reason.",
                "Il y a une raison de non-retour, mais l’étape n’en est pas un point\u{202f}: cochez-le ou videz la raison.",
            ),
            EditRejection::PaysForNothing { paid, .. } => {
                let title = room.map_or(paid.as_str(), |room| title_of(room, paid));
                let title = self.quoted(title);
                match self.locale() {
                    Locale::En => format!("{title} leaves nothing to be undone."),
                    Locale::Fr => format!("{title} ne laisse rien à défaire."),
                }
            }
            EditRejection::PhaseHasSteps { .. } => both(
                "This phase still has steps. Move or remove them first.",
                "Cette phase a encore des étapes. Déplacez-les ou retirez-les d’abord.",
            ),
            EditRejection::WindowStands => both(
                "The window stands while the cutover is under way: it is what was announced.",
                "La fenêtre ne change pas pendant la bascule\u{202f}: c’est ce qui a été annoncé.",
            ),
            EditRejection::Closed => both(
                "The room is closed: its plan is history.",
                "La salle est close\u{202f}: son plan appartient à l’histoire.",
            ),
            EditRejection::NothingChanges => both("This changes nothing.", "Cela ne change rien."),
            EditRejection::NothingProposed => both(
                "No change is proposed. Somebody else may have applied or dropped it.",
                "Aucun changement n’est proposé. Quelqu’un l’a peut-être appliqué ou abandonné.",
            ),
            EditRejection::NothingToUndo => both(
                "There is no change of yours to take back: only the last one can be, by whoever made it.",
                "Vous n’avez pas de changement à annuler\u{202f}: seul le dernier peut l’être, par son auteur.",
            ),
            EditRejection::BuiltOn => both(
                "Something has happened on top of this change. Make another one instead.",
                "Il s’est passé quelque chose depuis ce changement. Faites-en plutôt un nouveau.",
            ),
        }
    }
}
