//! What a notice looks like on each channel, exactly, and a test of each.

use super::{Look, channel_named, notice_path};
use crate::{
    boot::Locale,
    panel::{
        channels::{Preview, Way, WayKind},
        form::{hidden, opens, send},
    },
    ui::whole::{IntoWhole, Piece},
};
use domain::{rights::Action, word::notice::NoticeId};
use leptos::prelude::*;

/// Everything behind one word, so that the desk stays calm.
pub fn previews(look: &Look<'_>, notice: NoticeId) -> Piece {
    let label = look.word("Preview of each channel", "Aperçu sur chaque canal");
    let ways: Vec<Piece> = look.channels.ways.iter().map(|way| one(look, notice, way)).collect();
    let inside = if ways.is_empty() {
        nothing(look)
    } else {
        let from = if look.notices().published.contains_key(&notice) {
            look.word("As it was sent.", "Telle qu’elle est partie.")
        } else {
            look.word(
                "From the saved text, with the facts as they are now.",
                "D’après le texte enregistré, avec les faits du moment.",
            )
        };
        view! { <div class="channel-previews"><p class="quiet">{from}</p> {ways}</div> }.whole()
    };
    opens(format!("preview-{notice}"), label, "btn quiet-btn", inside)
}

fn nothing(look: &Look<'_>) -> Piece {
    let (before, after) = match look.locale {
        Locale::En => (
            "Notices are shown on the public page only. To send them by e-mail, Slack, Teams or webhook, start the server with",
            "and name this room in it.",
        ),
        Locale::Fr => (
            "Les annonces ne sont affichées que sur la page publique. Pour les envoyer par e-mail, Slack, Teams ou webhook, lancez le serveur avec",
            "et nommez-y cette salle.",
        ),
    };
    view! {
        <p class="quiet channel-previews">
            {before} " " <code>"--channels channels.toml"</code> " " {after}
        </p>
    }
    .whole()
}

fn one(look: &Look<'_>, notice: NoticeId, way: &Way) -> Piece {
    let kind = match way.kind {
        WayKind::Email => "e-mail",
        WayKind::Slack => "Slack",
        WayKind::Teams => "Teams",
        WayKind::Webhook => "webhook",
    };
    let name = channel_named(look, way.id.as_str());
    let to = format!("{kind}, {}", way.to);
    let shown: Vec<Piece> = way.previews.iter().map(|preview| shown(look, preview)).collect();
    view! {
        <section class="channel-preview" id=format!("preview-{notice}-{}", way.id)>
            <h3>{name} " " <span class="quiet">{to}</span></h3>
            {shown}
            {look.may(Action::PublishNotice, None).then(|| test(look, notice, way))}
        </section>
    }
    .whole()
}

/// What people read, and behind a word every byte of what is sent.
fn shown(look: &Look<'_>, preview: &Preview) -> Piece {
    let headers: Vec<Piece> = preview
        .headers
        .iter()
        .map(|(name, value)| {
            view! { <div><dt>{name.clone()}</dt><dd>{value.clone()}</dd></div> }.whole()
        })
        .collect();
    let reader = preview.reader.map(|reader| view! { <h4>{reader}</h4> }.whole());
    let title = preview.title.clone().map(|title| {
        let subject = look.word("Subject", "Objet");
        view! { <p class="mail-title"><span class="quiet">{subject}</span> " " <strong>{title}</strong></p> }.whole()
    });
    let for_people = preview.html.is_some();
    let html = preview
        .html
        .clone()
        .map(|html| view! { <div class="mail-html" inner_html=html></div> }.whole());
    view! {
        {reader}
        {title}
        {html}
        <details class="as-sent-whole" open=!for_people>
            <summary>{look.word("Exactly as it is sent", "Exactement tel qu’envoyé")}</summary>
            <dl class="mail-headers">{headers}</dl>
            <pre class="as-sent" tabindex="0">{preview.text.clone()}</pre>
        </details>
    }
    .whole()
}

/// A button that sends it at once, marked as a test, and says what was answered.
fn test(look: &Look<'_>, notice: NoticeId, way: &Way) -> Piece {
    let action = format!("/rooms/{}/notices/{notice}/test", look.room.id);
    let address = (way.kind == WayKind::Email).then(|| {
        let label = look.word("Test address", "Adresse d’essai");
        view! {
            <label class="stack">
                <span>{label}</span>
                <input type="email" name="to" value=way.test_to.clone() required=true maxlength="254" autocomplete="email" />
            </label>
        }
        .whole()
    });
    let label = look.word("Send a test", "Envoyer un essai");
    view! {
        <form method="post" action=action class="inline-form test-form" data-kept="" id=format!("test-{notice}-{}", way.id)>
            {hidden("channel", way.id.to_string())}
            {hidden("back", notice_path(look, notice))}
            {address}
            {send(label, "btn")}
        </form>
    }
    .whole()
}
