//! All messages of a room, searched: also those that the room itself no longer holds.

use crate::{
    panel::{Look, Said, message_row},
    ui::{
        prefs::LanguageSwitch,
        whole::{IntoWhole, Piece},
    },
};
use domain::wire::{feed_path, room_path};
use leptos::prelude::*;

/// What was searched for, and what was found.
#[derive(Debug, Clone)]
pub struct FeedPage<'a> {
    /// Who reads what, and when.
    pub look: Look<'a>,
    /// The words that were searched for; empty shows the latest.
    pub asked: String,
    /// What was found, newest first.
    pub found: Vec<Said>,
    /// Whether there was more.
    pub more: bool,
}

/// The page.
#[must_use]
pub fn feed(page: &FeedPage<'_>) -> Piece {
    let look = &page.look;
    let text = look.text();
    let path = feed_path(&look.room.id);
    let rows: Vec<Piece> = page.found.iter().map(|said| message_row(look, said)).collect();
    let title = look.word("Messages", "Messages");
    let count = match (rows.len(), page.asked.is_empty()) {
        (0, _) => look.word("Nothing found.", "Rien trouvé.").to_owned(),
        (_, true) => look.word("The latest messages.", "Les derniers messages.").to_owned(),
        (count, false) => format!("{count} {}", look.word("found", "trouvés")),
    };
    let more = page.more.then(|| {
        view! { <p class="quiet">{look.word("There are more. Search for more words.", "Il y en a d’autres. Cherchez plus de mots.")}</p> }
    });
    view! {
        <main class="desk feed-page">
            <header class="desk-head">
                <div>
                    <h1>{title}</h1>
                    <p class="quiet"><a href=room_path(&look.room.id)>{look.word("Back to the room", "Retour à la salle")}</a></p>
                </div>
                <LanguageSwitch locale=look.locale back=path.clone() />
            </header>
            <form class="search" method="get" action=path role="search">
                <input type="search" name="q" value=page.asked.clone() maxlength="200" aria-label=text.search />
                <button class="btn primary" type="submit">{text.search}</button>
            </form>
            <p class="quiet" role="status">{count}</p>
            <ul class="found">{rows}</ul>
            {more}
        </main>
    }
    .whole()
}
