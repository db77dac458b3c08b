//! What stands under a message: its words where plain ones would read badly, what it said before,
//! who has seen it, and what may be done about it.

use super::{
    acknowledgement::{of_message, seen_button},
    prose::{needs_prose, prose},
};
use crate::{
    panel::{
        Look,
        form::{area, ask_about, hidden, opens, send},
    },
    ui::whole::{IntoWhole, Piece},
};
use domain::{Event, Recorded, event::MessageKind, rights::Action, text::MessageText};
use leptos::prelude::*;

/// So many of one's own latest messages can be corrected in the feed; older ones on the page of
/// all messages. Everything under the feed is sent anew whenever something happens.
const LATEST: usize = 5;

/// What stands there; nothing for most messages.
pub fn under(look: &Look<'_>, entry: &Recorded) -> Option<Piece> {
    let Event::MessagePosted { message, .. } = &entry.event else { return None };
    let messages = &look.room.word.messages;
    let corrected = messages.corrected.get(&entry.seq);
    let text = messages.text_of(entry)?;
    let words = (corrected.is_some() || needs_prose(look, text.as_str()))
        .then(|| prose(look, text.as_str()));
    let before = corrected.map(|corrected| before(look, &corrected.before));
    let asked = messages.asked.get(&entry.seq);
    let counted = asked.and_then(|asked| of_message(look, asked));
    let seen = seen_button(look, entry.seq, None);
    let waits = (*message == MessageKind::Question).then(|| answer(look, entry)).flatten();
    let own = is_among_latest(look, entry).then(|| correct(look, entry, text, None));
    let pin = is_recent(look, entry).then(|| pin(look, entry, None)).flatten();
    let anything = words.is_some()
        || counted.is_some()
        || seen.is_some()
        || waits.is_some()
        || own.is_some()
        || pin.is_some();
    anything.then(|| {
        view! {
            {words}
            {before}
            {waits}
            <div class="msg-foot">{counted} {seen} {own} {pin}</div>
        }
        .whole()
    })
}

/// What a corrected message said before.
pub fn before(look: &Look<'_>, before: &[MessageText]) -> Piece {
    let lines: Vec<Piece> =
        before.iter().map(|text| view! { <del>{text.to_string()}</del> }.whole()).collect();
    let label = look.word("Corrected. Before:", "Corrigé. Avant\u{202f}:");
    view! { <p class="before">{label} " " {lines}</p> }.whole()
}

/// Under a question: its answer, or how long it has been waited for and whose turn it is.
fn answer(look: &Look<'_>, entry: &Recorded) -> Option<Piece> {
    let question = look.room.word.questions.0.get(&entry.seq)?;
    let Some(answer) = question.answers.last() else {
        let since = entry.at.micros().to_string();
        let owner = question.taken.as_ref().map(|person| format!(" · {}", person.name));
        return Some(
            view! {
                <p class="waits">
                    {look.word("waiting for an answer, ", "en attente d’une réponse, ")}
                    <span data-tick="since" data-at=since></span>
                    {owner}
                </p>
            }
            .whole(),
        );
    };
    let by = answer.by.name().to_owned();
    let at = look.hour_minute(answer.at);
    Some(
        view! {
            <div class="answer">
                <p class="meta"><b>{by}</b> " " <time>{at}</time></p>
                {prose(look, answer.text.as_str())}
            </div>
        }
        .whole(),
    )
}

fn is_among_latest(look: &Look<'_>, entry: &Recorded) -> bool {
    let mine = |other: &&std::sync::Arc<Recorded>| {
        matches!(other.event, Event::MessagePosted { .. }) && other.by.is(&look.me.id)
    };
    entry.by.is(&look.me.id)
        && look.may(Action::PostMessage, None)
        && look.room.feed.iter().rev().filter(mine).take(LATEST).any(|own| own.seq == entry.seq)
}

fn is_recent(look: &Look<'_>, entry: &Recorded) -> bool {
    let posted =
        |other: &&std::sync::Arc<Recorded>| matches!(other.event, Event::MessagePosted { .. });
    look.room.feed.iter().rev().filter(posted).take(LATEST).any(|known| known.seq == entry.seq)
}

/// The form that corrects one's own message.
pub fn correct(look: &Look<'_>, entry: &Recorded, text: &MessageText, back: Option<&str>) -> Piece {
    let label = look.word("Correct", "Corriger");
    let mut fields = vec![
        hidden("message#number", entry.seq.to_string()),
        area(
            "text",
            look.word("What it should say", "Ce qu’il devrait dire"),
            text.as_str(),
            MessageText::MAX,
            true,
        ),
        send(label, "btn small"),
    ];
    fields.extend(back.map(|back| hidden("back", back)));
    let what = entry.seq.to_string();
    let form = ask_about(look, "word.message.correct", &what, "stack", fields);
    opens(format!("correct-{what}"), label, "link", form)
}

/// Pins it, or lets it go.
pub fn pin(look: &Look<'_>, entry: &Recorded, back: Option<&str>) -> Option<Piece> {
    let pinned = look.room.word.messages.pinned.iter().any(|pinned| pinned.seq == entry.seq);
    look.may(Action::PinMessage, None).then(|| {
        let (command, label) = if pinned {
            ("word.message.unpin", look.word("Unpin", "Détacher"))
        } else {
            ("word.message.pin", look.word("Pin", "Épingler"))
        };
        let mut fields = vec![hidden("message#number", entry.seq.to_string()), send(label, "link")];
        fields.extend(back.map(|back| hidden("back", back)));
        ask_about(look, command, &entry.seq.to_string(), "inline-form tool", fields)
    })
}
