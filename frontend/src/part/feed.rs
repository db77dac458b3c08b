//! The shared feed: messages in full, what happened to steps in one line.
//!
//! The newest entry stands last, beside the composer. The list sits in a reversed column, so the
//! page opens at its end without a script, and stays there unless the reader scrolls up.

use super::{composer::Composer, desk::Desk, face::Face};
use crate::live::{Delivery, outbox::letter::About};
use crate::ui::kept::{Kept, Told};
use crate::ui::list::{Row, list};
use crate::ui::slot::slot;
use crate::ui::whole::{IntoPieces, IntoWhole, dynamic};
use domain::{Actor, Audience, Event, Recorded, event::MessageKind, wire::feed_path};
use leptos::prelude::*;
use std::sync::Arc;

/// What the reader wants to see of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Show {
    Everything,
    Messages,
    Only(MessageKind),
}

impl Show {
    /// As in the list of choices.
    fn from_slug(slug: &str) -> Self {
        match MessageKind::from_slug(slug) {
            Some(kind) => Self::Only(kind),
            None if slug == "messages" => Self::Messages,
            None => Self::Everything,
        }
    }

    fn has(self, event: &Event) -> bool {
        match (self, event) {
            (Self::Everything, _) | (Self::Messages, Event::MessagePosted { .. }) => true,
            (Self::Only(kind), Event::MessagePosted { message, .. }) => kind == *message,
            (Self::Messages | Self::Only(_), _) => false,
        }
    }
}

/// The feed and its composer.
#[component]
pub fn Feed(draft: Option<String>) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let show = Told::new(Show::Everything);
    let entries = Kept::new(move || {
        let show = show.get();
        desk.read(|room| {
            let wanted = |recorded: &&Arc<Recorded>| show.has(&recorded.event);
            room.feed.iter().filter(wanted).cloned().collect::<Vec<_>>()
        })
    });
    // The steps folded away are "messages"; of messages, each kind alone.
    let kinds = MessageKind::ALL.into_iter().map(|kind| {
        view! { <option value=kind.slug()>{text.message_kind(kind)}</option> }
    });
    let choose = move |event| show.set(Show::from_slug(&event_target_value(&event)));
    let empty = move || {
        entries
            .look(Vec::is_empty)
            .then(|| view! { <p class="empty quiet">{text.feed_empty}</p> }.whole())
    };
    let rows = move || {
        let row = |recorded: Arc<Recorded>| {
            Row::new(recorded.seq, move || view! { <Entry recorded=recorded /> }.whole())
        };
        entries.get().into_iter().map(row).collect()
    };
    view! {
        <section class="feed" id="feed" aria-label=text.feed>
            <div class="tabs">
                <h2>{text.feed}</h2>
                <a class="link push" href=feed_path(&desk.room_id())>{text.search}</a>
                <select class="btn js-only" aria-label=text.feed on:change=choose>
                    <option value="">{text.feed_all}</option>
                    <option value="messages">{text.feed_messages}</option>
                    {kinds.pieces()}
                </select>
            </div>
            {slot("talk")}
            <div class="feed-scroll" tabindex="0" role="region" aria-label=text.feed>
                <div class="feed-end">
                    <div role="log" aria-live="polite" aria-label=text.feed>
                        {dynamic(empty)}
                        {list(rows)}
                    </div>
                    <Unsent />
                </div>
            </div>
            <Composer draft=draft />
        </section>
    }
    .fixed()
}

#[component]
fn Entry(recorded: Arc<Recorded>) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let at = desk.hour_minute(recorded.at);
    let name = recorded.by.name().to_owned();
    let said = desk.live.room().with_untracked(|room| text.event(room, &recorded));
    let tag = text.event_tag(&recorded.event);
    match &recorded.event {
        Event::MessagePosted { message, audience, .. } => {
            let audience = text.audience(*audience);
            view! {
                <article class="msg" data-kind=message.slug() data-seq=recorded.seq.to_string()>
                    <Face name=name.clone() />
                    <div>
                        <div class="meta">
                            <b>{name}</b>
                            {role_of(desk, &recorded.by)}
                            <time>{at}</time>
                            {tag.map(|tag| view! { <span class="aud">{tag}</span> })}
                            <span class="aud">{audience}</span>
                        </div>
                        <p class="words">{said}</p>
                        {slot(format!("msg/{}", recorded.seq))}
                    </div>
                </article>
            }
            .fixed()
        }
        Event::RoomCreated { .. }
        | Event::RoomRemoved { .. }
        | Event::PersonJoined { .. }
        | Event::StageReached { .. }
        | Event::StepStarted { .. }
        | Event::StepFinished { .. }
        | Event::StepSkipped { .. }
        | Event::StepBlocked { .. }
        | Event::StepUnblocked { .. }
        | Event::StepFailed { .. }
        | Event::TickUndone { .. }
        | Event::TimeCorrected { .. }
        | Event::StepInserted { .. }
        | Event::StepReassigned { .. }
        | Event::RoleChanged { .. }
        | Event::PersonRevoked { .. }
        | Event::PersonRestored { .. }
        | Event::SessionsEnded { .. }
        | Event::HandoverProposed { .. }
        | Event::HandoverDeclined { .. }
        | Event::Run(_)
        | Event::Watch(_)
        | Event::Word(_)
        | Event::Told(_) => view! {
            <p class="happened" data-event=event_slug(&recorded.event) data-seq=recorded.seq.to_string()>
                <time>{at}</time>
                <span><b>{name}</b> " " {said}</span>
            </p>
        }
        .fixed(),
    }
}

fn role_of(desk: Desk, by: &Actor) -> Option<impl IntoView> {
    let role = by.role()?;
    Some(view! { <span class="faint">{desk.text.role(role)}</span> })
}

/// The events that the stylesheet sets apart.
const fn event_slug(event: &Event) -> &'static str {
    match event {
        Event::StepBlocked { .. } | Event::StepFailed { .. } => "stop",
        Event::StepFinished { .. } => "done",
        Event::StepInserted { .. } | Event::TimeCorrected { .. } | Event::StepSkipped { .. } => {
            "late"
        }
        Event::RoomCreated { .. }
        | Event::RoomRemoved { .. }
        | Event::PersonJoined { .. }
        | Event::StageReached { .. }
        | Event::StepStarted { .. }
        | Event::StepUnblocked { .. }
        | Event::TickUndone { .. }
        | Event::StepReassigned { .. }
        | Event::RoleChanged { .. }
        | Event::PersonRevoked { .. }
        | Event::PersonRestored { .. }
        | Event::SessionsEnded { .. }
        | Event::HandoverProposed { .. }
        | Event::HandoverDeclined { .. }
        | Event::MessagePosted { .. }
        // A page is told of these; see `crate::told`.
        | Event::Run(_)
        | Event::Watch(_)
        | Event::Word(_) => "plain",
        Event::Told(told) => told.tone.slug(),
    }
}

/// Messages on their way, and those that were refused with what to do about it. Nothing typed is
/// lost while the network is away.
#[component]
fn Unsent() -> impl IntoView {
    let desk = Desk::here();
    let outbox = desk.live.outbox();
    let lines = move || {
        let entries = outbox.entries().get().into_iter().filter_map(|entry| {
            let (words, label) = match &entry.letter.about {
                About::Message { text, message, audience } => {
                    (Some(text.to_string()), label_of(desk, *message, *audience))
                }
                About::Room => (None, String::new()),
                About::Step(_) => return None, // Shown at its step.
            };
            let text = desk.text;
            let key = entry.letter.key.clone();
            let state = match entry.delivery {
                Delivery::Sending | Delivery::Confirmed { .. } => view! { <span>{text.sending}</span> }.whole(),
                Delivery::NotSent { .. } => view! {
                    <span>{text.not_sent} " "</span>
                    <button class="link" type="button" on:click=move |_| outbox.retry_now()>{text.retry_now}</button>
                }
                .whole(),
                Delivery::Refused { message, .. } => view! {
                    <span class="fault">{message} " "</span>
                    <button class="link" type="button" on:click=move |_| outbox.dismiss(&key)>{text.dismiss}</button>
                }
                .whole(),
            };
            Some(view! {
                <div class="msg unsent">
                    <Face name=desk.me().name.to_string() />
                    <div>
                        <div class="meta"><b>{desk.me().name.to_string()}</b> <span>{label}</span></div>
                        <p class="words">{words}</p>
                        <div class="pending">{state}</div>
                    </div>
                </div>
            })
        });
        entries.pieces().whole()
    };
    view! { <div role="status">{dynamic(lines)}</div> }.whole()
}

fn label_of(desk: Desk, kind: MessageKind, audience: Audience) -> String {
    format!("{} · {}", desk.text.message_kind(kind), desk.text.audience(audience))
}
