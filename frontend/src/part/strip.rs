//! The minute strip: the whole window at a glance. Plan above; what happened and the forecast
//! below; a line for now, for the announced end and for the forecast end.

mod geometry;

use super::desk::{Desk, Drawer};
use crate::text::when;
use crate::ui::kept::Kept;
use crate::ui::slot::slot;
use crate::ui::whole::{IntoPieces, IntoWhole, dynamic};
use domain::{Timestamp, wire::step_path};
use geometry::{Bar, Picture, picture};
use leptos::prelude::*;

/// The strip.
#[component]
pub fn Strip() -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let picture = Kept::new(move || {
        let now = desk.live.now().get();
        desk.read(|room| desk.forecast.look(|forecast| picture(room, forecast, now)))
    });
    let later = move || picture.look(|p| p.some_later).then_some(text.strip_later);
    // Two numbers that must never be mixed up: what is reserved, and what users will feel.
    let reserved = move || {
        desk.charter(|charter| {
            let window = charter.window;
            let (from, to) = (desk.hour_minute(window.start), desk.hour_minute(window.end()));
            let (window, felt) = (when::length(window.length), when::length(charter.interruption));
            format!("{} {from} → {to}, {window} · {} {felt}", text.window, text.interruption)
        })
    };
    view! {
        <section class="strip" aria-label=text.minute_by_minute>
            <div class="strip-head">
                <h2>{text.minute_by_minute}</h2>
                <span class="faint">{text.strip_legend}</span>
                <strong class="push reserved">{dynamic(reserved)}</strong>
                {slot("slack")}
            </div>
            <svg class="strip-svg" width="100%" height="104" role="group" aria-label=text.strip_legend>
                <Grid picture=picture />
                <Bars picture=picture pick=|p| &p.planned />
                <Bars picture=picture pick=|p| &p.actual />
                <Lines picture=picture />
            </svg>
            <p class="faint strip-later">{dynamic(later)}</p>
        </section>
    }
    .fixed()
}

/// A place on the strip as SVG wants it: `hundredths` of a percent of the width.
fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[component]
fn Grid(picture: Kept<Picture>) -> impl IntoView {
    let desk = Desk::here();
    let ticks = Kept::new(move || picture.look(|p| (p.ticks.clone(), p.window)));
    dynamic(move || {
        let (ticks, (from, to)) = ticks.get();
        let lines = ticks.into_iter().map(|(x, at): (i64, Timestamp)| {
            let label = desk.hour_minute(at);
            view! {
                <line class="grid" x1=percent(x) x2=percent(x) y1="14" y2="86"></line>
                <text class="tick" x=percent(x) y="100" dx="3">{label}</text>
            }
        });
        view! {
            <rect class="window" x=percent(from) width=percent(to - from) y="14" height="72"></rect>
            {lines.pieces()}
            <line class="grid" x1="0" x2="100%" y1="86" y2="86"></line>
        }
        .whole()
    })
}

#[component]
fn Bars(picture: Kept<Picture>, pick: fn(&Picture) -> &Vec<Bar>) -> impl IntoView {
    let desk = Desk::here();
    let bars = Kept::new(move || picture.look(|p| pick(p).clone()));
    dynamic(move || {
        let bars = bars.get().into_iter().map(|bar| {
            let href = step_path(&desk.room_id(), &bar.step);
            let step = bar.step.clone();
            let open = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                if desk.drawer.get_once() != Drawer::Step(step.clone()) {
                    desk.toggle_step(&step);
                }
            };
            view! {
                <a href=href tabindex="-1" on:click=open>
                    <rect
                        class="bar"
                        data-state=bar.state
                        x=percent(bar.x)
                        width=percent(bar.width)
                        y=bar.y.to_string()
                        height=bar.height.to_string()
                        rx="3"
                    >
                        <title>{bar.title}</title>
                    </rect>
                </a>
            }
        });
        bars.pieces().whole()
    })
}

#[component]
fn Lines(picture: Kept<Picture>) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let marks = Kept::new(move || picture.look(|p| (p.announced, p.forecast)));
    let now = Kept::new(move || picture.look(|p| p.now));
    let marked = move || {
        let (announced, forecast) = marks.get();
        // Near the right edge a label turns to the left of its line.
        let anchor = |x: i64| if x > 8_500 { ("end", "-4") } else { ("start", "4") };
        let (announced_anchor, announced_dx) = anchor(announced);
        let (forecast_anchor, forecast_dx) = anchor(forecast);
        let apart = (announced - forecast).abs() > 40;
        view! {
            <line class="announced" x1=percent(announced) x2=percent(announced) y1="4" y2="90"></line>
            <text class="announced-word" x=percent(announced) dx=announced_dx text-anchor=announced_anchor y="10">
                {text.announced_end}
            </text>
            {apart
                .then(|| {
                    view! {
                        <line class="forecast" x1=percent(forecast) x2=percent(forecast) y1="42" y2="90"></line>
                        <text class="forecast-word" x=percent(forecast) dx=forecast_dx text-anchor=forecast_anchor y="50">
                            {text.forecast_end}
                        </text>
                    }
                })}
        }
        .whole()
    };
    let now_line = move || {
        let x = now.get()?;
        Some(view! { <line class="now" x1=percent(x) x2=percent(x) y1="2" y2="92"></line> }.whole())
    };
    view! {
        {dynamic(marked)}
        {dynamic(now_line)}
    }
    .fixed()
}
