//! What people said on the day beside their messages: answers, cards, cadence, and that they have
//! seen something.

use super::Deed;
use crate::plan_file::{PlanFile, fields::Fields, parse_length};
use domain::{
    Audience, Command, Length, PersonId, Seq, Timestamp,
    event::MessageKind,
    text::{CardText, MessageText, Reason},
    word::{
        WordCommand,
        cadence::CadenceCommand,
        card::CardCommand,
        message::MessageCommand,
        question::{AsCard, QuestionCommand},
    },
};

/// A message of the day, named by what it is and when it was written: its number is known only
/// once the day is played.
#[derive(Debug, Clone, Copy)]
pub struct Earlier {
    kind: MessageKind,
    at: Timestamp,
}

impl Earlier {
    /// Its number.
    pub fn find(self, room: &domain::Room) -> Option<Seq> {
        let is = |entry: &&std::sync::Arc<domain::Recorded>| {
            entry.at.seconds() == self.at.seconds()
                && matches!(&entry.event, domain::Event::MessagePosted { message, .. }
                    if *message == self.kind)
        };
        room.feed.iter().find(is).map(|entry| entry.seq)
    }
}

/// What a verb of this family asks for; nothing when it is another's.
pub fn deed(fields: &Fields<'_>, verb: &str, plan: &PlanFile) -> Option<Option<Deed>> {
    Some(match verb {
        "seen" => seen(fields, plan),
        "answer" => answer(fields, plan),
        "card" => card(fields, plan),
        "card-seen" => card_seen(fields),
        "cadence" => cadence(fields, plan),
        "snooze" => snooze(fields),
        _ => return None,
    })
}

fn word(command: WordCommand) -> Option<Deed> {
    Some(Deed::Plain(Command::Word(command)))
}

fn about(
    fields: &Fields<'_>,
    plan: &PlanFile,
    then: impl Fn(Seq) -> WordCommand + Send + Sync + 'static,
) -> Option<Deed> {
    let kind = fields.needed("of", |slug| MessageKind::from_slug(slug).ok_or("is no message"));
    let at = fields.needed("written", |text| plan.days.moment(text));
    let earlier = Earlier { kind: kind?, at: at? };
    Some(Deed::About(earlier, std::sync::Arc::new(move |seq| Command::Word(then(seq)))))
}

fn seen(fields: &Fields<'_>, plan: &PlanFile) -> Option<Deed> {
    about(fields, plan, |message| WordCommand::Message(MessageCommand::Acknowledge { message }))
}

fn answer(fields: &Fields<'_>, plan: &PlanFile) -> Option<Deed> {
    let text = fields.needed("text", MessageText::parse)?;
    let as_card = if fields.has("say_fr") {
        Some(AsCard {
            say_fr: fields.needed("say_fr", CardText::parse)?,
            say_en: fields.needed("say_en", CardText::parse)?,
            valid_until: fields.optional("valid_until", |text| plan.days.moment(text)),
        })
    } else {
        None
    };
    about(fields, plan, move |question| {
        let (text, as_card) = (text.clone(), as_card.clone());
        WordCommand::Question(QuestionCommand::Answer { question, text, as_card })
    })
}

fn card(fields: &Fields<'_>, plan: &PlanFile) -> Option<Deed> {
    word(WordCommand::Card(CardCommand::Publish {
        say_fr: fields.needed("say_fr", CardText::parse)?,
        say_en: fields.needed("say_en", CardText::parse)?,
        can_fr: fields.optional("can_fr", CardText::parse),
        can_en: fields.optional("can_en", CardText::parse),
        cannot_fr: fields.optional("cannot_fr", CardText::parse),
        cannot_en: fields.optional("cannot_en", CardText::parse),
        valid_until: fields.optional("valid_until", |text| plan.days.moment(text)),
    }))
}

fn card_seen(fields: &Fields<'_>) -> Option<Deed> {
    let version = fields.needed("version", str::parse::<u32>)?;
    word(WordCommand::Card(CardCommand::Acknowledge { version }))
}

fn audience(fields: &Fields<'_>) -> Option<Audience> {
    fields.needed("for", |slug| Audience::from_slug(slug).ok_or("is no audience"))
}

fn length(fields: &Fields<'_>, name: &'static str) -> Option<Length> {
    let seconds = fields.needed(name, parse_length)?;
    u32::try_from(seconds).ok().map(Length::from_seconds)
}

fn cadence(fields: &Fields<'_>, plan: &PlanFile) -> Option<Deed> {
    let owner =
        fields.needed("owner", |name| super::read::person(name, plan).map(|p| p.id.clone()));
    word(WordCommand::Cadence(CadenceCommand::Set {
        audience: audience(fields)?,
        every: length(fields, "every")?,
        owner: owner.map(|id: PersonId| id)?,
    }))
}

fn snooze(fields: &Fields<'_>) -> Option<Deed> {
    word(WordCommand::Cadence(CadenceCommand::Snooze {
        audience: audience(fields)?,
        wait: length(fields, "wait")?,
        reason: fields.needed("reason", Reason::parse)?,
    }))
}
