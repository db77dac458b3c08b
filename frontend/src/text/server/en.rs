//! English.

use super::{LiveText, ServerText};
use domain::{
    Event,
    text::{TextFault, TextRule},
    time::Civil,
};

/// The server's own sentences in English.
pub(super) static EN: ServerText = ServerText {
    bad_json: |why| format!("This command could not be read. Nothing was changed. ({why})"),
    bad_request: |why| format!("This request could not be read. Nothing was changed. ({why})"),
    not_json: "Commands are JSON: send them with Content-Type: application/json.",
    too_large: |kib| {
        format!("This is too large: at most {kib} KiB are taken. Nothing was changed.")
    },
    server_only: "Rooms are made, and people let in, by the server itself only.",
    key_reused: "This key was used before for something else. Nothing was changed; send it again \
                 with a new key.",
    busy: "More is waiting to be recorded than the server can take. Nothing was changed; try again \
           in a second.",
    unknown_outcome: "The server cannot tell whether this was recorded. Look at the room, or send \
                      it again with the same key: it will not happen twice.",
    clash: |who, what| {
        format!("{who} {what} since you last saw it. Nothing was changed; look, then decide again.")
    },
    did,
    text_fault,
    not_allowed: "Your role may not do this. Ask the lead.",
    no_session: "You are not signed in, or your session has ended. Open your sign-in link again, \
                 or ask the lead for one.",
    no_room: "There is no such room, or you have no part in it. Ask its lead for a sign-in link.",
    not_found: "There is nothing at this address.",
    wrong_method: "This address does not take such a request.",
    cross_site: "This came from another site and was refused. Open the room here and try again.",
    too_slow: "The request took too long to arrive. Nothing was changed; try again.",
    internal: |id| {
        format!("Something broke on the server. It is in the server's log under {id}. Try again.")
    },

    link_unknown: "Nobody made this sign-in link, or it is not complete. Copy all of it, or ask \
                   the lead for a new one.",
    link_expired: "This sign-in link has run out. Ask the lead for a new one.",
    link_used_up: "This sign-in link has been used as often as it may be. Ask the lead for a new \
                   one.",
    link_revoked: "This sign-in link was taken back. Ask the lead for a new one.",
    part_ended: "Your part in this room has ended: you no longer see it. Ask its lead if that is a \
                 mistake.",
    room_removed: |title, at, by, reason| {
        format!("The room “{title}” was removed on {at} by {by}: {reason}")
    },
    bad_token: "This needs an access token that is good: send it as Authorization: Bearer …. The \
                lead makes one on the room's page of people.",
    name_of_nobody_here: |name| {
        format!(
            "The part of {name} in this room has ended. If that is you, ask the lead for an \
             invitation in your name; if not, add something to your name."
        )
    },
    too_many_tries: "Too many unknown sign-in links were tried from your address. Wait a minute.",
    name_of_other_role: |name, role| {
        format!(
            "{name} is in this room as {role}. If that is you, use the link for {role}; if not, \
             add something to your name."
        )
    },
    ask_for_link: "You need a sign-in link to enter a room. Whoever leads the migration can make \
                   one for your role.",

    title_rooms: "Your rooms",
    title_join: "Come in",
    title_problem: "That did not work",
    rehearsal_sends_nothing: "This is a rehearsal: nothing leaves it, not even a test.",
    title_room_removed: "This room was removed",
    title_ask_for_link: "Ask for a link",
    back_to_rooms: "To your rooms",
    back_to_room: "Back to the room",
    no_browser_half: "This server was built without its browser half: pages work, but are not \
                      styled and do not update by themselves. Build it with: cargo xtask build",
    live: LiveText {
        sending: "Sending…",
        not_sent: "Not sent: the server cannot be reached. Nothing you typed is lost; try again.",
        done: "Done.",
        copied: "Copied",
        not_copied: "Could not copy: select the text",
        unread: "new",
        live: "Live",
        catching_up: "Catching up",
        stale: "Stale since {}",
        offline: "Offline since {}",
        signed_out: "Signed out",
    },
    moment,
};

const fn did(event: &Event) -> &'static str {
    match event {
        Event::StepStarted { .. } => "started this step",
        Event::StepFinished { .. } => "ticked this step",
        Event::StepSkipped { .. } => "left this step out",
        Event::StepBlocked { .. } => "marked this step as blocked",
        Event::StepUnblocked { .. } => "marked this step as no longer blocked",
        Event::StepFailed { .. } => "marked this step as failed",
        Event::TickUndone { .. } => "took a tick of this step back",
        Event::TimeCorrected { .. } => "corrected a time of this step",
        Event::StepInserted { .. } => "put this step in",
        Event::StepReassigned { .. } => "gave this step to somebody else",
        Event::RoomCreated { .. }
        | Event::RoomRemoved { .. }
        | Event::PersonJoined { .. }
        | Event::StageReached { .. }
        | Event::RoleChanged { .. }
        | Event::PersonRevoked { .. }
        | Event::PersonRestored { .. }
        | Event::SessionsEnded { .. }
        | Event::HandoverProposed { .. }
        | Event::HandoverDeclined { .. }
        | Event::MessagePosted { .. }
        | Event::Run(_)
        | Event::Watch(_)
        | Event::Word(_)
        | Event::Told(_) => "changed the room",
    }
}

pub(super) fn text_fault(fault: &TextFault) -> String {
    let field = match fault.field.as_str() {
        "name" => "The name",
        "reason" => "The reason",
        "text" => "The message",
        "card" => "The sentence of the card",
        "title" => "The title",
        "instructions" => "The instructions",
        _ => "This text",
    };
    match fault.rule {
        TextRule::Empty => format!("{field} must not be empty."),
        TextRule::TooLong { max } => format!("{field} is longer than {max} characters."),
        TextRule::Unprintable => {
            format!("{field} holds characters that cannot be shown. Type it again by hand.")
        }
    }
}

fn moment(at: Civil) -> String {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let day = DAYS[at.weekday as usize % 7];
    let month = MONTHS[(at.month.max(1) as usize - 1) % 12];
    format!("{day} {} {month} {}, {:02}:{:02}", at.day, at.year, at.hour, at.minute)
}
