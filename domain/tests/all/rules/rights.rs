//! The table of rights, written a second time by hand, and asked of every command.

use crate::{
    language::{
        Scene, block, change_role, correct, fail, finish, given, post, publish_room, reach,
        reassign, revoke, skip, start, start_anyway, substitute, unblock, undo,
    },
    rules::insertion::insert_block,
    story::{draft, lead, one_of, person, room_live},
};
use domain::{
    Actor, Audience, Command, Rejection, Role, Stage,
    event::MessageKind,
    rights::{Action, Permission, Principal, may, permission},
    step::Moment,
};

/// Lead, tech, support, comms, observer; public, metric token, nobody: y(es), o(wn team only),
/// n(o).
const TABLE: [(Action, &str); 48] = [
    (Action::ReadRoom, "yyyyynnn"),
    (Action::ReadTechnical, "yynnnnnn"),
    (Action::ReadPeople, "yyyyynnn"),
    (Action::ReadLog, "yyyyynnn"),
    (Action::ExportLog, "yyyyynnn"),
    (Action::TickStep, "yooonnnn"),
    (Action::BlockStep, "yooonnnn"),
    (Action::OverrideOrder, "ynnnnnnn"),
    (Action::SkipStep, "ynnnnnnn"),
    (Action::CorrectTime, "yooonnnn"),
    (Action::InsertStep, "ynnnnnnn"),
    (Action::ReassignStep, "ynnnnnnn"),
    (Action::Substitute, "ynnnnnnn"),
    (Action::MoveStage, "ynnnnnnn"),
    (Action::RemoveRoom, "ynnnnnnn"),
    (Action::PostMessage, "yyyynnnn"),
    (Action::PostDecision, "ynnnnnnn"),
    (Action::PostAlert, "yynnnnnn"),
    (Action::Acknowledge, "yyyynnnn"),
    (Action::PinMessage, "ynnynnnn"),
    (Action::PublishCard, "ynnynnnn"),
    (Action::SetCadence, "ynnynnnn"),
    (Action::Invite, "ynnnnnnn"),
    (Action::MakeToken, "ynnnnnnn"),
    (Action::ChangeRole, "ynnnnnnn"),
    (Action::RevokePerson, "ynnnnnnn"),
    (Action::EndSessions, "ynnnnnnn"),
    (Action::PushSamples, "nnnnnnyn"),
    (Action::HandOver, "ynnnnnnn"),
    (Action::AnswerHandover, "yyyyynnn"),
    (Action::OwnSessions, "yyyyynnn"),
    (Action::HoldRun, "ynnnnnnn"),
    (Action::PlanWatch, "ynnnnnnn"),
    (Action::VouchEntry, "yynnnnnn"),
    (Action::OverruleProof, "ynnnnnnn"),
    (Action::RecordWatch, "nnnnnnnn"),
    (Action::PublishRoom, "ynnnnnnn"),
    (Action::ReadDrafts, "ynnyynnn"),
    (Action::EditNotice, "ynnynnnn"),
    (Action::ApproveNotice, "ynnynnnn"),
    (Action::PublishNotice, "ynnynnnn"),
    (Action::Abort, "yynnnnnn"),
    (Action::EditPlan, "ynnnnnnn"),
    (Action::AnswerGate, "nyyynnnn"),
    (Action::DecideGate, "ynnnnnnn"),
    (Action::KeepDebts, "yyyynnnn"),
    (Action::Enter, "yyyyyyny"),
    (Action::MakeRoom, "nnnnnnnn"),
];

fn cells() -> impl Iterator<Item = (Action, Role, char)> {
    TABLE.into_iter().flat_map(|(action, row)| {
        Role::ALL.into_iter().zip(row.chars()).map(move |(role, cell)| (action, role, cell))
    })
}

#[test]
fn the_table_says_what_was_agreed() {
    assert_eq!(TABLE.map(|(action, _)| action), Action::ALL);
    for (action, role, cell) in cells() {
        let agreed = match cell {
            'y' => Permission::Yes,
            'o' => Permission::Own,
            _ => Permission::No,
        };
        assert_eq!(permission(role, action), agreed, "{role:?} {action:?}");
    }
    for (action, row) in TABLE {
        for (who, cell) in Principal::ALL.into_iter().zip(row.chars()) {
            let says_yes = permission(who, action) != Permission::No;
            assert_eq!(says_yes, cell != 'n', "{who:?} {action:?}");
        }
    }
}

#[test]
fn own_means_the_own_team_and_nobody_else() {
    for (action, role, cell) in cells() {
        let actor = Actor::Person(one_of(role));
        for owner in Role::ALL {
            let agreed = cell == 'y' || (cell == 'o' && owner == role);
            assert_eq!(may(&actor, action, Some(owner)), agreed, "{role:?} {action:?} {owner:?}");
        }
        assert_eq!(may(&actor, action, None), cell == 'y', "{role:?} {action:?} of nobody");
        assert!(may(&Actor::Bascule, action, None), "the product itself may {action:?}");
    }
}

/// A room in which `step` belongs to the team of `owner` and is ready to be asked about.
fn owned_by(owner: Role, prepared: &[Command]) -> Scene {
    let scene = given(room_live());
    let owner = one_of(owner).id;
    let mut scene = scene;
    for id in ["drain", "replication"] {
        if scene.step(id).plan.owner != owner {
            scene = scene.had(lead(), reassign(id, owner.as_str()));
        }
    }
    prepared.iter().fold(scene, |scene, command| scene.had(lead(), command.clone()))
}

/// Each command, what must have happened before it, and the right that it asks for.
fn asked() -> Vec<(Action, Vec<Command>, Command)> {
    let note = |kind| post(kind, Audience::Everyone, "hello");
    vec![
        (Action::TickStep, vec![], start("drain")),
        (Action::TickStep, vec![], finish("drain")),
        (Action::TickStep, vec![start("drain")], fail("drain", "no")),
        (Action::TickStep, vec![start("drain")], undo("drain")),
        (Action::BlockStep, vec![], block("drain", "no")),
        (Action::BlockStep, vec![block("drain", "no")], unblock("drain")),
        (Action::OverrideOrder, vec![], start_anyway("replication", "now")),
        (Action::SkipStep, vec![], skip("drain", "no")),
        (
            Action::CorrectTime,
            vec![start("drain")],
            correct("drain", Moment::Started, "10:06", "x"),
        ),
        (Action::InsertStep, vec![], insert_block(draft("extra", "thierry", "10:16", 4, &[]))),
        (Action::ReassignStep, vec![], reassign("drain", "maxime")),
        (Action::Substitute, vec![reassign("dns", "maxime")], substitute("maxime", "thierry")),
        (Action::ChangeRole, vec![], change_role("maxime", Role::Support)),
        (Action::RevokePerson, vec![], revoke("maxime")),
        (Action::EndSessions, vec![], Command::EndSessions { person: person("maxime") }),
        (Action::HandOver, vec![], Command::ProposeHandover { to: person("maxime") }),
        (Action::MoveStage, vec![], reach(Stage::Watching)),
        (Action::PostMessage, vec![], note(MessageKind::Note)),
        (Action::PostMessage, vec![], note(MessageKind::Question)),
        (Action::PostDecision, vec![], note(MessageKind::Decision)),
        (Action::PublishRoom, vec![], publish_room(true)),
    ]
}

#[test]
fn every_command_asks_for_its_right_whoever_sends_it() {
    for (action, prepared, command) in asked() {
        let row = TABLE.iter().find(|(known, _)| *known == action).unwrap().1;
        for (role, cell) in Role::ALL.into_iter().zip(row.chars()) {
            for owner in [Role::Lead, Role::Tech, Role::Support, Role::Comms] {
                let scene = owned_by(owner, &prepared);
                let decided = scene.when(Actor::Person(one_of(role)), command.clone()).decided;
                if cell == 'y' || (cell == 'o' && owner == role) {
                    assert!(decided.is_ok(), "{role:?} {command:?}, {owner:?}'s: {decided:?}");
                } else {
                    // Going out of turn is ticking first: whoever may not tick is told that.
                    let ticks = may(&Actor::Person(one_of(role)), Action::TickStep, Some(owner));
                    let action = match action {
                        Action::OverrideOrder if !ticks => Action::TickStep,
                        other => other,
                    };
                    assert_eq!(decided, Err(Rejection::NotAllowed { action, role }), "{command:?}");
                }
            }
        }
    }
}
