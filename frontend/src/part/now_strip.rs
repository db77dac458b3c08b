//! Where we are and what is stuck, in one line under the header.

use super::desk::Desk;
use crate::ui::kept::Kept;
use crate::ui::whole::{IntoPieces, IntoWhole, dynamic};
use crate::{
    ui::icon::Shape,
    ui::pill::{Pill, Tone},
};
use domain::{Progress, Stage, StepId, Timestamp, wire::step_path};
use leptos::prelude::*;

/// One step worth saying now.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    step: StepId,
    title: String,
    owner: String,
    why: Option<String>,
    since: Option<Timestamp>,
}

/// What the line says: the worst thing there is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Saying {
    NotBegun,
    Stuck(Vec<Line>),
    UnderWay(Vec<Line>),
    Next(Vec<Line>),
    AllDone,
}

/// The line.
#[component]
pub fn NowStrip() -> impl IntoView {
    let desk = Desk::here();
    let saying = Kept::new(move || saying(desk));
    let lines = move |lines: Vec<Line>| {
        let many = lines.len() > 3;
        let shown = lines.into_iter().take(3).map(|line| {
            let at = line.since.map(|at| desk.hour_minute(at));
            let detail = [Some(line.owner), at, line.why].into_iter().flatten();
            let detail = detail.collect::<Vec<_>>().join(" · ");
            view! {
                <span class="now-line">
                    <a href=step_path(&desk.room_id(), &line.step)><strong>{line.title}</strong></a>
                    " "
                    <span class="quiet">{detail}</span>
                </span>
            }
        });
        view! {
            {shown.pieces()}
            {many.then_some("…")}
        }
        .whole()
    };
    view! {
        <section class="now-strip" aria-label=desk.text.where_we_are>
            <span class="label">{desk.text.where_we_are}</span>
            {dynamic(move || match saying.get() {
                Saying::NotBegun => view! { <strong>{desk.text.room_not_begun}</strong> }.whole(),
                Saying::AllDone => view! { <strong>{desk.text.all_done}</strong> }.whole(),
                Saying::Stuck(stuck) => view! {
                    <Pill tone=Tone::Stop shape=Shape::Alert label=desk.text.stuck />
                    {lines(stuck)}
                }.whole(),
                Saying::UnderWay(running) => view! {
                    <Pill tone=Tone::Run shape=Shape::Play label=desk.text.under_way />
                    {lines(running)}
                }.whole(),
                Saying::Next(ready) => view! {
                    <Pill tone=Tone::Plain shape=Shape::Chevron label=desk.text.next_up />
                    {lines(ready)}
                }.whole(),
            })}
        </section>
    }
    .fixed()
}

fn saying(desk: Desk) -> Saying {
    desk.read(|room| {
        if matches!(room.stage, Stage::Draft | Stage::Ready) {
            return Saying::NotBegun;
        }
        let mut lines: [Vec<Line>; 3] = Default::default();
        for step in room.steps_in_order() {
            let (kind, since) = match &step.progress {
                Progress::Blocked { since, .. } | Progress::Failed { at: since, .. } => {
                    (0, Some(*since))
                }
                Progress::Running { started } => (1, Some(started.at)),
                Progress::Waiting if room.waits_for(step).is_empty() => (2, None),
                Progress::Waiting | Progress::Done { .. } | Progress::Skipped { .. } => continue,
            };
            lines[kind].push(Line {
                step: step.plan.id.clone(),
                title: step.plan.title.to_string(),
                owner: room.owner(step).map(|owner| owner.name.to_string()).unwrap_or_default(),
                why: desk.text.why(&step.progress),
                since,
            });
        }
        let [stuck, running, ready] = lines;
        match (stuck.is_empty(), running.is_empty(), ready.is_empty()) {
            (false, _, _) => Saying::Stuck(stuck),
            (true, false, _) => Saying::UnderWay(running),
            (true, true, false) => Saying::Next(ready),
            (true, true, true) => Saying::AllDone,
        }
    })
}
