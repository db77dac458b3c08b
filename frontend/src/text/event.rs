//! What happened, as a sentence of the feed. Exhaustive: a new event kind needs its words.

use super::{Messages, when};
use crate::boot::Locale;
use domain::{
    Event, PersonId, Recorded, Room, StepId,
    event::BackTo,
    step::{Moment, Progress},
    text::Reason,
};

impl Messages {
    /// The sentence without its subject, which the feed shows before it: "ticked “Maintenance off”".
    #[must_use]
    pub fn event(&self, room: &Room, recorded: &Recorded) -> String {
        let title = |step: &StepId| self.quoted(title_of(room, step));
        match &recorded.event {
            Event::RoomCreated { .. } => self.word("made this room", "a créé la salle").into(),
            // No page of a removed room is ever shown: only files of the server say this.
            #[cfg(not(feature = "ssr"))]
            Event::RoomRemoved { reason } => reason.to_string(),
            #[cfg(feature = "ssr")]
            Event::RoomRemoved { reason } => {
                let verb = self.word("removed this room", "a retiré la salle");
                format!("{verb}{} {reason}", self.colon())
            }
            Event::PersonJoined { person } | Event::PersonRestored { person } => {
                let role = self.role(person.role);
                format!("{} ({role})", self.word("came in", "est entré"))
            }
            Event::StageReached { stage } => {
                let stage = self.stage(*stage);
                let verb = self.word("moved the room on", "a fait avancer la salle");
                format!("{verb}{} {stage}", self.colon())
            }
            Event::StepStarted { step, anyway } => {
                let verb = self.word("started", "a démarré");
                let line = format!("{verb} {}", title(step));
                match anyway {
                    None => line,
                    Some(why) => {
                        let early = self.word("before its turn", "avant son tour");
                        format!("{line} {early}{} {why}", self.colon())
                    }
                }
            }
            Event::StepFinished { step } => {
                format!("{} {}", self.word("ticked", "a terminé"), title(step))
            }
            Event::StepSkipped { step, reason } => {
                format!(
                    "{} {}{} {reason}",
                    self.word("skipped", "a sauté"),
                    title(step),
                    self.colon()
                )
            }
            Event::StepBlocked { step, reason } => {
                let verb = self.word("is blocked on", "est bloqué sur");
                format!("{verb} {}{} {reason}", title(step), self.colon())
            }
            Event::StepUnblocked { step } => {
                format!("{} {}", self.word("can go on with", "peut reprendre"), title(step))
            }
            Event::StepFailed { step, reason } => {
                let verb = self.word("saw this fail:", "a vu échouer");
                format!("{verb} {}{} {reason}", title(step), self.colon())
            }
            Event::TickUndone { step, back_to, reason } => {
                let verb = match back_to {
                    BackTo::Waiting | BackTo::Running => self.word("took back", "est revenu sur"),
                };
                let line = format!("{verb} {}", title(step));
                match reason {
                    None => line,
                    Some(why) => format!("{line}{} {why}", self.colon()),
                }
            }
            Event::TimeCorrected { step, moment, was, now, reason } => {
                let zone = room.charter.as_ref().map(|charter| &charter.zone);
                let shown = |at| zone.map_or_else(String::new, |zone| when::hour_minute(zone, at));
                let which = match moment {
                    Moment::Started => self.word("the start of", "le début de"),
                    Moment::Finished => self.word("the end of", "la fin de"),
                };
                let verb = self.word("corrected", "a corrigé");
                let (was, now) = (shown(*was), shown(*now));
                format!("{verb} {which} {}{} {was} → {now}. {reason}", title(step), self.colon())
            }
            Event::StepInserted { step, .. } => {
                let verb = self.word("put in an unplanned step", "a ajouté une étape imprévue");
                format!("{verb}{} {}", self.colon(), self.quoted(step.title.as_str()))
            }
            Event::StepReassigned { step, to, from: _ } => {
                let to = name_of(room, to);
                let verb = self.word("gave", "a confié");
                let preposition = self.word("to", "à");
                format!("{verb} {} {preposition} {to}", title(step))
            }
            Event::RoleChanged { person, to, reason, from: _ } => {
                let because = reason.as_ref().map_or("", Reason::as_str);
                let verb = self.word("changed the role:", "a changé le rôle\u{202f}:");
                format!("{verb} {} → {} {because}", name_of(room, person), self.role(*to))
            }
            Event::PersonRevoked { person, reason } => {
                let verb = self.word("ended the part of", "a mis fin à la participation de");
                format!("{verb} {}{} {reason}", name_of(room, person), self.colon())
            }
            Event::SessionsEnded { person } => {
                format!("{} {}", self.word("signed out", "a déconnecté"), name_of(room, person))
            }
            Event::HandoverProposed { to, from: _ } => {
                format!(
                    "{} {}",
                    self.word("offers the lead to", "propose le pilotage à"),
                    name_of(room, to)
                )
            }
            Event::HandoverDeclined { .. } => self
                .word("says no to handing the lead over", "dit non au passage du pilotage")
                .into(),
            Event::MessagePosted { text, .. } => text.as_str().to_owned(),
            Event::Run(event) => self.run_event(room, event),
            Event::Watch(event) => self.watch_event(room, event),
            Event::Word(event) => self.word_event(room, event),
            Event::Told(told) => self.sentence(|| told.en.clone(), || told.fr.clone()),
        }
    }

    /// The word for an event beside its author, such as "blocked".
    #[must_use]
    pub fn event_tag(&self, event: &Event) -> Option<&'static str> {
        match event {
            Event::StepBlocked { .. } => Some(self.step_blocked),
            Event::StepFailed { .. } => Some(self.step_failed),
            Event::StepInserted { .. } => Some(self.unplanned),
            Event::TimeCorrected { .. } => Some(self.corrected),
            Event::MessagePosted { message, .. } => Some(self.message_kind(*message)),
            Event::RoomCreated { .. }
            | Event::RoomRemoved { .. }
            | Event::PersonJoined { .. }
            | Event::StageReached { .. }
            | Event::StepStarted { .. }
            | Event::StepFinished { .. }
            | Event::StepSkipped { .. }
            | Event::StepUnblocked { .. }
            | Event::TickUndone { .. }
            | Event::StepReassigned { .. }
            | Event::RoleChanged { .. }
            | Event::PersonRevoked { .. }
            | Event::PersonRestored { .. }
            | Event::SessionsEnded { .. }
            | Event::HandoverProposed { .. }
            | Event::HandoverDeclined { .. }
            | Event::Run(_)
            | Event::Watch(_)
            | Event::Word(_)
            | Event::Told(_) => None,
        }
    }

    /// Why a step is blocked, skipped or failed, if it is.
    #[must_use]
    pub fn why(&self, progress: &Progress) -> Option<String> {
        match progress {
            Progress::Blocked { reason, .. }
            | Progress::Skipped { reason, .. }
            | Progress::Failed { reason, .. } => Some(self.quoted(reason.as_str())),
            Progress::Waiting | Progress::Running { .. } | Progress::Done { .. } => None,
        }
    }

    /// A colon as the language sets it.
    #[must_use]
    pub const fn colon(&self) -> &'static str {
        match self.locale() {
            Locale::En => ":",
            Locale::Fr => "\u{202f}:",
        }
    }
}

/// A person's name, or their id when the room does not know them.
#[must_use]
pub fn name_of<'a>(room: &'a Room, person: &'a PersonId) -> &'a str {
    room.people.get(person).map_or(person.as_str(), |person| person.name.as_str())
}

/// A step's title, or its id when the room does not hold it.
#[must_use]
pub fn title_of<'a>(room: &'a Room, step: &'a StepId) -> &'a str {
    room.steps.get(step).map_or(step.as_str(), |step| step.plan.title.as_str())
}
