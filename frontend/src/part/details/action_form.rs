//! One form an action: a word, perhaps a reason, a button.

use super::super::{
    desk::Desk,
    plain_form::{StepFields, Verb, step_address},
    toast::remember_tick,
};
use crate::ui::{
    form::{Choice, Field, Input, Need, fault_line, field, typed},
    kept::Told,
    whole::{IntoWhole, Piece},
};
use domain::{
    Command, PersonId, Role, Seq, StepId, Timestamp,
    step::Moment,
    text::{Reason, TextFault},
};
use leptos::{ev::SubmitEvent, prelude::*};
use std::rc::Rc;

/// What a form is made of.
struct Form {
    verb: &'static str,
    label: &'static str,
    /// Where it posts to without the browser half; `None` when it needs it.
    address: Option<String>,
    hidden: Option<Piece>,
    fields: Vec<Field>,
    fault: Told<Option<String>>,
}

/// Draws a form. One that asks for something is folded behind its name.
fn draw(form: Form, submit: Rc<dyn Fn(SubmitEvent)>) -> Piece {
    let Form { verb, label, address, hidden, fields, fault } = form;
    let asks = !fields.is_empty();
    let fields: Vec<Piece> = fields.into_iter().map(|wanted| field(verb, wanted)).collect();
    let class = if address.is_some() { "action" } else { "action js-only" };
    let method = address.as_ref().map(|_| "post");
    let drawn = view! {
        <form method=method action=address class="action-form" on:submit=move |event| submit(event)>
            {hidden}
            {fields}
            {fault_line(fault)}
            <button class="btn" class:primary=!asks type="submit">{label}</button>
        </form>
    }
    .whole();
    if !asks {
        return drawn;
    }
    view! {
        <details class=class data-action=verb>
            <summary class="btn">{label} "…"</summary>
            {drawn}
        </details>
    }
    .whole()
}

/// A form for one verb.
pub(super) fn action_form(desk: Desk, id: &StepId, verb: Verb, version: Seq, early: bool) -> Piece {
    let text = desk.text;
    let needed = |why| Some((why, Need::Needed, ""));
    let (label, asks) = match verb {
        Verb::Start if early => (text.start_anyway, needed(text.anyway_why)),
        Verb::Finish if early => (text.done_anyway, needed(text.anyway_why)),
        Verb::Start => (text.start, None),
        Verb::Finish => (text.done, None),
        Verb::Unblock => (text.unblock, None),
        Verb::Block => (text.block, needed(text.block_why)),
        Verb::Fail => (text.fail, needed(text.fail_why)),
        Verb::Undo => (text.undo, Some((text.undo_why, Need::Optional, text.reason_optional))),
        Verb::Skip => (text.skip, needed(text.skip_why)),
        Verb::Reassign => (text.reassign, None),
    };
    let reason = asks.map(|(label, needed, hint)| Field {
        name: "reason",
        label,
        input: Input::Line { max: Reason::MAX, needed, hint },
    });
    let fault = Told::new(None);
    let step = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match command(verb, &step, &typed(&event, "reason")) {
            Ok(command) => {
                fault.set(None);
                desk.send(command);
                if verb == Verb::Finish {
                    remember_tick(desk, step.clone());
                }
            }
            Err(refused) => fault.set(Some(text.text_fault(&refused))),
        }
    };
    let form = Form {
        verb: verb.slug(),
        label,
        address: Some(step_address(&desk.room_id(), id, verb)),
        hidden: Some(hidden(desk, id, version, verb)),
        fields: reason.into_iter().collect(),
        fault,
    };
    draw(form, Rc::new(submit))
}

fn hidden(desk: Desk, id: &StepId, version: Seq, verb: Verb) -> Piece {
    view! { <StepFields step=id.clone() version=version seen=desk.seq() verb=verb /> }.whole()
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
pub(super) fn correct_form(
    desk: Desk,
    id: &StepId,
    started: Option<Timestamp>,
    finished: Option<Timestamp>,
) -> Piece {
    let text = desk.text;
    let zone = desk.zone();
    let moment = |value: &str, word: &str, at: Option<Timestamp>| {
        at.map(|at| Choice {
            value: value.to_owned(),
            label: format!("{word} {}", desk.hour_minute(at)),
            chosen: false,
        })
    };
    let moments = [
        moment("finished", text.correct_finished, finished),
        moment("started", text.correct_started, started),
    ];
    let line = Input::Line { max: Reason::MAX, needed: Need::Needed, hint: "" };
    let fields = vec![
        Field {
            name: "moment",
            label: text.correct_which,
            input: Input::Choice(moments.into_iter().flatten().collect()),
        },
        Field { name: "to", label: text.correct_to, input: Input::Time },
        Field { name: "reason", label: text.correct_why, input: line },
    ];
    let fault = Told::new(None);
    let step = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (moment, near) = match typed(&event, "moment").as_str() {
            "finished" => (Moment::Finished, finished),
            _ => (Moment::Started, started),
        };
        let to = near.zip(hour_and_minute(&typed(&event, "to")));
        let to = to.map(|(near, (hour, minute))| zone.same_day(near, hour, minute));
        match (to, Reason::parse(&typed(&event, "reason"))) {
            (Some(to), Ok(reason)) => {
                fault.set(None);
                desk.send(Command::CorrectTime { step: step.clone(), moment, to, reason });
            }
            (None, _) => fault.set(Some(text.correct_bad_time.to_owned())),
            (Some(_), Err(refused)) => fault.set(Some(text.text_fault(&refused))),
        }
    };
    let form =
        Form { verb: "correct", label: text.correct, address: None, hidden: None, fields, fault };
    draw(form, Rc::new(submit))
}

/// Reads `10:27`, as a time field gives it.
fn hour_and_minute(typed: &str) -> Option<(u32, u32)> {
    let mut parts = typed.split(':');
    let hour = parts.next()?.trim().parse().ok().filter(|hour| *hour < 24)?;
    let minute = parts.next()?.trim().parse().ok().filter(|minute| *minute < 60)?;
    Some((hour, minute))
}

/// Gives the step to somebody else.
pub(super) fn reassign_form(desk: Desk, id: &StepId) -> Piece {
    let text = desk.text;
    let (version, people) = desk.live.room().with_untracked(|room| {
        let step = room.steps.get(id);
        let able = room.people.values().filter(|person| {
            room.part_of(&person.id).is_some()
                && person.role != Role::Observer
                && step.is_none_or(|step| step.plan.owner != person.id)
        });
        let choice = |person: &domain::Person| Choice {
            value: person.id.to_string(),
            label: format!("{} · {}", person.name, text.role(person.role)),
            chosen: false,
        };
        (step.map(|step| step.version()), able.map(choice).collect())
    });
    let step = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Ok(to) = PersonId::parse(&typed(&event, "to")) {
            desk.send(Command::ReassignStep { step: step.clone(), to });
        }
    };
    let form = Form {
        verb: Verb::Reassign.slug(),
        label: text.reassign,
        address: Some(step_address(&desk.room_id(), id, Verb::Reassign)),
        hidden: Some(hidden(desk, id, version.unwrap_or_default(), Verb::Reassign)),
        fields: vec![Field { name: "to", label: text.give_it_to, input: Input::Choice(people) }],
        fault: Told::new(None),
    };
    draw(form, Rc::new(submit))
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
