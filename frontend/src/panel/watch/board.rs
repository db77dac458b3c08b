//! Is everything really in maintenance? One row a way in.

mod form;
mod table;

pub use table::full;

use super::{super::Look, entries_path};
use crate::ui::{
    icon::{Icon, Shape},
    whole::{IntoWhole, Piece},
};
use domain::{
    metric::Value,
    rights::Action,
    watch::{EntryPoint, Gap, Missing, Seal, Way, gaps, unlisted, way},
};
use leptos::prelude::*;

/// The board on the room's page; nothing where the plan knows no way in.
pub fn board(look: &Look<'_>) -> Option<Piece> {
    let entries = &look.room.watch.plan.entry_points;
    if entries.is_empty() {
        return None;
    }
    let gaps = gaps(look.room);
    let rows: Vec<Piece> = entries.iter().map(|entry| short(look, entry, &gaps)).collect();
    let strangers = strangers(look).map(|said| {
        let unknown = look.word("Unknown", "Inconnu");
        view! {
            <li data-state="open">
                <span>{unknown}</span>
                <strong class="way-mark" data-tone="stop"><Icon shape=Shape::Cross />{said}</strong>
            </li>
        }
        .whole()
    });
    let (title, count, tone) = summary(look, &gaps);
    Some(
        view! {
            <section class="watch-panel board" aria-label=title>
                <div class="watch-head">
                    <h2><a href=entries_path(&look.room.id)>{title}</a></h2>
                    <strong class="push tally" data-tone=tone>{count}</strong>
                </div>
                <ul class="entries-shown">{rows}{strangers}</ul>
            </section>
        }
        .whole(),
    )
}

/// The question, how many of how many, and what that means.
fn summary(look: &Look<'_>, gaps: &[Gap]) -> (&'static str, String, &'static str) {
    let entries = &look.room.watch.plan.entry_points;
    let (all, of) = (entries.len(), look.word("of", "sur"));
    if look.room.should_be_shut().is_some() {
        let is_shut = |entry: &&EntryPoint| {
            way(look.room, entry, look.numbers, look.now).seal() == Seal::Shut
        };
        let shut = entries.iter().filter(is_shut).count();
        let tone = if shut == all { "done" } else { "stop" };
        let title = look.word(
            "Is everything really in maintenance?",
            "Tout est-il vraiment en maintenance\u{202f}?",
        );
        return (title, format!("{shut} {of} {all}"), tone);
    }
    let lacks = |entry: &&EntryPoint| {
        gaps.iter().any(|gap| gap.entry == entry.id && gap.missing.stops_the_plan())
    };
    let covered = all - entries.iter().filter(lacks).count();
    let tone = if covered == all { "done" } else { "late" };
    let said = look.word("covered", "couverts");
    (look.word("Ways in", "Accès"), format!("{covered} {of} {all} {said}"), tone)
}

fn short(look: &Look<'_>, entry: &EntryPoint, gaps: &[Gap]) -> Piece {
    let found = way(look.room, entry, look.numbers, look.now);
    let (tone, shape, said) = in_short(look, entry, &found, gaps);
    view! {
        <li data-state=slug(found.seal()) data-entry=entry.id.to_string()>
            <span>{entry.title.to_string()}</span>
            <strong class="way-mark" data-tone=tone><Icon shape=shape />{said}</strong>
        </li>
    }
    .whole()
}

const fn slug(seal: Seal) -> &'static str {
    match seal {
        Seal::Shut => "shut",
        Seal::Open => "open",
        Seal::Unknown => "unknown",
    }
}

fn in_short(
    look: &Look<'_>,
    entry: &EntryPoint,
    found: &Way,
    gaps: &[Gap],
) -> (&'static str, Shape, String) {
    // A word says more than a count of nothing; what is asked for outside says most.
    let measured = match (&found.outside, &found.vouched) {
        (None, Some(_)) => None,
        (outside, _) => outside.or(found.counted),
    };
    let seal = found.seal();
    let said = match (measured.and_then(|check| check.value), &found.vouched) {
        (Some(value), _) if seal != Seal::Unknown => look.text().number(value),
        (None, Some(word)) if measured.is_none() => {
            format!("{} · {}", look.text().seal(word.seal), word.by.name())
        }
        _ => look.text().seal(seal).into(),
    };
    if look.room.should_be_shut().is_some() {
        return match seal {
            Seal::Shut => ("done", Shape::Check, said),
            Seal::Open => ("stop", Shape::Cross, said),
            Seal::Unknown => ("late", Shape::Clock, said),
        };
    }
    let gap = gaps.iter().find(|gap| gap.entry == entry.id && gap.missing.stops_the_plan());
    let open = look.word("nothing blocks it", "rien ne le bloque");
    match gap.map(|gap| gap.missing) {
        Some(Missing::Block) => ("stop", Shape::Cross, open.into()),
        Some(_) => ("late", Shape::Triangle, look.word("no proof", "pas de preuve").into()),
        None => ("plain", Shape::Dot, said),
    }
}

/// Who came in by no way in that is known, as the alarm says it; by name for tech and lead. Just
/// after the last one has left, how many there were when it was last said.
pub(super) fn strangers_in_words(look: &Look<'_>) -> String {
    let strangers = unlisted(look.room, look.numbers, look.now);
    if strangers.is_empty() {
        return look.text().unlisted(look.room.watch.unlisted, &[]);
    }
    let count = strangers.iter().fold(Value::ZERO, |sum, (_, value)| sum.plus(*value));
    let named = look.may(Action::ReadTechnical, None);
    let names = strangers.iter().map(|(label, _)| label.trim());
    let names: Vec<&str> = names.filter(|label| named && !label.is_empty()).collect();
    look.text().unlisted(count, &names)
}

/// What came in by no way in that is known, in words; what exactly is for tech and lead.
fn strangers(look: &Look<'_>) -> Option<String> {
    let strangers = unlisted(look.room, look.numbers, look.now);
    let named = look.may(Action::ReadTechnical, None);
    let said: Vec<String> = strangers
        .iter()
        .map(|(label, value)| {
            let number = look.text().number(*value);
            if named { format!("{label} {number}").trim().to_owned() } else { number }
        })
        .collect();
    (!said.is_empty()).then(|| said.join(", "))
}
