//! What became of a published notice on each channel it went to.

use super::{Look, channel_named, notice_path, pill};
use crate::{
    boot::Locale,
    panel::{
        channels::{Delivered, Way, WayKind},
        form::{hidden, send},
    },
    ui::{
        icon::Shape,
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    ChannelId,
    rights::Action,
    word::notice::{NoticeId, Published},
};
use leptos::prelude::*;

/// The card with one line a channel.
pub fn delivered(look: &Look<'_>, notice: NoticeId, it: &Published) -> Piece {
    let mut lines = vec![on_the_page(look)];
    let by_product = look.notices().papers.contains_key(&notice);
    for channel in it.channels.iter().filter(|channel| channel.as_str() != "public-page") {
        let went: Vec<&Delivered> =
            look.channels.deliveries.iter().filter(|line| line.channel == *channel).collect();
        if went.is_empty() {
            lines.push(nothing_went(look, channel, by_product));
        }
        lines.extend(went.into_iter().map(|went| line(look, notice, went)));
    }
    // While something is on its way the page asks every second.
    let moving = look.channels.deliveries.iter().any(|went| went.waiting > 0).then_some("");
    view! {
        <section class="facts-card" data-moving=moving>
            <h3>{look.word("Where it went", "Où elle est partie")}</h3>
            <ul class="deliveries">{lines}</ul>
        </section>
    }
    .whole()
}

fn row(name: String, pill: Piece, said: String, more: Option<Piece>) -> Piece {
    view! {
        <li>
            <span class="delivery-to">{name}</span>
            {pill}
            <span class="delivery-said">{said}</span>
            {more}
        </li>
    }
    .whole()
}

fn on_the_page(look: &Look<'_>) -> Piece {
    let name = channel_named(look, "public-page");
    let rehearsal = look.room.is_rehearsal();
    if look.room.word.is_public && !rehearsal {
        let shown = pill("good", Some(Shape::Check), look.word("shown", "affichée"));
        return row(name, shown, String::new(), None);
    }
    let off = pill("plain", None, look.word("not shown", "pas affichée"));
    let why = if rehearsal {
        look.word("This is a rehearsal.", "C’est une répétition.")
    } else {
        look.word("The public page is switched off.", "La page publique n’est pas en ligne.")
    };
    row(name, off, why.to_owned(), None)
}

/// No letter was written: why.
fn nothing_went(look: &Look<'_>, channel: &ChannelId, by_product: bool) -> Piece {
    let way = look.channels.way(channel);
    let why = if look.room.is_rehearsal() {
        look.word("A rehearsal sends nothing.", "Une répétition n’envoie rien.")
    } else if !by_product {
        look.word(
            "It was said there without Bascule, which sent nothing.",
            "C’est dit là-bas sans Bascule, qui n’a rien envoyé.",
        )
    } else {
        match way.map(|way| way.kind) {
            None => look.word(
                "This channel is not set up: see the option --channels.",
                "Ce canal n’est pas configuré\u{202f}: voir l’option --channels.",
            ),
            Some(WayKind::Email) => {
                look.word("Nobody has subscribed yet.", "Personne n’est encore abonné.")
            }
            Some(WayKind::Slack | WayKind::Teams | WayKind::Webhook) => {
                look.word("It is about to be sent.", "L’envoi va commencer.")
            }
        }
    };
    let state = pill("plain", None, look.word("nothing sent", "rien d’envoyé"));
    row(named(look, way, channel), state, why.to_owned(), None)
}

fn named(look: &Look<'_>, way: Option<&Way>, channel: &ChannelId) -> String {
    let name = channel_named(look, channel.as_str());
    match way {
        Some(way) if way.kind != WayKind::Email => format!("{name} ({})", way.to),
        Some(_) | None => name,
    }
}

fn line(look: &Look<'_>, notice: NoticeId, went: &Delivered) -> Piece {
    let way = look.channels.way(&went.channel);
    let mut name = named(look, way, &went.channel);
    if went.is_withdrawal {
        let taken_back = look.word("taken back", "retrait");
        name = format!("{name}, {taken_back}");
    }
    let state = if went.waiting > 0 && went.trouble.is_some() {
        let at = look.moment(went.next_at);
        let label = match look.locale {
            Locale::En => format!("next try at {at}"),
            Locale::Fr => format!("nouvel essai à {at}"),
        };
        pill("late", Some(Shape::Clock), label)
    } else if went.waiting > 0 {
        pill("run", Some(Shape::Clock), look.word("on its way", "en cours d’envoi"))
    } else if went.given_up > 0 {
        pill("stop", Some(Shape::Alert), look.word("given up", "abandonnée"))
    } else {
        let at = went.done_at.map(|at| look.moment(at)).unwrap_or_default();
        let sent = look.word("sent", "envoyée");
        pill("good", Some(Shape::Check), format!("{sent} {at}").trim().to_owned())
    };
    let again = (went.given_up > 0 && look.may(Action::PublishNotice, None))
        .then(|| send_again(look, notice, &went.channel));
    row(name, state, said(look, way, went), again)
}

/// How many of how many, how often it was tried, and what was the matter.
fn said(look: &Look<'_>, way: Option<&Way>, went: &Delivered) -> String {
    let all = went.waiting + went.sent + went.given_up;
    let mut said = Vec::new();
    if way.is_some_and(|way| way.kind == WayKind::Email) {
        said.push(match look.locale {
            Locale::En => format!("{} of {} subscribers.", went.sent, all),
            Locale::Fr => format!("{} abonnés sur {}.", went.sent, all),
        });
    }
    if went.attempts > 1 {
        said.push(match look.locale {
            Locale::En => format!("{} attempts.", went.attempts),
            Locale::Fr => format!("{} tentatives.", went.attempts),
        });
    }
    if went.waiting + went.given_up > 0 {
        said.extend(went.trouble.clone());
    }
    said.extend(went.again.map(str::to_owned));
    if went.left > 0 {
        said.push(match (look.locale, went.left) {
            (Locale::En, 1) => "1 has left the list meanwhile.".to_owned(),
            (Locale::En, n) => format!("{n} have left the list meanwhile."),
            (Locale::Fr, 1) => "1 personne s’est désabonnée entre-temps.".to_owned(),
            (Locale::Fr, n) => format!("{n} personnes se sont désabonnées entre-temps."),
        });
    }
    said.join(" ")
}

fn send_again(look: &Look<'_>, notice: NoticeId, channel: &ChannelId) -> Piece {
    let action = format!("/rooms/{}/notices/{notice}/again", look.room.id);
    view! {
        <form method="post" action=action class="inline-form">
            {hidden("channel", channel.to_string())}
            {hidden("back", notice_path(look, notice))}
            {send(look.word("Send again", "Renvoyer"), "btn")}
        </form>
    }
    .whole()
}
