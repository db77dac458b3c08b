//! The phases and their steps.

use super::{
    desk::{Desk, Drawer},
    step_row::StepRow,
};
use crate::ui::kept::{Held, Kept};
use crate::ui::whole::{IntoWhole, dynamic};
use crate::ui::{
    icon::{Icon, Shape},
    list::{Row, list},
    pill::{Pill, Tone},
    slot::slot,
};
use domain::{PhaseId, Room, StepId, forecast::seconds_late, rights::Action, room::Phase};
use leptos::prelude::*;

/// All phases.
#[component]
pub fn StepList() -> impl IntoView {
    let desk = Desk::here();
    let phases = Kept::new(move || {
        desk.read(|room| room.phases.iter().map(|phase| phase.id.clone()).collect::<Vec<_>>())
    });
    let blocks = move || {
        let block = |(index, id): (usize, PhaseId)| {
            Row::new(id.clone(), move || view! { <PhaseBlock index=index id=id /> }.whole())
        };
        phases.get().into_iter().enumerate().map(block).collect()
    };
    let insert = desk.may(Action::InsertStep).then(|| {
        view! {
            <button
                class="btn js-only push"
                type="button"
                data-key="insert"
                on:click=move |_| desk.drawer.set(Drawer::Insert)
            >
                <Icon shape=Shape::Plus />
                {desk.text.insert}
            </button>
        }
    });
    view! {
        <div class="steps-head">
            <h2 class="unseen">{desk.text.steps}</h2>
            {slot("mine")}
            {insert}
        </div>
        {list(blocks)}
    }
    .fixed()
}

/// What the head of a phase says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Head {
    title: String,
    times: String,
    done: String,
}

#[component]
fn PhaseBlock(index: usize, id: PhaseId) -> impl IntoView {
    let desk = Desk::here();
    let id = Held::new(id);
    let find =
        move |room: &Room| id.look(|id| room.phases.iter().find(|phase| phase.id == *id).cloned());
    let head =
        Kept::new(move || desk.read(|room| find(room).map(|phase| head(desk, room, &phase))));
    let late = Kept::new(move || {
        desk.read(|room| find(room).map_or(0, |phase| worst(desk, room, &phase)))
    });
    let steps = Kept::new(move || {
        desk.read(|room| find(room).map(|phase| phase.steps).unwrap_or_default())
    });
    let rows = move || {
        let row = |id: StepId| Row::new(id.clone(), move || view! { <StepRow id=id /> }.whole());
        steps.get().into_iter().map(row).collect()
    };
    let said = move |pick: fn(&Head) -> &String| {
        dynamic(move || {
            head.look(|head| head.as_ref().map(|head| pick(head).clone()).unwrap_or_default())
        })
    };
    let late_pill = move || {
        let minutes = late.get() / 60;
        (minutes > 0).then(|| {
            view! { <Pill tone=Tone::Late shape=Shape::Triangle label=format!("+{minutes} min") /> }.whole()
        })
    };
    view! {
        <section class="phase">
            <div class="phase-head">
                <h3>{index + 1} " · " {said(|head| &head.title)}</h3>
                <span class="faint">{said(|head| &head.times)}</span>
                <span class="faint">{said(|head| &head.done)}</span>
                {dynamic(late_pill)}
            </div>
            <ol class="steps">
                {list(rows)}
            </ol>
        </section>
    }
    .fixed()
}

fn head(desk: Desk, room: &Room, phase: &Phase) -> Head {
    let steps = || phase.steps.iter().filter_map(|id| room.steps.get(id));
    let start = steps().map(|step| step.plan.start).min().unwrap_or_default();
    let end = steps().map(|step| step.plan.end()).max().unwrap_or_default();
    let today = room.charter.as_ref().map(|charter| charter.window.start).unwrap_or_default();
    let done = steps().filter(|step| step.progress.is_settled()).count();
    Head {
        title: phase.title.to_string(),
        times: format!(
            "{} → {}",
            desk.text.moment(&desk.zone(), start, today),
            desk.hour_minute(end)
        ),
        done: desk.text.done_of(done, phase.steps.len()),
    }
}

/// The greatest lateness of a phase's steps that are still open, to the minute, in seconds.
fn worst(desk: Desk, room: &Room, phase: &Phase) -> i64 {
    desk.forecast.look(|forecast| {
        let open = phase.steps.iter().filter_map(|id| room.steps.get(id));
        let late = open.filter(|step| !step.progress.is_settled()).filter_map(|step| {
            forecast.steps.get(&step.plan.id).map(|expected| seconds_late(step, *expected))
        });
        late.max().unwrap_or(0).max(0) / 60 * 60
    })
}
