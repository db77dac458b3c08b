//! The run: whether the cutover is on hold or turns back, until when it can, what is left of the
//! slack, and what each step says about it.

mod abort;
mod debt;
mod details;
mod gate;
mod hold;
mod marks;
mod ruler;
mod slack;

use super::{Html, Look, together};
use crate::ui::whole::{IntoWhole, Piece};
use domain::{Stage, StepId, run::RoomSchedule};
use leptos::prelude::*;

/// Fills the panels of the run; `open` are the steps whose details are open.
pub(super) fn fill(look: &Look<'_>, open: &[StepId], panels: &mut Html) {
    let schedule = RoomSchedule::of(look.room, look.now);
    look.put(panels, "run", together([head(look, &schedule), gate::card(look)]));
    // Once the system is open again, what is left to undo is the work that is left.
    let place = if look.room.stage == Stage::Watching { "run" } else { "beside" };
    look.put(panels, place, together([debt::list(look)]));
    look.put(panels, "slack", slack::line(look, &schedule));
    for step in look.room.steps_in_order() {
        let marks = [gate::mark(look, step), debt::mark(look, step), marks::of(look, step)];
        look.put(panels, format!("step/{}", step.plan.id), together(marks));
    }
    for step in open.iter().filter_map(|id| look.room.steps.get(id)) {
        look.put(panels, format!("details/{}", step.plan.id), details::of(look, &schedule, step));
    }
}

/// Above the strip: what is decided first, then the ruler with the ways to decide.
fn head(look: &Look<'_>, schedule: &RoomSchedule<'_>) -> Option<Piece> {
    let banners: Vec<Piece> =
        [abort::banner(look, schedule), hold::banner(look)].into_iter().flatten().collect();
    let decide: Vec<Piece> =
        [hold::begin(look), abort::propose(look, schedule)].into_iter().flatten().collect();
    let ruler = ruler::ruler(look, schedule);
    if banners.is_empty() && decide.is_empty() && ruler.is_none() {
        return None;
    }
    Some(
        view! {
            {banners}
            <div class="run-bar">
                {ruler}
                <div class="run-decide">{decide}</div>
            </div>
        }
        .whole(),
    )
}
