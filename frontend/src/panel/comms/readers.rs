//! Who the people outside are, and how early each of them must know of a change.

use super::Look;
use crate::{
    panel::form::{ask_about, hidden, opens, send},
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    id::ReadersId,
    rights::Action,
    text::Title,
    word::notice::{LEAD_TIME, Readers},
};
use leptos::prelude::*;

/// One form a line, and one for somebody new; nothing for those who only read.
pub fn readers(look: &Look<'_>) -> Option<Piece> {
    look.may(Action::EditNotice, None).then(|| {
        let known = &look.notices().readers;
        let lines: Vec<Piece> =
            known.iter().map(|(id, readers)| line(look, id.as_str(), Some(readers))).collect();
        let fresh = fresh_id(look);
        let said = look.word(
            "A warning comes so long before a change that they still hear of it in time.",
            "L’alerte arrive assez tôt avant un changement pour qu’ils l’apprennent à temps.",
        );
        let inside = view! {
            <div class="notice-settings">
                <p class="quiet">{said}</p>
                {lines}
                {line(look, &fresh, None)}
            </div>
        }
        .whole();
        let label = look.word("Who reads the notices", "Qui lit les annonces");
        opens("readers", label, "btn quiet-btn", inside)
    })
}

fn line(look: &Look<'_>, id: &str, known: Option<&Readers>) -> Piece {
    let title = known.map(|it| it.title.to_string()).unwrap_or_default();
    let minutes = known.map_or(LEAD_TIME, |it| it.lead_time).minutes();
    let (name, lead) = (
        look.word("Who", "Qui"),
        look.word("Must know … minutes before", "Doit savoir … minutes avant"),
    );
    let label = match known {
        Some(_) => look.word("Change", "Modifier"),
        None => look.word("Add", "Ajouter"),
    };
    let fields = vec![
        hidden("readers", id),
        hidden("back", format!("/rooms/{}/comms", look.room.id)),
        view! {
            <label class="stack">
                <span>{name}</span>
                <input type="text" name="title" value=title required=true maxlength=Title::MAX autocomplete="off" />
            </label>
            <label class="stack">
                <span>{lead}</span>
                <input type="number" name="lead_time#minutes" value=minutes.to_string() min="0" max="1440" required=true inputmode="numeric" />
            </label>
        }
        .whole(),
        send(label, "btn"),
    ];
    ask_about(look, "word.notice.describe_readers", id, "inline-form readers-line", fields)
}

/// A name that nobody has yet; it is never shown.
fn fresh_id(look: &Look<'_>) -> String {
    let known = &look.notices().readers;
    let ids = (1..).map(|number: u32| format!("readers-{number}"));
    let mut free = ids.filter(|id| ReadersId::parse(id).is_ok_and(|id| !known.contains_key(&id)));
    free.next().unwrap_or_default()
}
