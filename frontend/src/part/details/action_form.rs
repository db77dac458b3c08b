//! One form an action: a word, perhaps a reason, a button.

use crate::ui::kept::{Held, Told};
use crate::ui::whole::{IntoPieces, IntoWhole, dynamic};
use super::super::{
    desk::Desk,
    plain_form::{StepFields, Verb, step_address},
    toast::remember_tick,
};
use crate::text::when;
use domain::{
    Command, PersonId, Role, Seq, StepId, Timestamp,
    step::Moment,
    text::{Reason, TextFault},
};
use leptos::{
    ev::SubmitEvent,
    html::{Input, Select},
    prelude::*,
};

/// Whether an action needs words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    None,
    Optional,
    Needed,
}

/// A form for one verb.
#[component]
pub(super) fn ActionForm(id: StepId, verb: Verb, version: Seq, early: bool) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let (label, why, words) = match verb {
        Verb::Start if early => (text.start_anyway, text.anyway_why, Words::Needed),
        Verb::Finish if early => (text.done_anyway, text.anyway_why, Words::Needed),
        Verb::Start => (text.start, "", Words::None),
        Verb::Finish => (text.done, "", Words::None),
        Verb::Unblock => (text.unblock, "", Words::None),
        Verb::Block => (text.block, text.block_why, Words::Needed),
        Verb::Fail => (text.fail, text.fail_why, Words::Needed),
        Verb::Undo => (text.undo, text.undo_why, Words::Optional),
        Verb::Skip => (text.skip, text.skip_why, Words::Needed),
        Verb::Reassign => (text.reassign, "", Words::None),
    };
    let reason = NodeRef::<Input>::new();
    let fault = Told::new(None::<String>);
    let address = step_address(&desk.room_id(), &id, verb);
    let field = format!("reason-{}", verb.slug());
    let fault_id = format!("{field}-fault");
    let step = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = reason.get_untracked().map(|input| input.value()).unwrap_or_default();
        match command(verb, &id, &typed) {
            Ok(command) => {
                fault.set(None);
                desk.send(command);
                if verb == Verb::Finish {
                    remember_tick(desk, id.clone());
                }
            }
            Err(refused) => fault.set(Some(refused.to_string())),
        }
    };
    let words_field = (words != Words::None).then(|| {
        view! {
            <label for=field.clone()>{why}</label>
            <input
                id=field
                node_ref=reason
                name="reason"
                type="text"
                maxlength=Reason::MAX
                required=words == Words::Needed
                placeholder=if words == Words::Optional { text.reason_optional } else { "" }
                aria-describedby=fault_id.clone()
            />
        }
    });
    let form = view! {
        <form method="post" action=address class="action-form" on:submit=submit>
            <StepFields step=step version=version seen=desk.seq() verb=verb />
            {words_field}
            <p id=fault_id class="fault" role="status">{dynamic(move || fault.get())}</p>
            <button class="btn" class:primary=words == Words::None type="submit">{label}</button>
        </form>
    };
    if words == Words::None {
        form.whole()
    } else {
        view! {
            <details class="action" data-action=verb.slug()>
                <summary class="btn">{label} "…"</summary>
                {form}
            </details>
        }
        .whole()
    }
}

fn command(verb: Verb, step: &StepId, typed: &str) -> Result<Command, TextFault> {
    let step = step.clone();
    let reason = || Reason::parse(typed);
    let perhaps = || if typed.trim().is_empty() { Ok(None) } else { reason().map(Some) };
    Ok(match verb {
        Verb::Start => Command::StartStep { step, anyway: perhaps()? },
        Verb::Finish => Command::FinishStep { step, anyway: perhaps()? },
        Verb::Unblock | Verb::Reassign => Command::UnblockStep { step },
        Verb::Block => Command::BlockStep { step, reason: reason()? },
        Verb::Fail => Command::FailStep { step, reason: reason()? },
        Verb::Undo => Command::UndoTick { step, reason: perhaps()? },
        Verb::Skip => Command::SkipStep { step, reason: reason()? },
    })
}

/// Corrects a recorded time; the old one is kept beside it.
#[component]
pub(super) fn CorrectForm(
    id: StepId,
    started: Option<Timestamp>,
    finished: Option<Timestamp>,
) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let zone = Held::new(desk.zone());
    let which = NodeRef::<Select>::new();
    let time = NodeRef::<Input>::new();
    let reason = NodeRef::<Input>::new();
    let fault = Told::new(None::<String>);
    let shown = move |at: Timestamp| zone.look(|zone| when::hour_minute(zone, at));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let value =
            |input: NodeRef<Input>| input.get_untracked().map(|i| i.value()).unwrap_or_default();
        let end = which.get_untracked().is_some_and(|select| select.value() == "finished");
        let (moment, near) =
            if end { (Moment::Finished, finished) } else { (Moment::Started, started) };
        let to = near.zip(hour_and_minute(&value(time)));
        let to = to.map(|(near, (h, m))| zone.look(|zone| zone.same_day(near, h, m)));
        match (to, Reason::parse(&value(reason))) {
            (Some(to), Ok(reason)) => {
                fault.set(None);
                desk.send(Command::CorrectTime { step: id.clone(), moment, to, reason });
            }
            (None, _) => fault.set(Some(text.correct_to.to_owned())),
            (Some(_), Err(refused)) => fault.set(Some(refused.to_string())),
        }
    };
    view! {
        <details class="action js-only" data-action="correct">
            <summary class="btn">{text.correct} "…"</summary>
            <form class="action-form" on:submit=submit>
                <label for="correct-which">{text.correct_which}</label>
                <select id="correct-which" node_ref=which>
                    {finished.map(|at| view! { <option value="finished">{text.correct_finished} " " {shown(at)}</option> })}
                    {started.map(|at| view! { <option value="started">{text.correct_started} " " {shown(at)}</option> })}
                </select>
                <label for="correct-to">{text.correct_to}</label>
                <input id="correct-to" type="time" required node_ref=time />
                <label for="correct-why">{text.correct_why}</label>
                <input id="correct-why" type="text" required maxlength=Reason::MAX node_ref=reason />
                <p class="fault" role="status">{dynamic(move || fault.get())}</p>
                <button class="btn" type="submit">{text.correct}</button>
            </form>
        </details>
    }
    .whole()
}

/// Reads `10:27`, as a time field gives it.
fn hour_and_minute(typed: &str) -> Option<(u32, u32)> {
    let mut parts = typed.split(':');
    let hour = parts.next()?.trim().parse().ok().filter(|hour| *hour < 24)?;
    let minute = parts.next()?.trim().parse().ok().filter(|minute| *minute < 60)?;
    Some((hour, minute))
}

/// Gives the step to somebody else.
#[component]
pub(super) fn ReassignForm(id: StepId) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let to = NodeRef::<Select>::new();
    let address = step_address(&desk.room_id(), &id, Verb::Reassign);
    let version = desk.live.room().with_untracked(|room| room.steps.get(&id).map(|s| s.version()));
    let owner =
        desk.live.room().with_untracked(|room| room.steps.get(&id).map(|s| s.plan.owner.clone()));
    let people = desk.live.room().with_untracked(|room| {
        let able = room.people.values().filter(|person| person.role != Role::Observer);
        able.filter(|person| Some(&person.id) != owner.as_ref()).cloned().collect::<Vec<_>>()
    });
    let step = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = to.get_untracked().map(|select| select.value()).unwrap_or_default();
        if let Ok(to) = PersonId::parse(&chosen) {
            desk.send(Command::ReassignStep { step: id.clone(), to });
        }
    };
    let options = people.into_iter().map(|person| {
        view! { <option value=person.id.to_string()>{person.name.to_string()} " · " {text.role(person.role)}</option> }
    });
    view! {
        <details class="action" data-action="reassign">
            <summary class="btn">{text.reassign} "…"</summary>
            <form method="post" action=address class="action-form" on:submit=submit>
                <StepFields step=step version=version.unwrap_or_default() seen=desk.seq() verb=Verb::Reassign />
                <label for="reassign-to">{text.give_it_to}</label>
                <select id="reassign-to" name="to" node_ref=to>{options.pieces()}</select>
                <button class="btn" type="submit">{text.reassign}</button>
            </form>
        </details>
    }
    .whole()
}

#[cfg(test)]
mod tests {
    use super::hour_and_minute;

    #[test]
    fn a_time_field_is_read_with_or_without_seconds() {
        assert_eq!(hour_and_minute("10:27"), Some((10, 27)));
        assert_eq!(hour_and_minute("09:05:30"), Some((9, 5)));
        assert_eq!(hour_and_minute("24:00"), None);
        assert_eq!(hour_and_minute(""), None);
    }
}
