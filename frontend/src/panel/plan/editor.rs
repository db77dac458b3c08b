//! The form of one step, of a new one, or of the window.

mod run;

use super::{
    super::{
        Look,
        form::{ask, checked, choice, hidden, send},
    },
    Editing,
};
use crate::ui::area::inside_area;
use crate::ui::whole::{IntoPieces, IntoWhole, Piece};
use domain::{
    PhaseId, Role, Room, Step, StepId, Timestamp,
    plan::{Effect, Work},
    run::{Undo, edit::proposed},
};
use leptos::prelude::*;

/// What is open, for whoever edits. In a live room it shows the plan with the proposal in it.
pub fn card(look: &Look<'_>, editing: &Editing) -> Option<Piece> {
    if !look.edits() {
        return None;
    }
    let mut room = look.room.clone();
    if let Some(Ok(change)) = proposed(look.room) {
        change.apply(&mut room);
    }
    let (title, forms) = match editing {
        Editing::Nothing => return None,
        Editing::Window if look.room.stage.is_running() => return None,
        Editing::Window => {
            (look.word("The window", "La fenêtre").to_owned(), vec![window(look, &room)])
        }
        Editing::Step(id) => {
            let step = room.steps.get(id)?;
            let forms =
                vec![revise(look, &room, step), place(look, &room, step), remove(look, step)];
            (step.plan.title.to_string(), forms)
        }
        Editing::New(phase) => {
            let title = look.word("A new step", "Une nouvelle étape");
            (title.to_owned(), vec![add(look, &room, phase)])
        }
    };
    let live = look.room.stage.is_running().then(|| {
        let said = look.word(
            "The room is live: this joins a proposal, which you apply when it is whole.",
            "La salle est en direct\u{202f}: ceci rejoint une proposition, à appliquer quand elle est complète.",
        );
        view! { <p class="quiet">{said}</p> }
    });
    let close = look.back();
    Some(
        view! {
            <section class="card editor" id="editor">
                <div class="plan-phase-head">
                    <h2>{title}</h2>
                    <a class="btn" href=close>{look.text().close}</a>
                </div>
                {live}
                {forms}
            </section>
        }
        .whole(),
    )
}

fn label_of_change(look: &Look<'_>) -> &'static str {
    if look.room.stage.is_running() {
        look.word("Propose", "Proposer")
    } else {
        look.word("Save", "Enregistrer")
    }
}

fn revise(look: &Look<'_>, room: &Room, step: &Step) -> Piece {
    let mut inside = vec![hidden("step", step.plan.id.to_string())];
    inside.extend(step_fields(look, room, Some(step), step.plan.start));
    inside.push(send(label_of_change(look), "btn primary"));
    checked(look, "run.edit.change.revise_step", "step-form", inside)
}

fn add(look: &Look<'_>, room: &Room, phase: &PhaseId) -> Piece {
    let of_phase = room.phases.iter().find(|known| known.id == *phase);
    let last = of_phase.and_then(|phase| phase.steps.last());
    let start = last.and_then(|id| room.steps.get(id)).map_or_else(
        || room.charter.as_ref().map_or(look.now, |charter| charter.window.start),
        |step| step.plan.end(),
    );
    let mut inside = vec![hidden("phase", phase.to_string())];
    inside.extend(last.map(|last| hidden("below", last.to_string())));
    inside.extend(step_fields(look, room, None, start));
    inside.push(send(label_of_change(look), "btn primary"));
    checked(look, "run.edit.change.add_step", "step-form", inside)
}

fn place(look: &Look<'_>, room: &Room, step: &Step) -> Piece {
    let phases = room.phases.iter().map(|p| (p.id.to_string(), p.title.to_string())).collect();
    let others = room.steps_in_order().filter(|known| known.plan.id != step.plan.id);
    let first = look.word("(first of the phase)", "(première de la phase)").to_owned();
    let mut below = vec![(String::new(), first)];
    below.extend(others.map(|s| (s.plan.id.to_string(), s.plan.title.to_string())));
    let above = room.phases.iter().find(|p| p.id == step.phase).and_then(|phase| {
        let place = phase.steps.iter().position(|id| *id == step.plan.id)?;
        phase.steps.get(place.checked_sub(1)?)
    });
    let above = above.map_or(String::new(), ToString::to_string);
    let fields = vec![
        hidden("step", step.plan.id.to_string()),
        choice("phase", look.word("Phase", "Phase"), phases, step.phase.as_str()),
        choice("below", look.word("Below", "Sous"), below, &above),
        send(look.word("Move", "Déplacer"), "btn"),
    ];
    checked(look, "run.edit.change.move_step", "step-form", fields)
}

fn remove(look: &Look<'_>, step: &Step) -> Piece {
    let fields = vec![
        hidden("back", look.back()),
        hidden("step", step.plan.id.to_string()),
        send(look.word("Remove this step", "Retirer cette étape"), "btn danger"),
    ];
    ask(look, "run.edit.change.remove_step", "step-form", fields)
}

fn window(look: &Look<'_>, room: &Room) -> Piece {
    let charter = room.charter.as_ref();
    let start = charter.map_or(look.now, |charter| charter.window.start);
    let minutes = |length: Option<domain::Length>| length.unwrap_or_default().minutes().to_string();
    let length = minutes(charter.map(|charter| charter.window.length));
    let felt = minutes(charter.map(|charter| charter.interruption));
    let fields = vec![
        moment(
            look,
            "window.start#moment",
            look.word("Window starts", "Début de la fenêtre"),
            start,
        ),
        text("window.length#minutes", look.word("Reserved, minutes", "Réservée, minutes"), &length),
        text(
            "interruption#minutes",
            look.word("Felt by users, minutes", "Ressentie, minutes"),
            &felt,
        ),
        send(look.word("Save", "Enregistrer"), "btn primary"),
    ];
    checked(look, "run.edit.change.revise_window", "step-form", fields)
}

/// The fields of a step, filled from one.
fn step_fields(look: &Look<'_>, room: &Room, step: Option<&Step>, start: Timestamp) -> Vec<Piece> {
    let plan = step.map(|step| &step.plan);
    let people = room
        .people
        .values()
        .filter(|person| room.part_of(&person.id).is_some() && person.role != Role::Observer)
        .map(|person| (person.id.to_string(), person.name.to_string()))
        .collect();
    let owner = plan.map_or(look.me.id.as_str(), |plan| plan.owner.as_str());
    let is_gate = plan.is_some_and(|plan| plan.work == Work::Gate);
    let length =
        plan.filter(|_| !is_gate).map_or("5 min".to_owned(), |plan| run::written(plan.length()));
    let undo = match plan.map(|plan| &plan.run.undo) {
        None | Some(Undo::Unsaid) => String::new(),
        Some(Undo::Nothing) => "none".into(),
        Some(Undo::Impossible) => "impossible".into(),
        Some(Undo::Takes { length }) => format!("{} min", length.seconds().div_ceil(60)),
    };
    let effects = vec![
        (String::new(), look.word("nothing", "rien").to_owned()),
        ("interruption_starts".into(), look.text().felt_from_here.to_owned()),
        ("interruption_ends".into(), look.text().open_again_from_here.to_owned()),
    ];
    let effect = match plan.and_then(|plan| plan.effect) {
        None => "",
        Some(Effect::InterruptionStarts) => "interruption_starts",
        Some(Effect::InterruptionEnds) => "interruption_ends",
    };
    let way_in =
        plan.and_then(|plan| plan.run.way_in.as_ref()).map(|way_in| way_in.how.to_string());
    let instructions = plan.and_then(|plan| plan.instructions.as_ref()).map(ToString::to_string);
    let smoke = plan.is_some_and(|plan| plan.run.smoke_test);
    vec![
        text("to.title", look.word("Title", "Titre"), plan.map_or("", |plan| plan.title.as_str())),
        choice("to.owner", look.word("Owner", "Responsable"), people, owner),
        moment(look, "to.start#moment", look.word("Planned start", "Début prévu"), start),
        text(
            "to.length#length",
            look.word("Length, such as 5 min or 90 s", "Durée, par exemple 5 min ou 90 s"),
            &length,
        ),
        tick(
            "to.gate#flag",
            look.word(
                "It is a gate: a decision, without a length",
                "C’est une porte\u{202f}: une décision, sans durée",
            ),
            is_gate,
        ),
        waits(look, room, step),
        choice(
            "to.effect",
            look.word("For users, it starts or ends", "Pour les utilisateurs"),
            effects,
            effect,
        ),
        text(
            "to.undo#undo",
            look.word(
                "Undone in: 5 min, none, or impossible",
                "Annulée en\u{202f}: 5 min, none (rien) ou impossible",
            ),
            &undo,
        ),
        tick(
            "to.smoke_test#flag",
            look.word("It tries the closed site", "Elle essaie le site fermé"),
            smoke,
        ),
        text(
            "to.way_in",
            look.word("Way in for those who try it", "Accès pour ceux qui essaient"),
            way_in.as_deref().unwrap_or(""),
        ),
        area(
            "to.instructions",
            look.word("Instructions (Markdown)", "Consignes (Markdown)"),
            instructions.as_deref().unwrap_or(""),
        ),
        run::fields(look, room, step),
    ]
}

fn waits(look: &Look<'_>, room: &Room, step: Option<&Step>) -> Piece {
    let mine = |id: &StepId| step.is_some_and(|step| step.plan.id == *id);
    let after = |id: &StepId| step.is_some_and(|step| step.plan.after.contains(id));
    let boxes = room
        .steps_in_order()
        .filter(|other| !mine(&other.plan.id))
        .map(|other| {
            let (id, title) = (&other.plan.id, other.plan.title.to_string());
            let ticked = after(id);
            let lag = {
                let lag = step.and_then(|s| s.plan.lags.iter().find(|lag| lag.after == *id));
                let minutes = lag.map_or(String::new(), |lag| lag.length.minutes().to_string());
                let name = format!("to.lags#lag/{id}");
                let label = format!("{} {title}", look.word("Minutes after", "Minutes après"));
                view! {
                    <input
                        class="lag"
                        type="number"
                        min="0"
                        max="43200"
                        name=name
                        value=minutes
                        aria-label=label
                        placeholder="+ min"
                    />
                }
            };
            view! {
                <div class="plan-wait">
                    <label class="check">
                        <input type="checkbox" name="to.after#entry" value=id.to_string() checked=ticked />
                        <span>{title}</span>
                    </label>
                    {lag}
                </div>
            }
        })
        .pieces();
    view! {
        <fieldset class="waits">
            <legend>{look.word("Waits for", "Attend")}</legend>
            <div class="waits-list" tabindex="0" role="group" aria-label=look.word("Steps", "Étapes")>{boxes}</div>
        </fieldset>
    }
    .whole()
}

fn text(name: &'static str, label: &'static str, value: &str) -> Piece {
    view! {
        <label class="stack">
            <span>{label}</span>
            <input type="text" name=name value=value.to_owned() maxlength="160" autocomplete="off" />
        </label>
    }
    .whole()
}

fn area(name: &'static str, label: &'static str, value: &str) -> Piece {
    view! {
        <label class="stack wide">
            <span>{label}</span>
            <textarea name=name rows="6" maxlength="20000">{inside_area(value)}</textarea>
        </label>
    }
    .whole()
}

fn tick(name: &'static str, label: &'static str, ticked: bool) -> Piece {
    view! {
        <label class="check">
            <input type="checkbox" name=name checked=ticked />
            <span>{label}</span>
        </label>
    }
    .whole()
}

/// A day and a time in the room's zone.
fn moment(look: &Look<'_>, name: &'static str, label: &'static str, at: Timestamp) -> Piece {
    let civil = look.zone().civil(at);
    let value = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        civil.year, civil.month, civil.day, civil.hour, civil.minute
    );
    view! {
        <label class="stack">
            <span>{label}</span>
            <input type="datetime-local" name=name value=value required=true />
        </label>
    }
    .whole()
}
