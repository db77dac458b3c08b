//! One message on the page of all messages, with what may be done about it there.

use super::{
    message::{before, correct, pin},
    prose::prose,
};
use crate::{
    panel::Look,
    ui::whole::{IntoWhole, Piece},
};
use domain::{Event, Recorded, wire::feed_path};
use leptos::prelude::*;

/// A message or an answer that was found.
#[derive(Debug, Clone)]
pub struct Said {
    /// Where it stands in the log.
    pub recorded: Recorded,
    /// The words as they are now.
    pub text: String,
}

/// The row.
pub fn message_row(look: &Look<'_>, said: &Said) -> Piece {
    let entry = &said.recorded;
    let (name, at) = (entry.by.name().to_owned(), look.hour_minute(entry.at));
    let (kind, audience) = match &entry.event {
        Event::MessagePosted { message, audience, .. } => {
            (look.text().message_kind(*message), look.text().audience(*audience))
        }
        _ => (look.word("answer", "réponse"), ""),
    };
    let corrected = look.room.word.messages.corrected.get(&entry.seq);
    let before = corrected.map(|corrected| before(look, &corrected.before));
    // What the room no longer holds can be read, not changed.
    let held = look.room.feed.front().is_some_and(|oldest| oldest.seq <= entry.seq);
    let posted = matches!(entry.event, Event::MessagePosted { .. }) && held;
    let text = look.room.word.messages.text_of(entry);
    let path = feed_path(&look.room.id);
    let back = Some(path.as_str());
    let own = (posted && entry.by.is(&look.me.id))
        .then(|| text.map(|text| correct(look, entry, text, back)))
        .flatten();
    let pin = posted.then(|| pin(look, entry, back)).flatten();
    view! {
        <li class="found-line" id=format!("m{}", entry.seq)>
            <p class="meta">
                <b>{name}</b> " " <time>{at}</time> " "
                <span class="aud">{kind}</span> " " <span class="aud">{audience}</span>
            </p>
            {prose(look, &said.text)}
            {before}
            <div class="msg-foot">{own} {pin}</div>
        </li>
    }
    .whole()
}
