//! Gates, in words: who answered what, what teams believe, what was decided, and why not.

use super::super::{
    Messages,
    event::{name_of, title_of},
    watch::entry_title,
    when,
};
use crate::boot::Locale;
use domain::{
    Length, Role, Room, StepId, Timestamp, Zone,
    run::gate::{Against, Answer, Belief, GateEvent, GateRejection, Seat, Verdict},
    watch::Missing,
};

impl Messages {
    pub(super) fn gate_event(&self, room: &Room, event: &GateEvent) -> String {
        let title = |step: &StepId| self.quoted(title_of(room, step));
        let colon = self.colon();
        match event {
            GateEvent::Answered { step, seat, answer, word } => {
                let (seat, answer) = (self.seat(room, seat), self.answer(*answer));
                let said = match self.locale() {
                    Locale::En => format!("answered {answer} for {seat} at {}", title(step)),
                    Locale::Fr => {
                        format!("a répondu {answer} pour {seat} à {}", title(step))
                    }
                };
                with_word(said, colon, word.as_ref())
            }
            GateEvent::ReadBack { step: _, team, start, length, will_not_work } => {
                let verb = self.word("read back for", "a reformulé pour");
                let start = start.map(|start| self.start_believed(room, start));
                let length = length.map(|length| self.length_believed(length));
                let broken = will_not_work.as_ref().map(|text| {
                    let what = self.word("will not work", "ne marchera pas");
                    format!("{what}{colon} {text}")
                });
                let believed: Vec<String> = [start, length, broken].into_iter().flatten().collect();
                format!("{verb} {}{colon} {}", self.team(*team), believed.join(", "))
            }
            GateEvent::Decided { step, verdict, reason, against } => {
                let verb = self.word("decided", "a décidé");
                let said = format!("{verb} {} · {}", self.verdict(*verdict), title(step));
                let said = with_word(said, colon, reason.as_ref());
                if against.is_empty() {
                    return said;
                }
                let although = self.word("although", "alors que");
                format!("{said} ({although}{colon} {})", self.all_against(room, against))
            }
        }
    }

    pub(super) fn gate_rejection(&self, room: Option<&Room>, no: &GateRejection) -> String {
        let of = |step: &StepId| {
            let title = room.map_or(step.as_str(), |room| title_of(room, step));
            self.quoted(title)
        };
        match (no, self.locale()) {
            (GateRejection::NotAGate { step }, Locale::En) => {
                format!("{} is work, not a decision.", of(step))
            }
            (GateRejection::NotAGate { step }, Locale::Fr) => {
                format!("{} est un travail, pas une décision.", of(step))
            }
            (GateRejection::NotAsked { step }, Locale::En) => {
                format!("You are not asked at {}. Say what you know in the feed.", of(step))
            }
            (GateRejection::NotAsked { step }, Locale::Fr) => format!(
                "On ne vous interroge pas à {}. Dites ce que vous savez dans le fil.",
                of(step)
            ),
            (GateRejection::NotOfTeam { team, .. }, Locale::En) => {
                format!("Only {} says what {} believes.", self.team(*team), self.team(*team))
            }
            (GateRejection::NotOfTeam { team, .. }, Locale::Fr) => {
                format!("C’est à d’autres de le dire ici\u{202f}: {}.", self.team(*team))
            }
            (GateRejection::Incomplete { missing, .. }, Locale::En) => {
                format!("Also type this: {}.", self.belief(*missing))
            }
            (GateRejection::Incomplete { missing, .. }, Locale::Fr) => {
                format!("Il manque ceci\u{202f}: {}.", self.belief(*missing))
            }
            (GateRejection::Against { against, .. }, Locale::En) => {
                let what = self.what_is_against(room, against);
                format!("Not yet: {what}. Settle it first, or the lead goes with a reason.")
            }
            (GateRejection::Against { against, .. }, Locale::Fr) => {
                let what = self.what_is_against(room, against);
                format!(
                    "Pas encore\u{202f}: {what}. Réglez-le d’abord, ou le pilote passe outre en \
                     disant pourquoi."
                )
            }
            (GateRejection::WordNeeded { verdict, .. }, Locale::En) => {
                format!("Say why: {} always carries a word.", self.verdict(*verdict))
            }
            (GateRejection::WordNeeded { verdict, .. }, Locale::Fr) => {
                format!(
                    "Dites pourquoi\u{202f}: {} s’accompagne toujours d’un mot.",
                    self.verdict(*verdict)
                )
            }
            (GateRejection::VerdictStands { step }, Locale::En) => format!(
                "The verdict at {} is not taken back. Give another one: hold or no-go.",
                of(step)
            ),
            (GateRejection::VerdictStands { step }, Locale::Fr) => format!(
                "La décision sur {} ne s’efface pas. Donnez-en une autre\u{202f}: suspendre ou no-go.",
                of(step)
            ),
        }
    }

    /// `go`, `no-go`, `not yet`.
    #[must_use]
    pub const fn answer(&self, answer: Answer) -> &'static str {
        match answer {
            Answer::Go => "go",
            Answer::NoGo => "no-go",
            Answer::NotYet => self.word("not yet", "pas encore"),
        }
    }

    /// `GO`, `NO-GO`, `HOLD`.
    #[must_use]
    pub const fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Go => "GO",
            Verdict::NoGo => "NO-GO",
            Verdict::Hold => self.word("HOLD", "SUSPENDRE"),
        }
    }

    /// A team as it is spoken of: "comms", "le service client".
    #[must_use]
    pub const fn team(&self, team: Role) -> &'static str {
        match team {
            Role::Lead => self.word("the lead", "le pilote"),
            Role::Tech => self.word("tech", "la technique"),
            Role::Support => self.word("support", "le service client"),
            Role::Comms => self.word("comms", "la communication"),
            Role::Observer => self.word("observers", "les observateurs"),
        }
    }

    /// Who sits on a seat of the poll.
    #[must_use]
    pub fn seat(&self, room: &Room, seat: &Seat) -> String {
        match seat {
            Seat::Team(team) => self.team(*team).to_owned(),
            Seat::Person(person) => name_of(room, person).to_owned(),
        }
    }

    /// What a team types, as a label.
    #[must_use]
    pub const fn belief(&self, belief: Belief) -> &'static str {
        match belief {
            Belief::Start => self.word("when it starts", "quand cela commence"),
            Belief::Length => {
                self.word("how long it lasts, in minutes", "combien de temps, en minutes")
            }
            Belief::WillNotWork => {
                self.word("what will not work meanwhile", "ce qui ne marchera pas pendant ce temps")
            }
        }
    }

    /// The sentence nobody may overlook: "Comms believes 10 min. The plan says 30 min."
    #[must_use]
    pub fn believes(&self, team: Role, believed: &str, planned: &str) -> String {
        let team = capital(self.team(team));
        match self.locale() {
            Locale::En => format!("{team} believes {believed}. The plan says {planned}."),
            Locale::Fr => format!("{team} croit {believed}. Le plan dit {planned}."),
        }
    }

    /// `10 min`, not to be broken.
    #[must_use]
    pub fn length_believed(&self, length: Length) -> String {
        format!("{}\u{a0}min", length.minutes())
    }

    /// `10:06` in the room's zone.
    #[must_use]
    pub fn start_believed(&self, room: &Room, start: Timestamp) -> String {
        let zone = room.charter.as_ref().map_or_else(Zone::utc, |charter| charter.zone.clone());
        when::hour_minute(&zone, start)
    }

    /// Everything that speaks against going on, in one line: ways in that are not covered are one
    /// thing to say, however many they are.
    #[must_use]
    pub fn all_against(&self, room: &Room, against: &[Against]) -> String {
        let mut said = Vec::new();
        let mut entries: Vec<String> = Vec::new();
        for one in against {
            match one {
                Against::EntryPoint { entry, .. } => {
                    let title = self.quoted(entry_title(room, entry));
                    if !entries.contains(&title) {
                        entries.push(title);
                    }
                }
                one => said.push(self.against(room, one)),
            }
        }
        if !entries.is_empty() {
            let word = self.word("not covered", "non couvert");
            said.push(format!("{word}{} {}", self.colon(), entries.join(", ")));
        }
        said.join(", ")
    }

    fn what_is_against(&self, room: Option<&Room>, against: &[Against]) -> String {
        match room {
            Some(room) => self.all_against(room, against),
            None => self.word("something speaks against it", "quelque chose s’y oppose").into(),
        }
    }

    /// One thing that speaks against going on, as half a sentence.
    #[must_use]
    pub fn against(&self, room: &Room, against: &Against) -> String {
        match (against, self.locale()) {
            (Against::EntryOpen { step }, Locale::En) => {
                format!("{} is not done", self.quoted(title_of(room, step)))
            }
            (Against::EntryOpen { step }, Locale::Fr) => {
                format!("{} n’est pas terminé", self.quoted(title_of(room, step)))
            }
            (Against::Said { seat, answer }, Locale::En) => {
                format!("{} says {}", self.seat(room, seat), self.answer(*answer))
            }
            (Against::Said { seat, answer }, Locale::Fr) => {
                format!("{} dit {}", self.seat(room, seat), self.answer(*answer))
            }
            (Against::Silent { seat }, Locale::En) => {
                format!("{} has not answered", self.seat(room, seat))
            }
            (Against::Silent { seat }, Locale::Fr) => {
                format!("{} n’a pas répondu", self.seat(room, seat))
            }
            (Against::NotReadBack { team }, Locale::En) => {
                format!("{} has not read back", self.team(*team))
            }
            (Against::NotReadBack { team }, Locale::Fr) => {
                format!("{} n’a pas reformulé", self.team(*team))
            }
            (Against::Differs { team, belief }, Locale::En) => {
                let about = match belief {
                    Belief::Start => "another start",
                    Belief::Length => "another length",
                    Belief::WillNotWork => "something else will not work",
                };
                format!("{} believes {about}", self.team(*team))
            }
            (Against::Differs { team, belief }, Locale::Fr) => {
                let about = match belief {
                    Belief::Start => "à une autre heure de début",
                    Belief::Length => "à une autre durée",
                    Belief::WillNotWork => "qu’autre chose ne marchera pas",
                };
                format!("{} croit {about}", self.team(*team))
            }
            (Against::NoWayIn { step }, Locale::En) => {
                format!("no proven way in for {}", self.quoted(title_of(room, step)))
            }
            (Against::NoWayIn { step }, Locale::Fr) => {
                format!("accès non prouvé pour {}", self.quoted(title_of(room, step)))
            }
            (Against::EntryPoint { entry, missing: Missing::Block }, Locale::En) => {
                format!("nobody has said how {} is blocked", self.quoted(entry_title(room, entry)))
            }
            (Against::EntryPoint { entry, missing: Missing::Block }, Locale::Fr) => {
                let entry = self.quoted(entry_title(room, entry));
                format!("personne n’a dit comment {entry} est bloqué")
            }
            (Against::EntryPoint { entry, .. }, Locale::En) => {
                format!("nothing shows whether {} is shut", self.quoted(entry_title(room, entry)))
            }
            (Against::EntryPoint { entry, .. }, Locale::Fr) => {
                format!("rien ne montre si {} est fermé", self.quoted(entry_title(room, entry)))
            }
            (Against::NotRehearsed { steps }, _) => self.not_rehearsed(steps.len()),
        }
    }

    /// `2 steps not rehearsed`; which, the list at the gate and on the page of the plan says.
    fn not_rehearsed(&self, n: usize) -> String {
        match (self.locale(), n) {
            (Locale::En, 1) => "1 step not rehearsed".to_owned(),
            (Locale::En, _) => format!("{n} steps not rehearsed"),
            (Locale::Fr, 1) => "1 étape non répétée".to_owned(),
            (Locale::Fr, _) => format!("{n} étapes non répétées"),
        }
    }
}

/// With a capital letter, as at the start of a sentence.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn with_word(said: String, colon: &str, word: Option<&domain::text::Reason>) -> String {
    match word {
        Some(word) => format!("{said}{colon} {word}"),
        None => said,
    }
}
