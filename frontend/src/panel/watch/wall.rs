//! A view for a wall: dark, and legible at three metres.

use super::{
    super::Look,
    alarms, board,
    metrics::{shown, widget},
};
use crate::{
    text::when,
    ui::whole::{IntoWhole, Piece},
};
use domain::{Progress, room::Interruption};
use leptos::prelude::*;

/// How many widgets a wall has at most: more are not read from afar.
const WIDGETS: usize = 6;

/// Are we live, what time is it, when does it end, what is stuck, the numbers, the ways in.
#[must_use]
pub fn wall(look: &Look<'_>) -> Piece {
    let widgets: Vec<Piece> =
        shown(look).into_iter().take(WIDGETS).map(|metric| widget(look, metric)).collect();
    view! {
        {alarms(look)}
        <div class="wall-clocks">{clocks(look)}</div>
        {stuck(look)}
        <div class="wall-rest">
            <div class="metric-grid">{widgets}</div>
            {board(look)}
        </div>
    }
    .whole()
}

fn clocks(look: &Look<'_>) -> Vec<Piece> {
    let (room, text) = (look.room, look.text());
    // The room's own word: whether the page is live is the pill's to say.
    let stage = text.stage(room.stage);
    let stage = view! { <span class="wall-stage" data-stage=room.stage.slug()>{stage}</span> };
    let now = look.room.charter.as_ref().map(|charter| {
        let shown = when::hour_minute_second(&charter.zone, look.now);
        clock(text.clock_now, view! { <b data-tick="now">{shown}</b> }.whole(), "plain")
    });
    let felt = match room.interruption() {
        Interruption::Since(since) => {
            let seconds = look.now.seconds_since(since);
            let at = since.micros().to_string();
            let shown = view! { <b data-tick="since" data-at=at>{when::running(seconds)}</b> };
            Some(clock(text.clock_maintenance, shown.whole(), "plain"))
        }
        Interruption::NotYet | Interruption::Over { .. } => None,
    };
    let forecast = look.forecast();
    let announced = room.charter.as_ref().map(|charter| charter.window.end());
    let late = announced.is_some_and(|end| forecast.open_again > end);
    let minutes = |at| view! { <b>{look.hour_minute(at)}</b> }.whole();
    let tone = if late { "late" } else { "plain" };
    let ends = clock(text.clock_forecast, minutes(forecast.open_again), tone);
    let announced = announced.map(|end| clock(text.announced_end, minutes(end), "plain"));
    let all = [Some(stage.whole()), now, felt, Some(ends), announced];
    all.into_iter().flatten().collect()
}

fn clock(label: &'static str, shown: Piece, tone: &'static str) -> Piece {
    view! { <span class="wall-clock" data-tone=tone>{shown}<small>{label}</small></span> }.whole()
}

/// What is stuck, or under way.
fn stuck(look: &Look<'_>) -> Option<Piece> {
    let mut lines: Vec<Piece> = Vec::new();
    for step in look.room.steps_in_order() {
        let (tone, word) = match &step.progress {
            Progress::Blocked { .. } => ("stop", look.text().step_blocked),
            Progress::Failed { .. } => ("stop", look.text().step_failed),
            Progress::Running { .. } => ("run", look.text().step_running),
            Progress::Waiting | Progress::Done { .. } | Progress::Skipped { .. } => continue,
        };
        let title = step.plan.title.to_string();
        let owner = look.room.owner(step).map(|owner| owner.name.to_string());
        lines.push(
            view! {
                <li data-tone=tone><strong>{word}</strong> " " {title} " " <small>{owner}</small></li>
            }
            .whole(),
        );
    }
    (!lines.is_empty()).then(|| view! { <ul class="wall-steps">{lines}</ul> }.whole())
}
