//! What a live room's proposal would change, for whom, before it is applied.

use super::super::{
    Look,
    form::{ask, hidden, send},
};
use crate::{
    text::when,
    ui::whole::{IntoPieces, IntoWhole, Piece},
};
use domain::{
    Actor, PersonId, Timestamp,
    run::edit::{Diff, Line, What, diff, proposed},
};
use leptos::prelude::*;

/// The proposal; without one, the way to take the last change back.
pub fn card(look: &Look<'_>) -> Option<Piece> {
    let edits = &look.room.run.edits;
    let Some(change) = proposed(look.room) else {
        let mine = Actor::Person(look.me.clone());
        let last = edits.last.as_ref().filter(|last| last.by == mine && look.edits());
        return last.map(|_| {
            let fields = vec![
                hidden("back", look.back()),
                send(
                    look.word("Undo my last change of the plan", "Annuler mon dernier changement"),
                    "btn",
                ),
            ];
            ask(look, "run.edit.undo", "plan-undo", fields)
        });
    };
    let items = edits
        .proposal
        .iter()
        .map(|edit| {
            let said = look.text().edit(look.room, edit);
            view! { <li>{said}</li> }
        })
        .pieces();
    let body = match &change {
        Ok(change) => said(look, &diff(look.room, change, look.now)),
        Err(no) => {
            let why = look.text().rejection(no, Some(look.room));
            view! { <p class="fault" role="alert">{why}</p> }.whole()
        }
    };
    let button = |command, label, class| {
        ask(look, command, "inline-form", vec![hidden("back", look.back()), send(label, class)])
    };
    let buttons = look.edits().then(|| {
        view! {
            <div class="plan-tools">
                {change.is_ok().then(|| button("run.edit.apply", look.word("Apply it all", "Tout appliquer"), "btn primary"))}
                {button("run.edit.undo", look.word("Take the last one back", "Retirer le dernier"), "btn")}
                {button("run.edit.drop", look.word("Drop it", "Abandonner"), "btn")}
            </div>
        }
    });
    Some(
        view! {
            <section class="card proposal" id="proposal">
                <h2>{look.word("Proposed, not applied", "Proposé, pas appliqué")}</h2>
                <ul class="plan-edits">{items}</ul>
                {body}
                {buttons}
            </section>
        }
        .whole(),
    )
}

fn said(look: &Look<'_>, diff: &Diff) -> Piece {
    let people = diff
        .people
        .iter()
        .map(|of| {
            let name = if of.person == look.me.id {
                look.word("You", "Vous").to_owned()
            } else {
                name(look, &of.person)
            };
            let lines = of
                .lines
                .iter()
                .map(|it| {
                    let said = line(look, it);
                    view! { <li>{said}</li> }
                })
                .pieces();
            view! { <li data-person=of.person.to_string()><strong>{name}</strong><ul>{lines}</ul></li> }
        })
        .pieces();
    let (was, is) = diff.end;
    let end = if was == is {
        let word = look.word("The forecast end stays at", "La fin prévue reste à");
        format!("{word} {}", look.hour_minute(is))
    } else {
        let word = look.word("Forecast end", "Fin prévue");
        format!("{word} {}", moved(look, was, is))
    };
    view! {
        <div class="plan-diff">
            <ul class="plan-diff-people">{people}</ul>
            <p><strong>{end}</strong></p>
        </div>
    }
    .whole()
}

fn name(look: &Look<'_>, person: &PersonId) -> String {
    let known = look.room.people.get(person);
    known.map_or_else(|| person.to_string(), |person| person.name.to_string())
}

/// `10:07 → 10:09, +2 min`.
pub fn moved(look: &Look<'_>, was: Timestamp, is: Timestamp) -> String {
    let seconds = is.seconds_since(was);
    let sign = if seconds < 0 { "−" } else { "+" };
    let minutes = seconds.abs() / 60;
    let by = if minutes == 0 { String::new() } else { format!(", {sign}{minutes}\u{a0}min") };
    format!("{} → {}{by}", look.hour_minute(was), look.hour_minute(is))
}

fn line(look: &Look<'_>, line: &Line) -> String {
    let colon = look.word(":", "\u{202f}:");
    let what = match &line.what {
        What::New(start, length) => format!(
            "{} {}, {}",
            look.word("new, planned", "nouvelle, prévue"),
            look.text().moment(&look.zone(), *start, look.now),
            when::length(*length)
        ),
        What::Gone => look.word("is no longer to do", "n’est plus à faire").to_owned(),
        What::Taken(from) => {
            format!("{} {}", look.word("taken over from", "reprise de"), name(look, from))
        }
        What::Given(to) => format!("{} {}", look.word("goes to", "passe à"), name(look, to)),
        What::Renamed(was) => {
            format!("{} {was}", look.word("was called", "s’appelait"))
        }
        What::Starts(was, is) => {
            format!("{} {}", look.word("planned", "prévue"), moved(look, *was, *is))
        }
        What::Lasts(was, is) => format!(
            "{} {} → {}",
            look.word("length", "durée"),
            when::length(*was),
            when::length(*is)
        ),
        What::Waits(after) if after.is_empty() => {
            look.word("waits for nothing any more", "n’attend plus rien").to_owned()
        }
        What::Waits(after) => {
            let names: Vec<String> = after.iter().map(|id| look.title(id)).collect();
            format!("{} {}", look.word("waits for", "attend"), names.join(", "))
        }
        What::Holds(Some(length)) => {
            let word = look
                .word("a hold is planned before it:", "une suspension est prévue avant\u{202f}:");
            format!("{word} {}", when::length(*length))
        }
        What::Holds(None) => look
            .word("no hold is planned before it any more", "plus de suspension prévue avant")
            .to_owned(),
        What::Done => look.word("is done otherwise", "se fait autrement").to_owned(),
        What::Expected(was, is) => {
            format!("{} {}", look.word("expected", "attendue"), moved(look, *was, *is))
        }
    };
    format!("{}{colon} {what}", line.title)
}
