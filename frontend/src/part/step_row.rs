//! One step: its planned time, its box, what it is, whose it is, when it happened.

use super::{
    desk::{Desk, Drawer},
    face::Face,
    plain_form::{StepFields, Verb, step_address},
    step_actions::{PendingNote, QuickAction, send_verb},
    step_when::StepWhen,
};
use crate::ui::kept::{Held, Kept};
use crate::ui::whole::{IntoWhole, dynamic};
use crate::{
    text::event::title_of,
    ui::{
        icon::{Icon, Shape},
        pill::{Pill, Tone},
        slot::slot,
    },
};
use domain::{
    Command, Progress, Room, Seq, Step, StepId,
    plan::{Effect, Work},
    step::Origin,
    wire::step_path,
};
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
};

/// Everything a row shows that does not move with the clock. A row is touched only when this
/// changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFacts {
    pub standing: &'static str,
    pub version: Seq,
    title: String,
    pub gate: bool,
    unplanned: bool,
    effect: Option<Effect>,
    planned: String,
    owner: String,
    mine: bool,
    why: Option<String>,
    waits_for: Vec<String>,
    corrected: bool,
    pub can_start: bool,
    pub can_finish: bool,
    pub failed: bool,
    /// Why the reader cannot tick it, where their role or the hour stands in the way.
    why_not: Option<&'static str>,
}

fn facts(desk: Desk, room: &Room, step: &Step) -> RowFacts {
    let id = || step.plan.id.clone();
    let waits_for = room.waits_for(step);
    let corrected =
        |fact: Option<&domain::step::Fact>| fact.is_some_and(|f| !f.corrections.is_empty());
    RowFacts {
        standing: room.standing(step),
        version: step.version(),
        title: step.plan.title.to_string(),
        gate: step.plan.work == Work::Gate,
        unplanned: step.origin == Origin::Unplanned,
        effect: step.plan.effect,
        planned: desk.hour_minute(step.plan.start),
        owner: room.owner(step).map_or_else(|| step.plan.owner.to_string(), |p| p.name.to_string()),
        mine: step.plan.owner == desk.me().id,
        why: desk.text.why(&step.progress),
        waits_for: match step.progress {
            Progress::Waiting => waits_for.iter().map(|id| title_of(room, id).to_owned()).collect(),
            Progress::Running { .. }
            | Progress::Blocked { .. }
            | Progress::Done { .. }
            | Progress::Skipped { .. }
            | Progress::Failed { .. } => Vec::new(),
        },
        corrected: corrected(step.progress.started()) || corrected(step.progress.finished()),
        can_start: desk.would(room, Command::StartStep { step: id(), anyway: None }).is_ok(),
        can_finish: desk.would(room, Command::FinishStep { step: id(), anyway: None }).is_ok(),
        failed: matches!(step.progress, Progress::Failed { .. }),
        why_not: if step.progress.is_settled() { None } else { desk.why_not(room, step) },
    }
}

/// The row.
#[component]
pub fn StepRow(id: StepId) -> impl IntoView {
    let desk = Desk::here();
    let row_id = format!("step-{id}");
    let href = step_path(&desk.room_id(), &id);
    let id = Held::new(id);
    let facts = Kept::new(move || {
        desk.read(|room| id.look(|id| room.steps.get(id).map(|step| facts(desk, room, step))))
    });
    let opened = Kept::new(move || {
        desk.drawer.look(|drawer| id.look(|id| *drawer == Drawer::Step(id.clone())))
    });
    let pick = move |read: fn(&RowFacts) -> String| {
        dynamic(move || facts.look(|facts| facts.as_ref().map(read).unwrap_or_default()))
    };
    let has = move |read: fn(&RowFacts) -> bool| {
        dynamic(move || facts.look(|facts| facts.as_ref().is_some_and(read)))
    };
    let open = move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return; // The reader wants the deep link in a tab of its own.
        }
        event.prevent_default();
        desk.toggle_step(&id.get());
    };
    let label = move || {
        facts.look(|facts| {
            facts.as_ref().map(|f| desk.text.details_label(&f.title)).unwrap_or_default()
        })
    };
    view! {
        <li
            class="step"
            id=row_id
            data-state=dynamic(move || facts.look(|f| f.as_ref().map_or("waiting", |f| f.standing)))
            data-step=id.get().to_string()
            class:gate=has(|f| f.gate)
            class:mine=has(|f| f.mine)
            class:open=dynamic(move || opened.get())
        >
            <span class="at">{pick(|f| f.planned.clone())}</span>
            <TickBox id=id facts=facts />
            <div class="what">
                <a class="title" href=href aria-label=dynamic(label) aria-expanded=dynamic(move || opened.get().to_string()) on:click=open>
                    {pick(|f| f.title.clone())}
                </a>
                <Sub facts=facts />
                {slot(format!("step/{}", id.get()))}
                <PendingNote id=id />
            </div>
            <div class="who">
                {dynamic(move || view! { <Face name=facts.look(|f| f.as_ref().map(|f| f.owner.clone()).unwrap_or_default()) /> }.whole())}
                <span>{pick(|f| f.owner.clone())}</span>
            </div>
            <StepWhen id=id />
            <QuickAction id=id facts=facts />
        </li>
    }
    .fixed()
}

/// The box: ticks the step where the rules allow it, shows where it stands everywhere.
#[component]
fn TickBox(id: Held<StepId>, facts: Kept<Option<RowFacts>>) -> impl IntoView {
    let desk = Desk::here();
    let shown = Kept::new(move || {
        facts.look(|f| {
            let f = f.as_ref()?;
            Some((f.standing, f.can_finish, f.version, f.title.clone(), f.why_not))
        })
    });
    dynamic(move || {
        let (standing, can_finish, version, title, why_not) = shown.get()?;
        let shape = match standing {
            "done" => Some(Shape::Check),
            "blocked" => Some(Shape::Alert),
            "failed" => Some(Shape::Cross),
            "skipped" => Some(Shape::Skip),
            _ => None,
        };
        let icon = shape.map(|shape| view! { <Icon shape=shape /> });
        if !can_finish {
            let word = desk.text.standing(standing);
            let why = why_not.unwrap_or(word);
            return Some(
                view! {
                    <span class="box" role="img" aria-label=word title=why>{icon}</span>
                }
                .whole(),
            );
        }
        let step = id.get();
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            send_verb(desk, &id.get(), Verb::Finish);
        };
        let label = desk.text.tick_label(&title);
        let address = step_address(&desk.room_id(), &step, Verb::Finish);
        Some(view! {
            <form
                method="post"
                class="box-form"
                action=address
                on:submit=submit
            >
                <StepFields step=step version=version seen=desk.seq() verb=Verb::Finish />
                <button class="box" type="submit" aria-label=label title=desk.text.done>{icon}</button>
            </form>
        }.whole())
    })
}

/// The line under the title: what is worth knowing without opening the step.
#[component]
fn Sub(facts: Kept<Option<RowFacts>>) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    dynamic(move || {
        let facts = facts.get()?;
        let word = text.standing(facts.standing);
        let effect = facts.effect.map(|effect| match effect {
            Effect::InterruptionStarts => text.felt_from_here,
            Effect::InterruptionEnds => text.open_again_from_here,
        });
        let waits = (!facts.waits_for.is_empty())
            .then(|| format!("{} {}", text.waits_for, facts.waits_for.join(", ")));
        let (tone, why) = match facts.standing {
            "blocked" | "failed" => ("stop", facts.why),
            _ => ("plain", facts.why),
        };
        Some(view! {
            <div class="sub">
                <span class="standing">{word}</span>
                {facts.gate.then(|| view! { <span>{text.gate}</span> })}
                {facts.unplanned.then(|| view! { <Pill tone=Tone::Plain label=text.unplanned /> })}
                {why.map(|why| view! { <span class="chip" data-tone=tone>{why}</span> })}
                {waits.map(|waits| view! { <span>{waits}</span> })}
                {effect.map(|effect| view! { <span>{effect}</span> })}
                {facts.corrected.then(|| view! { <span class="chip" data-tone="late">{text.corrected}</span> })}
            </div>
        }.whole())
    })
}
