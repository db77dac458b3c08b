//! How a step is run, as fields of its form: what stands rarely in a step is folded away, and open
//! where something stands in it.

use super::{
    super::super::{Look, form::hidden},
    area, text, tick,
};
use crate::ui::{
    area::inside_area,
    whole::{IntoPieces, IntoWhole, Piece},
};
use domain::{
    Role, Room, Step, StepId,
    plan::Work,
    run::{
        StepRun,
        contingency::ContingencyStep,
        gate::{Belief, Seat},
    },
};
use leptos::prelude::*;

/// A plan B has room for so many steps in the form; one more than it has, and at least two.
const PLAN_B_STEPS: usize = 2;

/// All of it. What the form says of a step is all that is said of it.
pub(super) fn fields(look: &Look<'_>, room: &Room, step: Option<&Step>) -> Piece {
    let nothing = StepRun::default();
    let run = step.map_or(&nothing, |step| &step.plan.run);
    let parts = [
        gate(look, room, step, run),
        no_return(look, run),
        hold(look, step),
        plan_b(look, room, run),
        debts(look, room, step, run),
    ];
    view! { <div class="wide run-fields">{parts.into_iter().collect::<Vec<_>>()}</div> }.whole()
}

fn part(id: &'static str, title: &'static str, open: bool, inside: Vec<Piece>) -> Piece {
    view! {
        <details id=format!("part-{id}") open=open>
            <summary>{title}</summary>
            <div class="step-fields">{inside}</div>
        </details>
    }
    .whole()
}

fn gate(look: &Look<'_>, room: &Room, step: Option<&Step>, run: &StepRun) -> Piece {
    let teams = [Role::Tech, Role::Support, Role::Comms].map(Seat::Team);
    let people = run.gate.poll.iter().filter(|seat| matches!(seat, Seat::Person(_))).cloned();
    let others = room
        .people
        .values()
        .filter(|person| room.part_of(&person.id).is_some())
        .filter(|person| matches!(person.role, Role::Tech | Role::Support | Role::Comms))
        .map(|person| Seat::Person(person.id.clone()));
    let mut seats: Vec<Seat> = Vec::new();
    for seat in teams.into_iter().chain(people).chain(others) {
        if !seats.contains(&seat) {
            seats.push(seat);
        }
    }
    let seats = seats.into_iter().map(|seat| {
        let value = match &seat {
            Seat::Team(role) => format!("team/{}", role.slug()),
            Seat::Person(person) => format!("person/{person}"),
        };
        let asked = run.gate.poll.contains(&seat);
        one_of(
            "to.run.poll#seat",
            value,
            crate::text::capital(&look.text().seat(room, &seat)),
            asked,
        )
    });
    let beliefs = Belief::ALL.into_iter().map(|belief| {
        let label = crate::text::capital(look.text().belief(belief));
        let asked = run.gate.read_back.contains(&belief);
        one_of("to.run.read_back#entry", belief.slug().to_owned(), label, asked)
    });
    let question = run.gate.question.as_ref().map(ToString::to_string).unwrap_or_default();
    let inside = vec![
        text(
            "to.run.question",
            look.word("What is asked; else its title", "La question\u{202f}; sinon son titre"),
            &question,
        ),
        several(look.word("Who answers go or no-go", "Qui répond go ou no-go"), seats.collect()),
        several(
            look.word("What each team reads back", "Ce que chaque équipe reformule"),
            beliefs.collect(),
        ),
    ];
    let open = step.is_some_and(|step| step.plan.work == Work::Gate);
    part("gate", look.word("Gate", "Porte"), open, inside)
}

fn no_return(look: &Look<'_>, run: &StepRun) -> Piece {
    let no_return = run.point_of_no_return.as_ref();
    let reason = no_return.and_then(|it| it.reason.as_ref()).map(ToString::to_string);
    let how = run.undo_how.as_ref().map(ToString::to_string).unwrap_or_default();
    let inside = vec![
        area(
            "to.run.undo_how",
            look.word("How it is undone (Markdown)", "Comment on l’annule (Markdown)"),
            &how,
        ),
        // Said in any case, so that a form without a single fact takes all of them away.
        hidden("to.run.point_of_no_return#flag", "no"),
        tick(
            "to.run.point_of_no_return#flag",
            look.word(
                "Point of no return: once it has begun, only forward",
                "Point de non-retour\u{202f}: une fois commencée, on ne peut qu’avancer",
            ),
            no_return.is_some(),
        ),
        text(
            "to.run.no_return_reason",
            look.word("Why there is no way back", "Pourquoi il n’y a pas de retour"),
            reason.as_deref().unwrap_or(""),
        ),
    ];
    let open = run.undo_how.is_some() || no_return.is_some();
    part("undo", look.word("Way back", "Retour arrière"), open, inside)
}

fn hold(look: &Look<'_>, step: Option<&Step>) -> Piece {
    let hold = step.and_then(|step| step.plan.hold.as_ref());
    let title = hold.map(|hold| hold.title.to_string()).unwrap_or_default();
    let length = hold.map(|hold| written(hold.length)).unwrap_or_default();
    let inside = vec![
        text("to.run.hold", look.word("Name of the hold", "Nom de la suspension"), &title),
        text(
            "to.run.hold_length#length",
            look.word("It lasts, such as 5 min", "Elle dure, par exemple 5 min"),
            &length,
        ),
    ];
    let title = look.word("Planned hold before it", "Suspension prévue avant");
    part("hold", title, hold.is_some(), inside)
}

fn plan_b(look: &Look<'_>, room: &Room, run: &StepRun) -> Piece {
    let plan_b = run.contingency.as_ref();
    let title = plan_b.map(|plan_b| plan_b.title.to_string()).unwrap_or_default();
    let steps = plan_b.map(|plan_b| plan_b.steps.as_slice()).unwrap_or_default();
    let places = (steps.len() + 1).max(PLAN_B_STEPS);
    let rows: Vec<Piece> =
        (0..places).map(|place| plan_b_step(look, room, place, steps.get(place))).collect();
    let mut inside = vec![text("to.run.plan_b", look.word("Its name", "Son nom"), &title)];
    inside.extend(rows);
    part("plan-b", look.word("Plan B", "Plan B"), plan_b.is_some(), inside)
}

fn plan_b_step(
    look: &Look<'_>,
    room: &Room,
    place: usize,
    step: Option<&ContingencyStep>,
) -> Piece {
    let named = |field: &str| format!("to.run.plan_b_steps.{place}.{field}");
    let title = step.map(|step| step.title.to_string()).unwrap_or_default();
    let length = step.map(|step| written(step.length)).unwrap_or_default();
    let how = step.and_then(|step| step.instructions.as_ref()).map(ToString::to_string);
    let how = how.unwrap_or_default();
    let owner = step.and_then(|step| step.owner.as_ref());
    let people = room
        .people
        .values()
        .filter(|person| room.part_of(&person.id).is_some() && person.role != Role::Observer);
    let options = people
        .map(|person| {
            let chosen = owner == Some(&person.id);
            view! { <option value=person.id.to_string() selected=chosen>{person.name.to_string()}</option> }
        })
        .pieces();
    let rehearsed = step.is_some_and(|step| step.rehearsed);
    let legend = format!("{} {}", look.word("Step", "Étape"), place + 1);
    view! {
        <fieldset class="wide plan-b-step">
            <legend>{legend}</legend>
            <label class="stack">
                <span>{look.word("Title", "Titre")}</span>
                <input type="text" name=named("title") value=title maxlength="160" autocomplete="off" />
            </label>
            <label class="stack">
                <span>{look.word("Length, such as 4 min", "Durée, par exemple 4 min")}</span>
                <input type="text" name=named("length#length") value=length maxlength="40" autocomplete="off" />
            </label>
            <label class="stack">
                <span>{look.word("Owner", "Responsable")}</span>
                <select name=named("owner")>
                    <option value="">{look.word("(of the step)", "(celui de l’étape)")}</option>
                    {options}
                </select>
            </label>
            <label class="check">
                <input type="checkbox" name=named("rehearsed#flag") checked=rehearsed />
                <span>{look.word("Rehearsed", "Répétée")}</span>
            </label>
            <label class="stack wide">
                <span>{look.word("Instructions (Markdown)", "Consignes (Markdown)")}</span>
                <textarea name=named("instructions") rows="3" maxlength="20000">{inside_area(&how)}</textarea>
            </label>
        </fieldset>
    }
    .whole()
}

fn debts(look: &Look<'_>, room: &Room, step: Option<&Step>, run: &StepRun) -> Piece {
    let leaves = run.opens_debt.as_ref().map(ToString::to_string).unwrap_or_default();
    let mine = |id: &StepId| step.is_some_and(|step| step.plan.id == *id);
    let openers = room
        .steps_in_order()
        .filter(|other| other.plan.run.opens_debt.is_some() && !mine(&other.plan.id))
        .map(|other| {
            let debt = other.plan.run.opens_debt.as_ref().map(ToString::to_string);
            let label = format!("{} ({})", debt.unwrap_or_default(), other.plan.title);
            let paid = run.pays_debt.contains(&other.plan.id);
            one_of("to.run.pays_debt#entry", other.plan.id.to_string(), label, paid)
        });
    let inside = vec![
        text(
            "to.run.opens_debt",
            look.word(
                "What it leaves to be undone, such as “crons are off”",
                "Ce qu’elle laisse à défaire, par exemple «\u{202f}crons arrêtés\u{202f}»",
            ),
            &leaves,
        ),
        several(look.word("What it undoes", "Ce qu’elle défait"), openers.collect()),
    ];
    let open = run.opens_debt.is_some() || !run.pays_debt.is_empty();
    part("debt", look.word("Debts", "Dettes"), open, inside)
}

fn several(legend: &'static str, boxes: Vec<Piece>) -> Piece {
    let none = boxes.is_empty().then(|| view! { <span class="quiet">"—"</span> });
    view! { <fieldset class="several wide"><legend>{legend}</legend>{boxes}{none}</fieldset> }
        .whole()
}

fn one_of(name: &'static str, value: String, label: String, ticked: bool) -> Piece {
    view! {
        <label class="check">
            <input type="checkbox" name=name value=value checked=ticked />
            <span>{label}</span>
        </label>
    }
    .whole()
}

/// As the form reads it: `5 min`, `90 s`.
pub(super) fn written(length: domain::Length) -> String {
    let seconds = length.seconds();
    if seconds.is_multiple_of(60) {
        format!("{} min", seconds / 60)
    } else {
        format!("{seconds} s")
    }
}
