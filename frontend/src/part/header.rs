//! Are we live, where are we, when does it end: the top of the page.

use super::{desk::Desk, face::Face, stage::StageControl};
use crate::ui::kept::Kept;
use crate::ui::whole::{IntoPieces, IntoWhole, dynamic};
use crate::{
    live::Connection,
    text::when,
    ui::{
        icon::{Icon, Shape},
        pill::{Pill, Tone},
        prefs::{LanguageSwitch, ThemeSwitch},
        slot::slot,
    },
};
use domain::{
    Person, Stage, Timestamp,
    room::Interruption,
    wire::{self, ClockKind, people_path, plan_path, room_path},
};
use leptos::prelude::*;

/// The header.
#[component]
pub fn Header() -> impl IntoView {
    let desk = Desk::here();
    let title = desk.charter(|charter| charter.title.to_string()).unwrap_or_default();
    let day = move || {
        let zone = desk.zone();
        let start = desk.charter(|charter| charter.window.start).unwrap_or_default();
        format!("{}, {}", desk.text.day(&zone, start), zone.name)
    };
    view! {
        <header class="header">
            <div class="name">
                <h1>{title}</h1>
                <span class="faint">{dynamic(day)}</span>
            </div>
            <StagePill />
            <div class="clocks">
                <NowClock />
                <TClock />
                <ForecastClock />
            </div>
            <OverPill />
            <div class="push header-end">
                <StageControl />
                <Presence />
                <ConnectionPill />
                <Menu />
            </div>
        </header>
    }
    .fixed()
}

#[component]
fn StagePill() -> impl IntoView {
    let desk = Desk::here();
    let stage = Kept::new(move || desk.read(|room| room.stage));
    dynamic(move || {
        let (tone, shape) = match stage.get() {
            Stage::Live => (Tone::Stop, Some(Shape::Dot)),
            Stage::Watching => (Tone::Run, Some(Shape::Dot)),
            Stage::Closed => (Tone::Good, Some(Shape::Check)),
            Stage::Draft | Stage::Ready => (Tone::Plain, None),
        };
        let label = desk.text.stage(stage.get());
        match shape {
            Some(shape) => view! { <Pill tone=tone shape=shape label=label /> }.whole(),
            None => view! { <Pill tone=tone label=label /> }.whole(),
        }
    })
}

#[component]
fn NowClock() -> impl IntoView {
    let desk = Desk::here();
    let shown = move || {
        let now = desk.live.now().get();
        desk.hour_minute_second(now)
    };
    let label = move || match desk.live.clock_kind().get() {
        ClockKind::Real => desk.text.clock_now,
        ClockKind::Story => desk.text.clock_story,
    };
    view! {
        <div class="clock">
            <b data-clock="now">{dynamic(shown)}</b>
            <small>{dynamic(label)}</small>
        </div>
    }
    .fixed()
}

#[component]
fn TClock() -> impl IntoView {
    let desk = Desk::here();
    let interruption = Kept::new(move || desk.read(|room| room.interruption()));
    let shown = move || match interruption.get() {
        Interruption::NotYet => {
            let start = desk.charter(|charter| charter.window.start).unwrap_or_default();
            when::t_clock(desk.live.now().get().seconds_since(start))
        }
        Interruption::Since(since) => {
            let now = desk.live.now().get();
            when::t_clock(desk.read(|room| room.t_clock(since, now)))
        }
        Interruption::Over { since, until } => when::running(until.seconds_since(since)),
    };
    let label = move || match interruption.get() {
        Interruption::NotYet => desk.text.clock_before_maintenance,
        Interruption::Since(_) => desk.text.clock_maintenance,
        Interruption::Over { .. } => desk.text.clock_maintenance_lasted,
    };
    view! {
        <div class="clock">
            <b data-clock="t">{dynamic(shown)}</b>
            <small>{dynamic(label)}</small>
        </div>
    }
    .fixed()
}

/// Seconds by which the end misses the announced one.
fn seconds_over(desk: Desk) -> Kept<i64> {
    Kept::new(move || {
        let announced = desk.charter(|charter| charter.window.end()).unwrap_or_default();
        // To the minute: a pill that flickers around a second helps nobody.
        desk.forecast.look(|forecast| forecast.seconds_over(announced)).div_euclid(60) * 60
    })
}

#[component]
fn ForecastClock() -> impl IntoView {
    let desk = Desk::here();
    let over = seconds_over(desk);
    let tone = move || if over.get() >= 60 { "late" } else { "plain" };
    let shown = move || desk.forecast.look(|forecast| desk.hour_minute(forecast.open_again));
    let label = move || {
        let open = desk.read(|room| matches!(room.interruption(), Interruption::Over { .. }));
        let word = if open { desk.text.clock_open_again } else { desk.text.clock_forecast };
        let announced = desk.charter(|charter| charter.window.end()).unwrap_or_default();
        format!("{word}, {} {}", desk.text.announced, desk.hour_minute(announced))
    };
    view! {
        <div class="clock" data-tone=dynamic(tone)>
            <b data-clock="forecast">{dynamic(shown)}</b>
            <small>{dynamic(label)}</small>
        </div>
    }
    .fixed()
}

#[component]
fn OverPill() -> impl IntoView {
    let desk = Desk::here();
    let over = seconds_over(desk);
    let guess = Kept::new(move || desk.forecast.look(|forecast| forecast.rests_on_guess));
    dynamic(move || {
        let seconds = over.get();
        let words = desk.text.over(seconds).unwrap_or_else(|| desk.text.on_time.to_owned());
        let label = if guess.get() { format!("{words}, {}", desk.text.on_a_guess) } else { words };
        if seconds >= 60 {
            view! { <Pill tone=Tone::Late shape=Shape::Triangle label=label /> }.whole()
        } else if guess.get() {
            view! { <Pill tone=Tone::Late shape=Shape::Alert label=label /> }.whole()
        } else {
            view! { <Pill tone=Tone::Good shape=Shape::Check label=label /> }.whole()
        }
    })
}

#[component]
fn Presence() -> impl IntoView {
    let desk = Desk::here();
    let here = desk.live.presence();
    let idle = move |presence: &wire::Presence, person: &Person| {
        let since = presence.idle_since(&person.id)?;
        Some(format!("{} {}", desk.text.idle_since, desk.hour_minute(since)))
    };
    let faces = move || {
        here.look(|presence| {
        let rest = presence.here.len().saturating_sub(5);
        let faces = presence.here.iter().take(5).map(|person| {
            view! { <Face name=person.name.to_string() idle=idle(presence, person) /> }
        });
        view! {
            {faces.pieces()}
            {(rest > 0).then(|| view! { <span class="face" aria-hidden="true">{format!("+{rest}")}</span> })}
        }
        .whole()
    })
    };
    let names = move || {
        here.look(|presence| {
            let lines = presence.here.iter().map(|person| {
                let role = desk.text.role(person.role);
                let since = idle(presence, person);
                let what = match &since {
                    Some(since) => format!("{role}, {since}"),
                    None => role.to_owned(),
                };
                view! {
                    <li>
                        <Face name=person.name.to_string() idle=since />
                        <span>{person.name.to_string()}</span>
                        <span class="quiet">{what}</span>
                    </li>
                }
            });
            view! { <ul class="people">{lines.pieces()}</ul> }.whole()
        })
    };
    let count = move || here.look(|presence| presence.here.len()).to_string();
    view! {
        <details class="pop">
            <summary class="faces" title=desk.text.present>
                <span class="unseen">{desk.text.present} " "</span>
                <span class="unseen" data-present="count">{dynamic(count)}</span>
                {dynamic(faces)}
            </summary>
            <div class="pop-sheet">
                <h2>{desk.text.present}</h2>
                {dynamic(names)}
                <a class="btn" href=people_path(&desk.room_id())>{desk.text.people}</a>
            </div>
        </details>
    }
    .fixed()
}

#[component]
fn ConnectionPill() -> impl IntoView {
    let desk = Desk::here();
    let connection = desk.live.connection();
    let since = move |word: &str, at: Timestamp| format!("{word} {}", desk.hour_minute_second(at));
    view! {
        <span class="connection" role="status" data-connection=dynamic(move || connection.get().slug())>
            {dynamic(move || {
                let text = desk.text;
                match connection.get() {
                    Connection::Opening => view! { <Pill tone=Tone::Plain shape=Shape::Clock label=text.opening /> }.whole(),
                    Connection::Live { millis } => {
                        let label = millis.map_or_else(|| text.live.to_owned(), |ms| format!("{} · {ms} ms", text.live));
                        view! { <Pill tone=Tone::Good shape=Shape::Dot label=label /> }.whole()
                    }
                    Connection::CatchingUp => view! { <Pill tone=Tone::Late shape=Shape::Clock label=text.catching_up /> }.whole(),
                    Connection::Stale { since: at } => view! { <Pill tone=Tone::Late shape=Shape::Clock label=since(text.stale_since, at) /> }.whole(),
                    Connection::Offline { since: at } => view! { <Pill tone=Tone::Stop shape=Shape::Cross label=since(text.offline_since, at) /> }.whole(),
                    Connection::SignedOut => view! { <Pill tone=Tone::Stop shape=Shape::Cross label=text.signed_out /> }.whole(),
                    Connection::Reload => view! { <Pill tone=Tone::Late shape=Shape::Alert label=text.reload /> }.whole(),
                }
            })}
        </span>
    }
    .fixed()
}

#[component]
fn Menu() -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let back = room_path(&desk.room_id());
    let me = desk.me();
    let open_keys = move |_| desk.keys_open.set(true);
    view! {
        <LanguageSwitch locale=text.locale() back=back.clone() />
        <details class="pop menu">
            <summary class="btn" title=text.menu>
                <Icon shape=Shape::Menu />
                <span class="unseen">{text.menu}</span>
            </summary>
            <div class="pop-sheet stack">
                <p>
                    <strong>{me.name.to_string()}</strong>
                    <span class="quiet">" · " {text.role(me.role)}</span>
                </p>
                <ThemeSwitch locale=text.locale() theme=desk.theme back=back />
                <button class="btn js-only" type="button" on:click=open_keys>
                    <Icon shape=Shape::Keyboard />
                    {text.keys}
                    " "
                    <kbd>"?"</kbd>
                </button>
                <a class="btn" href=plan_path(&desk.room_id())>{text.plan}</a>
                <a class="btn" href=people_path(&desk.room_id())>{text.people}</a>
                {slot("ways")}
                <a class="btn" href="/">{text.all_rooms}</a>
                <form method="post" action="/sign-out">
                    <button class="btn" type="submit">{text.sign_out}</button>
                </form>
            </div>
        </details>
    }
    .fixed()
}
