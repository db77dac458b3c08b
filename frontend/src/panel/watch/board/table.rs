//! The whole board, a table on a page of its own.

use super::{
    super::{super::Look, age, metric_path},
    form::{change, remove, vouch},
    strangers, summary,
};
use crate::{
    panel::form::opens,
    text::event::name_of,
    ui::{
        icon::{Icon, Shape},
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    MetricId, Stage,
    rights::Action,
    watch::{CheckNow, EntryPoint, Gap, Missing, Seal, Vouched, Way, gaps, open_ways, way},
};
use leptos::prelude::*;

/// The table.
#[must_use]
pub fn full(look: &Look<'_>) -> Piece {
    let gaps = gaps(look.room);
    let entries = &look.room.watch.plan.entry_points;
    let rows: Vec<Piece> = entries.iter().map(|entry| row(look, entry, &gaps)).collect();
    let strangers = strangers(look).map(|said| {
        let unknown = look.word("Unknown", "Inconnu");
        view! {
            <tr class="stranger">
                <th scope="row">{unknown}</th>
                <td colspan="5">
                    <strong class="way-mark" data-tone="stop"><Icon shape=Shape::Cross />{said}</strong>
                </td>
            </tr>
        }
        .whole()
    });
    // Once it is an alarm it stands on top of the page.
    let open = open_ways(look.room, look.numbers, look.now);
    let silent = look.room.should_be_shut().is_some() && look.room.watch.still_open.is_empty();
    let alarm = (silent && !open.is_empty()).then(|| {
        let said = look.text().still_open(look.room, &open);
        view! { <p class="board-alarm"><Icon shape=Shape::Cross />{said}</p> }.whole()
    });
    let nothing = entries.is_empty().then(|| {
        look.word("The plan knows no way in yet.", "Le plan ne connaît encore aucun accès.")
    });
    let add = may_change(look).then(|| {
        let label = look.word("Add a way in", "Ajouter un accès");
        opens("entry-add", label, "btn", change(look, None))
    });
    let heads: Vec<Piece> =
        heads(look).into_iter().map(|head| view! { <th scope="col">{head}</th> }.whole()).collect();
    let (title, count, tone) = summary(look, &gaps);
    view! {
        <div class="watch-head">
            <h2>{title}</h2>
            <strong class="tally" data-tone=tone>{count}</strong>
        </div>
        {alarm}
        <p class="faint">{nothing}</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label=title>
            <table class="board-table">
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}{strangers}</tbody>
            </table>
        </div>
        {add}
    }
    .whole()
}

const fn heads(look: &Look<'_>) -> [&'static str; 6] {
    [
        look.word("Way in", "Accès"),
        look.word("How it is blocked", "Comment il est bloqué"),
        look.word("Proof that it is", "Preuve qu’il l’est"),
        look.word("Way in for testers", "Accès des testeurs"),
        look.word("Proof of that", "Preuve de cela"),
        look.word("Owner", "Responsable"),
    ]
}

fn may_change(look: &Look<'_>) -> bool {
    look.room.stage != Stage::Closed && look.may(Action::PlanWatch, None)
}

fn row(look: &Look<'_>, entry: &EntryPoint, gaps: &[Gap]) -> Piece {
    let found = way(look.room, entry, look.numbers, look.now);
    let lacks = |missing| {
        let lacks = gaps.iter().any(|gap| gap.entry == entry.id && gap.missing == missing);
        lacks.then(|| lacking(look, missing))
    };
    let block = entry.block.as_ref().map(|block| said(block.as_str()));
    let block = block.or_else(|| lacks(Missing::Block));
    let technical = look.may(Action::ReadTechnical, None);
    let way_in = entry.way_in.as_ref().map(|way_in| said(way_in.as_str()));
    let way_in = way_in.or_else(|| lacks(Missing::WayIn).filter(|_| technical));
    let inside = found.inside.zip(entry.inside.as_ref());
    let inside = inside.map(|(now, check)| seen(look, &check.metric, now, false));
    let inside = inside.or_else(|| lacks(Missing::WayInProof).filter(|_| technical));
    let owner = entry.owner.as_ref().map(|owner| said(name_of(look.room, owner)));
    let open = look.room.stage != Stage::Closed;
    let word = (open && look.may(Action::VouchEntry, None)).then(|| vouch(look, entry));
    let edit = may_change(look).then(|| {
        let id = format!("entry-{}", entry.id);
        let change = opens(id, look.word("Change", "Modifier"), "link", change(look, Some(entry)));
        view! { {change}{remove(look, entry)} }.whole()
    });
    // A row of its own, so that an open form has the width of the table.
    let tools = (word.is_some() || edit.is_some()).then(|| {
        view! { <tr class="entry-tools"><td colspan="6"><div>{word}{edit}</div></td></tr> }.whole()
    });
    let proof = proof(look, entry, &found, lacks(Missing::Proof));
    let kind = look.text().entry_kind(entry.kind);
    // On a phone each row is a card, and each cell says which it is.
    let [_, blocked, proven, testers, tested, answers] = heads(look);
    view! {
        <tr data-entry=entry.id.to_string() data-state=super::slug(found.seal())>
            <th scope="row">{entry.title.to_string()}<small>{kind}</small></th>
            <td data-head=blocked>{or_nothing(block)}</td>
            <td data-head=proven>{proof}</td>
            <td data-head=testers>{or_nothing(way_in)}</td>
            <td data-head=tested>{or_nothing(inside)}</td>
            <td data-head=answers>{or_nothing(owner)}</td>
        </tr>
        {tools}
    }
    .whole()
}

fn said(text: &str) -> Piece {
    view! { <span>{text.to_owned()}</span> }.whole()
}

fn or_nothing(piece: Option<Piece>) -> Piece {
    piece.unwrap_or_else(|| said("—"))
}

fn lacking(look: &Look<'_>, missing: Missing) -> Piece {
    let tone = if missing.stops_the_plan() { "stop" } else { "late" };
    let why = look.text().missing(missing);
    view! { <span class="lacking" data-tone=tone>"— "<small>{why}</small></span> }.whole()
}

fn proof(look: &Look<'_>, entry: &EntryPoint, found: &Way, lacking: Option<Piece>) -> Vec<Piece> {
    let mut proof: Vec<Piece> = Vec::new();
    let outside = entry.outside.as_ref().map(|check| &check.metric).zip(found.outside);
    let counted = entry.counted.as_ref().map(|counted| &counted.metric).zip(found.counted);
    let measured = outside.into_iter().chain(counted);
    proof.extend(measured.map(|(metric, check)| seen(look, metric, check, true)));
    proof.extend(found.vouched.as_ref().map(|word| vouched(look, word)));
    proof.extend(lacking);
    proof
}

fn vouched(look: &Look<'_>, word: &Vouched) -> Piece {
    let on_word = look.word("on their word:", "sur parole\u{202f}:");
    let (seal, at) = (look.text().seal(word.seal), look.hour_minute(word.at));
    let said = format!(" {seal} · {} {at} · {}", word.by.name(), word.reason);
    view! { <span class="vouched"><small>{on_word}</small>{said}</span> }.whole()
}

/// What a check found, and how long ago; it leads to the number. From inside, "open" is as it
/// should be.
fn seen(look: &Look<'_>, metric: &MetricId, check: CheckNow, outside: bool) -> Piece {
    let due = look.room.should_be_shut().is_some();
    let (tone, shape) = match (check.seal, outside, due) {
        (Seal::Unknown, _, _) => ("late", Shape::Clock),
        (Seal::Shut, true, _) | (Seal::Open, false, _) => ("done", Shape::Check),
        (Seal::Open, true, true) | (Seal::Shut, false, true) => ("stop", Shape::Cross),
        (Seal::Open, true, false) | (Seal::Shut, false, false) => ("plain", Shape::Dot),
    };
    let value = check.value.filter(|_| check.seal != Seal::Unknown);
    let value = value.map(|value| look.text().number(value));
    let value = value.unwrap_or_else(|| look.text().seal(Seal::Unknown).into());
    let age = check.at.map(|at| age(look, at));
    view! {
        <span class="seen">
            <a href=metric_path(&look.room.id, metric)>
                <strong class="way-mark" data-tone=tone><Icon shape=shape />{value}</strong>
            </a>
            " "
            {age}
        </span>
    }
    .whole()
}
