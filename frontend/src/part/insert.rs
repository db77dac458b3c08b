//! Putting an unplanned step into the running plan.

use super::desk::{Desk, Drawer};
use crate::{
    live::Delivery,
    ui::{
        form::{Choice, Field, Input, Need, fault_line, field, typed},
        icon::{Icon, Shape},
        kept::{Kept, Told},
        whole::{IntoWhole, Piece, dynamic},
    },
};
use domain::{
    Command, Key, PersonId, Progress, Role, Room, Step, StepId,
    id::slug_of,
    plan::{StepDraft, WorkDraft},
    run::StepRun,
    text::Title,
};
use leptos::{ev::SubmitEvent, prelude::*};

/// The form. What is stuck or running is offered as "after", what comes next as "before".
#[component]
pub fn InsertStep() -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let fault = Told::new(None);
    let sent = Told::new(None::<Key>);
    let entries = desk.live.outbox().entries();
    let delivery = Kept::new(move || {
        let key = sent.get()?;
        entries.look(|entries| {
            entries.iter().find(|entry| entry.letter.key == key).map(|e| e.delivery.clone())
        })
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = Typed {
            title: typed(&event, "title"),
            minutes: typed(&event, "minutes"),
            owner: typed(&event, "owner"),
            after: typed(&event, "after"),
            before: typed(&event, "before"),
        };
        let now = desk.now_once();
        match desk.live.room().with_untracked(|room| typed.command(desk, room, now)) {
            Ok(command) => {
                fault.set(None);
                sent.set(Some(desk.send(command)));
            }
            Err(why) => fault.set(Some(why)),
        }
    };
    // The form stays until the step is in the plan, so that nothing typed is lost to a refusal.
    Effect::new(move |_| {
        if sent.look(Option::is_some) && delivery.look(Option::is_none) {
            desk.drawer.set(Drawer::Closed);
        }
    });
    let answer = move || {
        delivery.look(|delivery| match delivery {
            Some(Delivery::Refused { message, .. }) => message.clone(),
            Some(Delivery::NotSent { .. }) => text.not_sent.to_owned(),
            Some(Delivery::Sending | Delivery::Confirmed { .. }) => text.sending.to_owned(),
            None => String::new(),
        })
    };
    let fields: Vec<Piece> = desk.live.room().with_untracked(|room| {
        fields(desk, room).into_iter().map(|wanted| field("insert", wanted)).collect()
    });
    view! {
        <section class="details" aria-label=text.insert_title>
            <header class="details-head">
                <h2>{text.insert_title}</h2>
                <button
                    class="btn"
                    type="button"
                    data-key="close"
                    on:click=move |_| desk.drawer.set(Drawer::Closed)
                >
                    <Icon shape=Shape::Cross />
                    <span>{text.close}</span>
                </button>
            </header>
            <form class="details-body stack" on:submit=submit>
                {fields}
                {fault_line(fault)}
                <p class="fault" role="status">{dynamic(answer)}</p>
                <button class="btn primary" type="submit">{text.insert_do}</button>
            </form>
        </section>
    }
    .whole()
}

fn fields(desk: Desk, room: &Room) -> Vec<Field> {
    let text = desk.text;
    let (at, next) = (where_we_are(room), next_waiting(room));
    let step = |step: &Step, chosen: &Option<StepId>| Choice {
        value: step.plan.id.to_string(),
        label: step.plan.title.to_string(),
        chosen: chosen.as_ref() == Some(&step.plan.id),
    };
    let able = room.people.keys().filter_map(|id| room.part_of(id));
    let able = able.filter(|person| person.role != Role::Observer);
    let owner = able.map(|person| Choice {
        value: person.id.to_string(),
        label: format!("{} · {}", person.name, text.role(person.role)),
        chosen: false,
    });
    let after = room.steps_in_order().map(|known| step(known, &at));
    let nothing =
        Choice { value: String::new(), label: text.insert_nothing.to_owned(), chosen: false };
    let waiting = room.steps_in_order().filter(|s| matches!(s.progress, Progress::Waiting));
    let before = std::iter::once(nothing).chain(waiting.map(|known| step(known, &next)));
    let title = Input::Line { max: Title::MAX, needed: Need::Needed, hint: "" };
    let minutes = Input::Number { min: 1, max: 1440, value: 5 };
    let choice = |name, label, choices| Field { name, label, input: Input::Choice(choices) };
    vec![
        Field { name: "title", label: text.insert_what, input: title },
        choice("owner", text.owner, owner.collect()),
        Field { name: "minutes", label: text.insert_minutes, input: minutes },
        choice("after", text.insert_after, after.collect()),
        choice("before", text.insert_before, before.collect()),
    ]
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
        let title = Title::parse(&self.title).map_err(|fault| desk.text.text_fault(&fault))?;
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
            lags: Vec::new(),
            hold: None,
            run: StepRun::default(),
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
