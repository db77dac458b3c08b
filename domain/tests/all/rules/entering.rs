//! The room itself: made, entered, moved on, given to others, written in.

use crate::{
    language::{finish, given, post, reach, reassign, start},
    story::{
        clock, create, lead, person, plan, room_drafted, room_id, room_live, somebody, step,
        support, tech, title, zone,
    },
};
use domain::{
    Actor, Audience, Command, Event, Rejection, Role, Room, Stage, event::MessageKind,
    text::MessageText,
};

#[test]
fn a_room_is_made_from_a_plan_and_stands_as_a_draft() {
    let plain = plan().validate().unwrap();
    let made = Event::RoomCreated { room: room_id(), plan: Box::new(plain), zone: zone() };
    let room = given(Room::empty(room_id()))
        .when(Actor::Bascule, create(plan()))
        .then_events([made])
        .then_room();
    assert_eq!((room.stage, room.stage_since, room.seq.0), (Stage::Draft, clock("10:07"), 1));
    let order: Vec<_> = room.steps_in_order().map(|step| step.plan.id.as_str()).collect();
    assert_eq!(order, ["drain", "replication", "dns", "smoke", "maintenance-off"]);
    assert_eq!(room.people.len(), 6);
    assert!(room.feed.is_empty(), "the plan itself is not news");
}

#[test]
fn a_room_is_made_once() {
    given(room_drafted())
        .when(Actor::Bascule, create(plan()))
        .then_rejected(Rejection::RoomExists { room: room_id() });
}

#[test]
fn a_room_is_not_made_from_a_bad_plan() {
    let mut bad = plan();
    bad.title = title("a plan without steps");
    bad.phases.clear();
    given(Room::empty(room_id()))
        .when(Actor::Bascule, create(bad))
        .then_rejected(Rejection::BadPlan { faults: vec![domain::PlanFault::NoSteps] });
}

fn join(id: &str, name: &str, role: Role) -> Command {
    Command::Join { person: somebody(id, name, role) }
}

#[test]
fn a_new_person_joins_and_one_of_the_roster_just_comes_in() {
    let zoe = somebody("zoe", "Zoé", Role::Support);
    let scene = given(room_live());
    let scene = scene
        .when(Actor::Bascule, join("zoe", "Zoé", Role::Support))
        .then_events([Event::PersonJoined { person: zoe.clone() }])
        .then();
    assert_eq!(scene.room.people[&zoe.id], zoe);
    scene.when(Actor::Bascule, join("thierry", "Thierry", Role::Tech)).then_events([]);
}

#[test]
fn nobody_joins_as_somebody_of_another_role() {
    given(room_live())
        .when(Actor::Bascule, join("thierry", "Thierry", Role::Lead))
        .then_rejected(Rejection::PersonTaken { person: person("thierry") });
}

/// From each stage to each other, and to itself.
#[test]
fn a_room_moves_on_in_order_and_back_only_where_that_undoes_no_work() {
    use Stage::{Closed, Draft, Live, Ready, Watching};
    let allowed = [
        (Draft, Ready),
        (Ready, Live),
        (Ready, Draft),
        (Live, Watching),
        (Watching, Closed),
        (Watching, Live),
    ];
    let ways: [(Stage, &[Stage]); 5] = [
        (Draft, &[]),
        (Ready, &[Ready]),
        (Live, &[Ready, Live]),
        (Watching, &[Ready, Live, Watching]),
        (Closed, &[Ready, Live, Watching, Closed]),
    ];
    for (from, way) in ways {
        let scene = given(room_drafted());
        let scene = way.iter().fold(scene, |scene, stage| scene.had(lead(), reach(*stage)));
        for to in [Draft, Ready, Live, Watching, Closed] {
            let outcome = scene.clone().when(lead(), reach(to));
            if allowed.contains(&(from, to)) {
                outcome.then_events([Event::StageReached { stage: to }]);
            } else {
                outcome.then_rejected(Rejection::StageOutOfOrder { from, to });
            }
        }
    }
}

#[test]
fn a_reached_stage_keeps_its_moment() {
    let scene = given(room_live()).at("10:36").had(lead(), reach(Stage::Watching));
    assert_eq!((scene.room.stage, scene.room.stage_since), (Stage::Watching, clock("10:36")));
}

#[test]
fn steps_move_while_the_room_is_live_or_watching_only() {
    let draft = given(room_drafted());
    let ready = draft.clone().had(lead(), reach(Stage::Ready));
    let watching = given(room_live()).had(lead(), reach(Stage::Watching));
    let closed = watching.clone().had(lead(), reach(Stage::Closed));
    for (scene, stage) in [(draft, Stage::Draft), (ready, Stage::Ready), (closed, Stage::Closed)] {
        scene.when(tech(), start("drain")).then_rejected(Rejection::RoomNotLive { stage });
    }
    assert_eq!(watching.had(tech(), finish("drain")).step("drain").progress.slug(), "done");
}

#[test]
fn a_step_is_given_to_somebody_else() {
    let given_away =
        Event::StepReassigned { step: step("dns"), from: person("thierry"), to: person("maxime") };
    let outcome = given(room_live()).when(lead(), reassign("dns", "maxime"));
    let scene = outcome.then_events([given_away]).then();
    assert_eq!(scene.step("dns").plan.owner, person("maxime"));
}

#[test]
fn a_step_is_given_only_to_somebody_here_who_can_act_and_does_not_have_it() {
    let scene = given(room_live());
    let refused = |step: &str, to: &str, why| {
        scene.clone().when(lead(), reassign(step, to)).then_rejected(why);
    };
    refused("dns", "nobody", Rejection::UnknownPerson { person: person("nobody") });
    refused("dns", "jerome", Rejection::OnlyObserves { person: person("jerome") });
    let (step_, owner) = (step("dns"), person("thierry"));
    refused("dns", "thierry", Rejection::SameOwner { step: step_, owner });
    refused("nope", "maxime", Rejection::UnknownStep { step: step("nope") });
}

#[test]
fn a_message_is_posted_to_its_audience_at_any_stage() {
    let (message, audience) = (MessageKind::Note, Audience::Tech);
    let text = MessageText::parse("What do we tell sellers?").unwrap();
    let posted = Event::MessagePosted { message, audience, text };
    for room in [room_drafted(), room_live()] {
        let asked = post(message, audience, "What do we tell sellers?");
        let room = given(room).when(support(), asked).then_events([posted.clone()]).then_room();
        assert_eq!(room.feed.back().map(|entry| &entry.event), Some(&posted));
    }
}

#[test]
fn only_the_lead_records_a_decision() {
    let decision = || post(MessageKind::Decision, Audience::Everyone, "Block RDS.");
    given(room_live()).when(tech(), decision()).then_no("not_allowed");
    assert_eq!(given(room_live()).when(lead(), decision()).decided.map(|e| e.len()), Ok(1));
}
