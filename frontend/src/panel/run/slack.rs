//! The line in the strip's head: how much of the slack is used, and what the end hangs on.

use super::super::Look;
use crate::ui::whole::{IntoPieces, IntoWhole, Piece};
use domain::{run::RoomSchedule, schedule::Slack, wire::step_path};
use leptos::prelude::*;

/// So many steps of the path are named; the rest is counted.
const NAMED: usize = 6;

/// The line; nothing once the end is a fact.
pub(super) fn line(look: &Look<'_>, schedule: &RoomSchedule<'_>) -> Option<Piece> {
    let path: Vec<_> = schedule.chain().collect();
    // The way back was in no plan: there is no slack of it to speak of.
    let turns_back = look.room.run.abort.is_confirmed();
    if path.is_empty() || turns_back || !look.room.stage.is_running() {
        return None;
    }
    let (tone, slack) = words(look, schedule.to_promise());
    let rest = path.len().saturating_sub(NAMED);
    let named = path.iter().take(NAMED).enumerate().map(|(place, step)| {
        let arrow = (place > 0).then_some(" → ");
        let (href, title) = (step_path(&look.room.id, &step.plan.id), step.plan.title.to_string());
        view! { {arrow} <a href=href title=title>{step.plan.id.to_string()}</a> }
    });
    let critical = look.word("critical path", "chemin critique");
    Some(
        view! {
            <p class="slack-line">
                <span class="chip" data-tone=tone data-slack="">{slack}</span>
                " · " {critical} {look.text().colon()} " "
                <span class="path">{named.pieces()} {(rest > 0).then(|| format!(" → +{rest}"))}</span>
            </p>
        }
        .whole(),
    )
}

/// To the minute, rounded down: a line that flickers around a second helps nobody.
fn words(look: &Look<'_>, slack: Slack) -> (&'static str, String) {
    let planned = slack.planned.max(0) / 60;
    let over = (-slack.left).max(0) / 60;
    let used = (slack.spent() / 60).clamp(0, planned);
    if over > 0 {
        let words = look.word("min over, no slack left", "min de trop, plus de marge");
        return ("late", format!("{over} {words}"));
    }
    if slack.spent() < 0 {
        let words =
            look.word("min of slack left, some gained", "min de marge, dont du temps gagné");
        return ("plain", format!("{} {words}", slack.left.max(0) / 60));
    }
    let tone = if used == planned && planned > 0 { "late" } else { "plain" };
    let (of, words) =
        (look.word("of", "sur"), look.word("min of slack used", "min de marge utilisées"));
    (tone, format!("{used} {of} {planned} {words}"))
}
