//! The forms of the board: giving one's word, and describing a way in.

use super::super::{
    super::Look,
    entries_path,
    fields::{NOTHING, Written, filled, target},
};
use crate::{
    panel::form::{area, ask_about, choice, hidden, line, opens, send},
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    MetricId,
    metric::{Target, Value},
    text::{Block, Title, WayIn},
    watch::{Check, EntryKind, EntryPoint, Seal},
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
    opens(format!("vouch-{about}"), label, "link", form)
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
            Title::MAX,
            true,
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
            Block::MAX,
            false,
            text(|entry| entry.block.as_ref().map(ToString::to_string)),
        ),
        filled(
            "entry.way_in",
            look.word("Way in for testers", "Accès des testeurs"),
            WayIn::MAX,
            false,
            text(|entry| entry.way_in.as_ref().map(ToString::to_string)),
        ),
        choice("entry.owner", look.word("Owner", "Responsable"), people, &owner),
    ]);
    fields.extend(checks(look, entry));
    fields.push(send(look.word("Save", "Enregistrer"), "btn"));
    let about = entry.map_or("new", |entry| entry.id.as_str());
    ask_about(look, "watch.entry.set", about, "stack-form", fields)
}

/// What shows that it is shut, that testers get in, and who is still inside: each a number of the
/// room, or nothing.
fn checks(look: &Look<'_>, entry: Option<&EntryPoint>) -> Vec<Piece> {
    let checked = |read: fn(&EntryPoint) -> &Option<Check>| entry.and_then(|it| read(it).as_ref());
    let counted = entry.and_then(|entry| entry.counted.as_ref());
    let groups: Vec<&str> =
        counted.iter().flat_map(|it| it.groups.iter().map(Title::as_str)).collect();
    vec![
        check(
            look,
            look.word("Shut, seen from outside", "Fermé, vu de l’extérieur"),
            ("entry.outside.metric#or_nothing", "entry.outside.wanted"),
            checked(|entry| &entry.outside),
            503,
        ),
        check(
            look,
            look.word(
                "Open for testers, seen from inside",
                "Ouvert aux testeurs, vu de l’intérieur",
            ),
            ("entry.inside.metric#or_nothing", "entry.inside.wanted"),
            checked(|entry| &entry.inside),
            200,
        ),
        group(
            look.word("Who is still inside, by count", "Qui est encore dedans, par comptage"),
            vec![
                metric(look, "entry.counted.metric#or_nothing", counted.map(|it| &it.metric)),
                area(
                    "entry.counted.groups#lines",
                    look.word(
                        "Its groups, one a line; api-* is every name that begins so",
                        "Ses groupes, un par ligne\u{202f}; api-* vaut tout nom qui commence ainsi",
                    ),
                    &groups.join("\n"),
                    4_000,
                    false,
                ),
            ],
        ),
    ]
}

fn check(
    look: &Look<'_>,
    label: &'static str,
    (of, wanted): (&'static str, &'static str),
    now: Option<&Check>,
    usual: i64,
) -> Piece {
    let should = look.word("Target", "Cible");
    let usual = Target::MustReach(Value::from_whole(usual));
    let now_wanted = now.map_or(usual, |check| check.wanted);
    group(
        label,
        vec![
            metric(look, of, now.map(|check| &check.metric)),
            target(look, wanted, should, Written::AsTarget, Some(now_wanted)),
        ],
    )
}

fn metric(look: &Look<'_>, name: &'static str, now: Option<&MetricId>) -> Piece {
    let mut options =
        vec![(NOTHING.to_owned(), look.word("no check", "pas de contrôle").to_owned())];
    let metrics = look.room.watch.plan.metrics.iter();
    options.extend(metrics.map(|metric| (metric.id().to_string(), metric.title().to_string())));
    choice(name, look.word("Number", "Mesure"), options, now.map_or(NOTHING, MetricId::as_str))
}

fn group(label: &'static str, fields: Vec<Piece>) -> Piece {
    view! { <fieldset class="field-group"><legend>{label}</legend>{fields}</fieldset> }.whole()
}

/// Taking it off the board.
pub(super) fn remove(look: &Look<'_>, entry: &EntryPoint) -> Piece {
    let about = entry.id.as_str();
    let fields = vec![
        hidden("entry", about),
        hidden("back", entries_path(&look.room.id)),
        send(look.word("Take it off the board", "Retirer du tableau"), "btn danger"),
    ];
    let form = ask_about(look, "watch.entry.remove", about, "stack-form", fields);
    opens(format!("entry-remove-{about}"), look.word("Remove…", "Retirer…"), "link", form)
}
