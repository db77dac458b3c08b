//! What each team believes, beside what the plan says; and the red card when they differ.

use super::super::super::{
    Look,
    form::{ask_about, hidden, opens, send},
};
use super::short;
use crate::{
    text::capital,
    ui::{
        icon::{Icon, Shape},
        whole::{IntoPieces, IntoWhole, Piece},
    },
};
use domain::{
    Role, Step,
    plan::Window,
    rights::Action,
    run::gate::{Belief, GateRun, ReadBack, Seat, differs, teams_reading_back},
};
use leptos::prelude::*;

/// The cards nobody may overlook, one for each thing a team believes otherwise.
pub fn conflicts(look: &Look<'_>, gate: &Step, known: &GateRun) -> Vec<Piece> {
    let Some(window) = window(look) else { return Vec::new() };
    let teams = teams_reading_back(look.room, gate);
    let differing = teams
        .iter()
        .filter_map(|team| known.read_back_of(*team))
        .flat_map(|read| differs(read, &window).into_iter().map(move |belief| (read, belief)));
    differing
        .map(|(read, belief)| {
            let believed = said(look, read, belief).unwrap_or_default();
            let planned = planned(look, &window, belief).unwrap_or_default();
            let sentence = look.text().believes(read.team, &believed, &planned);
            let to_do = what_to_do(look, read.team);
            view! {
                <div class="conflict" role="alert">
                    <Icon shape=Shape::Alert />
                    <p><strong>{sentence}</strong> <span>{to_do}</span></p>
                </div>
            }
        })
        .pieces()
}

fn what_to_do(look: &Look<'_>, team: Role) -> String {
    let named = look.text().team(team);
    match (look.me.role, look.locale) {
        (role, crate::boot::Locale::En) if role == team => {
            "Talk to the lead now. If the plan is right, read it back again below.".to_owned()
        }
        (role, crate::boot::Locale::Fr) if role == team => {
            "Parlez-en tout de suite au pilote. Si le plan a raison, reformulez ci-dessous.".to_owned()
        }
        (Role::Lead, crate::boot::Locale::En) => {
            format!("Talk to {named} now and have it read back again; going before needs a reason.")
        }
        (Role::Lead, crate::boot::Locale::Fr) => {
            "Parlez-leur tout de suite et faites reformuler\u{202f}; passer outre demande une raison."
                .to_owned()
        }
        (_, crate::boot::Locale::En) => {
            format!("The gate waits until {named} and the lead have settled it.")
        }
        (_, crate::boot::Locale::Fr) => {
            format!("On attend que ce soit réglé entre {named} et le pilote.")
        }
    }
}

/// Plan and beliefs side by side.
pub fn table(look: &Look<'_>, gate: &Step, known: &GateRun) -> Option<Piece> {
    let (asked, window) = (&gate.plan.run.gate.read_back, window(look)?);
    if asked.is_empty() {
        return None;
    }
    let heads: Vec<Piece> =
        asked.iter().map(|belief| view! { <th scope="col">{head(look, *belief)}</th> }).pieces();
    let cells: Vec<Piece> = asked
        .iter()
        .map(|belief| {
            view! { <td>{planned(look, &window, *belief).unwrap_or_else(|| "–".to_owned())}</td> }
        })
        .pieces();
    let rows: Vec<Piece> = teams_reading_back(look.room, gate)
        .into_iter()
        .map(|team| {
            let read = known.read_back_of(team);
            let differing = read.map(|read| differs(read, &window)).unwrap_or_default();
            let cells: Vec<Piece> = asked
                .iter()
                .map(|belief| {
                    let said = read.and_then(|read| said(look, read, *belief));
                    let otherwise = differing.contains(belief);
                    let said = said.unwrap_or_else(|| "?".to_owned());
                    let icon = otherwise.then(|| view! { <Icon shape=Shape::Cross /> });
                    view! { <td class:otherwise=otherwise>{icon}{said}</td> }
                })
                .pieces();
            view! {
                <tr>
                    <th scope="row">{capital(&short(look, &Seat::Team(team)))}</th>
                    {cells}
                </tr>
            }
        })
        .pieces();
    Some(
        view! {
            <div class="gate-beliefs">
                <h3>{look.word("What each team believes", "Ce que chacun a compris")}</h3>
                <table>
                    <thead>
                        <tr>
                            <th scope="col"><span class="unseen">{look.word("Who", "Qui")}</span></th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>
                        <tr class="plan">
                            <th scope="row">{look.word("The plan", "Le plan")}</th>
                            {cells}
                        </tr>
                        {rows}
                    </tbody>
                </table>
            </div>
        }
        .whole(),
    )
}

/// The reader's own form. It stands open while their team has not typed, or differs.
pub fn own(look: &Look<'_>, gate: &Step, known: &GateRun) -> Option<Piece> {
    let team = look.me.role;
    let asked = teams_reading_back(look.room, gate).contains(&team);
    if !asked || !look.may(Action::AnswerGate, None) {
        return None;
    }
    let fields: Vec<Piece> =
        gate.plan.run.gate.read_back.iter().map(|belief| field(look, *belief)).collect();
    let inside = vec![
        hidden("step", gate.plan.id.to_string()),
        hidden("team", team.slug()),
        view! { <div class="gate-fields">{fields}</div> }.whole(),
        send(look.word("Read back", "Reformuler"), "btn primary big"),
    ];
    let about = gate.plan.id.as_str();
    let form = ask_about(look, "run.gate.read_back", about, "gate-read-back", inside);
    let read = known.read_back_of(team);
    let differs = || {
        let (read, window) = (read?, window(look)?);
        Some(!differs(read, &window).is_empty())
    };
    if read.is_none() || differs() == Some(true) {
        let asked = match read {
            None => look.word(
                "Without looking at the plan: what does your team believe?",
                "Sans regarder le plan\u{202f}: qu’a compris votre équipe\u{202f}?",
            ),
            Some(_) => look.word("Read it back again", "Reformulez à nouveau"),
        };
        return Some(view! { <div class="gate-own"><h3>{asked}</h3>{form}</div> }.whole());
    }
    let label = look.word("Read back again", "Reformuler à nouveau");
    let id = format!("read-back-{}", gate.plan.id);
    Some(view! { <div class="gate-own">{opens(id, label, "btn", form)}</div> }.whole())
}

fn field(look: &Look<'_>, belief: Belief) -> Piece {
    let label = capital(look.text().belief(belief));
    match belief {
        Belief::Start => view! {
            <label class="stack">
                <span>{label}</span>
                <input type="time" name="start#time" required=true />
            </label>
        }
        .whole(),
        Belief::Length => view! {
            <label class="stack">
                <span>{label}</span>
                <input type="number" name="length#minutes" min="1" max="1440" required=true inputmode="numeric" />
            </label>
        }
        .whole(),
        Belief::WillNotWork => view! {
            <label class="stack wide">
                <span>{label}</span>
                <input type="text" name="will_not_work" maxlength="500" required=true autocomplete="off" />
            </label>
        }
        .whole(),
    }
}

const fn head(look: &Look<'_>, belief: Belief) -> &'static str {
    match belief {
        Belief::Start => look.word("Starts", "Début"),
        Belief::Length => look.word("Lasts", "Durée"),
        Belief::WillNotWork => look.word("Will not work", "Ne marchera pas"),
    }
}

fn said(look: &Look<'_>, read: &ReadBack, belief: Belief) -> Option<String> {
    match belief {
        Belief::Start => read.start.map(|start| look.hour_minute(start)),
        Belief::Length => read.length.map(|length| look.text().length_believed(length)),
        Belief::WillNotWork => read.will_not_work.as_ref().map(ToString::to_string),
    }
}

fn planned(look: &Look<'_>, window: &Window, belief: Belief) -> Option<String> {
    match belief {
        Belief::Start => Some(look.hour_minute(window.start)),
        Belief::Length => Some(look.text().length_believed(window.length)),
        Belief::WillNotWork => None,
    }
}

fn window(look: &Look<'_>) -> Option<Window> {
    look.room.charter.as_ref().map(|charter| charter.window)
}
