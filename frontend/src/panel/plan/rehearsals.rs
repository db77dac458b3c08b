//! The rehearsals, the window they propose, and how to make one.

use super::super::{
    Look,
    form::{ask, hidden, send},
};
use crate::{
    text::when,
    ui::whole::{IntoPieces, IntoWhole, Piece},
};
use domain::{rehearsed::Proposal, run::rehearsal::proposed_window, wire::rehearsals_path};
use leptos::prelude::*;

/// The card.
pub fn card(look: &Look<'_>) -> Piece {
    let known = look
        .room
        .run
        .rehearsals
        .iter()
        .map(|it| {
            let (name, n) = (it.rehearsal.to_string(), it.lengths.len());
            let steps = look.word("steps measured", "étapes mesurées");
            view! { <li>{name} ": " {n} " " {steps}</li> }
        })
        .pieces();
    let none = known.is_empty().then(|| {
        view! { <p class="quiet">{look.word("Nobody has rehearsed this plan.", "Personne n’a répété ce plan.")}</p> }
    });
    let rehearse = look.edits().then(|| {
        view! {
            <form method="post" action=rehearsals_path(&look.room.id) data-plain="yes">
                <button class="btn" type="submit">{look.word("Rehearse this plan", "Répéter ce plan")}</button>
            </form>
        }
    });
    let window = window(look);
    view! {
        <section class="card rehearsals">
            <h2>{look.word("Window and rehearsals", "Fenêtre et répétitions")}</h2>
            {window}
            <ul>{known}</ul>
            {none}
            {rehearse}
        </section>
    }
    .whole()
}

fn window(look: &Look<'_>) -> Option<Piece> {
    let charter = look.room.charter.as_ref()?;
    let planned = format!(
        "{} {} → {}, {}. {} {}.",
        look.word("Reserved:", "Réservée\u{202f}:"),
        look.hour_minute(charter.window.start),
        look.hour_minute(charter.window.end()),
        when::length(charter.window.length),
        look.word("Felt by users:", "Ressentie\u{202f}:"),
        when::length(charter.interruption),
    );
    let change = (look.edits() && !look.room.stage.is_running()).then(|| {
        let href = format!("{}?window=1#editor", look.back());
        view! { <a class="btn" href=href>{look.word("Change the window", "Changer la fenêtre")}</a> }
    });
    let proposal = proposed_window(look.room).filter(|it| it.steps_with_samples > 0);
    let proposal = proposal.map(|it| proposed(look, &it));
    Some(view! { <p>{planned}</p> {proposal} {change} }.whole())
}

fn proposed(look: &Look<'_>, proposal: &Proposal) -> Piece {
    let said = format!(
        "{} {}",
        look.word("The rehearsals propose", "Les répétitions proposent"),
        when::length(proposal.rounded_up_5min),
    );
    let behind = format!(
        "{} {} {}, {} {}; {} {} {}. P50 {}, P90 {}.",
        look.word("It rests on", "Elle repose sur"),
        proposal.steps_with_samples,
        look.word("rehearsed steps", "étapes répétées"),
        proposal.steps_without,
        look.word("count as planned", "comptent comme prévu"),
        look.word("the least rehearsed was run", "la moins répétée a été faite"),
        proposal.fewest_samples,
        look.word("times", "fois"),
        when::length(proposal.p50),
        when::length(proposal.p90),
    );
    let charter = look.room.charter.as_ref();
    let other = charter.is_some_and(|it| it.window.length != proposal.rounded_up_5min);
    let put = (other && look.edits() && !look.room.stage.is_running()).then(|| {
        let start = charter.map_or(look.now, |it| it.window.start);
        let felt = charter.map_or(proposal.rounded_up_5min, |it| it.interruption);
        let felt = felt.min(proposal.rounded_up_5min);
        let fields = vec![
            hidden("back", look.back()),
            hidden("window.start#number", start.micros().to_string()),
            hidden("window.length#number", proposal.rounded_up_5min.seconds().to_string()),
            hidden("interruption#number", felt.seconds().to_string()),
            send(look.word("Put it into the plan", "La mettre dans le plan"), "btn"),
        ];
        ask(look, "run.edit.change.revise_window", "inline-form", fields)
    });
    view! { <div class="proposed-window"><p><strong>{said}</strong></p><p class="quiet">{behind}</p>{put}</div> }
        .whole()
}
