//! What is owed to whom: updates that are due, and messages that name the reader.

use super::acknowledgement::seen_button;
use crate::{
    panel::{
        Look,
        form::{ask_about, choice, hidden, line, number, opens, send},
    },
    ui::{
        icon::{Icon, Shape},
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    Audience, Role,
    rights::Action,
    word::{cadence::Cadence, message::Asked},
};
use leptos::prelude::*;

/// The bar; nothing while nothing is owed, and there is nothing to set.
pub fn bar(look: &Look<'_>) -> Option<Piece> {
    let mentions: Vec<Piece> = look
        .room
        .word
        .messages
        .asked
        .values()
        .filter(|asked| asked.people.contains(&look.me.id))
        .filter_map(|asked| mention(look, asked))
        .collect();
    let runs = look.room.stage.is_running();
    let due: Vec<Piece> = look
        .room
        .word
        .cadences
        .0
        .iter()
        .filter(|_| runs)
        .filter_map(|(audience, cadence)| update(look, *audience, cadence))
        .collect();
    let set = (runs && look.may(Action::SetCadence, None)).then(|| set(look));
    let anything = !mentions.is_empty() || !due.is_empty() || set.is_some();
    anything.then(|| view! { <div class="owed">{mentions} {due} {set}</div> }.whole())
}

fn mention(look: &Look<'_>, asked: &Asked) -> Option<Piece> {
    let button = seen_button(look, asked.message.seq, None)?;
    let text = look.room.word.messages.text_of(&asked.message)?.to_string();
    let name = asked.message.by.name().to_owned();
    Some(
        view! {
            <div class="owed-line" data-kind="mention">
                <strong>{name} " " {look.word("mentions you", "vous mentionne")}</strong>
                <span class="owed-words">{text}</span>
                {button}
            </div>
        }
        .whole(),
    )
}

/// Overdue, everybody sees it with the owner's name; before, those who see to it.
fn update(look: &Look<'_>, audience: Audience, cadence: &Cadence) -> Option<Piece> {
    let owner = look.room.people.get(&cadence.owner);
    let owner = owner.map_or_else(|| cadence.owner.to_string(), |who| who.name.to_string());
    let sees_to_it = look.may(Action::SetCadence, None) || cadence.owner == look.me.id;
    let overdue = cadence.is_overdue(look.now);
    let (to, due) = (look.text().audience(audience), cadence.due().micros().to_string());
    if !overdue {
        let snoozed = cadence.snoozed.as_ref().map(|snooze| format!(" · {}", snooze.reason));
        return sees_to_it.then(|| {
            view! {
                <p class="owed-line quiet">
                    <span>
                        {look.word("Next update to ", "Prochain point pour ")} {to} " "
                        {look.word("in", "dans")} " "
                        <span data-tick="until" data-at=due></span>
                        " · " {owner} {snoozed}
                    </span>
                </p>
            }
            .whole()
        });
    }
    let snooze = look.may(Action::SetCadence, None).then(|| snooze(look, audience));
    Some(
        view! {
            <div class="owed-line late" data-overdue=audience.slug()>
                <Icon shape=Shape::Clock />
                <strong>
                    {look.word("Update to ", "Point pour ")} {to} " "
                    {look.word("overdue by", "en retard de")} " "
                    <span data-tick="since" data-at=due></span>
                    " · " {owner}
                </strong>
                {snooze}
            </div>
        }
        .whole(),
    )
}

fn snooze(look: &Look<'_>, audience: Audience) -> Piece {
    let label = look.word("May wait", "Peut attendre");
    let fields = vec![
        hidden("audience", audience.slug()),
        number("wait#minutes", look.word("Minutes", "Minutes"), 1, 1_440),
        line("reason", look.word("Why", "Pourquoi"), 500, true),
        send(label, "btn"),
    ];
    let form = ask_about(look, "word.cadence.snooze", audience.slug(), "inline-form", fields);
    opens(format!("snooze-{}", audience.slug()), label, "btn small", form)
}

/// The form that says who is updated how often, and by whom.
fn set(look: &Look<'_>) -> Piece {
    let text = look.text();
    let audiences = Audience::ALL
        .into_iter()
        .map(|audience| (audience.slug().to_owned(), text.audience(audience).to_owned()))
        .collect();
    let here = look
        .room
        .people
        .values()
        .filter(|who| who.role != Role::Observer && look.room.part_of(&who.id).is_some());
    let owners = here.map(|who| (who.id.to_string(), who.name.to_string())).collect();
    let label = look.word("Updates…", "Points…");
    let fields = vec![
        choice("audience", look.word("For", "Pour"), audiences, Audience::Support.slug()),
        number("every#minutes", look.word("Every … minutes", "Toutes les … minutes"), 1, 1_440),
        choice("owner", look.word("By", "Par"), owners, look.me.id.as_str()),
        send(look.word("Set", "Régler"), "btn"),
    ];
    let form = ask_about(look, "word.cadence.set", "", "inline-form", fields);
    let stops: Vec<Piece> = look
        .room
        .word
        .cadences
        .0
        .keys()
        .map(|audience| {
            let label =
                format!("{} {}", look.word("Stop:", "Arrêter\u{202f}:"), text.audience(*audience));
            let fields = vec![hidden("audience", audience.slug()), send(label, "link")];
            ask_about(look, "word.cadence.stop", audience.slug(), "inline-form", fields)
        })
        .collect();
    opens("cadence", label, "link", view! { {form} {stops} }.whole())
}
