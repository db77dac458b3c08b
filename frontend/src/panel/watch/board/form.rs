//! The forms of the board: giving one's word, and describing a way in.

use super::super::{super::Look, entries_path};
use crate::{
    panel::form::{ask_about, choice, hidden, line, opens, send},
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    metric::Target,
    watch::{EntryKind, EntryPoint, Seal},
};
use leptos::prelude::*;

/// "It is shut, I have just tried."
pub(super) fn vouch(look: &Look<'_>, entry: &EntryPoint) -> Piece {
    let seals = [("shut", Seal::Shut), ("open", Seal::Open)];
    let seals = seals.map(|(slug, seal)| (slug.to_owned(), look.text().seal(seal).to_owned()));
    let label = look.word("Give your word", "Donner votre parole");
    let fields = vec![
        hidden("entry", entry.id.to_string()),
        hidden("back", entries_path(&look.room.id)),
        choice("seal", look.word("It is", "Il est"), seals.to_vec(), "shut"),
        line("reason", look.word("How do you know?", "Comment le savez-vous\u{202f}?"), 500, true),
        send(label, "btn"),
    ];
    let about = entry.id.as_str();
    let form = ask_about(look, "watch.entry.vouch", about, "stack-form", fields);
    opens(format!("vouch-{about}"), label, "quiet", form)
}

/// A way in, new or as it is known.
pub(super) fn change(look: &Look<'_>, entry: Option<&EntryPoint>) -> Piece {
    let kinds = EntryKind::ALL
        .map(|kind| (kind.slug().to_owned(), look.text().entry_kind(kind).to_owned()));
    let mut people = vec![(String::new(), "—".to_owned())];
    people.extend(look.room.people.values().map(|it| (it.id.to_string(), it.name.to_string())));
    let text = |read: fn(&EntryPoint) -> Option<String>| entry.and_then(read).unwrap_or_default();
    let owner = text(|entry| entry.owner.as_ref().map(ToString::to_string));
    let id = look.word("Id, such as partner-api", "Identifiant, comme partner-api");
    let mut fields = vec![hidden("back", entries_path(&look.room.id))];
    fields.push(match entry {
        Some(entry) => hidden("entry.id", entry.id.to_string()),
        None => line("entry.id", id, 64, true),
    });
    fields.extend([
        filled(
            "entry.title",
            look.word("Name", "Nom"),
            160,
            text(|entry| Some(entry.title.to_string())),
        ),
        choice(
            "entry.kind",
            look.word("Kind", "Sorte"),
            kinds.to_vec(),
            entry.map_or("web", |entry| entry.kind.slug()),
        ),
        filled(
            "entry.block",
            look.word("How it is blocked", "Comment il est bloqué"),
            200,
            text(|entry| entry.block.as_ref().map(ToString::to_string)),
        ),
        filled(
            "entry.way_in",
            look.word("Way in for testers", "Accès des testeurs"),
            300,
            text(|entry| entry.way_in.as_ref().map(ToString::to_string)),
        ),
        choice("entry.owner", look.word("Owner", "Responsable"), people, &owner),
    ]);
    fields.extend(entry.into_iter().flat_map(checks));
    fields.push(send(look.word("Save", "Enregistrer"), "btn"));
    let about = entry.map_or("new", |entry| entry.id.as_str());
    ask_about(look, "watch.entry.set", about, "stack-form", fields)
}

/// The checks of a way in stay as they are.
fn checks(entry: &EntryPoint) -> Vec<Piece> {
    let mut fields = Vec::new();
    for (name, check) in [("outside", &entry.outside), ("inside", &entry.inside)] {
        let Some(check) = check else { continue };
        let (kind, value) = match check.wanted {
            Target::MustReach(value) => ("must_reach", value),
            Target::AtMost(value) => ("at_most", value),
            Target::AtLeast(value) => ("at_least", value),
        };
        fields.push(kept(format!("entry.{name}.metric"), check.metric.to_string()));
        let place = format!("entry.{name}.wanted.{kind}#number");
        fields.push(kept(place, value.thousandths().to_string()));
    }
    if let Some(counted) = &entry.counted {
        fields.push(kept("entry.counted.metric".into(), counted.metric.to_string()));
        let groups = counted.groups.iter().enumerate();
        fields.extend(groups.map(|(place, group)| {
            kept(format!("entry.counted.groups.{place}"), group.to_string())
        }));
    }
    fields
}

fn kept(name: String, value: String) -> Piece {
    view! { <input type="hidden" name=name value=value /> }.whole()
}

fn filled(name: &'static str, label: &'static str, max: usize, value: String) -> Piece {
    view! {
        <label class="stack">
            <span>{label}</span>
            <input type="text" name=name maxlength=max value=value autocomplete="off" />
        </label>
    }
    .whole()
}
