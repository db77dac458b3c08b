//! Turning back: two people, one of whom leads, before the point of no return.

use crate::{
    language::{Scene, finish, given, reason, revoke, start},
    story::{
        clock, create, lead, person, plan, room_drafted, room_id, somebody, step, support, tech,
    },
};
use domain::{
    Actor, Command, Length, Progress, Role, Room, Stage, forecast,
    plan::{Effect, PlanDraft},
    room::Interruption,
    run::{
        NoReturn, RunCommand, Undo,
        abort::{Abort, AbortCommand},
    },
};

fn propose() -> Command {
    Command::Run(RunCommand::Abort(AbortCommand::Propose { reason: reason("it does not fall") }))
}

fn confirm() -> Command {
    Command::Run(RunCommand::Abort(AbortCommand::Confirm {}))
}

fn withdraw() -> Command {
    Command::Run(RunCommand::Abort(AbortCommand::Withdraw {}))
}

fn maxime() -> Actor {
    Actor::Person(somebody("maxime", "Maxime", Role::Tech))
}

/// The story's plan: drain takes 1 minute to undo, replication 5, dns 2; after off there is no way
/// back.
fn with_undo() -> PlanDraft {
    let mut plan = plan();
    let steps = plan.phases.iter_mut().flat_map(|phase| &mut phase.steps);
    for step in steps {
        let takes = |minutes| Undo::Takes { length: Length::from_minutes(minutes) };
        match step.id.as_str() {
            "drain" => {
                step.run.undo = takes(1);
                step.run.undo_how.clone_from(&step.instructions);
            }
            "replication" => step.run.undo = takes(5),
            "dns" => step.run.undo = takes(2),
            "maintenance-off" => step.run.point_of_no_return = Some(NoReturn::default()),
            _ => {}
        }
    }
    plan
}

/// At 10:15: drain done at :12, replication running since then.
fn replicating() -> Scene {
    let reach = |stage| Command::ReachStage { stage };
    let scene = given(Room::empty(room_id())).had(Actor::Bascule, create(with_undo()));
    let scene = scene.had(lead(), reach(Stage::Ready)).had(lead(), reach(Stage::Live));
    let scene = scene.had(tech(), start("drain")).at("10:12").had(tech(), finish("drain"));
    scene.had(maxime(), start("replication")).at("10:15")
}

#[test]
fn nothing_moves_before_a_second_person_agrees() {
    let scene = replicating();
    let proposed = scene.clone().had(tech(), propose());
    assert_eq!(proposed.room.steps, scene.room.steps);
    assert!(matches!(proposed.room.run.abort, Abort::Proposed(_)));
    proposed.clone().when(tech(), confirm()).then_no("abort_needs_two");
    proposed.clone().when(maxime(), confirm()).then_no("abort_needs_the_lead");
    proposed.clone().when(maxime(), withdraw()).then_no("abort_not_yours");
    proposed.clone().when(maxime(), propose()).then_no("abort_proposed");
    proposed.when(support(), confirm()).then_no("not_allowed");
}

#[test]
fn the_lead_proposes_and_a_tech_agrees_or_the_other_way_round() {
    for (first, second) in [(lead(), tech()), (tech(), lead())] {
        let room = replicating().had(first.clone(), propose()).had(second.clone(), confirm()).room;
        let Abort::Confirmed { proposal, by, .. } = &room.run.abort else { panic!() };
        assert_eq!((&proposal.by, by), (&first, &second));
    }
}

/// Begun: drain, then replication. The last begun is undone first: :15 + 5 = :20, + 1 = :21.
#[test]
fn what_was_begun_is_undone_in_reverse_and_the_rest_is_left_out() {
    let scene = replicating().had(tech(), propose()).had(lead(), confirm());
    let room = &scene.room;
    let undo = [scene.step("undo-replication"), scene.step("undo-drain")];
    assert_eq!(undo[0].plan.owner, person("maxime"));
    assert_eq!(undo[1].plan.owner, person("thierry"));
    assert!(undo[0].plan.after.is_empty());
    assert_eq!(undo[1].plan.after, [step("undo-replication")]);
    assert!(undo[1].plan.instructions.is_some(), "how it is undone");
    assert_eq!(undo[1].plan.effect, Some(Effect::InterruptionEnds));
    for id in ["replication", "dns", "smoke", "maintenance-off"] {
        let Progress::Skipped { reason, .. } = &scene.step(id).progress else { panic!("{id}") };
        assert_eq!(reason.as_str(), "it does not fall");
    }
    assert_eq!(scene.step("drain").progress.slug(), "done");
    let found = forecast(room, clock("10:15"));
    assert_eq!(found.open_again, clock("10:21"));
    assert_eq!(found.seconds_over(plan().window.end()), -15 * 60);
    scene.when(lead(), propose()).then_no("aborting");
}

#[test]
fn with_the_last_undo_step_the_system_is_open_again() {
    let scene = replicating().had(lead(), propose()).had(tech(), confirm()).at("10:19");
    scene.clone().when(tech(), start("undo-drain")).then_no("out_of_turn");
    let scene = scene.had(maxime(), finish("undo-replication")).at("10:20");
    let scene = scene.had(tech(), finish("undo-drain"));
    let over = Interruption::Over { since: clock("10:12"), until: clock("10:20") };
    assert_eq!(scene.room.interruption(), over);
    assert_eq!(forecast(&scene.room, clock("10:30")).open_again, clock("10:20"));
}

#[test]
fn past_the_point_of_no_return_it_says_fix_forward() {
    let on = |scene: Scene| {
        ["replication", "dns", "smoke"]
            .into_iter()
            .fold(scene, |scene, id| scene.had(lead(), finish(id)))
    };
    let before = on(replicating()).had(tech(), propose());
    let past = before.had(lead(), start("maintenance-off"));
    past.clone().when(lead(), confirm()).then_no("fix_forward");
    past.had(lead(), withdraw()).when(lead(), propose()).then_no("fix_forward");
}

#[test]
fn a_proposal_goes_with_whoever_made_it() {
    let scene = replicating().had(maxime(), propose()).had(lead(), revoke("maxime"));
    scene.clone().when(lead(), confirm()).then_no("abort_not_proposed");
    let scene = scene.had(lead(), propose());
    scene.when(tech(), confirm()).then_room();
}

#[test]
fn before_the_day_there_is_nothing_to_abort() {
    given(room_drafted()).when(lead(), propose()).then_no("room_not_live");
    replicating().when(lead(), confirm()).then_no("abort_not_proposed");
    replicating().when(lead(), withdraw()).then_no("abort_not_proposed");
}
