//! "Mine": only the reader's own steps. A box and a rule of style; the browser remembers it.

use super::Look;
use crate::ui::whole::{IntoWhole, Piece};
use leptos::prelude::*;

/// The box, for whoever owns a step, with how many are still open.
pub fn filter(look: &Look<'_>) -> Option<Piece> {
    let owns = look.room.steps.values().any(|step| step.plan.owner == look.me.id);
    owns.then(|| {
        let open = look.room.open_steps_of(&look.me.id).count();
        let said = format!("{} ({open})", look.word("Mine only", "Les miennes"));
        view! {
            <label class="check mine-only">
                <input type="checkbox" id="mine-only" data-kept="yes" data-remember="bascule-mine" />
                <span>{said}</span>
            </label>
        }
        .whole()
    })
}
