//! Decisions, alerts and what was written to the reader's team, with a button to confirm.

use crate::{
    panel::{
        Look,
        feed::{prose, seen_button},
    },
    ui::whole::{IntoWhole, Piece},
};
use domain::{Audience, Event, Recorded, Role, event::MessageKind};
use leptos::prelude::*;

/// The latest are what counts; the room has all of them.
const SHOWN: usize = 8;

/// The news, newest first; what asks for an answer comes before.
pub fn news(look: &Look<'_>, back: &str) -> Piece {
    let mut entries: Vec<&Recorded> = look
        .room
        .feed
        .iter()
        .rev()
        .map(|entry| &**entry)
        .filter(|entry| concerns(entry, look.me.role))
        .take(SHOWN)
        .collect();
    let waits = |entry: &Recorded| {
        let asked = look.room.word.messages.asked.get(&entry.seq);
        asked.is_some_and(|asked| asked.waits_for(&look.me.id, look.me.role))
    };
    entries.sort_by_key(|entry| !waits(entry));
    let lines: Vec<Piece> =
        entries.into_iter().filter_map(|entry| line(look, entry, back)).collect();
    let nothing = lines.is_empty().then(|| {
        view! { <p class="quiet">{look.word("Nothing yet.", "Rien encore.")}</p> }
    });
    view! {
        <section class="desk-part" aria-label=look.word("News", "Nouvelles")>
            <h2>{look.word("Decisions and alerts", "Décisions et alertes")}</h2>
            {nothing}
            <ul class="news">{lines}</ul>
        </section>
    }
    .whole()
}

fn concerns(entry: &Recorded, role: Role) -> bool {
    let Event::MessagePosted { message, audience, .. } = &entry.event else { return false };
    match message {
        MessageKind::Decision | MessageKind::Alert => true,
        MessageKind::Question => false,
        MessageKind::Note => *audience != Audience::Everyone && audience.teams().contains(&role),
    }
}

fn line(look: &Look<'_>, entry: &Recorded, back: &str) -> Option<Piece> {
    let Event::MessagePosted { message, .. } = &entry.event else { return None };
    let text = look.room.word.messages.text_of(entry)?.to_string();
    let (name, at) = (entry.by.name().to_owned(), look.hour_minute(entry.at));
    let kind = look.text().message_kind(*message);
    let asked = look.room.word.messages.asked.get(&entry.seq);
    let seen = asked.is_some_and(|asked| asked.seen.iter().any(|seen| seen.person == look.me.id));
    let seen = seen.then(
        || view! { <span class="quiet">{look.word("✓ seen by you", "✓ vu par vous")}</span> },
    );
    Some(
        view! {
            <li class="news-line" data-kind=message.slug() data-key=format!("n-{}", entry.seq)>
                <p class="meta"><b>{name}</b> " " <time>{at}</time> " " <span class="aud">{kind}</span></p>
                {prose(look, &text)}
                {seen}
                {seen_button(look, entry.seq, Some(back.to_owned()))}
            </li>
        }
        .whole(),
    )
}
