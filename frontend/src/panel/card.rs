//! The answer card: the bar at the top of the room, and the big one on the support desk.

mod draft;
mod told;

pub use told::told;

use super::{
    Look,
    feed::counts,
    form::{area, ask_about, hidden, opens, send, time},
};
use crate::{
    boot::Locale,
    text::when,
    ui::{
        icon::Shape,
        pill::{Pill, Tone},
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    Length, Role,
    rights::Action,
    text::CardText,
    word::{
        card::{Card, Saying, Stale},
        question::Question,
    },
};
use draft::redrafted;
use leptos::prelude::*;

/// The teams that read the card out.
const READERS: [Role; 2] = [Role::Support, Role::Comms];

/// The bar at the top of the room; nothing before the first card, for those who cannot write one.
pub fn bar(look: &Look<'_>) -> Option<Piece> {
    let label = look.word("What to say now", "À dire maintenant");
    let writes = look.may(Action::PublishCard, None);
    let Some(card) = &look.room.word.cards.current else {
        return (writes && look.room.stage.is_running()).then(|| {
            let form = publish(look, None, None);
            let write = look.word("Write the answer card", "Écrire la fiche de réponse");
            view! {
                <section class="answer-card" aria-label=label>
                    <span class="label">{label}</span>
                    <span class="quiet say">{look.word("Nothing yet.", "Rien encore.")}</span>
                    {opens("card-form", write, "btn small", form)}
                </section>
            }
            .whole()
        });
    };
    let stale = stale(look, card);
    let edit = writes.then(|| {
        let form = publish(look, Some(card), None);
        let class = if stale.is_some() { "btn small primary" } else { "btn small" };
        opens("card-form", look.word("Review the draft", "Revoir le brouillon"), class, form)
    });
    Some(
        view! {
            <section class="answer-card" aria-label=label data-stale=stale.is_some().to_string()>
                <span class="label">{label}</span>
                {say(look, card)}
                {stale_pill(look, stale)}
                <span class="card-by">{version(look, card)} {seen(look, card)}</span>
                {copies(look, card, "btn small")}
                {acknowledge(look, card, None)}
                {limits(look, card)}
                {edit}
            </section>
        }
        .whole(),
    )
}

/// The card as support reads it: large, and with everything open.
pub fn big(look: &Look<'_>, back: &str) -> Piece {
    let label = look.word("What to say now", "À dire maintenant");
    let Some(card) = &look.room.word.cards.current else {
        return view! {
            <section class="desk-card" aria-label=label>
                <h2>{label}</h2>
                <p class="say quiet">
                    {look.word(
                        "Nobody has written an answer yet. Ask the tech team below.",
                        "Personne n’a encore écrit de réponse. Demandez à la technique ci-dessous.",
                    )}
                </p>
            </section>
        }
        .whole();
    };
    let stale = stale(look, card);
    let warning = stale.map(|_| {
        let words = look.word(
            "Do not promise the time below. Say that you will come back to them; a new answer is on its way.",
            "Ne promettez pas l’heure ci-dessous. Dites que vous reviendrez vers eux\u{202f}; une nouvelle réponse arrive.",
        );
        view! { <p class="warning">{words}</p> }.whole()
    });
    view! {
        <section class="desk-card" aria-label=label data-stale=stale.is_some().to_string()>
            <div class="desk-card-head">
                <h2>{label}</h2>
                {truth(look, card, stale)}
            </div>
            {warning}
            {say(look, card)}
            {can(look, card)}
            <div class="desk-card-do">
                {copies(look, card, "btn big")}
                {acknowledge(look, card, Some(back))}
            </div>
            <div class="card-by">{version(look, card)} {seen(look, card)}</div>
        </section>
    }
    .whole()
}

fn stale(look: &Look<'_>, card: &Card) -> Option<Stale> {
    card.stale(look.room, &look.forecast(), look.now)
}

/// "Still true" or why not.
fn truth(look: &Look<'_>, card: &Card, stale: Option<Stale>) -> Piece {
    if stale.is_some() {
        return stale_pill(look, stale).into_iter().collect::<Vec<_>>().whole();
    }
    let label = match card.says.valid_until {
        Some(until) => {
            let until = look.hour_minute(until);
            format!("{} {until}", look.word("True until", "Vrai jusqu’à"))
        }
        None => look.word("Still true", "Toujours vrai").to_owned(),
    };
    view! { <Pill tone=Tone::Good shape=Shape::Check label=label /> }.whole()
}

fn stale_pill(look: &Look<'_>, stale: Option<Stale>) -> Option<Piece> {
    let label = stale_words(look, stale?);
    Some(view! { <Pill tone=Tone::Late shape=Shape::Triangle label=label /> }.whole())
}

fn stale_words(look: &Look<'_>, stale: Stale) -> String {
    let at = |moment| look.hour_minute(moment);
    let length = |length: Length| when::length(length);
    match (look.locale, stale) {
        (Locale::En, Stale::ForecastPassed { said, .. }) => {
            format!("Stale: forecast passed {}", at(said))
        }
        (Locale::Fr, Stale::ForecastPassed { said, .. }) => {
            format!("Périmée\u{202f}: la prévision dépasse {}", at(said))
        }
        (Locale::En, Stale::TooShort { said, needed }) => {
            format!("Wrong: says {}, it takes {}", length(said), length(needed))
        }
        (Locale::Fr, Stale::TooShort { said, needed }) => {
            format!("Faux\u{202f}: dit {}, il en faut {}", length(said), length(needed))
        }
        (Locale::En, Stale::StartDiffers { said, planned }) => {
            format!("Wrong: says from {}, it is {}", at(said), at(planned))
        }
        (Locale::Fr, Stale::StartDiffers { said, planned }) => {
            format!("Faux\u{202f}: dit dès {}, c’est {}", at(said), at(planned))
        }
        (Locale::En, Stale::Over { since }) => format!("Stale since {}", at(since)),
        (Locale::Fr, Stale::Over { since }) => format!("Périmée depuis {}", at(since)),
    }
}

fn say(look: &Look<'_>, card: &Card) -> Piece {
    let (text, lang) = match look.locale {
        Locale::En => (&card.says.say_en, "en"),
        Locale::Fr => (&card.says.say_fr, "fr"),
    };
    view! { <p class="say" lang=lang>{text.to_string()}</p> }.whole()
}

fn copies(look: &Look<'_>, card: &Card, class: &'static str) -> Piece {
    let button = |label: &'static str, text: &CardText| {
        view! {
            <button class=class type="button" data-copy=text.to_string()>{label}</button>
        }
        .whole()
    };
    let fr = button(look.word("Copy FR", "Copier FR"), &card.says.say_fr);
    let en = button(look.word("Copy EN", "Copier EN"), &card.says.say_en);
    let buttons = match look.locale {
        Locale::En => vec![en, fr],
        Locale::Fr => vec![fr, en],
    };
    view! { <span class="copies">{buttons}</span> }.whole()
}

fn version(look: &Look<'_>, card: &Card) -> Piece {
    let (by, at) = (card.by.name().to_owned(), look.hour_minute(card.at));
    let version = format!("{} {}", look.word("version", "version"), card.version);
    view! { <span class="quiet">{version} " · " {by} " " {at}</span> }.whole()
}

fn seen(look: &Look<'_>, card: &Card) -> Piece {
    let count = |team: Role| {
        let all: Vec<_> = look.room.team(team).filter(|who| !card.by.is(&who.id)).collect();
        let some = all.iter().filter(|who| card.seen.iter().any(|seen| seen.person == who.id));
        (team, (some.count(), all.len()))
    };
    counts(look, &READERS.map(count), &card.seen)
}

/// For those who read it out, once a version.
fn acknowledge(look: &Look<'_>, card: &Card, back: Option<&str>) -> Option<Piece> {
    let asked = READERS.contains(&look.me.role) && !card.by.is(&look.me.id);
    let open = asked && !card.seen.iter().any(|seen| seen.person == look.me.id);
    open.then(|| {
        let mut fields = vec![
            hidden("version#number", card.version.to_string()),
            send(look.word("Seen, I use it", "Vu, je l’utilise"), "btn small primary"),
        ];
        fields.extend(back.map(|back| hidden("back", back)));
        let what = card.version.to_string();
        ask_about(look, "word.card.acknowledge", &what, "inline-form", fields)
    })
}

/// What people can and cannot do, in the reader's language.
fn can(look: &Look<'_>, card: &Card) -> Option<Piece> {
    let says = &card.says;
    let (can, cannot) = match look.locale {
        Locale::En => (&says.can_en, &says.cannot_en),
        Locale::Fr => (&says.can_fr, &says.cannot_fr),
    };
    let line = |label: &'static str, text: &Option<CardText>| {
        text.as_ref()
            .map(|text| view! { <div><dt>{label}</dt><dd>{text.to_string()}</dd></div> }.whole())
    };
    let can = line(look.word("They can", "Possible"), can);
    let cannot = line(look.word("They cannot", "Impossible"), cannot);
    (can.is_some() || cannot.is_some())
        .then(|| view! { <dl class="can">{can} {cannot}</dl> }.whole())
}

fn limits(look: &Look<'_>, card: &Card) -> Option<Piece> {
    let can = can(look, card)?;
    let label = look.word("Can / cannot", "Possible / impossible");
    Some(opens("card-limits", label, "link", can))
}

/// The form of the next card: the one before with its times brought up to date.
fn publish(look: &Look<'_>, card: Option<&Card>, said: Option<&str>) -> Piece {
    let forecast = look.forecast();
    let end = look.hour_minute(forecast.open_again);
    let (fr, en) = match (said, card) {
        (Some(said), _) => (said.to_owned(), said.to_owned()),
        (None, Some(card)) => redrafted(look, card, &forecast),
        (None, None) => (
            format!("Nous sommes en maintenance jusqu’à {} environ.", end.replace(':', "h")),
            format!("We are in planned maintenance until about {end}."),
        ),
    };
    let kept = |of: fn(&Saying) -> &Option<CardText>| {
        let text = card.and_then(|card| of(&card.says).as_ref());
        text.map(ToString::to_string).unwrap_or_default()
    };
    let text = |name, label, value: &str, needed| area(name, label, value, CardText::MAX, needed);
    let fields = vec![
        text("say_fr", look.word("To say, in French", "À dire, en français"), &fr, true),
        text("say_en", look.word("To say, in English", "À dire, en anglais"), &en, true),
        text(
            "can_fr",
            look.word("They can (FR)", "Possible (FR)"),
            &kept(|says| &says.can_fr),
            false,
        ),
        text(
            "can_en",
            look.word("They can (EN)", "Possible (EN)"),
            &kept(|says| &says.can_en),
            false,
        ),
        text(
            "cannot_fr",
            look.word("They cannot (FR)", "Impossible (FR)"),
            &kept(|says| &says.cannot_fr),
            false,
        ),
        text(
            "cannot_en",
            look.word("They cannot (EN)", "Impossible (EN)"),
            &kept(|says| &says.cannot_en),
            false,
        ),
        time("valid_until#time", look.word("Valid until", "Valable jusqu’à"), &end),
        send(look.word("Publish the card", "Publier la fiche"), "btn primary"),
    ];
    ask_about(look, "word.card.publish", said.map_or("", |_| "answer"), "card-form", fields)
}

/// An answer as the next card, in one action.
pub fn from_answer(look: &Look<'_>, question: &Question) -> Option<Piece> {
    let answer = question.answers.last()?;
    let said: String = answer.text.as_str().chars().take(CardText::MAX).collect();
    let form = publish(look, look.room.word.cards.current.as_deref(), Some(&said));
    let label = look.word("Make it the answer card", "En faire la fiche de réponse");
    Some(opens(format!("card-from-{}", question.message.seq), label, "btn small", form))
}
