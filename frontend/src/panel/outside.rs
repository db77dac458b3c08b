//! What people outside see: the state of their page as it is now, and for the lead the switch.

use super::{
    Look,
    form::{ask_about, hidden, opens, send},
};
use crate::{
    text::outside::{moment, page_path, sentence},
    ui::{
        icon::Shape,
        pill::{Pill, Tone},
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    public::{Public, State, would_be_public},
    rights::Action,
};
use leptos::prelude::*;

/// The page as people outside see it now, or would if it were on.
pub fn preview(look: &Look<'_>) -> Piece {
    let on = look.room.word.is_public;
    let (tone, shape, label) = if on {
        (Tone::Good, Shape::Dot, look.word("on", "en ligne"))
    } else {
        (Tone::Plain, Shape::Cross, look.word("off", "hors ligne"))
    };
    let seen = match would_be_public(look.room, look.now) {
        Some(public) => state(look, &public),
        None => {
            let words = look.word(
                "A rehearsal has no public page.",
                "Une répétition n’a pas de page publique.",
            );
            view! { <p class="quiet">{words}</p> }.whole()
        }
    };
    view! {
        <section class="side-card outside" id="public" data-on=on.to_string()>
            <div class="side-head">
                <h2>{look.word("Public page", "Page publique")}</h2>
                <Pill tone=tone shape=shape label=label />
            </div>
            {seen}
            {link(look)}
            {switch(look, "desk")}
        </section>
    }
    .whole()
}

fn state(look: &Look<'_>, public: &Public) -> Piece {
    let who = format!("{} · {}", public.organisation, look.word("status", "état du service"));
    let bar = match public.state {
        State::Started { since, .. } => {
            let (done, of) = (public.progress.done, public.progress.of);
            let at = done.saturating_add(1).min(of);
            let since = moment(public, since, look.locale);
            let since = format!("{} {since}", look.word("since", "depuis"));
            let step = match look.locale {
                crate::boot::Locale::En => format!("step {at} of {of}"),
                crate::boot::Locale::Fr => format!("étape {at} sur {of}"),
            };
            let said = step.clone();
            Some(
                view! {
                    <progress max=of.max(1).to_string() value=done.to_string() aria-label=said></progress>
                    <p class="outside-row"><span>{since}</span><span>{step}</span></p>
                }
                .whole(),
            )
        }
        State::Planned | State::Back { .. } => None,
    };
    view! {
        <p class="quiet">{who}</p>
        <p class="outside-says" data-state=public.slug()>{sentence(public, look.locale)}</p>
        {bar}
    }
    .whole()
}

/// Its address, to open and to hand on.
fn link(look: &Look<'_>) -> Option<Piece> {
    look.room.word.is_public.then(|| {
        let path = page_path(&look.room.id);
        view! {
            <p class="outside-row">
                <a href=path.clone()>{look.word("Open the public page", "Ouvrir la page publique")}</a>
                <button class="btn small js-only" type="button" data-copy-address=path>
                    {look.word("Copy the link", "Copier le lien")}
                </button>
            </p>
        }
        .whole()
    })
}

/// The lead's switch, with what it shows to whom; for the others, where it stands. `place` tells
/// apart two of them on one screen.
pub fn switch(look: &Look<'_>, place: &'static str) -> Option<Piece> {
    let on = look.room.word.is_public;
    if !look.may(Action::PublishRoom, None) || look.room.is_rehearsal() {
        let off = look.word(
            "Nobody outside can read it. The lead can switch it on.",
            "Personne à l’extérieur ne peut la lire. Le responsable peut l’ouvrir.",
        );
        return (place == "desk" && !on && !look.room.is_rehearsal())
            .then(|| view! { <p class="quiet">{off}</p> }.whole());
    }
    let (label, said, sends) = if on {
        (
            look.word("Close the public page…", "Fermer la page publique…"),
            look.word(
                "Its address will answer as if there had never been a page. What was sent by e-mail or elsewhere stays where it is.",
                "Son adresse répondra comme si la page n’avait jamais existé. Ce qui est parti par e-mail ou ailleurs y reste.",
            ),
            look.word("Close it", "La fermer"),
        )
    } else {
        (
            look.word("Open the public page…", "Ouvrir la page publique…"),
            look.word(
                "Everybody with the link will see, without signing in: whose maintenance it is, the announced times, whether it has begun, when it should end, how many steps are done, and the published notices. No step, name, message or reason is on it.",
                "Toute personne qui a le lien verra, sans se connecter\u{202f}: de qui est la maintenance, les heures annoncées, si elle a commencé, quand elle devrait finir, combien d’étapes sont faites, et les annonces publiées. Ni étape, ni nom, ni message, ni raison n’y figure.",
            ),
            look.word("Show it to everybody", "La montrer à tous"),
        )
    };
    let fields = vec![
        view! { <p class="quiet">{said}</p> }.whole(),
        hidden("on#flag", if on { "no" } else { "yes" }),
        hidden("back", format!("/rooms/{}/comms", look.room.id)),
        send(sends, if on { "btn" } else { "btn primary" }),
    ];
    let form = ask_about(look, "word.publish_room", place, "stack", fields);
    // Another name once it is done, so that it folds up again.
    let does = if on { "close" } else { "open" };
    Some(opens(format!("public-{does}-{place}"), label, "btn", form))
}
