//! Who takes part, as what, and whose the steps are.

use crate::{
    language::{change_role, finish, given, reassign, revoke, skip, start, substitute},
    story::{lead, one_of, person, room_live, somebody, step, support, tech},
};
use domain::{Actor, Command, Event, Rejection, Role, rejection::PeopleRejection, room::Handover};

fn propose(to: &str) -> Command {
    Command::ProposeHandover { to: person(to) }
}

fn changed(who: &str, from: Role, to: Role) -> Event {
    Event::RoleChanged { person: person(who), from, to, reason: None }
}

#[test]
fn whoever_asks_in_an_old_role_is_refused() {
    let scene = given(room_live())
        .had(lead(), substitute("maxime", "thierry"))
        .had(lead(), change_role("maxime", Role::Support));
    let as_tech = Actor::Person(somebody("maxime", "Maxime", Role::Tech));
    scene.clone().when(as_tech, start("drain")).then_rejected(Rejection::PartChanged);
    let as_support = Actor::Person(somebody("maxime", "Maxime", Role::Support));
    scene.when(as_support, start("drain")).then_no("not_allowed");
}

#[test]
fn whoever_is_revoked_asks_for_nothing_any_more() {
    let scene = given(room_live()).had(lead(), revoke("thierry"));
    scene.clone().when(tech(), start("drain")).then_rejected(Rejection::PartChanged);
    scene.clone().when(tech(), Command::AcceptHandover {}).then_rejected(Rejection::PartChanged);
    assert_eq!(scene.room.part_of(&person("thierry")), None);
    assert_eq!(scene.step("drain").plan.owner, person("thierry"), "what was theirs stays so");
    let gone = PeopleRejection::NoPart { person: person("thierry") };
    for again in [revoke("thierry"), change_role("thierry", Role::Comms), propose("thierry")] {
        scene.clone().when(lead(), again).then_rejected(gone.clone().into());
    }
    scene.clone().when(lead(), reassign("smoke", "thierry")).then_rejected(gone.into());
    scene.when(lead(), finish("drain")).then();
}

#[test]
fn a_stranger_asks_for_nothing() {
    let stranger = Actor::Person(somebody("mallory", "Mallory", Role::Lead));
    given(room_live()).when(stranger, start("drain")).then_rejected(Rejection::PartChanged);
}

#[test]
fn whoever_is_invited_again_gets_the_role_of_the_invitation() {
    let back = somebody("thierry", "Thierry", Role::Support);
    let scene = given(room_live()).had(lead(), revoke("thierry"));
    let scene = scene
        .when(Actor::Person(back.clone()), Command::Join { person: back.clone() })
        .then_events([Event::PersonRestored { person: back.clone() }])
        .then();
    assert_eq!(scene.room.part_of(&back.id), Some(&back));
    assert!(scene.room.revoked.is_empty());
}

#[test]
fn a_room_is_never_without_a_lead() {
    let last = PeopleRejection::LastLead { person: person("sylvain-m") };
    let scene = given(room_live());
    for last_one in [revoke("sylvain-m"), change_role("sylvain-m", Role::Tech)] {
        scene.clone().when(lead(), last_one).then_rejected(last.clone().into());
    }
    let two = scene.had(lead(), change_role("alexandrine", Role::Lead));
    two.clone().when(lead(), revoke("sylvain-m")).then();
    // A revoked lead does not count.
    let one = two.had(lead(), revoke("alexandrine"));
    one.when(lead(), revoke("sylvain-m")).then_rejected(last.into());
}

#[test]
fn a_role_changes_to_another_one_and_an_observer_owns_nothing() {
    let scene = given(room_live());
    let same = PeopleRejection::SameRole { person: person("maxime"), role: Role::Tech };
    scene.clone().when(lead(), change_role("maxime", Role::Tech)).then_rejected(same.into());
    let owns = PeopleRejection::OwnsSteps { person: person("maxime") };
    let observe = || change_role("maxime", Role::Observer);
    scene.clone().when(lead(), observe()).then_rejected(owns.into());
    let unknown = Rejection::UnknownPerson { person: person("nobody") };
    scene.clone().when(lead(), change_role("nobody", Role::Tech)).then_rejected(unknown);
    scene.had(lead(), substitute("maxime", "thierry")).had(lead(), observe());
}

#[test]
fn the_lead_is_handed_over_by_two_people() {
    let offer = Handover { from: person("sylvain-m"), to: person("thierry") };
    let scene = given(room_live()).had(lead(), propose("thierry"));
    assert_eq!(scene.room.handover, Some(offer));
    let none = Rejection::People(PeopleRejection::NoHandover);
    for other in [lead(), support()] {
        let accepted = scene.clone().when(other, Command::AcceptHandover {});
        accepted.then_rejected(none.clone());
    }
    let scene = scene
        .when(tech(), Command::AcceptHandover {})
        .then_events([
            changed("thierry", Role::Tech, Role::Lead),
            changed("sylvain-m", Role::Lead, Role::Tech),
        ])
        .then();
    assert_eq!(scene.room.handover, None);
    let roles = ["thierry", "sylvain-m"].map(|id| scene.room.people[&person(id)].role);
    assert_eq!(roles, [Role::Lead, Role::Tech]);
    scene.when(lead(), revoke("maxime")).then_rejected(Rejection::PartChanged);
}

#[test]
fn an_offer_is_declined_taken_back_or_void_when_a_role_changes() {
    let offered = given(room_live()).had(lead(), propose("thierry"));
    let declined = Event::HandoverDeclined { from: person("sylvain-m"), to: person("thierry") };
    for either in [tech(), lead()] {
        let outcome = offered.clone().when(either, Command::DeclineHandover {});
        assert_eq!(outcome.then_events([declined.clone()]).then_room().handover, None);
    }
    let none = Rejection::People(PeopleRejection::NoHandover);
    offered.clone().when(support(), Command::DeclineHandover {}).then_rejected(none.clone());
    let changed = offered.had(lead(), change_role("thierry", Role::Comms));
    let thierry = Actor::Person(somebody("thierry", "Thierry", Role::Comms));
    changed.when(thierry, Command::AcceptHandover {}).then_rejected(none.clone());
    given(room_live()).when(Actor::Bascule, propose("thierry")).then_rejected(none);
}

#[test]
fn a_substitute_takes_what_is_still_open() {
    let scene = given(room_live()).had(tech(), finish("drain"));
    let given_to = |id: &str| Event::StepReassigned {
        step: step(id),
        from: person("thierry"),
        to: person("maxime"),
    };
    let outcome = scene.when(lead(), substitute("thierry", "maxime"));
    let scene = outcome.then_events([given_to("dns")]).then();
    let nothing = PeopleRejection::NothingToGive { person: person("thierry") };
    scene.clone().when(lead(), substitute("thierry", "maxime")).then_rejected(nothing.into());
    let observes = Rejection::OnlyObserves { person: one_of(Role::Observer).id };
    scene.clone().when(lead(), substitute("maxime", "jerome")).then_rejected(observes);
    scene
        .had(lead(), skip("dns", "not needed"))
        .had(lead(), revoke("maxime"))
        .when(lead(), substitute("maxime", "alexandrine"))
        .then();
}
