//! What the comms desk shows of the ways out: read from the channels and the record of deliveries
//! before the panels are made, which ask nobody.

use crate::{
    channel::{Channel, Kind, NoticeNumber, Office, Outgoing, Preview, email::notice::as_read},
    dispatch::{State, as_if_published, text_now},
    error::AppError,
    state::AppState,
    store::Tally,
    subscriber::status_path,
};
use domain::{Room, Timestamp, word::notice::NoticeId};
use frontend::{
    boot::Locale,
    panel::channels::{self as shown, Channels, Delivered, Way, WayKind},
};

/// The ways out of a room, with what one notice looks like there and how it went out.
///
/// # Errors
/// When the record cannot be read.
pub async fn channels(
    app: &AppState,
    room: &Room,
    notice: Option<NoticeId>,
    locale: Locale,
) -> Result<Channels, AppError> {
    let office = app.dispatch.office();
    let now = app.clock.now();
    let outgoing = notice.and_then(|notice| outgoing(office, room, notice, now));
    let of_room = office.channels().of(&room.id);
    let ways = of_room.map(|channel| way(office, channel, outgoing.as_ref(), locale)).collect();
    let tallies = match notice {
        Some(notice) => app.dispatch.tallies(&room.id, NoticeNumber(notice.0)).await,
        None => Ok(Vec::new()),
    };
    let deliveries = together(app, &tallies.map_err(AppError::internal)?, locale);
    let given_up = app.dispatch.given_up(&room.id).await.map_err(AppError::internal)?;
    let given_up = given_up.into_iter().map(|number| NoticeId(number.0)).collect();
    Ok(Channels { ways, deliveries, given_up })
}

/// A notice as it is sent, or as it would be now.
#[must_use]
pub fn outgoing(
    office: &Office,
    room: &Room,
    notice: NoticeId,
    now: Timestamp,
) -> Option<Outgoing> {
    let page = room.word.is_public.then(|| office.link(&status_path(&room.id)));
    let notices = &room.word.notices;
    if let Some(published) = notices.published.get(&notice) {
        let replaced = notices.published.iter().find(|(_, it)| it.fate.is_superseded_by(notice));
        let replaced = replaced.map(|(id, _)| *id);
        let when = (replaced, published.at);
        return Some(as_if_published(room, notice, &published.text, when, page));
    }
    let content = &notices.papers.get(&notice)?.content;
    let replaced = content.replaces.as_ref().map(|replaces| replaces.notice);
    let text = text_now(room, content, now);
    Some(as_if_published(room, notice, &text, (replaced, now), page))
}

fn way(office: &Office, channel: &Channel, outgoing: Option<&Outgoing>, locale: Locale) -> Way {
    let kind = match channel.kind {
        Kind::Email => WayKind::Email,
        Kind::Slack(_) => WayKind::Slack,
        Kind::Teams(_) => WayKind::Teams,
        Kind::Webhook(..) => WayKind::Webhook,
    };
    let to = match channel.kind.endpoint() {
        Some(endpoint) => endpoint.host.clone(),
        None => office.sender().unwrap_or_default(),
    };
    let previews = outgoing.map(|outgoing| previews(office, channel, outgoing, locale));
    let (id, previews) = (channel.id.clone(), previews.unwrap_or_default());
    let test_to = channel.test_to.as_ref().map(ToString::to_string);
    Way { id, kind, to, test_to, previews }
}

/// E-mail has its reader's language first, so there are two; the others have one for everybody.
fn previews(
    office: &Office,
    channel: &Channel,
    outgoing: &Outgoing,
    locale: Locale,
) -> Vec<shown::Preview> {
    match channel.kind {
        Kind::Email => [channel.first, other(channel.first)]
            .into_iter()
            .map(|first| {
                let as_read = Channel { first, ..channel.clone() };
                let preview = office.preview(&as_read, outgoing);
                as_shown(preview, Some(reader_of(first, locale)))
            })
            .collect(),
        Kind::Slack(_) | Kind::Teams(_) => {
            let preview = as_shown(office.preview(channel, outgoing), None);
            let html = Some(as_read(outgoing, channel.first));
            vec![shown::Preview { html, ..preview }]
        }
        Kind::Webhook(..) => vec![as_shown(office.preview(channel, outgoing), None)],
    }
}

const fn other(locale: Locale) -> Locale {
    match locale {
        Locale::Fr => Locale::En,
        Locale::En => Locale::Fr,
    }
}

const fn reader_of(first: Locale, locale: Locale) -> &'static str {
    match (first, locale) {
        (Locale::Fr, Locale::En) => "For a reader in French",
        (Locale::En, Locale::En) => "For a reader in English",
        (Locale::Fr, Locale::Fr) => "Pour un lecteur en français",
        (Locale::En, Locale::Fr) => "Pour un lecteur en anglais",
    }
}

fn as_shown(preview: Preview, reader: Option<&'static str>) -> shown::Preview {
    let (mut text, mut html) = (String::new(), None);
    for part in preview.parts {
        if part.media_type == "text/html" {
            html = body_of(&part.text).map(str::to_owned);
        } else {
            text = indented(part.text);
        }
    }
    // Each attempt has its own moment, and a signature over it: there is none before it is sent.
    let of_its_own = |(name, value): (String, String)| match name.as_str() {
        "webhook-timestamp" | "webhook-signature" => (name, "…".to_owned()),
        _ => (name, value),
    };
    let headers: Vec<_> = preview.headers.into_iter().map(of_its_own).collect();
    let title = headers.iter().find(|(name, _)| name == "Subject");
    let title = title.map(|(_, subject)| subject.clone());
    shown::Preview { reader, title, headers, text, html }
}

/// JSON on lines of its own, so that people can read it; anything else as it is.
fn indented(text: String) -> String {
    let read = serde_json::from_str::<serde_json::Value>(&text).ok();
    read.and_then(|json| serde_json::to_string_pretty(&json).ok()).unwrap_or(text)
}

/// What stands in the body of a document of ours.
fn body_of(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once("<body>")?;
    rest.split_once("</body>").map(|(body, _)| body)
}

/// One line an event and a channel, whatever its letters' states.
fn together(app: &AppState, tallies: &[Tally], locale: Locale) -> Vec<Delivered> {
    let mut lines: Vec<(domain::Seq, Delivered)> = Vec::new();
    for tally in tallies {
        let same = lines
            .iter()
            .position(|(seq, line)| (*seq, &line.channel) == (tally.seq, &tally.channel));
        let place = same.unwrap_or_else(|| {
            lines.push((tally.seq, blank(tally)));
            lines.len() - 1
        });
        let line = &mut lines[place].1;
        match tally.state {
            State::Waiting | State::Sending => {
                let due = in_the_room(app, tally.next_at);
                line.next_at = if line.waiting == 0 { due } else { line.next_at.min(due) };
                line.waiting += tally.letters;
            }
            State::Sent => line.sent += tally.letters,
            State::Failed if tally.has_left => line.left += tally.letters,
            State::Failed => line.given_up += tally.letters,
        }
        line.attempts = line.attempts.max(tally.attempts);
        line.done_at = line.done_at.max(tally.done_at);
        line.again = line.again.or(tally.again.map(|again| again.in_words(locale)));
        let is_open = !tally.has_left && tally.state != State::Sent;
        if let Some(trouble) = tally.trouble.as_ref().filter(|_| is_open) {
            line.trouble = Some(trouble.in_words(locale));
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn blank(tally: &Tally) -> Delivered {
    Delivered {
        channel: tally.channel.clone(),
        is_withdrawal: tally.said == crate::channel::Said::Withdrawn,
        waiting: 0,
        sent: 0,
        given_up: 0,
        left: 0,
        attempts: 0,
        next_at: tally.next_at,
        done_at: None,
        trouble: None,
        again: None,
    }
}

/// A moment of the clock that schedules, as the room's shows it: a story has a day of its own.
fn in_the_room(app: &AppState, at: Timestamp) -> Timestamp {
    let reading = app.clock.reading();
    let ahead = at.micros().saturating_sub(app.clock.wall().micros());
    let ahead = ahead.saturating_mul(i64::from(reading.rate.max(1)));
    Timestamp::from_micros(reading.now.micros().saturating_add(ahead))
}
