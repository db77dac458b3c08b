//! The forms of a number: measure it, measure it otherwise, measure it no longer.

use super::super::{
    super::Look,
    fields::{Written, filled, target},
    for_how_long, metric_path,
};
use crate::{
    panel::form::{ask, ask_about, choice, hidden, opens, send},
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    Length, Stage,
    metric::MetricPlan,
    rights::Action,
    text::{Title, Unit},
    wire::room_path,
};
use leptos::prelude::*;

/// How often a number can be asked for, in seconds.
const PERIODS: [u32; 7] = [1, 2, 5, 10, 30, 60, 300];

/// Whether the reader may say what is measured.
pub fn may_change(look: &Look<'_>) -> bool {
    look.room.stage != Stage::Closed && look.may(Action::PlanWatch, None)
}

/// A number that is not measured yet.
pub fn add(look: &Look<'_>) -> Piece {
    opens("metric-add", look.word("Add", "Ajouter"), "link", set(look, None))
}

/// What can be done about one that is, for those who may.
pub fn change(look: &Look<'_>, metric: &MetricPlan) -> Option<Piece> {
    if !may_change(look) {
        return None;
    }
    let label = look.word("Change what is measured", "Modifier la mesure");
    let change = opens("metric-change", label, "btn", set(look, Some(metric)));
    let fields = vec![
        hidden("metric", metric.id().to_string()),
        hidden("then", room_path(&look.room.id)),
        send(look.word("Measure it no longer", "Ne plus mesurer"), "btn danger"),
    ];
    let about = metric.id().as_str();
    let remove = if look.room.watch.plan.uses(metric.id()) {
        let why = look.word(
            "A way in, a proof or a stop rule looks at it: it stays.",
            "Un accès, une preuve ou une règle d’arrêt la regarde\u{202f}: elle reste.",
        );
        view! { <p class="faint">{why}</p> }.whole()
    } else {
        let label = look.word("Remove…", "Retirer…");
        opens(
            "metric-remove",
            label,
            "btn",
            ask_about(look, "watch.metric.remove", about, "stack-form", fields),
        )
    };
    Some(view! { <div class="metric-change">{change}{remove}</div> }.whole())
}

fn set(look: &Look<'_>, metric: Option<&MetricPlan>) -> Piece {
    let text = |read: fn(&MetricPlan) -> Option<String>| metric.and_then(read).unwrap_or_default();
    let every = metric.map_or(10, |metric| metric.period().seconds());
    let mut periods = PERIODS.to_vec();
    if !periods.contains(&every) {
        periods.push(every);
        periods.sort_unstable();
    }
    let periods = periods.into_iter();
    let periods =
        periods.map(|seconds| (seconds.to_string(), for_how_long(Length::from_seconds(seconds))));
    let id = look.word("Id, such as errors", "Identifiant, comme errors");
    let mut fields = vec![filled(
        "title",
        look.word("What is measured", "Ce qui est mesuré"),
        Title::MAX,
        true,
        text(|metric| Some(metric.title().to_string())),
    )];
    match metric {
        Some(metric) => {
            fields.push(hidden("metric", metric.id().to_string()));
            fields.push(hidden("back", metric_path(&look.room.id, metric.id())));
        }
        None => fields.push(filled("metric", id, 64, true, String::new())),
    }
    fields.extend([
        filled(
            "unit",
            look.word("Unit, if any", "Unité, s’il y en a une"),
            Unit::MAX,
            false,
            text(|metric| metric.unit().map(ToString::to_string)),
        ),
        target(
            look,
            "target",
            look.word("Target", "Cible"),
            Written::InWords,
            metric.and_then(MetricPlan::target),
        ),
        choice(
            "period#number",
            look.word("Every", "Toutes les"),
            periods.collect(),
            &every.to_string(),
        ),
    ]);
    fields.extend(metric.is_none().then(|| whence(look)));
    let (label, about) = match metric {
        Some(metric) => (look.word("Save", "Enregistrer"), metric.id().as_str()),
        None => (look.word("Measure it", "Mesurer"), ""),
    };
    fields.push(send(label, "btn"));
    if about.is_empty() {
        return ask(look, "watch.metric.set", "stack-form", fields);
    }
    ask_about(look, "watch.metric.set", about, "stack-form", fields)
}

/// Where its numbers come from: a new one has none until somebody sends some.
fn whence(look: &Look<'_>) -> Piece {
    let said = look.word(
        "Its numbers come from the server’s file of sources, or are sent with an access token (page People).",
        "Ses valeurs viennent du fichier des sources du serveur, ou sont envoyées avec un jeton d’accès (page Personnes).",
    );
    view! { <p class="faint">{said}</p> }.whole()
}
