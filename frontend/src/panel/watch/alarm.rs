//! Alarms: what cannot wait, on top of every screen of the room, for everybody inside.

use super::{
    super::{
        Look,
        form::{ask_about, hidden, line, opens, send},
    },
    board, entries_path, for_how_long, metric_path, proof, with_unit,
};
use crate::{
    text::event::title_of,
    ui::{
        icon::{Icon, Shape},
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    metric::{Limit, Value},
    rights::Action,
    watch::{Proposal, StepProof, StopPlan},
    wire::step_path,
};
use leptos::prelude::*;

/// The alarms; nothing while all is well.
pub fn alarms(look: &Look<'_>) -> Option<Piece> {
    if !look.room.stage.is_running() {
        return None;
    }
    let watch = &look.room.watch;
    let mut alarms: Vec<Piece> = Vec::new();
    for (stop, proposal) in proposals(look) {
        let proposed = look.word("Abort is proposed:", "Abandon proposé\u{202f}:");
        let said = format!("{proposed} {}", in_words(look, stop, proposal));
        alarms.push(one(Shape::Alert, said, metric_path(&look.room.id, &stop.metric), None));
    }
    for plan in &watch.plan.proofs {
        if watch.proofs.get(&plan.step).is_some_and(domain::watch::ProofMark::is_alarm) {
            alarms.push(missed(look, plan));
        }
    }
    let page = entries_path(&look.room.id);
    if look.room.should_be_shut().is_some() {
        if !watch.still_open.is_empty() {
            let said = look.text().still_open(look.room, &watch.still_open);
            alarms.push(one(Shape::Cross, said, page.clone(), None));
        }
        if watch.unlisted != Value::ZERO {
            alarms.push(one(Shape::Cross, board::strangers_in_words(look), page, None));
        }
    }
    for alert in watch.alerts.values() {
        let since = look.word("Alert since", "Alerte depuis");
        let said = format!("{since} {} · {}", look.hour_minute(alert.since), alert.title);
        alarms.push(one(Shape::Alert, said, "#feed".into(), None));
    }
    (!alarms.is_empty()).then(|| view! { <div class="alarms" role="alert">{alarms}</div> }.whole())
}

fn one(shape: Shape, said: String, href: String, more: Option<Piece>) -> Piece {
    view! {
        <div class="alarm">
            <Icon shape=shape />
            <a href=href>{said}</a>
            {more}
        </div>
    }
    .whole()
}

fn missed(look: &Look<'_>, plan: &StepProof) -> Piece {
    let title = look.text().quoted(title_of(look.room, &plan.step));
    let not_proven = look.word("is not proven:", "n’est pas prouvé\u{202f}:");
    let said = format!("{title} {not_proven} {}", proof::missed(look, plan));
    let overrule = look.may(Action::OverruleProof, None).then(|| {
        let fields = vec![
            hidden("step", plan.step.to_string()),
            line("reason", look.word("Why", "Pourquoi"), 500, true),
            send(look.word("Go on without it", "Continuer sans"), "btn"),
        ];
        let about = plan.step.as_str();
        let form = ask_about(look, "watch.proof.overrule", about, "inline-form", fields);
        let id = format!("overrule-{about}");
        opens(
            id,
            look.word("Go on without the proof", "Continuer sans la preuve"),
            "btn small",
            form,
        )
    });
    one(Shape::Cross, said, step_path(&look.room.id, &plan.step), overrule)
}

/// What numbers propose to abort for, in words: "Replica lag above 30 for 60 s · 41 s · since 10:12".
#[must_use]
pub fn stops(look: &Look<'_>) -> Vec<String> {
    proposals(look).map(|(stop, proposal)| in_words(look, stop, proposal)).collect()
}

/// For what numbers would propose to abort and do not, in words: "Replica lag above 30 for 60 s".
#[must_use]
pub fn stops_if(look: &Look<'_>) -> Vec<String> {
    let watch = &look.room.watch;
    let quiet = |stop: &&StopPlan| !watch.proposals.contains_key(&stop.metric);
    watch.plan.stop_rules.iter().filter(quiet).map(|stop| rule(look, stop)).collect()
}

fn proposals<'a>(look: &Look<'a>) -> impl Iterator<Item = (&'a StopPlan, &'a Proposal)> + use<'a> {
    let watch = &look.room.watch;
    let rules = watch.plan.stop_rules.iter();
    rules.filter_map(|stop| Some((stop, watch.proposals.get(&stop.metric)?)))
}

fn in_words(look: &Look<'_>, stop: &StopPlan, proposal: &Proposal) -> String {
    let value = look.numbers.last(&stop.metric).map(|last| last.value).or(proposal.value);
    let value = value.map(|value| with_unit(look, &stop.metric, value)).unwrap_or_default();
    let (since, at) = (look.word("since", "depuis"), look.hour_minute(proposal.since));
    format!("{} · {value} · {since} {at}", rule(look, stop))
}

/// "Replica lag above 30 for 60 s".
fn rule(look: &Look<'_>, stop: &StopPlan) -> String {
    let metric = look.room.watch.metric(&stop.metric);
    let title = metric.map_or_else(|| stop.metric.to_string(), |it| it.title().to_string());
    let (side, value) = match stop.rule.limit {
        Limit::Above(value) => (look.word("above", "au-dessus de"), value),
        Limit::Below(value) => (look.word("below", "en dessous de"), value),
    };
    let (number, length) = (look.text().number(value), for_how_long(stop.rule.length));
    format!("{title} {side} {number} {} {length}", look.word("for", "pendant"))
}
