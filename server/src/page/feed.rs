//! `GET /rooms/{room}/feed?q=…`: all messages of a room, searched in the log itself, so that
//! those are found that the room no longer holds.

use super::shell::Shell;
use crate::{
    error::AppError,
    extract::{Asker, Query, Reader},
    panel::look,
    state::AppState,
    store::EventStore,
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    Event, Recorded, Room, Seq, audience,
    word::{WordEvent, question::QuestionEvent},
};
use frontend::{page::feed::FeedPage, panel::Said, render};
use serde::Deserialize;
use std::collections::VecDeque;

/// So many events are read from the log at once.
const AT_ONCE: u32 = 2_000;

/// So many messages are shown.
const SHOWN: usize = 100;

/// The longest search, in characters; the rest is cut off.
const LONGEST: usize = 200;

/// What is searched for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Words, all of which must be there; none shows the latest messages.
    #[serde(default)]
    pub q: String,
}

/// The page.
///
/// # Errors
/// When the log cannot be read.
pub async fn show(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let room = asker.view();
    let asked: String = asked.q.chars().take(LONGEST).collect();
    let (found, more) = find(&app, &asker, &room, &asked).await?;
    let look = look(&app, &asker, reader, &room);
    let html = render::feed(&FeedPage { look, asked, found, more });
    let title = look.word("Messages", "Messages");
    Shell { reader, title, html, boot: None, live: None }.respond(StatusCode::OK)
}

/// The latest that have every word, newest first, and whether there are more.
async fn find(
    app: &AppState,
    asker: &Asker,
    room: &Room,
    asked: &str,
) -> Result<(Vec<Said>, bool), AppError> {
    let words: Vec<String> = asked.split_whitespace().map(str::to_lowercase).collect();
    let mut found: VecDeque<Said> = VecDeque::new();
    let (mut after, mut more) = (Seq(0), false);
    loop {
        let read = app.store.events(&asker.room, after, AT_ONCE).await;
        let events = read.map_err(AppError::internal)?;
        let Some(last) = events.last() else { break };
        after = last.seq;
        for recorded in &events {
            let seen = audience::seen_by(recorded, asker.person.role);
            let Some(said) = seen.and_then(|seen| said(room, seen)) else { continue };
            if !matches(&said, &words) {
                continue;
            }
            found.push_front(said);
            if found.len() > SHOWN {
                found.pop_back();
                more = true;
            }
        }
    }
    Ok((found.into(), more))
}

/// What somebody said, as it reads now.
fn said(room: &Room, recorded: Recorded) -> Option<Said> {
    let text = match &recorded.event {
        Event::MessagePosted { .. } => room.word.messages.text_of(&recorded)?.to_string(),
        Event::Word(WordEvent::Question(QuestionEvent::Answered { text, .. })) => text.to_string(),
        _ => return None,
    };
    Some(Said { recorded, text })
}

/// Every word stands in the text or is the name of who wrote it; letters' case does not count.
fn matches(said: &Said, words: &[String]) -> bool {
    let text = said.text.to_lowercase();
    let name = said.recorded.by.name().to_lowercase();
    words.iter().all(|word| text.contains(word) || name.contains(word))
}
