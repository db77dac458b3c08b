//! Notices in words: what happened, why not, and what they are called.

use crate::{
    boot::Locale,
    text::{Messages, event::title_of},
};
use domain::{
    Room,
    event::Tone,
    promise::Language,
    word::notice::{NoticeEvent, NoticeId, NoticeRejection, Standing, Template},
};

impl Messages {
    /// The language of a text, as the domain names it.
    pub(crate) const fn language(&self) -> Language {
        match self.locale() {
            Locale::En => Language::En,
            Locale::Fr => Language::Fr,
        }
    }

    /// A notice by its title, in quotes.
    pub(crate) fn notice_named(&self, room: &Room, notice: NoticeId) -> String {
        match room.word.notices.title(notice, self.language()) {
            Some(title) => self.quoted(title),
            None => format!("n°\u{a0}{notice}"),
        }
    }

    /// The sentence without its subject.
    pub(super) fn notice_event(&self, room: &Room, event: &NoticeEvent) -> String {
        let named = |notice: &NoticeId| self.notice_named(room, *notice);
        let said = |en, fr, notice| format!("{} {}", self.word(en, fr), named(notice));
        let because = |text: String, reason: &dyn std::fmt::Display| {
            format!("{text}{} {reason}", self.colon())
        };
        match event {
            NoticeEvent::ReadersDescribed { title, lead_time, .. } => {
                let minutes = lead_time.minutes();
                match self.locale() {
                    Locale::En => format!("says that {title} are told {minutes} min ahead"),
                    Locale::Fr => {
                        format!("précise un préavis de {minutes}\u{a0}min pour {title}")
                    }
                }
            }
            NoticeEvent::Opened { notice, .. } => {
                said("began the notice", "a commencé l’annonce", notice)
            }
            NoticeEvent::Saved { notice, .. } => {
                said("changed the notice", "a modifié l’annonce", notice)
            }
            NoticeEvent::Clashed { notice, .. } => said(
                "wrote another version of the notice",
                "a écrit une autre version de l’annonce",
                notice,
            ),
            NoticeEvent::RivalDropped { notice } => said(
                "kept the saved version of the notice",
                "a gardé la version enregistrée de l’annonce",
                notice,
            ),
            NoticeEvent::Asked { notice, anyway, .. } => {
                let asked = said(
                    "asked for approval of the notice",
                    "a demandé l’approbation de l’annonce",
                    notice,
                );
                self.against_the_plan(asked, anyway.as_ref())
            }
            NoticeEvent::Approved { notice, .. } => {
                said("approved the notice", "a approuvé l’annonce", notice)
            }
            NoticeEvent::SentBack { notice, reason } => because(
                said("did not approve the notice", "n’a pas approuvé l’annonce", notice),
                reason,
            ),
            NoticeEvent::Published { notice, said_at: None, anyway, .. } => {
                let published = said("published the notice", "a publié l’annonce", notice);
                self.against_the_plan(published, anyway.as_ref())
            }
            NoticeEvent::Published { notice, said_at: Some(_), .. } => said(
                "wrote down what had been said:",
                "a consigné ce qui avait été dit\u{202f}:",
                notice,
            ),
            NoticeEvent::Withdrawn { notice, reason } => {
                because(said("took back the notice", "a retiré l’annonce", notice), reason)
            }
            NoticeEvent::Dropped { notice, reason } => {
                because(said("gave up the notice", "a abandonné l’annonce", notice), reason)
            }
        }
    }

    fn against_the_plan(&self, text: String, anyway: Option<&domain::text::Reason>) -> String {
        match anyway {
            None => text,
            Some(reason) => {
                let but = self.word("against the plan", "malgré le plan");
                format!("{text}, {but}{} {reason}", self.colon())
            }
        }
    }

    /// Why not.
    pub(super) fn notice_rejection(&self, room: Option<&Room>, no: &NoticeRejection) -> String {
        let say = |en: &'static str, fr: &'static str| self.word(en, fr).to_owned();
        match no {
            NoticeRejection::Unknown { .. } => {
                say("There is no such notice.", "Cette annonce n’existe pas.")
            }
            NoticeRejection::UnknownReaders { .. } => say(
                "Nobody has said who these readers are.",
                "Personne n’a précisé qui sont ces destinataires.",
            ),
            NoticeRejection::TooMany { max } => match self.locale() {
                Locale::En => format!("A room holds at most {max} notices."),
                Locale::Fr => format!("Une salle contient au plus {max} annonces."),
            },
            NoticeRejection::NoDraft { .. } => say(
                "This notice is no draft any more. Begin another one that takes its place.",
                "Cette annonce n’est plus un brouillon. Commencez-en une autre qui la remplace.",
            ),
            NoticeRejection::Incomplete { language, .. } => match language {
                Language::En => say(
                    "Title or text is missing in English.",
                    "Le titre ou le texte manque en anglais.",
                ),
                Language::Fr => say(
                    "Title or text is missing in French.",
                    "Le titre ou le texte manque en français.",
                ),
            },
            NoticeRejection::Unchanged { .. } => say("Nothing has changed.", "Rien n’a changé."),
            NoticeRejection::ChangedSince { .. } => say(
                "Somebody has changed the text since. Read it again.",
                "Le texte a été modifié entre-temps. Relisez-le.",
            ),
            NoticeRejection::NoRival { .. } => {
                say("There is only one text now.", "Il n’y a plus qu’un seul texte.")
            }
            NoticeRejection::AskedAlready { .. } => {
                say("Approval was asked for already.", "L’approbation a déjà été demandée.")
            }
            NoticeRejection::NotInReview { .. } => say(
                "Nobody has asked for approval of this text.",
                "Personne n’a demandé l’approbation de ce texte.",
            ),
            NoticeRejection::NeedsSecondPerson { .. } => say(
                "You wrote this: a second person must approve it.",
                "Vous en êtes l’auteur\u{202f}: une deuxième personne doit l’approuver.",
            ),
            NoticeRejection::NotApproved { .. } => {
                say("This text is not approved.", "Ce texte n’est pas approuvé.")
            }
            NoticeRejection::StillWaits { step, .. } => {
                let title = room.map_or(step.as_str(), |room| title_of(room, step));
                let title = self.quoted(title);
                match self.locale() {
                    Locale::En => format!("This notice waits until {title} is done."),
                    Locale::Fr => format!("Cette annonce attend que {title} soit faite."),
                }
            }
            NoticeRejection::NotByItself { .. } => say(
                "This notice is published by a person.",
                "Cette annonce est publiée par une personne.",
            ),
            NoticeRejection::Contradicts { phrase, .. } => {
                let phrase = self.quoted(phrase);
                match self.locale() {
                    Locale::En => format!(
                        "{phrase} contradicts the plan. Correct it, or keep it and say why."
                    ),
                    Locale::Fr => format!(
                        "{phrase} contredit le plan. Corrigez-le, ou gardez-le en disant pourquoi."
                    ),
                }
            }
            NoticeRejection::NotOut { .. } => say(
                "This notice has been taken back or replaced already.",
                "Cette annonce a déjà été retirée ou remplacée.",
            ),
            NoticeRejection::ReplacesItself { .. } => say(
                "A notice cannot take its own place.",
                "Une annonce ne peut pas se remplacer elle-même.",
            ),
        }
    }

    /// What a notice is begun from.
    pub(crate) const fn template(&self, template: Template) -> &'static str {
        match template {
            Template::Blank => self.word("Empty", "Vide"),
            Template::DayBefore => self.word("The day before", "La veille"),
            Template::Start => self.word("It has begun", "C’est commencé"),
            Template::Delay => self.word("It takes longer", "C’est plus long"),
            Template::PointOfNoReturn => {
                self.word("The delicate part is done", "Le plus délicat est fait")
            }
            Template::End => self.word("It is over", "C’est fini"),
            Template::Abort => self.word("It is put off", "C’est remis"),
            Template::Correction => self.word("Correct the times", "Corriger les horaires"),
        }
    }

    /// How far a draft has come.
    pub(crate) const fn notice_standing(&self, standing: &Standing) -> &'static str {
        match standing {
            Standing::Draft => self.word("draft", "brouillon"),
            Standing::InReview { .. } => self.word("in review", "en relecture"),
            Standing::Approved { .. } => self.word("approved", "approuvée"),
            Standing::Published => self.word("published", "publiée"),
            Standing::Dropped => self.word("given up", "abandonnée"),
        }
    }
}

/// How the entry is set apart in the feed.
pub(super) const fn tone(event: &NoticeEvent) -> Tone {
    match event {
        NoticeEvent::Published { .. } | NoticeEvent::Approved { .. } => Tone::Done,
        NoticeEvent::Withdrawn { .. }
        | NoticeEvent::SentBack { .. }
        | NoticeEvent::Clashed { .. } => Tone::Late,
        NoticeEvent::ReadersDescribed { .. }
        | NoticeEvent::Opened { .. }
        | NoticeEvent::Saved { .. }
        | NoticeEvent::RivalDropped { .. }
        | NoticeEvent::Asked { .. }
        | NoticeEvent::Dropped { .. } => Tone::Plain,
    }
}
