//! What the plan is not ready for: one list, read on the page of the plan and at the gate.

use super::super::{Look, watch::entries_path};
use crate::ui::{
    icon::{Icon, Shape},
    whole::{IntoPieces, IntoWhole, Piece},
};
use domain::{
    PersonId,
    run::{Gap, never_joined, readiness},
    watch::Missing,
    wire::{people_path, plan_path},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The list; when nothing is missing it says so. `joined` are those who were here.
pub fn list(look: &Look<'_>, joined: &BTreeSet<PersonId>) -> Piece {
    let mut gaps = readiness(look.room);
    gaps.extend(never_joined(look.room, joined));
    if gaps.is_empty() {
        let ready = look.word(
            "Ready: every step is rehearsed and can be undone, every way in is covered, and people can get in to try.",
            "Prêt\u{202f}: chaque étape est répétée et annulable, chaque accès est couvert, et l’accès pour essayer est prouvé.",
        );
        return view! {
            <section class="card readiness" data-ready="yes">
                <p><Icon shape=Shape::Check /> {ready}</p>
            </section>
        }
        .whole();
    }
    let heading = look.word("Not ready", "Pas prêt");
    view! {
        <section class="card readiness" data-ready="no">
            <h2>{heading}</h2>
            {groups(look, &gaps)}
        </section>
    }
    .whole()
}

/// At the gate behind which users feel it: what needs a reason to go all the same.
pub fn at_the_gate(look: &Look<'_>) -> Option<Piece> {
    let mut gaps = readiness(look.room);
    gaps.retain(Gap::is_asked_at_the_gate);
    if gaps.is_empty() {
        return None;
    }
    let heading = look.word(
        "Nobody has made sure of this. To go all the same needs a reason.",
        "Personne ne s’est assuré de ceci. Passer outre demande une raison.",
    );
    let worst = gaps.iter().map(|gap| Kind::of(gap).tone()).find(|tone| *tone == "stop");
    let tone = worst.unwrap_or("late");
    Some(
        view! {
            <div class="gate-gaps" data-tone=tone>
                <h3>{heading}</h3>
                {groups(look, &gaps)}
            </div>
        }
        .whole(),
    )
}

/// What the gaps of a list have in common, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    WayIn,
    Block,
    Proof,
    Rehearsal,
    Undo,
    Person,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::WayIn, Self::Block, Self::Proof, Self::Rehearsal, Self::Undo, Self::Person];

    const fn of(gap: &Gap) -> Self {
        match gap {
            Gap::NoWayIn { .. } => Self::WayIn,
            Gap::EntryPoint { missing: Missing::Block, .. } => Self::Block,
            Gap::EntryPoint { .. } => Self::Proof,
            Gap::NotRehearsed { .. } => Self::Rehearsal,
            Gap::NoUndo { .. } => Self::Undo,
            Gap::NobodyJoined { .. } => Self::Person,
        }
    }

    /// As written in stylesheets and tests.
    const fn slug(self) -> &'static str {
        match self {
            Self::WayIn => "way-in",
            Self::Block => "block",
            Self::Proof => "proof",
            Self::Rehearsal => "rehearsed",
            Self::Undo => "undo",
            Self::Person => "joined",
        }
    }

    const fn tone(self) -> &'static str {
        match self {
            Self::WayIn | Self::Block => "stop",
            Self::Proof | Self::Rehearsal => "late",
            Self::Undo | Self::Person => "plain",
        }
    }

    const fn said(self, look: &Look<'_>) -> &'static str {
        match self {
            Self::WayIn => look.word(
                "Tries the closed site, and nobody has seen anybody get in",
                "Essaie le site fermé, et personne n’a vu quelqu’un y entrer",
            ),
            Self::Block => look.word(
                "Nobody has said how this way in is blocked",
                "Personne n’a dit comment cet accès est bloqué",
            ),
            Self::Proof => look.word(
                "Nothing shows whether this way in is shut",
                "Rien ne montre si cet accès est fermé",
            ),
            Self::Rehearsal => look.word("Nobody has rehearsed", "Personne n’a répété"),
            Self::Undo => {
                look.word("Nobody has said how it is undone", "Personne n’a dit comment l’annuler")
            }
            Self::Person => look.word(
                "Owns steps, and nobody has joined in this name",
                "A des étapes, et personne n’est venu sous ce nom",
            ),
        }
    }
}

fn groups(look: &Look<'_>, gaps: &[Gap]) -> Piece {
    let groups: Vec<Piece> =
        Kind::ALL.into_iter().filter_map(|kind| group(look, gaps, kind)).collect();
    view! { <ul class="gaps">{groups}</ul> }.whole()
}

fn group(look: &Look<'_>, gaps: &[Gap], kind: Kind) -> Option<Piece> {
    let links: Vec<Piece> = gaps
        .iter()
        .filter(|gap| Kind::of(gap) == kind)
        .map(|gap| {
            let (href, name) = link(look, gap);
            view! { <li><a href=href>{name}</a></li> }
        })
        .pieces();
    (!links.is_empty()).then(|| {
        view! {
            <li class="gap" data-gap=kind.slug() data-tone=kind.tone()>
                <Icon shape=Shape::Alert />
                <strong>{kind.said(look)}</strong>
                <ul>{links}</ul>
            </li>
        }
        .whole()
    })
}

/// Where a gap is closed, and its name.
fn link(look: &Look<'_>, gap: &Gap) -> (String, String) {
    let room = &look.room.id;
    match gap {
        Gap::NoWayIn { step } | Gap::NotRehearsed { step } | Gap::NoUndo { step } => {
            (format!("{}#plan-{step}", plan_path(room)), look.title(step))
        }
        Gap::EntryPoint { entry, .. } => {
            let title = look.room.watch.entry(entry).map(|entry| entry.title.to_string());
            (entries_path(room), title.unwrap_or_else(|| entry.to_string()))
        }
        Gap::NobodyJoined { person, steps } => {
            let known = look.room.people.get(person);
            let name = known.map_or_else(|| person.to_string(), |known| known.name.to_string());
            (people_path(room), format!("{name} ({steps})"))
        }
    }
}

/// Beside the gate that opens the interruption: the worst gap by name, and how many there are.
pub fn gate_chip(look: &Look<'_>) -> Option<Piece> {
    let gaps = readiness(look.room);
    let worst = gaps.first()?;
    let href = plan_path(&look.room.id);
    let colon = look.word(":", "\u{202f}:");
    let (_, name) = link(look, worst);
    let said = match worst {
        Gap::NoWayIn { .. } => {
            format!("{name}{colon} {}", look.word("no proven way in", "accès non prouvé"))
        }
        Gap::EntryPoint { .. } => {
            format!("{name}{colon} {}", look.word("not covered", "non couvert"))
        }
        Gap::NotRehearsed { .. } | Gap::NoUndo { .. } | Gap::NobodyJoined { .. } => {
            let n = gaps.len();
            format!("{n} {}", look.word("gaps in the plan", "manques dans le plan"))
        }
    };
    let tone = if Kind::of(worst).tone() == "stop" { "stop" } else { "late" };
    Some(
        view! {
            <a class="chip mark" data-tone=tone href=href>
                <Icon shape=Shape::Alert />
                {said}
            </a>
        }
        .whole(),
    )
}
