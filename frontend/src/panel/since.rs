//! "What changed since I left": for whoever comes back to the room, in a few lines.
//!
//! What somebody last saw is remembered by their browser and comes with the question, so nothing
//! is written down about who looks when. What they did themselves is not told to them. Entries
//! older than the feed keeps are not here; the strip then says so rather than look complete.

use super::Look;
use crate::{
    text::when,
    told::tone,
    ui::whole::{IntoPieces, IntoWhole, Piece},
};
use domain::{
    Event, Recorded, Seq, Timestamp,
    event::Tone,
    run::{EditEvent, RunEvent, gate::GateEvent},
    word::{WordEvent, notice::NoticeEvent},
};
use leptos::prelude::*;

/// So many things are named; the rest are counted and stand in the feed.
const NAMED: usize = 8;

/// How long somebody was away, as their browser remembers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// The last event they had seen.
    pub after: Seq,
    /// The last event before they came back.
    pub until: Seq,
    /// When they left, by the room's clock.
    pub left: Timestamp,
    /// Where the end was expected then.
    pub end: Option<Timestamp>,
}

/// The strip, and what the browser remembers of now.
pub fn strip(look: &Look<'_>, away: Option<&Away>) -> Piece {
    let end = look.forecast().open_again.micros().to_string();
    let strip = away.and_then(|away| said(look, away));
    view! {
        <span data-forecast-end=end hidden=true></span>
        {strip}
    }
    .whole()
}

fn said(look: &Look<'_>, away: &Away) -> Option<Piece> {
    let missed: Vec<&Recorded> = missed(look, away).collect();
    let moved = moved(look, away);
    if missed.is_empty() {
        return None;
    }
    let weighty: Vec<&&Recorded> = missed.iter().filter(|it| weighs(&it.event)).collect();
    let lines = weighty.iter().rev().take(NAMED).rev().map(|it| line(look, it)).pieces();
    let rest = missed.len() - lines.len();
    let more = (rest > 0).then(|| {
        let said = match (look.locale, rest) {
            (crate::boot::Locale::En, 1) => "and 1 more entry in the feed".to_owned(),
            (crate::boot::Locale::En, _) => format!("and {rest} more entries in the feed"),
            (crate::boot::Locale::Fr, 1) => "et 1 autre entrée dans le fil".to_owned(),
            (crate::boot::Locale::Fr, _) => format!("et {rest} autres entrées dans le fil"),
        };
        view! { <li class="quiet"><a href="#feed">{said}</a></li> }
    });
    let older = is_cut(look, away).then(|| {
        let said = look.word("What is older stands in the log.", "Le reste est dans le journal.");
        view! { <li class="quiet">{said}</li> }
    });
    let heading = look.word("Since you left", "Depuis votre départ");
    let left = look.hour_minute(away.left);
    let seen = look.word("Seen", "Vu");
    Some(
        view! {
            <section class="since-left" id="since" aria-labelledby="since-title" data-since=away.after.to_string()>
                <div class="since-head">
                    <h2 id="since-title">{heading} " " <span class="mono">{left}</span></h2>
                    <button class="btn" type="button" data-seen="yes">{seen}</button>
                </div>
                <ul>{moved}{lines}{more}{older}</ul>
            </section>
        }
        .whole(),
    )
}

/// What others did meanwhile, oldest first.
fn missed<'a>(look: &Look<'a>, away: &Away) -> impl Iterator<Item = &'a Recorded> {
    let (me, after, until) = (look.me, away.after, away.until);
    let all = look.room.feed.iter().map(|recorded| &**recorded);
    all.filter(move |it| it.seq > after && it.seq <= until && !it.by.is(&me.id))
        .filter(|it| !it.event.is_quiet())
}

/// Whether the feed begins after they had left.
fn is_cut(look: &Look<'_>, away: &Away) -> bool {
    look.room.feed.len() >= domain::room::FEED_KEPT
        && look.room.feed.front().is_some_and(|first| first.seq > away.after.next())
}

fn moved(look: &Look<'_>, away: &Away) -> Option<Piece> {
    let (was, is) = (away.end?, look.forecast().open_again);
    let (was_said, is_said) = (look.hour_minute(was), look.hour_minute(is));
    (was_said != is_said).then(|| {
        let later = is.seconds_since(was);
        let tone = if later > 0 { "late" } else { "done" };
        let by = when::length(domain::Length::from_seconds(
            u32::try_from(later.unsigned_abs()).unwrap_or(u32::MAX),
        ));
        let sign = if later > 0 { "+" } else { "−" };
        let head = look.word("The forecast end moved:", "La fin prévue a bougé\u{202f}:");
        view! {
            <li data-tone=tone>
                <strong>{format!("{head} {was_said} → {is_said} ({sign}{by})")}</strong>
            </li>
        }
        .whole()
    })
}

fn line(look: &Look<'_>, recorded: &Recorded) -> Piece {
    let at = look.hour_minute(recorded.at);
    let said = format!("{} {}", recorded.by.name(), look.text().event(look.room, recorded));
    let tone = match &recorded.event {
        Event::StepBlocked { .. } | Event::StepFailed { .. } => "stop",
        Event::StepFinished { .. } => "done",
        Event::StepInserted { .. } => "late",
        event => tone(event).slug(),
    };
    view! { <li data-tone=tone><span class="mono">{at}</span> <span>{said}</span></li> }.whole()
}

/// Whether it is named: what moved the plan, what was decided, and what was said outside. Starts,
/// messages and answers to a poll are counted.
fn weighs(event: &Event) -> bool {
    match event {
        Event::StageReached { .. }
        | Event::StepFinished { .. }
        | Event::StepSkipped { .. }
        | Event::StepBlocked { .. }
        | Event::StepFailed { .. }
        | Event::TickUndone { .. }
        | Event::StepInserted { .. }
        | Event::StepReassigned { .. } => true,
        Event::Run(event) => match event {
            RunEvent::HoldBegan { .. }
            | RunEvent::HoldEnded {}
            | RunEvent::RemainingStated { .. }
            | RunEvent::Abort(_)
            | RunEvent::Contingency(_)
            | RunEvent::Gate(GateEvent::Decided { .. })
            | RunEvent::Edit(EditEvent::Changed { .. }) => true,
            RunEvent::Gate(GateEvent::Answered { .. } | GateEvent::ReadBack { .. })
            | RunEvent::Edit(_)
            | RunEvent::Rehearsal(_)
            | RunEvent::Debt(_) => false,
        },
        Event::Word(WordEvent::Notice(event)) => {
            matches!(event, NoticeEvent::Published { .. } | NoticeEvent::Withdrawn { .. })
        }
        Event::Watch(_) => tone(event) == Tone::Stop,
        _ => false,
    }
}
