//! Above the feed: what is pinned, and the questions that wait for an answer.

use super::question::{QuestionCard, question_card};
use crate::{
    panel::{Look, feed::prose::prose},
    ui::whole::{IntoWhole, Piece},
};
use leptos::prelude::*;

/// What stands there; nothing when nothing is pinned and nobody has asked.
pub fn above_the_feed(look: &Look<'_>) -> Option<Piece> {
    let pinned: Vec<Piece> = look
        .room
        .word
        .messages
        .pinned
        .iter()
        .rev()
        .filter_map(|entry| pinned(look, entry))
        .collect();
    let questions = questions(look);
    (!pinned.is_empty() || questions.is_some())
        .then(|| view! { <div class="talk">{pinned} {questions}</div> }.whole())
}

fn pinned(look: &Look<'_>, entry: &domain::Recorded) -> Option<Piece> {
    let text = look.room.word.messages.text_of(entry)?;
    let (name, at) = (entry.by.name().to_owned(), look.hour_minute(entry.at));
    Some(
        view! {
            <div class="pinned">
                <p class="meta">
                    <span class="label">{look.word("Pinned", "Épinglé")}</span>
                    " " <b>{name}</b> " " <time>{at}</time>
                    {super::message::pin(look, entry, None)}
                </p>
                {prose(look, text.as_str())}
            </div>
        }
        .whole(),
    )
}

fn questions(look: &Look<'_>) -> Option<Piece> {
    let open: Vec<Piece> = look
        .room
        .word
        .questions
        .open()
        .filter_map(|question| question_card(look, QuestionCard { question, back: None }))
        .collect();
    let count = open.len();
    (count > 0).then(|| {
        view! {
            <details class="questions" id="questions">
                <summary>
                    {look.word("Questions", "Questions")} " "
                    <span class="pill" data-tone="late">{count}</span>
                    " " <span class="quiet">{look.word("wait for an answer", "sans réponse")}</span>
                </summary>
                <ul>{open}</ul>
            </details>
        }
        .whole()
    })
}
