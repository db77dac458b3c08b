//! The plan is edited.

use crate::{
    language::{Scene, block, finish, given, reach, reason, start},
    story::{clock, lead, one_of, phase, plan, room_drafted, room_live, step, tech, title},
};
use domain::{
    Actor, Command, Length, PlanFault, Rejection, Role, Stage,
    plan::{Effect, StepDraft, Window},
    run::{
        Edit, EditCommand, EditRejection, PlanBStep, RunCommand, RunEdit, StepEdit,
        edit::{What, diff, proposed},
        gate::{Belief, Seat},
    },
    step::Origin,
    text::Instructions,
};

fn edit(edit: Edit) -> Command {
    Command::Run(RunCommand::Edit(EditCommand::Change(Box::new(edit))))
}

fn asks(command: EditCommand) -> Command {
    Command::Run(RunCommand::Edit(command))
}

/// A step of the story as its form shows it.
fn form(id: &str) -> StepEdit {
    let plan = plan();
    let known: &StepDraft =
        plan.phases.iter().flat_map(|phase| &phase.steps).find(|s| s.id == step(id)).unwrap();
    let domain::plan::WorkDraft::Task { seconds } = known.work else { panic!("a gate") };
    StepEdit {
        title: known.title.clone(),
        owner: known.owner.clone(),
        gate: false,
        length: Some(seconds),
        start: known.start,
        after: known.after.clone(),
        lags: Vec::new(),
        instructions: known.instructions.clone(),
        effect: known.effect,
        undo: Default::default(),
        smoke_test: false,
        way_in: None,
        run: None,
    }
}

fn revise(id: &str, change: impl FnOnce(&mut StepEdit)) -> Command {
    let mut to = form(id);
    change(&mut to);
    edit(Edit::ReviseStep { step: step(id), to })
}

fn order(scene: &Scene) -> Vec<&str> {
    scene.room.steps_in_order().map(|step| step.plan.id.as_str()).collect()
}

#[test]
fn a_draft_is_changed_at_once() {
    let scene = given(room_drafted())
        .had(lead(), revise("dns", |to| to.length = Some(600)))
        .had(lead(), edit(Edit::MoveStep { step: step("smoke"), phase: phase("cut"), below: None }))
        .had(lead(), edit(Edit::AddPhase { title: title("Days later") }));
    assert_eq!(scene.step("dns").plan.length(), Length::from_minutes(10));
    assert_eq!(order(&scene), ["smoke", "drain", "replication", "dns", "maintenance-off"]);
    assert_eq!(scene.step("smoke").phase, phase("cut"));
    assert_eq!(scene.room.phases[2].id, phase("days-later"));
}

#[test]
fn a_live_room_collects_edits_and_applies_them_all_at_once() {
    let scene = given(room_live())
        .had(lead(), revise("dns", |to| to.length = Some(600)))
        .had(lead(), edit(Edit::RemoveStep { step: step("replication") }));
    assert_eq!(scene.step("dns").plan.length(), Length::from_minutes(7), "nothing yet");
    assert_eq!(scene.room.run.edits.proposal.len(), 2);
    let scene = scene.had(lead(), asks(EditCommand::Apply {}));
    assert_eq!(scene.step("dns").plan.length(), Length::from_minutes(10));
    assert_eq!(scene.step("dns").plan.after, [step("drain")], "it waits for what that one did");
    assert!(!scene.room.steps.contains_key(&step("replication")));
    assert!(scene.room.run.edits.proposal.is_empty());
}

#[test]
fn a_proposal_that_no_longer_holds_changes_nothing() {
    let scene = given(room_live())
        .had(lead(), revise("dns", |to| to.length = Some(600)))
        .had(lead(), edit(Edit::RemoveStep { step: step("drain") }))
        .had(tech(), start("drain"));
    let no = EditRejection::HasBegun { step: step("drain") };
    scene.clone().when(lead(), asks(EditCommand::Apply {})).then_rejected(no.into());
    assert_eq!(scene.step("dns").plan.length(), Length::from_minutes(7));
}

#[test]
fn what_has_begun_is_neither_removed_nor_moved_nor_replanned() {
    let scene = given(room_live()).had(tech(), start("drain"));
    let no = || EditRejection::HasBegun { step: step("drain") }.into();
    let attempts = [
        edit(Edit::RemoveStep { step: step("drain") }),
        edit(Edit::MoveStep { step: step("drain"), phase: phase("open"), below: None }),
        revise("drain", |to| to.start = clock("10:20")),
        revise("drain", |to| to.after = vec![step("smoke")]),
    ];
    for attempt in &attempts[..3] {
        scene.clone().when(lead(), attempt.clone()).then_rejected(no());
    }
    scene.clone().when(lead(), attempts[3].clone()).then_no("bad_plan");
    // Its length, its title and its owner are still open.
    scene.clone().had(lead(), revise("drain", |to| to.length = Some(420)));
    // Once it is over, its length is a fact as well.
    let done = scene.had(tech(), finish("drain"));
    done.when(lead(), revise("drain", |to| to.length = Some(420))).then_rejected(no());
}

#[test]
fn a_step_blocked_before_its_start_has_begun_too() {
    let scene = given(room_live()).had(lead(), block("dns", "no key"));
    let remove = edit(Edit::RemoveStep { step: step("dns") });
    scene.when(lead(), remove).then_no("has_begun");
}

#[test]
fn an_edit_meets_the_rules_of_a_plan_from_a_file() {
    let scene = given(room_drafted());
    let faults = |command| match scene.clone().when(lead(), command).decided {
        Err(Rejection::BadPlan { faults }) => faults,
        other => panic!("{other:?}"),
    };
    let (drain, dns, replication) = (step("drain"), step("dns"), step("replication"));
    let circle = faults(revise("drain", |to| to.after = vec![step("dns")]));
    assert_eq!(
        circle,
        [PlanFault::Cycle { steps: vec![dns.clone(), replication, drain.clone()] }].map(
            |expected| match &circle[0] {
                PlanFault::Cycle { steps } => PlanFault::Cycle { steps: steps.clone() },
                _ => expected,
            }
        )
    );
    assert_eq!(
        faults(revise("dns", |to| to.length = Some(0))),
        [PlanFault::BadLength { step: dns.clone(), seconds: 0 }]
    );
    assert_eq!(faults(revise("dns", |to| to.owner = None)), [PlanFault::NoOwner { step: dns }]);
    assert_eq!(
        faults(revise("smoke", |to| to.effect = Some(Effect::InterruptionEnds))),
        [PlanFault::TwoEffects { first: step("smoke"), second: step("maintenance-off") }]
    );
}

#[test]
fn an_owner_takes_part_and_does_more_than_watch() {
    let scene = given(room_drafted());
    let jerome = one_of(Role::Observer).id;
    let to_observer = revise("dns", |to| to.owner = Some(jerome.clone()));
    scene.when(lead(), to_observer).then_rejected(Rejection::OnlyObserves { person: jerome });
}

#[test]
fn the_window_changes_only_before_the_room_is_live() {
    let window = Window { start: clock("10:06"), length: Length::from_minutes(45) };
    let revise = || edit(Edit::ReviseWindow { window, interruption: Length::from_minutes(20) });
    let scene = given(room_drafted()).had(lead(), revise());
    assert_eq!(scene.room.charter.as_ref().unwrap().window, window);
    given(room_live()).when(lead(), revise()).then_rejected(EditRejection::WindowStands.into());
}

#[test]
fn a_phase_goes_only_when_it_is_empty() {
    let no = EditRejection::PhaseHasSteps { phase: phase("open") };
    let remove = || edit(Edit::RemovePhase { phase: phase("open") });
    given(room_drafted()).when(lead(), remove()).then_rejected(no.into());
    let scene = given(room_drafted())
        .had(lead(), edit(Edit::RemoveStep { step: step("smoke") }))
        .had(lead(), edit(Edit::RemoveStep { step: step("maintenance-off") }))
        .had(lead(), remove());
    assert_eq!(scene.room.phases.len(), 1);
}

#[test]
fn a_new_step_is_called_after_its_title_and_is_unplanned_in_a_live_room() {
    let add = || Edit::AddStep { phase: phase("cut"), below: Some(step("dns")), to: form("dns") };
    let scene = given(room_drafted()).had(lead(), edit(add()));
    assert_eq!(scene.step("dns-2").origin, Origin::Planned);
    assert_eq!(order(&scene)[2..4], ["dns", "dns-2"]);
    let scene =
        given(room_live()).had(lead(), edit(add())).had(lead(), asks(EditCommand::Apply {}));
    assert_eq!(scene.step("dns-2").origin, Origin::Unplanned);
}

#[test]
fn whoever_made_the_last_change_takes_it_back() {
    let before = given(room_drafted());
    let undo = || asks(EditCommand::Undo {});
    let changed = before.clone().had(lead(), edit(Edit::RemoveStep { step: step("replication") }));
    changed.clone().when(Actor::Bascule, undo()).then_no("nothing_to_undo");
    let after = changed.had(lead(), undo());
    assert_eq!(after.room.phases, before.room.phases);
    for (id, step) in &before.room.steps {
        assert_eq!(after.room.steps[id].plan, step.plan);
    }
    after.when(lead(), undo()).then_no("nothing_to_undo");
}

#[test]
fn a_change_on_which_something_was_built_stays() {
    let scene = given(room_live())
        .had(lead(), revise("drain", |to| to.length = Some(600)))
        .had(lead(), asks(EditCommand::Apply {}))
        .had(tech(), start("drain"));
    scene.when(lead(), asks(EditCommand::Undo {})).then_rejected(EditRejection::BuiltOn.into());
}

#[test]
fn undo_takes_the_last_edit_of_a_proposal_back_first() {
    let scene = given(room_live())
        .had(lead(), revise("dns", |to| to.length = Some(600)))
        .had(lead(), revise("smoke", |to| to.length = Some(600)))
        .had(lead(), asks(EditCommand::Undo {}));
    assert_eq!(scene.room.run.edits.proposal.len(), 1);
    let scene = scene.had(lead(), asks(EditCommand::Drop {}));
    assert!(proposed(&scene.room).is_none());
    scene.when(lead(), asks(EditCommand::Apply {})).then_no("nothing_proposed");
}

#[test]
fn a_closed_room_and_an_edit_without_effect_are_refused() {
    given(room_drafted()).when(lead(), revise("dns", |_| ())).then_no("nothing_changes");
    let closed =
        given(room_live()).had(lead(), reach(Stage::Watching)).had(lead(), reach(Stage::Closed));
    closed.when(lead(), revise("dns", |to| to.length = Some(60))).then_no("room_closed");
}

/// Drain 10:07 + 5, replication + 6, dns + 7, smoke + 7, off 10:34 + 2: slack of two minutes after
/// smoke. Three more minutes of drain reach the end as one.
#[test]
fn the_diff_says_for_whom_and_how_the_end_moves() {
    let scene = given(room_live()).had(lead(), revise("drain", |to| to.length = Some(480)));
    let change = proposed(&scene.room).unwrap().unwrap();
    let diff = diff(&scene.room, &change, clock("10:07"));
    assert_eq!(diff.end, (clock("10:36"), clock("10:37")));
    let lines = |person: &str| -> Vec<(String, What)> {
        let of = diff.people.iter().find(|p| p.person.as_str() == person);
        let lines = of.into_iter().flat_map(|p| &p.lines);
        lines.map(|line| (line.step.to_string(), line.what.clone())).collect()
    };
    let five = (Length::from_minutes(5), Length::from_minutes(8));
    assert_eq!(
        lines("thierry"),
        [
            ("drain".into(), What::Lasts(five.0, five.1)),
            ("dns".into(), What::Expected(clock("10:18"), clock("10:21"))),
        ]
    );
    assert_eq!(
        lines("alexandrine"),
        [("smoke".into(), What::Expected(clock("10:25"), clock("10:28")))]
    );
    assert_eq!(
        lines("sylvain-m"),
        [("maintenance-off".into(), What::Expected(clock("10:34"), clock("10:35")))]
    );
    assert!(lines("celine").is_empty());
}

/// Everything that may be said of how a step is run, said.
fn all_facts() -> RunEdit {
    RunEdit {
        undo_how: Some(Instructions::parse("point it back").unwrap()),
        point_of_no_return: true,
        no_return_reason: Some(reason("orders are there")),
        plan_b: Some(title("Another way")),
        plan_b_steps: vec![PlanBStep {
            title: Some(title("Block it")),
            length: Some(240),
            ..PlanBStep::default()
        }],
        opens_debt: Some(title("a rule")),
        hold: Some(title("Coffee")),
        hold_length: Some(300),
        ..RunEdit::default()
    }
}

#[test]
fn how_a_step_is_run_is_edited_too_and_taken_away_by_a_form_that_says_nothing() {
    let said = |run: RunEdit| revise("dns", move |to| to.run = Some(run));
    let scene = given(room_drafted()).had(lead(), said(all_facts()));
    let plan = &scene.step("dns").plan;
    assert_eq!(plan.hold.as_ref().unwrap().length, Length::from_minutes(5));
    let plan_b = plan.run.contingency.as_ref().unwrap();
    assert_eq!((plan_b.steps[0].id.as_str(), plan_b.seconds()), ("dns-b1", 240));
    let no_return = plan.run.point_of_no_return.as_ref().unwrap();
    assert_eq!(no_return.reason, Some(reason("orders are there")));
    assert_eq!(plan.run.opens_debt, Some(title("a rule")));

    let silent = scene.clone().had(lead(), revise("dns", |to| to.title = title("DNS")));
    assert_eq!(silent.step("dns").plan.run, plan.run, "a form without them leaves them");
    let scene = scene.had(lead(), said(RunEdit::default()));
    assert!(scene.step("dns").plan.run.contingency.is_none());
    assert!(scene.step("dns").plan.hold.is_none());
}

#[test]
fn a_gate_asks_and_work_does_not() {
    let asks = RunEdit {
        question: Some(title("Do we go?")),
        poll: vec![Seat::Team(Role::Tech)],
        read_back: vec![Belief::Length],
        ..RunEdit::default()
    };
    let to = |gate: bool, run: &RunEdit| {
        let run = run.clone();
        revise("dns", move |to| (to.gate, to.run) = (gate, Some(run)))
    };
    let scene = given(room_drafted()).had(lead(), to(true, &asks));
    assert!(scene.step("dns").plan.run.gate.asks());
    given(room_drafted()).when(lead(), to(false, &asks)).then_no("only_gates_ask");
    let nobody = RunEdit { poll: Vec::new(), ..asks };
    given(room_drafted()).when(lead(), to(true, &nobody)).then_no("nobody_is_asked");
}

#[test]
fn what_is_said_by_halves_is_refused_by_name() {
    let refused = |id: &str, change: fn(&mut RunEdit), code: &str| {
        let mut run = all_facts();
        change(&mut run);
        given(room_drafted()).when(lead(), revise(id, |to| to.run = Some(run))).then_no(code);
    };
    refused("dns", |run| run.hold = None, "half_a_hold");
    refused("dns", |run| run.hold_length = Some(0), "half_a_hold");
    refused("drain", |_| (), "hold_after_nothing");
    refused("dns", |run| run.plan_b = None, "half_a_plan_b");
    refused("dns", |run| run.plan_b_steps[0].length = None, "half_a_plan_b");
    refused("dns", |run| run.plan_b_steps.clear(), "half_a_plan_b");
    refused("dns", |run| run.point_of_no_return = false, "reason_of_nothing");
    refused("dns", |run| run.pays_debt = vec![step("smoke")], "pays_for_nothing");
}

#[test]
fn a_debt_is_paid_by_a_step_that_names_who_leaves_it_and_forgotten_with_it() {
    let leaves = RunEdit { opens_debt: Some(title("a rule")), ..RunEdit::default() };
    let pays = RunEdit { pays_debt: vec![step("dns")], ..RunEdit::default() };
    let scene = given(room_drafted())
        .had(lead(), revise("dns", |to| to.run = Some(leaves)))
        .had(lead(), revise("smoke", |to| to.run = Some(pays)));
    assert_eq!(scene.step("smoke").plan.run.pays_debt, [step("dns")]);
    let scene = scene.had(lead(), edit(Edit::RemoveStep { step: step("dns") }));
    assert!(scene.step("smoke").plan.run.pays_debt.is_empty());
}
