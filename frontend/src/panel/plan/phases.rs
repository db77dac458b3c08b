//! The phases with their steps, in full.

use super::{
    super::{
        Look,
        form::{ask, hidden, line, opens, send},
    },
    rehearsed,
};
use crate::ui::whole::{IntoPieces, IntoWhole, Piece};
use domain::{
    Step, StepId,
    plan::{Effect, Work},
    rights::Action,
    room::Phase,
    run::Undo,
    wire::plan_path,
};
use leptos::prelude::*;

/// All of them, and for whoever edits the way to add one.
pub fn all(look: &Look<'_>) -> Piece {
    let phases: Vec<Piece> = look.room.phases.iter().map(|it| phase(look, it)).collect();
    let add = look.edits().then(|| {
        let fields = vec![
            hidden("back", look.back()),
            line("title", look.word("Name of the phase", "Nom de la phase"), 160, true),
            send(look.word("Add the phase", "Ajouter la phase"), "btn"),
        ];
        let form = ask(look, "run.edit.change.add_phase", "stack", fields);
        opens("add-phase", look.word("Add a phase", "Ajouter une phase"), "btn", form)
    });
    view! { <div class="plan-phases">{phases} {add}</div> }.whole()
}

fn phase(look: &Look<'_>, phase: &Phase) -> Piece {
    let steps = phase.steps.iter().filter_map(|id| look.room.steps.get(id));
    let rows: Vec<Piece> = steps.map(|it| row(look, it)).collect();
    let (id, title) = (format!("phase-{}", phase.id), phase.title.to_string());
    let tools = look.edits().then(|| tools(look, phase));
    view! {
        <section class="plan-phase" id=id>
            <div class="plan-phase-head">
                <h2>{title}</h2>
                {tools}
            </div>
            <ol class="plan-steps">{rows}</ol>
        </section>
    }
    .whole()
}

fn tools(look: &Look<'_>, phase: &Phase) -> Piece {
    let add = format!("{}?add={}#editor", look.back(), phase.id);
    let named = |command, extra: Option<Piece>, label: &'static str, class| {
        let mut fields = vec![hidden("back", look.back()), hidden("phase", phase.id.to_string())];
        fields.extend(extra);
        fields.push(send(label, class));
        ask(look, command, "stack", fields)
    };
    let rename = named(
        "run.edit.change.rename_phase",
        Some(line("title", look.word("New name", "Nouveau nom"), 160, true)),
        look.word("Rename", "Renommer"),
        "btn",
    );
    let place = look.room.phases.iter().position(|known| known.id == phase.id);
    let up = place.filter(|place| *place > 0).map(|place| {
        let above = place.checked_sub(2).and_then(|above| look.room.phases.get(above));
        named(
            "run.edit.change.move_phase",
            above.map(|above| hidden("below", above.id.to_string())),
            look.word("Move up", "Monter"),
            "btn",
        )
    });
    let remove = phase.steps.is_empty().then(|| {
        let label = look.word("Remove the phase", "Retirer la phase");
        named("run.edit.change.remove_phase", None, label, "btn")
    });
    let id = format!("rename-{}", phase.id);
    view! {
        <div class="plan-tools">
            <a class="btn" href=add>{look.word("Add a step", "Ajouter une étape")}</a>
            {opens(id, look.word("Rename", "Renommer"), "btn", rename)}
            {up}
            {remove}
        </div>
    }
    .whole()
}

fn row(look: &Look<'_>, step: &Step) -> Piece {
    let plan = &step.plan;
    let id = format!("plan-{}", plan.id);
    let length = match plan.work {
        Work::Task { length } => crate::text::when::length(length),
        Work::Gate => look.word("gate", "porte").to_owned(),
    };
    let facts = facts(look, step)
        .into_iter()
        .map(|(tone, said)| view! { <li data-tone=tone>{said}</li> })
        .pieces();
    let instructions = plan.instructions.as_ref().filter(|_| look.may(Action::ReadTechnical, None));
    let instructions = instructions.map(|text| {
        let (id, text) = (format!("how-{}", plan.id), text.to_string());
        view! {
            <details id=id>
                <summary>{look.word("Instructions", "Consignes")}</summary>
                <pre class="plan-how">{text}</pre>
            </details>
        }
    });
    let prove = plan.run.way_in.as_ref().filter(|way_in| !way_in.proven).and_then(|_| {
        let owner = look.room.owner(step).map(|owner| owner.role);
        look.may(Action::TickStep, owner).then(|| {
            let fields = vec![
                hidden("back", look.back()),
                hidden("step", plan.id.to_string()),
                line("reason", look.word("How do you know?", "Comment le savez-vous ?"), 500, true),
                send(look.word("It works, I have seen it", "Ça marche, je l’ai vu"), "btn"),
            ];
            let form = ask(look, "run.rehearsal.prove_way_in", "stack", fields);
            let label = look.word("Prove the way in", "Prouver l’accès");
            opens(format!("prove-{}", plan.id), label, "btn", form)
        })
    });
    let edit = look.edits().then(|| {
        let href = format!("{}?edit={}#editor", plan_path(&look.room.id), plan.id);
        let label = format!("{} {}", look.word("Edit", "Modifier"), plan.title);
        view! { <a class="btn" href=href aria-label=label>{look.word("Edit", "Modifier")}</a> }
    });
    let state = look.room.standing(step);
    view! {
        <li class="plan-step" id=id data-state=state>
            <span class="at">{look.hour_minute(plan.start)}</span>
            <div class="what">
                <strong>{plan.title.to_string()}</strong>
                <span class="quiet">{look.owner_name(step)} " · " {length}</span>
                <ul class="plan-facts">{facts}</ul>
                {instructions}
                {prove}
            </div>
            {edit}
        </li>
    }
    .whole()
}

/// What is worth knowing about a step, with how loud it is.
fn facts(look: &Look<'_>, step: &Step) -> Vec<(&'static str, String)> {
    let plan = &step.plan;
    let colon = look.word(":", "\u{202f}:");
    let mut all = Vec::new();
    if !plan.after.is_empty() {
        let lag = |id: &StepId| plan.lags.iter().find(|lag| lag.after == *id);
        let named = |id: &StepId| match lag(id) {
            Some(lag) => format!("{} (+{})", look.title(id), crate::text::when::length(lag.length)),
            None => look.title(id),
        };
        let names: Vec<String> = plan.after.iter().map(named).collect();
        let word = look.word("waits for", "attend");
        all.push(("plain", format!("{word} {}", names.join(", "))));
    }
    if let Some(hold) = &plan.hold {
        let word = look.word("planned hold before it", "suspension prévue avant");
        let length = crate::text::when::length(hold.length);
        all.push(("late", format!("{word}{colon} {}, {length}", hold.title)));
    }
    match plan.effect {
        Some(Effect::InterruptionStarts) => {
            all.push(("plain", look.text().felt_from_here.to_owned()));
        }
        Some(Effect::InterruptionEnds) => {
            all.push(("plain", look.text().open_again_from_here.to_owned()));
        }
        None => {}
    }
    all.extend(run_facts(look, step));
    if matches!(plan.work, Work::Gate) {
        return all;
    }
    let never = || look.word("never rehearsed", "jamais répétée").to_owned();
    match rehearsed(look, &plan.id) {
        Some(said) => all.push(("good", said)),
        None => all.push(("late", never())),
    }
    all.push(match &plan.run.undo {
        Undo::Unsaid => {
            ("late", look.word("undo: nobody has said", "annulation : non dite").to_owned())
        }
        Undo::Nothing => ("plain", look.word("nothing to undo", "rien à annuler").to_owned()),
        Undo::Takes { length } => {
            let word = look.word("undone in", "annulée en");
            ("plain", format!("{word} {}", crate::text::when::length(*length)))
        }
        Undo::Impossible => ("stop", look.word("cannot be undone", "ne s’annule pas").to_owned()),
    });
    if let Some(said) = way_in(look, step) {
        let how = plan
            .run
            .way_in
            .as_ref()
            .map_or(String::new(), |way_in| format!("{} {}", colon, way_in.how));
        all.push((said.0, format!("{}{how}", said.1)));
    }
    all
}

/// What is asked at it, what it leaves and pays, its plan B, and the line past which there is no
/// way back.
fn run_facts(look: &Look<'_>, step: &Step) -> Vec<(&'static str, String)> {
    let run = &step.plan.run;
    let colon = look.word(":", "\u{202f}:");
    let mut all = Vec::new();
    if !run.gate.poll.is_empty() {
        let seats: Vec<String> =
            run.gate.poll.iter().map(|seat| look.text().seat(look.room, seat)).collect();
        all.push(("plain", format!("{} {}", look.word("asks", "interroge"), seats.join(", "))));
    }
    if let Some(no_return) = &run.point_of_no_return {
        let word = look.word("point of no return", "point de non-retour");
        let why = no_return.reason.as_ref().map(|why| format!("{colon} {why}"));
        all.push(("stop", format!("{word}{}", why.unwrap_or_default())));
    }
    if let Some(plan_b) = &run.contingency {
        all.push(("plain", format!("{}{colon} {}", look.word("plan B", "plan B"), plan_b.title)));
    }
    if let Some(debt) = &run.opens_debt {
        let word = look.word("leaves to be undone", "laisse à défaire");
        all.push(("late", format!("{word}{colon} {debt}")));
    }
    for paid in &run.pays_debt {
        let word = look.word("undoes what was left by", "défait ce qu’a laissé");
        all.push(("plain", format!("{word} {}", look.title(paid))));
    }
    all
}

/// How a smoke test's way in stands: loud while nobody has seen it work.
pub fn way_in(look: &Look<'_>, step: &Step) -> Option<(&'static str, &'static str)> {
    let run = &step.plan.run;
    match &run.way_in {
        Some(way_in) if way_in.proven => Some(("good", look.word("way in proven", "accès prouvé"))),
        Some(_) => Some(("stop", look.word("no proven way in", "accès non prouvé"))),
        None if run.smoke_test => {
            Some(("stop", look.word("no way in is named", "aucun accès prévu")))
        }
        None => None,
    }
}
