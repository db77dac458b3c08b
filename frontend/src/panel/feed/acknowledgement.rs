//! Who has said that they have seen something: a count by team, and the names behind it.

use crate::{
    panel::{
        Look,
        form::{ask_about, hidden, send},
    },
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    Role, Seq,
    word::message::{Asked, Seen},
};
use leptos::prelude::*;

/// `support 14/16 · comms 3/3`; opened, the names.
pub fn counts(look: &Look<'_>, teams: &[(Role, (usize, usize))], seen: &[Seen]) -> Piece {
    // A team of nobody is not waited for.
    let parts: Vec<Piece> = teams
        .iter()
        .filter(|(_, (_, all))| *all > 0)
        .map(|(team, (some, all))| {
            let label = format!("{} {some}/{all}", look.text().role(*team));
            let whole = some == all && *all > 0;
            let mark = if whole { "✓ " } else { "" };
            view! { <span class="team" data-whole=whole.to_string()>{mark}{label}</span> }.whole()
        })
        .collect();
    let names: Vec<Piece> = seen
        .iter()
        .map(|seen| {
            let known = look.room.people.get(&seen.person);
            let name = known.map_or_else(|| seen.person.to_string(), |who| who.name.to_string());
            let at = look.hour_minute(seen.at);
            view! { <li>{name} " " <time>{at}</time></li> }.whole()
        })
        .collect();
    if names.is_empty() {
        return view! { <p class="seen-by">{parts}</p> }.whole();
    }
    view! {
        <details class="seen-by">
            <summary>{parts}</summary>
            <ul>{names}</ul>
        </details>
    }
    .whole()
}

/// The counts of a message that asks for them.
pub fn of_message(look: &Look<'_>, asked: &Asked) -> Option<Piece> {
    let count = |team: &Role| (*team, asked.count(look.room, *team));
    let teams: Vec<_> = asked.of.iter().map(count).collect();
    (!teams.is_empty() || !asked.seen.is_empty()).then(|| counts(look, &teams, &asked.seen))
}

/// The button for whoever is asked and has not answered.
pub fn seen_button(look: &Look<'_>, seq: Seq, back: Option<String>) -> Option<Piece> {
    let asked = look.room.word.messages.asked.get(&seq)?;
    asked.waits_for(&look.me.id, look.me.role).then(|| {
        let mut fields = vec![
            hidden("message#number", seq.to_string()),
            send(look.word("Seen", "Vu"), "btn small primary"),
        ];
        fields.extend(back.map(|back| hidden("back", back)));
        ask_about(look, "word.message.acknowledge", &seq.to_string(), "inline-form", fields)
    })
}
