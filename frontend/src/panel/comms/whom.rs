//! To whom a text goes, by which ways, after what, and what it takes the place of: the fields that
//! a notice and a record of what was said elsewhere share.

use super::{Look, channel_named};
use crate::{
    panel::form::choice,
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    ChannelId,
    text::Reason,
    word::notice::{Content, NoticeId},
};
use leptos::prelude::*;

/// Ways on which people are told something that no program sends.
const ELSEWHERE: [&str; 2] = ["telephone", "banner"];

/// To whom, by which ways, and after what.
pub fn settings(look: &Look<'_>, notice: NoticeId, content: &Content) -> Piece {
    view! {
        <div class="notice-settings">
            {readers(look, content)}
            {channels(look, content)}
            {waits_for(look, content)}
            {replaces(look, Some(notice), content)}
        </div>
    }
    .whole()
}

/// To whom, of those who are described; nothing while nobody is.
pub fn readers(look: &Look<'_>, content: &Content) -> Option<Piece> {
    let readers: Vec<Piece> = look
        .notices()
        .readers
        .iter()
        .map(|(id, readers)| {
            let on = content.readers.contains(id);
            tick("content.readers#entry", id.to_string(), readers.title.to_string(), on)
        })
        .collect();
    let label = look.word("For", "Pour");
    (!readers.is_empty()).then(|| {
        view! { <fieldset class="ticks"><legend>{label}</legend>{readers}</fieldset> }.whole()
    })
}

/// By which ways besides the public page, which every notice reaches.
fn channels(look: &Look<'_>, content: &Content) -> Piece {
    let always = !content.channels.iter().any(|channel| channel.as_str() == "public-page");
    let always = always.then(|| {
        let label = channel_named(look, "public-page");
        view! {
            <label class="check">
                <input type="checkbox" checked=true disabled=true />
                <span>{label}</span>
            </label>
        }
        .whole()
    });
    // What is set up can be ticked, and what the draft names already can be left out.
    let mut ways: Vec<&ChannelId> = look.channels.ways.iter().map(|way| &way.id).collect();
    for named in &content.channels {
        if !ways.contains(&named) {
            ways.push(named);
        }
    }
    let channels: Vec<Piece> = ways
        .into_iter()
        .map(|way| {
            let on = content.channels.contains(way);
            let mut label = channel_named(look, way.as_str());
            if look.channels.way(way).is_none() && way.as_str() != "public-page" {
                label = format!("{label} ({})", look.word("not set up", "non configuré"));
            }
            tick("content.channels#entry", way.to_string(), label, on)
        })
        .collect();
    let label = look.word("Sent to", "Envoyée vers");
    view! { <fieldset class="ticks"><legend>{label}</legend>{always} {channels}</fieldset> }.whole()
}

/// By which ways something was said elsewhere: those that are set up, and some that never are.
pub fn said_by(look: &Look<'_>) -> Piece {
    let mut ways: Vec<&str> = ELSEWHERE.to_vec();
    ways.extend(look.channels.ways.iter().map(|way| way.id.as_str()));
    let channels: Vec<Piece> = ways
        .into_iter()
        .map(|way| tick("content.channels#entry", way.to_owned(), channel_named(look, way), false))
        .collect();
    let label = look.word("Said by", "Dite par");
    view! { <fieldset class="ticks"><legend>{label}</legend>{channels}</fieldset> }.whole()
}

fn waits_for(look: &Look<'_>, content: &Content) -> Piece {
    let mut steps = vec![(String::new(), look.word("nothing", "rien").to_owned())];
    let all = look.room.steps_in_order();
    steps.extend(all.map(|step| (step.plan.id.to_string(), step.plan.title.to_string())));
    let chosen = content.waits_for.as_ref().map(ToString::to_string).unwrap_or_default();
    let itself = look.word("Then goes out by itself", "Part ensuite toute seule").to_owned();
    view! {
        {choice("content.waits_for", look.word("Waits for", "Attend"), steps, &chosen)}
        {tick("content.by_itself#flag", "on".to_owned(), itself, content.by_itself)}
    }
    .whole()
}

/// What it takes the place of, and why.
pub fn replaces(look: &Look<'_>, notice: Option<NoticeId>, content: &Content) -> Piece {
    let mut known = vec![(String::new(), look.word("nothing", "rien").to_owned())];
    let others = look.notices().published.keys().filter(|id| Some(**id) != notice);
    known.extend(others.map(|id| (id.to_string(), look.notice_title(*id))));
    let replaces = content.replaces.as_ref();
    let chosen = replaces.map(|it| it.notice.to_string()).unwrap_or_default();
    let why = replaces.and_then(|it| it.reason.as_ref()).map(ToString::to_string);
    let label = look.word("Takes the place of", "Remplace");
    view! {
        {choice("content.replaces.notice#number", label, known, &chosen)}
        <label class="stack">
            <span>{look.word("Why it takes its place", "Pourquoi elle la remplace")}</span>
            <input type="text" name="content.replaces.reason" value=why.unwrap_or_default() maxlength=Reason::MAX autocomplete="off" />
        </label>
    }
    .whole()
}

fn tick(name: &'static str, value: String, label: String, on: bool) -> Piece {
    view! {
        <label class="check">
            <input type="checkbox" name=name value=value checked=on />
            <span>{label}</span>
        </label>
    }
    .whole()
}
