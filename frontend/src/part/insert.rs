//! Putting an unplanned step into the running plan.

use crate::ui::kept::Told;
use crate::ui::whole::{IntoPieces, IntoWhole, dynamic};
use super::desk::{Desk, Drawer};
use crate::ui::icon::{Icon, Shape};
use domain::{
    Command, PersonId, Progress, Role, Room, StepId,
    id::slug_of,
    plan::{StepDraft, WorkDraft},
    text::Title,
};
use leptos::{
    ev::SubmitEvent,
    html::{Input, Select},
    prelude::*,
};

/// The form. What is stuck or running is offered as "after", what comes next as "before".
#[component]
pub fn InsertStep() -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let (title, minutes) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let (owner, after, before) =
        (NodeRef::<Select>::new(), NodeRef::<Select>::new(), NodeRef::<Select>::new());
    let fault = Told::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text_of =
            |input: NodeRef<Input>| input.get_untracked().map(|i| i.value()).unwrap_or_default();
        let chosen =
            |select: NodeRef<Select>| select.get_untracked().map(|s| s.value()).unwrap_or_default();
        let typed = Typed {
            title: text_of(title),
            minutes: text_of(minutes),
            owner: chosen(owner),
            after: chosen(after),
            before: chosen(before),
        };
        let now = desk.now_once();
        let made = desk.live.room().with_untracked(|room| {
            let command = typed.command(desk, room, now)?;
            desk.would(room, command.clone()).map_err(|no| text.rejection(&no, Some(room)))?;
            Ok(command)
        });
        match made {
            Ok(command) => {
                desk.send(command);
                desk.drawer.set(Drawer::Closed);
            }
            Err(why) => fault.set(Some(why)),
        }
    };
    let (people, steps, at, next) = desk.live.room().with_untracked(|room| {
        let able = room.people.values().filter(|person| person.role != Role::Observer);
        let steps: Vec<(String, String, bool)> = room
            .steps_in_order()
            .map(|s| {
                (
                    s.plan.id.to_string(),
                    s.plan.title.to_string(),
                    matches!(s.progress, Progress::Waiting),
                )
            })
            .collect();
        (able.cloned().collect::<Vec<_>>(), steps, where_we_are(room), next_waiting(room))
    });
    let option = |id: String, label: String, chosen: &Option<StepId>| {
        let selected = chosen.as_ref().is_some_and(|chosen| chosen.as_str() == id);
        view! { <option value=id selected=selected>{label}</option> }
    };
    let befores = steps.clone().into_iter().filter(|(_, _, waiting)| *waiting);
    let befores = befores.map(|(id, label, _)| option(id, label, &next)).pieces();
    let afters = steps.into_iter().map(|(id, label, _)| option(id, label, &at)).pieces();
    let people = people.into_iter().map(|person| {
        view! { <option value=person.id.to_string()>{person.name.to_string()} " · " {text.role(person.role)}</option> }
    });
    view! {
        <section class="details" aria-label=text.insert_title>
            <header class="details-head">
                <h2>{text.insert_title}</h2>
                <button class="btn" type="button" data-key="close" on:click=move |_| desk.drawer.set(Drawer::Closed)>
                    <Icon shape=Shape::Cross />
                    <span>{text.close}</span>
                </button>
            </header>
            <form class="details-body stack" on:submit=submit>
                <label for="insert-title">{text.insert_what}</label>
                <input id="insert-title" type="text" required maxlength=Title::MAX node_ref=title autofocus />
                <label for="insert-owner">{text.owner}</label>
                <select id="insert-owner" node_ref=owner>{people.pieces()}</select>
                <label for="insert-minutes">{text.insert_minutes}</label>
                <input id="insert-minutes" type="number" min="1" max="1440" value="5" required node_ref=minutes />
                <label for="insert-after">{text.insert_after}</label>
                <select id="insert-after" node_ref=after>{afters}</select>
                <label for="insert-before">{text.insert_before}</label>
                <select id="insert-before" node_ref=before>
                    <option value="">{text.insert_nothing}</option>
                    {befores}
                </select>
                <p class="fault" role="status">{dynamic(move || fault.get())}</p>
                <button class="btn primary" type="submit">{text.insert_do}</button>
            </form>
        </section>
    }
    .whole()
}

/// What stands in the form.
struct Typed {
    title: String,
    minutes: String,
    owner: String,
    after: String,
    before: String,
}

impl Typed {
    /// The command it makes. The step stands below the one it comes after; it waits for that step
    /// only when that step is settled, since an unplanned step mends what is stuck.
    fn command(&self, desk: Desk, room: &Room, now: domain::Timestamp) -> Result<Command, String> {
        let title = Title::parse(&self.title).map_err(|fault| fault.to_string())?;
        let minutes: i64 = self.minutes.trim().parse().unwrap_or(0);
        if !(1..=1440).contains(&minutes) {
            return Err(desk.text.insert_bad_minutes.to_owned());
        }
        let below = StepId::parse(&self.after).ok().and_then(|id| room.steps.get(&id));
        let phase = below
            .map(|step| step.phase.clone())
            .or_else(|| room.phases.first().map(|p| p.id.clone()));
        let phase = phase.ok_or_else(|| desk.text.insert_nothing.to_owned())?;
        let settled = below.filter(|step| step.progress.is_settled());
        let step = StepDraft {
            id: free_id(room, &title).ok_or_else(|| desk.text.insert_what.to_owned())?,
            title,
            owner: PersonId::parse(&self.owner).ok(),
            work: WorkDraft::Task { seconds: minutes * 60 },
            start: now,
            after: settled.map(|step| step.plan.id.clone()).into_iter().collect(),
            instructions: None,
            effect: None,
        };
        Ok(Command::InsertStep {
            phase,
            below: below.map(|step| step.plan.id.clone()),
            step: Box::new(step),
            before: StepId::parse(&self.before).into_iter().collect(),
        })
    }
}

/// A slug of the title that no step has yet.
fn free_id(room: &Room, title: &Title) -> Option<StepId> {
    let stem = slug_of(title.as_str()).unwrap_or_else(|| "step".to_owned());
    let numbered = (2..).map(|n| format!("{stem}-{n}"));
    let mut ids =
        std::iter::once(stem.clone()).chain(numbered).filter_map(|id| StepId::parse(&id).ok());
    ids.find(|id| !room.steps.contains_key(id))
}

fn where_we_are(room: &Room) -> Option<StepId> {
    let open = |step: &&std::sync::Arc<domain::Step>| {
        matches!(
            step.progress,
            Progress::Blocked { .. } | Progress::Running { .. } | Progress::Failed { .. }
        )
    };
    let stuck = room.steps_in_order().find(open);
    stuck
        .or_else(|| room.steps_in_order().filter(|s| s.progress.is_settled()).last())
        .map(|s| s.plan.id.clone())
}

fn next_waiting(room: &Room) -> Option<StepId> {
    let mut waiting = room.steps_in_order().filter(|s| matches!(s.progress, Progress::Waiting));
    waiting.next().map(|step| step.plan.id.clone())
}
