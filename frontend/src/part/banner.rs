//! What must be said before anything else: the page is old, the session is over, a form was
//! refused.

use super::desk::Desk;
use crate::ui::whole::{IntoWhole, dynamic};
use crate::{boot::Spoken, live::Connection};
use leptos::prelude::*;

/// The banner; empty while all is well. Its place is kept in the page so that screen readers
/// announce what appears in it.
#[component]
pub fn Banner(spoken: Option<Spoken>) -> impl IntoView {
    let desk = Desk::here();
    let connection = desk.live.connection();
    let refused = spoken.map(|spoken| {
        view! {
            <p class="banner" data-tone="stop" role="alert">
                {spoken.message}
            </p>
        }
    });
    let old = move |since| {
        let at = desk.hour_minute_second(since);
        let words = format!("{} {at}.", desk.text.old_data);
        view! { <p class="banner" data-tone="late">{words}</p> }.whole()
    };
    let state = move || match connection.get() {
        Connection::Stale { since } | Connection::Offline { since } => Some(old(since)),
        Connection::SignedOut => Some(
            view! { <p class="banner" data-tone="stop">{desk.text.signed_out_what_to_do}</p> }
                .whole(),
        ),
        Connection::Reload => Some(
            view! {
                <p class="banner" data-tone="late">
                    {desk.text.reload_needed} " "
                    <a class="btn" href="">{desk.text.reload}</a>
                </p>
            }
            .whole(),
        ),
        Connection::Opening | Connection::Live { .. } | Connection::CatchingUp => None,
    };
    view! {
        <div class="banners">
            {refused}
            <div role="status">{dynamic(state)}</div>
        </div>
    }
    .fixed()
}
