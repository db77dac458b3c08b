//! Why not, as a sentence: what happened and what to do. Exhaustive: a new reason needs its words.

use super::{Messages, event::title_of, when};
use crate::boot::Locale;
use domain::{PersonId, PlanFault, Rejection, Room, StepId, rights::Action};

impl Messages {
    /// The sentence for a refused command. With the room, steps and people are named by their
    /// titles; without it, by their ids.
    #[must_use]
    pub fn rejection(&self, rejection: &Rejection, room: Option<&Room>) -> String {
        let step = |id: &StepId| self.quoted(room.map_or(id.as_str(), |room| title_of(room, id)));
        let steps = |ids: &[StepId]| ids.iter().map(step).collect::<Vec<_>>().join(", ");
        let person = |id: &PersonId| {
            let known = room.and_then(|room| room.people.get(id));
            known.map_or_else(|| id.to_string(), |person| person.name.to_string())
        };
        match rejection {
            Rejection::NotAllowed { action, role } => {
                let (role, what) = (self.role(*role), self.action(*action));
                self.sentence(
                    || format!("You may not {what}: your role here is {role}. Ask the lead."),
                    || format!(
                        "Vous ne pouvez pas {what}\u{202f}: votre rôle ici est {role}. Demandez au pilote."
                    ))
            }
            Rejection::PartChanged => self.sentence(
                || "Your part in this room has changed. Reload the page.".into(),
                || "Votre place dans cette salle a changé. Rechargez la page.".into()),
            // People are looked after on a page of the server's alone: the words stay there.
            #[cfg(feature = "ssr")]
            Rejection::People(no) => self.people_rejection(no, &person),
            #[cfg(not(feature = "ssr"))]
            Rejection::People(no) => no.code().into(),
            Rejection::Run(no) => self.run_rejection(room, no),
            Rejection::Watch(no) => self.watch_rejection(room, no),
            Rejection::Word(no) => self.word_rejection(room, no),
            #[cfg(feature = "ssr")]
            Rejection::Removal(no) => self.removal_rejection(no),
            #[cfg(not(feature = "ssr"))]
            Rejection::Removal(no) => no.code().into(),
            Rejection::RoomExists { room } => self.sentence(
                || format!("The room {room} exists already."),
                || format!("La salle {room} existe déjà.")),
            Rejection::BadPlan { faults } => {
                let lines: Vec<String> = faults.iter().map(|fault| self.fault(fault)).collect();
                lines.join(" ")
            }
            Rejection::StageOutOfOrder { from, to } => {
                let (from, to) = (self.stage(*from), self.stage(*to));
                self.sentence(
                    || format!("The room cannot go from “{from}” to “{to}”."),
                    || format!(
                        "La salle ne peut pas passer de «\u{202f}{from}\u{202f}» à «\u{202f}{to}\u{202f}»."
                    ))
            }
            Rejection::RoomNotLive { stage } => {
                let stage = self.stage(*stage);
                self.sentence(
                    || format!(
                        "Steps move only while the cutover is under way. The room is: {stage}."
                    ),
                    || format!(
                        "Les étapes ne bougent que pendant la bascule. État de la salle\u{202f}: {stage}."
                    ))
            }
            Rejection::UnknownStep { step: id } => self.sentence(
                || format!(
                    "There is no step {id} in this room. It may have been removed: reload the page."
                ),
                || format!(
                    "Il n’y a pas d’étape {id} dans cette salle. Elle a peut-être été retirée\u{202f}: rechargez la page."
                )),
            Rejection::UnknownPhase { phase } => self.sentence(
                || format!("There is no phase {phase} in this room."),
                || format!("Il n’y a pas de phase {phase} dans cette salle.")),
            Rejection::UnknownPerson { person: id } => self.sentence(
                || format!("There is nobody called {id} in this room."),
                || format!("Personne ne s’appelle {id} dans cette salle.")),
            Rejection::PersonTaken { person: id } => self.sentence(
                || format!("{} is somebody else in this room. Use another name.", person(id)),
                || format!(
                    "{} est quelqu’un d’autre dans cette salle. Choisissez un autre nom.",
                    person(id)
                )),
            Rejection::OutOfTurn { step: id, waits_for } => self.sentence(
                || format!(
                    "{} waits for {}. The lead may start it before its turn, with a reason.",
                    step(id),
                    steps(waits_for)
                ),
                || format!(
                    "{} attend {}. Le pilote peut la démarrer avant son tour, avec une raison.",
                    step(id),
                    steps(waits_for)
                )),
            Rejection::AlreadyThere { step: id, state, by, at } => {
                let zone = room.and_then(|room| room.charter.as_ref()).map(|charter| &charter.zone);
                let at =
                    at.zip(zone).map(|(at, zone)| when::hour_minute(zone, at)).unwrap_or_default();
                let by = by.as_ref().map_or("", |by| by.name());
                let state = self.standing(state).to_lowercase();
                self.sentence(
                    || format!("{} is already {state} ({by}, {at}).", step(id)),
                    || format!("{} est déjà {state} ({by}, {at}).", step(id)))
            }
            Rejection::NotBlocked { step: id } => self.sentence(
                || format!("{} is not blocked.", step(id)),
                || format!("{} n’est pas bloquée.", step(id))),
            Rejection::NotStarted { step: id } => self.sentence(
                || format!("{} has not been started.", step(id)),
                || format!("{} n’a pas été démarrée.", step(id))),
            Rejection::BegunSince { step: id, begun } => self.sentence(
                || format!(
                    "{} cannot be taken back: {} began after it. Take that back first.",
                    step(id),
                    steps(begun)
                ),
                || format!(
                    "Impossible de revenir sur {}\u{202f}: {} a commencé ensuite. Revenez d’abord sur celle-là.",
                    step(id),
                    steps(begun)
                )),
            Rejection::ReasonNeeded { step: id } => self.sentence(
                || format!(
                    "The tick of {} is more than a minute old: open the step and give a reason to take it back.",
                    step(id)
                ),
                || format!(
                    "{} est cochée depuis plus d’une minute\u{202f}: ouvrez l’étape et donnez une raison pour revenir dessus.",
                    step(id)
                )),
            Rejection::NoSuchTime { step: id } => self.sentence(
                || format!("{} has no such time to correct.", step(id)),
                || format!("{} n’a pas encore cette heure à corriger.", step(id))),
            Rejection::TimeInFuture => self.sentence(
                || "A recorded time cannot be in the future.".into(),
                || "Une heure enregistrée ne peut pas être dans le futur.".into()),
            Rejection::EndsBeforeStart { step: id } => self.sentence(
                || format!("{} cannot end before it starts.", step(id)),
                || format!("{} ne peut pas finir avant d’avoir commencé.", step(id))),
            Rejection::SameTime { step: id } => self.sentence(
                || format!("{} already has this time.", step(id)),
                || format!("{} a déjà cette heure.", step(id))),
            Rejection::SameOwner { step: id, owner } => self.sentence(
                || format!("{} already belongs to {}.", step(id), person(owner)),
                || format!("{} est déjà confiée à {}.", step(id), person(owner))),
            Rejection::OnlyObserves { person: id } => self.sentence(
                || format!("{} only observes and cannot own a step.", person(id)),
                || format!("{} ne fait qu’observer et ne peut pas avoir d’étape.", person(id))),
            Rejection::AlreadyBegun { step: id } => self.sentence(
                || format!("{} has already begun and cannot wait for the new step.", step(id)),
                || format!("{} a déjà commencé et ne peut pas attendre la nouvelle étape.", step(id))),
        }
    }

    /// What somebody may not do, to follow "You may not".
    pub(crate) const fn action(&self, action: Action) -> &'static str {
        match (self.locale(), action) {
            // Asked for on parts of the page that the server renders: the words stay there.
            (
                _,
                Action::HoldRun
                | Action::PublishRoom
                | Action::Abort
                | Action::EditPlan
                | Action::Acknowledge
                | Action::PinMessage
                | Action::PublishCard
                | Action::SetCadence
                | Action::ReadDrafts
                | Action::EditNotice
                | Action::ApproveNotice
                | Action::PublishNotice
                | Action::AnswerGate
                | Action::DecideGate
                | Action::KeepDebts
                | Action::PlanWatch
                | Action::VouchEntry
                | Action::OverruleProof
                | Action::RecordWatch,
            ) => self.action_beyond(action),
            (Locale::En, Action::ReadRoom) => "see this room",
            (Locale::En, Action::ReadTechnical) => "see technical details",
            (Locale::En, Action::TickStep) => "tick this step",
            (Locale::En, Action::BlockStep) => "block or unblock this step",
            (Locale::En, Action::OverrideOrder) => "start a step before its turn",
            (Locale::En, Action::SkipStep) => "leave a step out",
            (Locale::En, Action::CorrectTime) => "correct this time",
            (Locale::En, Action::InsertStep) => "put in an unplanned step",
            (Locale::En, Action::ReassignStep) => "give a step to somebody else",
            (Locale::En, Action::MoveStage) => "move the room on",
            (Locale::En, Action::RemoveRoom) => "remove this room",
            (Locale::En, Action::MakeToken) => "make access tokens",
            (Locale::En, Action::PostMessage) => "write in the feed",
            (Locale::En, Action::PostDecision) => "record a decision",
            (Locale::En, Action::PostAlert) => "raise an alert",
            (
                Locale::En,
                Action::ReadPeople
                | Action::ExportLog
                | Action::PushSamples
                | Action::ReadLog
                | Action::Substitute
                | Action::Invite
                | Action::ChangeRole
                | Action::RevokePerson
                | Action::EndSessions
                | Action::HandOver
                | Action::AnswerHandover
                | Action::OwnSessions
                | Action::Enter
                | Action::MakeRoom,
            ) => "look after the people of this room",
            (Locale::Fr, Action::ReadRoom) => "voir cette salle",
            (Locale::Fr, Action::ReadTechnical) => "voir les détails techniques",
            (Locale::Fr, Action::TickStep) => "cocher cette étape",
            (Locale::Fr, Action::BlockStep) => "bloquer ou débloquer cette étape",
            (Locale::Fr, Action::OverrideOrder) => "démarrer une étape avant son tour",
            (Locale::Fr, Action::SkipStep) => "sauter une étape",
            (Locale::Fr, Action::CorrectTime) => "corriger cette heure",
            (Locale::Fr, Action::InsertStep) => "ajouter une étape imprévue",
            (Locale::Fr, Action::ReassignStep) => "confier une étape à quelqu’un d’autre",
            (Locale::Fr, Action::MoveStage) => "faire avancer la salle",
            (Locale::Fr, Action::RemoveRoom) => "retirer cette salle",
            (Locale::Fr, Action::MakeToken) => "créer des jetons d’accès",
            (Locale::Fr, Action::PostMessage) => "écrire dans le fil",
            (Locale::Fr, Action::PostDecision) => "enregistrer une décision",
            (Locale::Fr, Action::PostAlert) => "lancer une alerte",
            (
                Locale::Fr,
                Action::ReadPeople
                | Action::ExportLog
                | Action::PushSamples
                | Action::ReadLog
                | Action::Substitute
                | Action::Invite
                | Action::ChangeRole
                | Action::RevokePerson
                | Action::EndSessions
                | Action::HandOver
                | Action::AnswerHandover
                | Action::OwnSessions
                | Action::Enter
                | Action::MakeRoom,
            ) => "vous occuper des personnes de cette salle",
        }
    }

    /// One thing wrong with a plan.
    #[must_use]
    pub fn fault(&self, fault: &PlanFault) -> String {
        if self.locale() == Locale::En {
            return as_sentence(&fault.to_string());
        }
        match fault {
            PlanFault::DuplicateStep { step } => {
                format!("Étape {step}\u{202f}: cet identifiant sert deux fois.")
            }
            PlanFault::DuplicatePhase { phase } => {
                format!("Phase {phase}\u{202f}: cet identifiant sert deux fois.")
            }
            PlanFault::DuplicatePerson { person } => {
                format!("Personne {person}\u{202f}: cet identifiant sert deux fois.")
            }
            PlanFault::NoOwner { step } => {
                format!("Étape {step}\u{202f}: elle n’a pas de responsable.")
            }
            PlanFault::UnknownOwner { step, owner } => format!(
                "Étape {step}\u{202f}: son responsable {owner} n’est pas dans la liste des personnes."
            ),
            PlanFault::UnknownDependency { step, after } => {
                format!("Étape {step}\u{202f}: elle attend {after}, qui n’existe pas.")
            }
            PlanFault::Cycle { steps } => {
                let mut names: Vec<&str> = steps.iter().map(StepId::as_str).collect();
                names.extend(steps.first().map(StepId::as_str));
                format!("Des étapes s’attendent en cercle\u{202f}: {}.", names.join(" → "))
            }
            PlanFault::BadLength { step, seconds } => format!(
                "Étape {step}\u{202f}: sa durée doit aller d’une seconde à 30 jours, pas {seconds} s."
            ),
            PlanFault::WindowTooShort { window, interruption } => format!(
                "La fenêtre ({} min) est plus courte que l’interruption ({} min).",
                window.minutes(),
                interruption.minutes()
            ),
            PlanFault::TwoEffects { first, second } => format!(
                "Étapes {first} et {second}\u{202f}: une seule étape peut commencer ou finir l’interruption."
            ),
            #[cfg(not(target_arch = "wasm32"))]
            PlanFault::Watch(fault) => self.watch_fault(fault),
            PlanFault::NoSteps => "Le plan n’a pas d’étape.".into(),
            PlanFault::TooLarge => format!(
                "Le plan a plus de {} étapes ou de {} liens entre elles.",
                domain::plan::STEPS_MAX,
                domain::plan::LINKS_MAX
            ),
        }
    }
}

/// What the domain says of a fault, as a sentence: a capital first, a full stop last.
pub(super) fn as_sentence(line: &str) -> String {
    let mut letters = line.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
