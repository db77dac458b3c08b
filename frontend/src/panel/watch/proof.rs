//! What a step must prove, under its title. "Done" is somebody's tick, "proven" is the number's.

use super::{super::Look, flag, for_how_long, still_since, with_unit};
use crate::ui::{
    icon::Shape,
    whole::{IntoWhole, Piece},
};
use domain::{
    Step,
    metric::ProofState,
    plan::Effect,
    watch::{ProofMark, StepProof},
};
use leptos::prelude::*;

/// The marks of a step; nothing for one that need not prove anything.
pub fn mark(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let proof = look.room.watch.proof(&step.plan.id).map(|proof| of_proof(look, step, proof));
    let closes = step.plan.effect == Some(Effect::InterruptionStarts);
    let open = closes.then(|| still_open(look)).flatten();
    let marks: Vec<Piece> = proof.into_iter().chain(open).collect();
    (!marks.is_empty()).then(|| view! { <div class="sub proofs">{marks}</div> }.whole())
}

/// "2 of 5 ways in are still open", under the step that should have shut them.
fn still_open(look: &Look<'_>) -> Option<Piece> {
    look.room.should_be_shut()?;
    let open = &look.room.watch.still_open;
    (!open.is_empty()).then(|| flag("stop", Shape::Cross, look.text().still_open(look.room, open)))
}

fn of_proof(look: &Look<'_>, step: &Step, proof: &StepProof) -> Piece {
    let mark = look.room.watch.proofs.get(&proof.step);
    if let Some(overruled) = mark.and_then(|mark| mark.overruled.as_ref()) {
        let said = look.word("gone on without the proof:", "on continue sans la preuve\u{202f}:");
        let words = format!("{said} {} ({})", overruled.reason, overruled.by.name());
        return flag("late", Shape::Triangle, words);
    }
    let words = wanted(look, proof);
    let samples = look.numbers.recent(&proof.metric);
    let known = mark.filter(|mark| is_of_this_work(step, mark)).map(|mark| mark.state);
    let proven = known.filter(|state| matches!(state, ProofState::Proven { .. }));
    let now = proven.or_else(|| proof.now(look.room, &samples, look.now).map(|(_, state)| state));
    let Some(now) = now else {
        let must = look.word("must prove:", "doit prouver\u{202f}:");
        return flag("plain", Shape::Dot, format!("{must} {words}"));
    };
    match now {
        ProofState::Proven { at } => {
            let proven = look.word("proven at", "prouvé à");
            flag("done", Shape::Check, format!("{proven} {} · {words}", look.hour_minute(at)))
        }
        ProofState::Missed { .. } => {
            let not = look.word("not proven", "non prouvé");
            flag("stop", Shape::Cross, format!("{not} · {}", missed(look, proof)))
        }
        ProofState::Unknown => {
            let unknown =
                look.word("no number comes: nobody knows", "aucune mesure\u{202f}: on ne sait pas");
            flag("late", Shape::Clock, format!("{unknown} · {words}"))
        }
        ProofState::Holding { since } => {
            let holds = look.word("holds since", "tient depuis");
            flag("run", Shape::Play, format!("{holds} {} · {words}", look.hour_minute(since)))
        }
        ProofState::Waiting => {
            let number = samples.last().map(|last| with_unit(look, &proof.metric, last.value));
            let number = number.map(|number| format!("{number} · ")).unwrap_or_default();
            let (tone, not_yet) = if step.progress.is_settled() {
                ("late", look.word("done, not proven yet · ", "fait, pas encore prouvé · "))
            } else {
                ("plain", "")
            };
            flag(tone, Shape::Dot, format!("{not_yet}{number}{words}"))
        }
    }
}

fn is_of_this_work(step: &Step, mark: &ProofMark) -> bool {
    step.progress.started().is_some_and(|fact| fact.at == mark.from)
}

/// "RDS connections must reach 0 for 60 s".
fn wanted(look: &Look<'_>, proof: &StepProof) -> String {
    let metric = look.room.watch.metric(&proof.metric);
    let title = metric.map_or(proof.metric.as_str(), |metric| metric.title().as_str());
    let (target, hold) = (look.text().target(proof.predicate), look.word("for", "pendant"));
    format!("{title} {target} {hold} {}", for_how_long(proof.hold))
}

/// "41 connections, must reach 0 for 60 s · not falling since 10:08".
pub(super) fn missed(look: &Look<'_>, proof: &StepProof) -> String {
    let mark = look.room.watch.proofs.get(&proof.step);
    let last = look.numbers.last(&proof.metric).map(|last| last.value);
    let value = last.or_else(|| mark.and_then(|mark| mark.value));
    let value = value.map(|value| with_unit(look, &proof.metric, value));
    let value = value.unwrap_or_else(|| look.word("no number", "aucune mesure").into());
    let from = look.room.steps.get(&proof.step).and_then(|step| step.progress.started());
    let now = from.and_then(|from| still_since(look, &proof.metric, proof.predicate, from.at));
    let still = now.or_else(|| mark.and_then(|mark| mark.still));
    let still = still.map(|at| look.text().not_moving(Some(proof.predicate), look.room, at));
    let still = still.map(|still| format!(" · {still}")).unwrap_or_default();
    let (target, hold) = (look.text().target(proof.predicate), look.word("for", "pendant"));
    format!("{value}, {target} {hold} {}{still}", for_how_long(proof.hold))
}
