//! What the reader's role may do and what not, read off the table that decides it.

use crate::{
    boot::people::PeoplePage,
    text::{messages, people::people_text},
    ui::whole::{IntoWhole, Piece},
};
use domain::rights::{Action, Permission, permission};
use leptos::prelude::*;

/// Three lists: what they may, what only for their team, and what they may not.
#[must_use]
pub fn rights(page: &PeoplePage) -> Piece {
    let (text, messages) = (people_text(page.locale), messages(page.locale));
    let role = page.me.role;
    let list = |head: &'static str, wanted: Permission| {
        let mut words: Vec<&str> = Vec::new();
        let mine = |action: &Action| permission(role, *action) == wanted;
        for action in Action::ALL.into_iter().filter(mine).filter(|it| is_asked_in_a_room(*it)) {
            // Some actions go by one name.
            let word = messages.action(action);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let lines: Vec<Piece> =
            words.into_iter().map(|word| view! { <li>{word}</li> }.whole()).collect();
        (!lines.is_empty()).then(|| view! { <div><h3>{head}</h3><ul>{lines}</ul></div> }.whole())
    };
    view! {
        <details>
            <summary class="btn">{text.rights} " " {messages.role(role)}</summary>
            <div class="rights">
                {list(text.you_may, Permission::Yes)}
                {list(text.you_may_own, Permission::Own)}
                {list(text.you_may_not, Permission::No)}
            </div>
        </details>
    }
    .whole()
}

/// Whether somebody with a part in the room asks for it there, under a name of its own.
const fn is_asked_in_a_room(action: Action) -> bool {
    match action {
        Action::ReadRoom
        | Action::ReadTechnical
        | Action::TickStep
        | Action::BlockStep
        | Action::OverrideOrder
        | Action::SkipStep
        | Action::CorrectTime
        | Action::InsertStep
        | Action::ReassignStep
        | Action::MoveStage
        | Action::RemoveRoom
        | Action::PostMessage
        | Action::PostDecision
        | Action::PostAlert
        | Action::Acknowledge
        | Action::PinMessage
        | Action::PublishCard
        | Action::SetCadence
        | Action::Invite
        | Action::ChangeRole
        | Action::RevokePerson
        | Action::EndSessions
        | Action::MakeToken
        | Action::HoldRun
        | Action::PlanWatch
        | Action::VouchEntry
        | Action::OverruleProof
        | Action::PublishRoom
        | Action::ReadDrafts
        | Action::EditNotice
        | Action::ApproveNotice
        | Action::PublishNotice
        | Action::Abort
        | Action::EditPlan
        | Action::AnswerGate
        | Action::DecideGate
        | Action::KeepDebts => true,
        Action::ReadPeople
        | Action::ReadLog
        | Action::ExportLog
        | Action::Substitute
        | Action::PushSamples
        | Action::HandOver
        | Action::AnswerHandover
        | Action::OwnSessions
        | Action::RecordWatch
        | Action::Enter
        | Action::MakeRoom => false,
    }
}
