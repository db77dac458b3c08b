//! Forms that work without the browser half: where they post to, and the key that makes a double
//! press harmless.

use crate::ui::whole::IntoWhole;
use domain::{RoomId, Seq, StepId};
use leptos::prelude::*;

/// What a step's form asks for; the last part of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Begin.
    Start,
    /// Tick.
    Finish,
    /// Leave out.
    Skip,
    /// Cannot go on.
    Block,
    /// Can go on.
    Unblock,
    /// Did not work.
    Fail,
    /// Take back.
    Undo,
    /// Give to somebody else.
    Reassign,
}

impl Verb {
    /// As in the address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Finish => "finish",
            Self::Skip => "skip",
            Self::Block => "block",
            Self::Unblock => "unblock",
            Self::Fail => "fail",
            Self::Undo => "undo",
            Self::Reassign => "reassign",
        }
    }
}

/// Where a step's form posts to.
#[must_use]
pub fn step_address(room: &RoomId, step: &StepId, verb: Verb) -> String {
    format!("/rooms/{room}/steps/{step}/{}", verb.slug())
}

/// A key that is the same on the server and in the browser, and new once the step has moved:
/// pressing twice asks once, asking again later asks anew.
#[must_use]
pub fn step_key(step: &StepId, version: Seq, verb: Verb) -> String {
    format!("f-{:016x}", fnv1a(&[step.as_str(), verb.slug(), &version.to_string()]))
}

/// A message's key: new once anything has happened in the room.
#[must_use]
pub fn message_key(seq: Seq) -> String {
    format!("m-{seq}")
}

/// FNV-1a, 64 bit: short, the same everywhere, and no secret depends on it.
/// <http://www.isthe.com/chongo/tech/comp/fnv/>
fn fnv1a(parts: &[&str]) -> u64 {
    let separated = parts.iter().flat_map(|part| part.bytes().chain([0]));
    separated.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The two hidden fields of a step's form.
#[component]
pub fn StepFields(step: StepId, version: Seq, seen: Seq, verb: Verb) -> impl IntoView {
    view! {
        <input type="hidden" name="key" value=step_key(&step, version, verb) />
        <input type="hidden" name="expected" value=seen.to_string() />
    }
    .whole()
}
