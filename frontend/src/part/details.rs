//! The details of one step: instructions, what can be done, what has happened. Every action here
//! is a plain form, so it works before and without the browser half.

mod action_form;
mod facts;

use super::{
    desk::{Desk, Drawer, Instructions},
    plain_form::Verb,
};
use crate::ui::kept::{Held, Kept};
use crate::ui::whole::{IntoPieces, IntoWhole, dynamic};
use crate::{
    api,
    ui::{
        icon::{Icon, Shape},
        slot::slot,
    },
};
use action_form::{action_form, correct_form, reassign_form};
use domain::{
    Command, Progress, Room, Step, StepId,
    rights::{Action, Permission, permission},
    text::Reason,
    wire::{room_path, step_path},
};
use facts::Facts;
use leptos::{ev::MouseEvent, prelude::*};

/// The drawer's content for one step.
#[component]
pub fn Details(id: StepId) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let title = {
        let id = id.clone();
        move || desk.read(|room| room.steps.get(&id).map(|step| step.plan.title.to_string()))
    };
    let close = move |event: MouseEvent| {
        event.prevent_default();
        desk.drawer.set(Drawer::Closed);
    };
    fetch_instructions(desk);
    let link = step_path(&desk.room_id(), &id);
    view! {
        <section class="details" aria-label=text.details>
            <header class="details-head">
                <h2>{dynamic(title)}</h2>
                <a class="btn" href=room_path(&desk.room_id()) on:click=close data-key="close">
                    <Icon shape=Shape::Cross />
                    <span>{text.close}</span>
                </a>
            </header>
            <div class="details-body">
                <Facts id=id.clone() />
                {slot(format!("details/{id}"))}
                <Actions id=id.clone() />
                <InstructionsBlock id=id.clone() />
                <History id=id />
                <p><a href=link>{text.step_link}</a></p>
            </div>
        </section>
    }
    .whole()
}

/// Loads the instructions of the open step once they are asked for.
fn fetch_instructions(desk: Desk) {
    Effect::new(move |_| {
        let Some((step, Instructions::Loading)) = desk.instructions.get() else { return };
        if permission(desk.role(), Action::ReadTechnical) != Permission::Yes {
            desk.instructions.set(Some((step, Instructions::Absent)));
            return;
        }
        let room = desk.room_id();
        leptos::task::spawn_local(async move {
            let fetched = match api::fetch_instructions(&room, &step).await {
                Ok(html) if html.is_empty() => Instructions::Absent,
                Ok(html) => Instructions::Html(html),
                Err(_) => Instructions::Failed,
            };
            let still_open =
                desk.instructions.look_once(|open| open.as_ref().is_some_and(|(s, _)| *s == step));
            if still_open {
                desk.instructions.set(Some((step, fetched)));
            }
        });
    });
}

#[component]
fn InstructionsBlock(id: StepId) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let content = move || match desk.instructions.get() {
        Some((step, Instructions::Html(html))) if step == id => {
            view! { <div class="prose" inner_html=html></div> }.whole()
        }
        Some((step, Instructions::Failed)) if step == id => {
            view! { <p class="fault">{text.instructions_failed}</p> }.whole()
        }
        Some((step, Instructions::Loading)) if step == id => {
            view! { <p class="quiet">{text.instructions_loading}</p> }.whole()
        }
        Some(_) | None => {
            let reads = permission(desk.role(), Action::ReadTechnical) == Permission::Yes;
            let why = if reads { text.no_instructions } else { text.not_technical };
            view! { <p class="quiet">{why}</p> }.whole()
        }
    };
    view! {
        <section class="stack">
            <h3>{text.instructions}</h3>
            {dynamic(content)}
        </section>
    }
    .whole()
}

#[component]
fn History(id: StepId) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let step = desk.live.step(&id);
    let lines = move || {
        let history = step.get().map(|step| step.history.clone()).unwrap_or_default();
        if history.is_empty() {
            return view! { <p class="quiet">{text.no_history}</p> }.whole();
        }
        let lines = history.into_iter().rev().map(|recorded| {
            let at = desk.hour_minute_second(recorded.at);
            let what = desk.live.room().with_untracked(|room| text.event(room, &recorded));
            view! {
                <li>
                    <time class="mono faint">{at}</time>
                    <span><strong>{recorded.by.name().to_owned()}</strong> " " {what}</span>
                </li>
            }
        });
        view! { <ol class="history">{lines.pieces()}</ol> }.whole()
    };
    view! {
        <section class="stack">
            <h3>{text.history}</h3>
            {dynamic(lines)}
        </section>
    }
    .whole()
}

/// What the reader could do to the step now, in the order of likelihood.
fn possible(desk: Desk, room: &Room, step: &Step) -> Vec<Verb> {
    let id = || step.plan.id.clone();
    let asked = |text: &str| Reason::parse(text).ok();
    // Any reason will do: whether the rules would take the command is what is asked here.
    let reason = asked("?");
    let Some(reason) = reason else { return Vec::new() };
    let anyway = (!room.waits_for(step).is_empty()).then(|| reason.clone());
    let candidates = [
        (Verb::Start, Command::StartStep { step: id(), anyway: anyway.clone() }),
        (Verb::Finish, Command::FinishStep { step: id(), anyway }),
        (Verb::Unblock, Command::UnblockStep { step: id() }),
        (Verb::Block, Command::BlockStep { step: id(), reason: reason.clone() }),
        (Verb::Fail, Command::FailStep { step: id(), reason: reason.clone() }),
        (Verb::Undo, Command::UndoTick { step: id(), reason: Some(reason.clone()) }),
        (Verb::Skip, Command::SkipStep { step: id(), reason }),
    ];
    let allowed = |(_, command): &(Verb, Command)| desk.would(room, command.clone()).is_ok();
    candidates.into_iter().filter(allowed).map(|(verb, _)| verb).collect()
}

#[component]
fn Actions(id: StepId) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let id = Held::new(id);
    let state = Kept::new(move || {
        desk.read(|room| {
            let step = id.look(|id| room.steps.get(id).cloned())?;
            let early =
                !room.waits_for(&step).is_empty() && matches!(step.progress, Progress::Waiting);
            let why_not = desk.why_not(room, &step);
            Some((possible(desk, room, &step), step.version(), early, why_not))
        })
    });
    let times = Kept::new(move || {
        let step = desk.read(|room| id.look(|id| room.steps.get(id).cloned()));
        let fact = |fact: Option<&domain::step::Fact>| fact.map(|fact| fact.at);
        step.map(|s| (fact(s.progress.started()), fact(s.progress.finished())))
    });
    let may_correct = move || {
        let owner = desk.read(|room| {
            id.look(|id| room.steps.get(id).and_then(|step| room.owner(step)).map(|o| o.role))
        });
        match permission(desk.role(), Action::CorrectTime) {
            Permission::Yes => true,
            Permission::Own => owner == Some(desk.role()),
            Permission::No => false,
        }
    };
    let forms = move || {
        let (verbs, version, early, why_not) = state.get()?;
        let to_correct = may_correct() && times.get().is_some_and(|(started, _)| started.is_some());
        if verbs.is_empty() && !to_correct {
            return why_not.map(|why| view! { <p class="quiet">{why}</p> }.whole());
        }
        let forms =
            verbs.into_iter().map(|verb| action_form(desk, &id.get(), verb, version, early));
        Some(forms.pieces().whole())
    };
    let correct = move || {
        let (started, finished) = times.get()?;
        (may_correct() && started.is_some())
            .then(|| correct_form(desk, &id.get(), started, finished))
    };
    let reassign = desk.may(Action::ReassignStep).then(|| reassign_form(desk, &id.get()));
    view! {
        <section class="stack actions">
            <h3>{text.actions}</h3>
            <div class="action-list">
                {dynamic(forms)}
                {dynamic(correct)}
                {reassign}
            </div>
        </section>
    }
    .whole()
}
