//! One number, large: its line, and every value in a table.

use super::{
    super::Look,
    age, flag, for_how_long,
    metrics::{change, no_longer, silence, silent, value_of},
    standing,
    trend::{self, Dot, Frame},
};
use crate::{
    text::when,
    ui::{
        icon::{Icon, Shape},
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    MetricId, Timestamp, Zone,
    metric::{MetricPlan, Value},
    rights::Action,
};
use leptos::prelude::*;

/// What a chart shows.
#[derive(Debug)]
pub struct Chart<'a> {
    /// Which number.
    pub metric: &'a MetricId,
    /// From when.
    pub from: Timestamp,
    /// To when.
    pub to: Timestamp,
    /// What is known in between.
    pub dots: Vec<Dot>,
}

/// How many rows the table has at most, the newest first.
const ROWS: usize = 60;

/// The chart; nothing for a number that the plan does not know.
#[must_use]
pub fn chart(look: &Look<'_>, chart: &Chart<'_>) -> Option<Piece> {
    let metric = look.room.watch.metric(chart.metric)?;
    let last = look.numbers.last(chart.metric);
    let standing = standing(look, metric, last);
    let value = last.map_or_else(|| "—".to_owned(), |last| look.text().number(last.value));
    let unit = metric.unit().map(ToString::to_string);
    let target = metric.target().map(|target| look.text().target(target));
    let every = format!("{} {}", look.word("every", "toutes les"), for_how_long(metric.period()));
    let words: Vec<String> = unit.into_iter().chain(target).chain([every]).collect();
    let technical = look.may(Action::ReadTechnical, None);
    let fault = technical.then(|| look.numbers.fault(chart.metric)).flatten();
    let fault = fault.map(|fault| {
        let why = look.word("The source says:", "La source dit\u{202f}:");
        flag("late", Shape::Alert, format!("{why} {fault}"))
    });
    let groups = technical.then(|| groups(look, metric)).flatten();
    Some(
        view! {
            <div
                class="metric large"
                data-state=standing.slug
                data-metric=chart.metric.to_string()
                data-silent=silent(look, metric)
                data-silent-word=no_longer(look)
            >
                <span class="metric-now">
                    <b data-value="">{value}</b>
                    <span class="metric-unit">{words.join(" · ")}</span>
                </span>
                <span class="metric-state">
                    <Icon shape=standing.shape />
                    <span data-standing="">{standing.word}</span>
                    {last.map(|last| age(look, last.at))}
                </span>
                {fault}
                {picture(look, metric, chart)}
            </div>
            {change(look, metric)}
            {groups}
            {table(look, chart)}
        }
        .whole(),
    )
}

fn picture(look: &Look<'_>, metric: &MetricPlan, chart: &Chart<'_>) -> Piece {
    let target = metric.target().map(value_of);
    let frame = Frame::of(&chart.dots, target, chart.from, chart.to);
    let said = trend::in_words(look, metric, &chart.dots);
    let silence = silence(look, metric, chart.from, chart.to);
    let line = target.map(|target| {
        let y = frame.y(target).to_string();
        let width = trend::WIDTH.to_string();
        view! { <line class="trend-target" x1="0" x2=width y1=y.clone() y2=y></line> }.whole()
    });
    let view_box = format!("0 0 {} {}", trend::WIDTH, trend::HEIGHT);
    let times = (0..=4).map(|part| {
        let width = chart.to.micros() - chart.from.micros();
        let at = Timestamp::from_micros(chart.from.micros() + width / 4 * part);
        view! { <span>{look.hour_minute(at)}</span> }.whole()
    });
    let times: Vec<Piece> = times.collect();
    view! {
        <div class="trend-frame">
            <svg class="trend" viewBox=view_box preserveAspectRatio="none" role="img" aria-label=said>
                {line}
                {trend::marks(look, &frame)}
                {trend::line(&frame, &chart.dots, silence)}
            </svg>
            {scale(look, chart, target)}
        </div>
        <span class="trend-times" aria-hidden="true">{times}</span>
    }
    .whole()
}

/// The most and the least of what is drawn, the target too, where they are drawn.
fn scale(look: &Look<'_>, chart: &Chart<'_>, target: Option<Value>) -> Option<Piece> {
    let high = chart.dots.iter().map(|dot| dot.high).chain(target).max()?;
    let low = chart.dots.iter().map(|dot| dot.low).chain(target).min();
    let low = low.filter(|low| *low != high);
    let low = low.map(|low| look.text().number(low));
    let high = look.text().number(high);
    Some(
        view! { <span class="trend-scale" aria-hidden="true"><span>{high}</span><span>{low}</span></span> }
            .whole(),
    )
}

/// What the number is made of: users, applications, hosts. For tech and lead.
fn groups(look: &Look<'_>, metric: &MetricPlan) -> Option<Piece> {
    let parts = look.numbers.parts(metric.id()).filter(|parts| !parts.groups.is_empty())?;
    let rows: Vec<Piece> = parts
        .groups
        .iter()
        .map(|(label, value)| {
            let label = if label.is_empty() { "?" } else { label };
            view! {
                <tr><th scope="row">{label.to_owned()}</th><td>{look.text().number(*value)}</td></tr>
            }
            .whole()
        })
        .collect();
    let title = look.word("What it is made of", "De quoi il est fait");
    Some(
        view! {
            <h2>{title}</h2>
            <table class="values"><tbody>{rows}</tbody></table>
        }
        .whole(),
    )
}

fn table(look: &Look<'_>, chart: &Chart<'_>) -> Piece {
    let zone = look.room.charter.as_ref().map_or_else(Zone::utc, |charter| charter.zone.clone());
    let number = |value: Value| look.text().number(value);
    let rows: Vec<Piece> = chart
        .dots
        .iter()
        .rev()
        .take(ROWS)
        .map(|dot| {
            let at = when::hour_minute_second(&zone, dot.at);
            view! {
                <tr>
                    <th scope="row">{at}</th>
                    <td>{number(dot.mean)}</td>
                    <td>{number(dot.low)}</td>
                    <td>{number(dot.high)}</td>
                </tr>
            }
            .whole()
        })
        .collect();
    let heads = [
        look.word("Time", "Heure"),
        look.word("Mean", "Moyenne"),
        look.word("Lowest", "Minimum"),
        look.word("Highest", "Maximum"),
    ];
    let heads: Vec<Piece> =
        heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }.whole()).collect();
    let title = look.word("Values, newest first", "Valeurs, les plus récentes d’abord");
    view! {
        <h2>{title}</h2>
        <div class="table-scroll" tabindex="0" role="region" aria-label=title>
            <table class="values">
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .whole()
}
