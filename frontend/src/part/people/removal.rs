//! What happened as a file, and the end of the room.

use super::{line, send};
use crate::{
    boot::people::PeoplePage,
    text::people::people_text,
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    text::{Reason, Title},
    wire::{log_csv_path, log_json_path, room_path},
};
use leptos::prelude::*;

/// The files.
#[must_use]
pub fn export(page: &PeoplePage) -> Piece {
    let text = people_text(page.locale);
    view! {
        <h2>{text.export}</h2>
        <p class="quiet">{text.export_what}</p>
        <p class="row">
            <a class="btn" href=log_csv_path(&page.room) download="">{text.export_csv}</a>
            " "
            <a class="btn" href=log_json_path(&page.room) download="">{text.export_json}</a>
        </p>
    }
    .whole()
}

/// The form that takes the room away, or why it cannot be taken away now.
#[must_use]
pub fn removal(page: &PeoplePage) -> Piece {
    let text = people_text(page.locale);
    let form = if page.stage.is_running() {
        view! { <p>{text.remove_not_now}</p> }.whole()
    } else {
        form(page)
    };
    let open = page.typed.form == "remove";
    view! {
        <details open=open>
            <summary class="btn">{text.remove}</summary>
            <div class="people-forms">{form}</div>
        </details>
    }
    .whole()
}

fn form(page: &PeoplePage) -> Piece {
    let text = people_text(page.locale);
    let address = format!("{}/remove", room_path(&page.room));
    let typed = |field| page.typed.of("remove", field);
    view! {
        <form method="post" action=address class="stack">
            <input type="hidden" name="seq" value=page.seq.to_string() />
            <p class="quiet">{text.remove_what}</p>
            {line("title", text.remove_title, Title::MAX, typed("title"), true)}
            {line("reason", text.why, Reason::MAX, typed("reason"), true)}
            {send(text.remove, "btn danger")}
        </form>
    }
    .whole()
}
