//! Turning back: proposed by one, confirmed by another, and then said on every screen.

use super::super::{
    Look,
    form::{ask, opens, send},
    watch::stops,
};
use crate::{
    text::when,
    ui::{
        icon::{Icon, Shape},
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    Actor, Role, StepId, Timestamp,
    rights::Action,
    run::{
        AbortRuler, RoomSchedule,
        abort::{Abort, Proposal},
    },
    text::Reason,
};
use leptos::prelude::*;

/// The form that proposes it, for those who may, while there is a way back.
pub(super) fn propose(look: &Look<'_>, schedule: &RoomSchedule<'_>) -> Option<Piece> {
    let asked = look.may(Action::Abort, None)
        && look.room.stage.is_running()
        && look.room.abort_proposed().is_none()
        && !look.room.run.abort.is_confirmed()
        && schedule.beyond().is_none();
    asked.then(|| {
        let two = look.word(
            "Two people decide this, and one of them leads. Nothing moves before the second agrees.",
            "Deux personnes en décident, dont le pilote. Rien ne bouge avant l’accord de la seconde.",
        );
        let fields = vec![
            view! { <p class="quiet">{two}</p> }.whole(),
            why(look),
            send(look.word("Propose to abort", "Proposer d’abandonner"), "btn danger"),
        ];
        let form = ask(look, "run.abort.propose", "ask-form", fields);
        opens("abort", look.word("Abort…", "Abandonner…"), "btn danger", form)
    })
}

/// The reason; where a number proposes it, that stands there already.
fn why(look: &Look<'_>) -> Piece {
    let said: String = stops(look).join("; ").chars().take(Reason::MAX).collect();
    view! {
        <label class="stack">
            <span>{look.word("Why", "Pourquoi")}</span>
            <input type="text" name="reason" maxlength=Reason::MAX required value=said autocomplete="off" />
        </label>
    }
    .whole()
}

/// That somebody proposes it, or that it is decided.
pub(super) fn banner(look: &Look<'_>, schedule: &RoomSchedule<'_>) -> Option<Piece> {
    match &look.room.run.abort {
        Abort::No => None,
        Abort::Proposed(_) => look.room.abort_proposed().map(|it| proposed(look, schedule, it)),
        Abort::Confirmed { proposal, by, at, undo } => {
            Some(aborting(look, schedule, (proposal, by, *at), undo))
        }
    }
}

fn proposed(look: &Look<'_>, schedule: &RoomSchedule<'_>, proposal: &Proposal) -> Piece {
    let mine = proposal.by.is(&look.me.id);
    let name = proposal.by.name().to_owned();
    let says = look.word("proposes to abort", "propose d’abandonner la bascule");
    let (at, reason) = (look.hour_minute(proposal.at), proposal.reason.to_string());
    let confirms = look.may(Action::Abort, None) && !mine && one_leads(look, &proposal.by);
    let confirm = match schedule.ruler() {
        AbortRuler::Back { at, .. } if confirms => Some(confirm(look, at)),
        AbortRuler::Back { .. } => None,
        AbortRuler::Beyond(step) => {
            let begun = look.text().quoted(step.plan.title.as_str());
            let late = look.word(
                "has begun meanwhile and cannot be undone: fix forward",
                "a commencé entre-temps et ne peut pas être défaite\u{202f}: il faut réparer en avançant",
            );
            Some(view! { <span>{begun} " " {late}</span> }.whole())
        }
    };
    let waits = (!confirms).then(|| {
        look.word(
            "Waiting for a second person; one of the two leads.",
            "En attente d’une seconde personne\u{202f}; l’une des deux est le pilote.",
        )
    });
    let withdraw = (mine || look.me.role == Role::Lead).then(|| {
        let button = send(look.word("Withdraw", "Retirer"), "btn");
        ask(look, "run.abort.withdraw", "", vec![button])
    });
    view! {
        <div class="run-banner" data-tone="stop" data-abort="proposed" role="alert">
            <Icon shape=Shape::Alert />
            <span>
                <strong>{name} " " {says}</strong>
                " " <time class="mono">{at}</time> {look.text().colon()} " " {reason}
            </span>
            {waits.map(|waits| view! { <span class="quiet">{waits}</span> })}
            {confirm}
            {withdraw}
        </div>
    }
    .whole()
}

fn confirm(look: &Look<'_>, back_at: Timestamp) -> Piece {
    let seconds = back_at.seconds_since(look.now);
    let what = look.word(
        "What is still open is left out, what has begun is undone, the last first. Back at",
        "Ce qui est ouvert est laissé de côté, ce qui a commencé est défait, du dernier au premier. Retour à",
    );
    let fields = vec![
        view! {
            <p>
                {what} " "
                <b class="mono" data-tick="plus" data-seconds=seconds.to_string()>{look.hour_minute(back_at)}</b>
            </p>
        }
        .whole(),
        send(look.word("Yes, abort the cutover", "Oui, abandonner la bascule"), "btn danger"),
    ];
    let form = ask(look, "run.abort.confirm", "ask-form", fields);
    opens("confirm-abort", look.word("Confirm…", "Confirmer…"), "btn danger", form)
}

fn one_leads(look: &Look<'_>, by: &Actor) -> bool {
    let leads_now = |person: &domain::Person| {
        look.room.part_of(&person.id).is_some_and(|known| known.role == Role::Lead)
    };
    look.me.role == Role::Lead || matches!(by, Actor::Person(person) if leads_now(person))
}

fn aborting(
    look: &Look<'_>,
    schedule: &RoomSchedule<'_>,
    (proposal, by, at): (&Proposal, &Actor, Timestamp),
    undo: &[StepId],
) -> Piece {
    let open = |id: &&StepId| look.room.steps.get(*id).is_some_and(|it| !it.progress.is_settled());
    let left = undo.iter().filter(open).count();
    let back = look.hour_minute(if undo.is_empty() { at } else { schedule.open_again() });
    let head = match left {
        0 => look.word("Aborted", "Abandonnée"),
        _ => look.word("Aborting", "Abandon en cours"),
    };
    let ends = match left {
        0 => look.word("back since", "de retour depuis"),
        _ => look.word("back at", "retour à"),
    };
    let steps = match left {
        0 => String::new(),
        1 => look.word(" · 1 step to undo", " · 1 étape à défaire").to_owned(),
        _ => format!(" · {left} {}", look.word("steps to undo", "étapes à défaire")),
    };
    let who = format!("{}, {}", proposal.by.name(), by.name());
    let lasts = look.now.seconds_since(at);
    let (since, reason) = (look.hour_minute(at), proposal.reason.to_string());
    view! {
        <div class="run-banner aborting" data-tone="stop" data-abort="confirmed" role="alert" title=when::running(lasts)>
            <Icon shape=Shape::Back />
            <strong>{head} {look.text().colon()} " " {ends} " " <b class="mono" data-abort-back="">{back}</b></strong>
            <span>{reason}</span>
            <span class="quiet">{since} " · " {who} {steps}</span>
        </div>
    }
    .whole()
}
