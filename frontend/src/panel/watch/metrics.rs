//! The numbers, each on a widget of its own.

mod form;

pub(super) use form::change;

use super::{
    super::Look,
    age, for_how_long, metric_path, standing,
    trend::{self, Frame},
    wall_path,
};
use crate::ui::{
    icon::Icon,
    whole::{IntoWhole, Piece},
};
use domain::{
    Timestamp,
    metric::{MISSES, MetricPlan, Target, Value},
};
use leptos::prelude::*;

/// How far back a widget's line goes, in seconds.
const BACK: i64 = 30 * 60;

/// The metrics that have a widget.
pub(super) fn shown<'a>(look: &Look<'a>) -> Vec<&'a MetricPlan> {
    let watch = &look.room.watch;
    watch.plan.metrics.iter().filter(|metric| !watch.is_only_a_check(metric.id())).collect()
}

/// The widgets; nothing where nothing is measured and nobody may change that.
pub fn metrics(look: &Look<'_>) -> Option<Piece> {
    let shown = shown(look);
    let leads = form::may_change(look);
    if shown.is_empty() && !leads {
        return None;
    }
    let widgets: Vec<Piece> = shown.iter().map(|metric| widget(look, metric)).collect();
    let paced = |metric: &&MetricPlan| look.room.watch.paced(metric.id(), look.room.stage);
    let often = shown.iter().filter_map(paced).map(|metric| metric.period()).min();
    let often = often
        .map(|period| format!("{} {}", look.word("every", "toutes les"), for_how_long(period)));
    let add = leads.then(|| form::add(look));
    let wall = (!shown.is_empty()).then(|| {
        let label = look.word("Wall view", "Vue murale");
        view! { <a class="quiet" href=wall_path(&look.room.id)>{label}</a> }.whole()
    });
    let title = look.word("Metrics", "Mesures");
    Some(
        view! {
            <section class="watch-panel" aria-label=title>
                <div class="watch-head">
                    <h2>{title}</h2>
                    <span class="push faint">{often}</span>
                    {wall}
                    {add}
                </div>
                <div class="metric-grid">{widgets}</div>
            </section>
        }
        .whole(),
    )
}

/// One number: itself, its unit and target, its line, how it stands, how old it is.
pub(super) fn widget(look: &Look<'_>, metric: &MetricPlan) -> Piece {
    let last = look.numbers.last(metric.id());
    let standing = standing(look, metric, last);
    let value = last.map_or_else(|| "—".to_owned(), |last| look.text().number(last.value));
    // "RDS connections: 41 connections" says it twice.
    let title = metric.title().to_string();
    let said = |unit: &String| title.to_lowercase().contains(&unit.to_lowercase());
    let unit = metric.unit().map(ToString::to_string).filter(|unit| !said(unit));
    let target = metric.target().map(|target| look.text().target(target));
    let words: Vec<String> = unit.into_iter().chain(target).collect();
    let age = last.map(|last| age(look, last.at));
    let id = metric.id().to_string();
    view! {
        <a
            class="metric"
            data-state=standing.slug
            data-metric=id.clone()
            data-key=format!("metric-{id}")
            data-silent=silent(look, metric)
            data-silent-word=no_longer(look)
            href=metric_path(&look.room.id, metric.id())
        >
            <span class="metric-title"><span>{title}</span> {age}</span>
            <span class="metric-now">
                <b data-value="">{value}</b>
                <span class="metric-unit">{words.join(" · ")}</span>
            </span>
            {picture(look, metric)}
            <span class="metric-state">
                <Icon shape=standing.shape />
                <span data-standing="">{standing.word}</span>
            </span>
        </a>
    }
    .whole()
}

/// After how many seconds without a number the script calls it old by itself.
pub(super) fn silent(look: &Look<'_>, metric: &MetricPlan) -> Option<String> {
    let judged = look.room.judged(metric.id(), look.now)?;
    Some((judged.period().seconds() * MISSES).to_string())
}

/// What it says then, until the panel is renewed.
pub(super) const fn no_longer(look: &Look<'_>) -> &'static str {
    look.word("no new number", "plus de mesure")
}

fn picture(look: &Look<'_>, metric: &MetricPlan) -> Piece {
    let samples = look.numbers.recent(metric.id());
    let from = Timestamp::from_micros(look.now.micros().saturating_sub(BACK * 1_000_000));
    let from = samples.first().map_or(from, |first| first.at.max(from));
    let dots = trend::dots(&samples, from, look.now);
    let frame = Frame::of(&dots, metric.target().map(value_of), from, look.now);
    let said = trend::in_words(look, metric, &dots);
    let silence = silence(look, metric, from, look.now);
    let view_box = format!("0 0 {} {}", trend::WIDTH, trend::HEIGHT);
    view! {
        <svg class="trend" viewBox=view_box preserveAspectRatio="none" role="img" aria-label=said>
            {trend::marks(look, &frame)}
            {trend::line(&frame, &dots, silence)}
        </svg>
    }
    .whole()
}

/// The longest between two dots that are joined, in seconds: what is no silence at the metric's
/// own pace, nor by the width of a dot.
pub(super) fn silence(look: &Look<'_>, metric: &MetricPlan, from: Timestamp, to: Timestamp) -> i64 {
    let paced = look.room.watch.paced(metric.id(), look.room.stage);
    let period = paced.map_or(metric.period(), |metric| metric.period());
    let own = i64::from(period.seconds()) * i64::from(MISSES);
    own.max(to.seconds_since(from) / 20)
}

/// The number of a target.
pub(super) const fn value_of(target: Target) -> Value {
    match target {
        Target::MustReach(value) | Target::AtMost(value) | Target::AtLeast(value) => value,
    }
}
