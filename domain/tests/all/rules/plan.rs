//! From a draft to a plan: every fault at once.

use crate::story::{draft, person, phase, plan, somebody, step};
use domain::{
    Length, PlanDraft, PlanFault, Role, StepId,
    plan::{Effect, LINKS_MAX, PhaseDraft, STEPS_MAX, StepDraft, WorkDraft, cycle_among},
};
use std::{sync::mpsc, thread, time::Duration};

fn faults(plan: PlanDraft) -> Vec<PlanFault> {
    plan.validate().expect_err("the plan has no fault")
}

/// The story's plan with other steps in its first phase, and no others.
fn plan_of(steps: Vec<StepDraft>) -> PlanDraft {
    let title = plan().phases[0].title.clone();
    PlanDraft { phases: vec![PhaseDraft { id: phase("cut"), title, steps }], ..plan() }
}

fn free(id: &str, after: &[&str]) -> StepDraft {
    draft(id, "thierry", "10:07", 5, after)
}

#[test]
fn the_story_has_no_fault() {
    let valid = plan().validate().unwrap();
    assert_eq!(valid.phases.iter().map(|phase| phase.steps.len()).sum::<usize>(), 5);
}

#[test]
fn every_fault_is_found_at_once() {
    let ends = Some(Effect::InterruptionEnds);
    let mut bad = plan_of(vec![
        StepDraft { effect: ends, ..free("a", &["c"]) },
        StepDraft { effect: ends, ..free("b", &["a"]) },
        free("c", &["b", "nope"]),
        StepDraft { owner: None, ..free("d", &[]) },
        StepDraft { owner: Some(person("nobody")), ..free("d", &[]) },
        StepDraft { work: WorkDraft::Task { seconds: -60 }, ..free("e", &[]) },
    ]);
    bad.phases.push(PhaseDraft { steps: vec![], ..bad.phases[0].clone() });
    bad.people.push(somebody("thierry", "Another Thierry", Role::Tech));
    bad.window.length = Length::from_minutes(5);
    let (a, b, c, d, e) = (step("a"), step("b"), step("c"), step("d"), step("e"));
    assert_eq!(
        faults(bad),
        [
            PlanFault::DuplicatePerson { person: person("thierry") },
            PlanFault::DuplicatePhase { phase: phase("cut") },
            PlanFault::DuplicateStep { step: d.clone() },
            PlanFault::WindowTooShort {
                window: Length::from_minutes(5),
                interruption: Length::from_minutes(10),
            },
            PlanFault::UnknownDependency { step: c.clone(), after: step("nope") },
            PlanFault::Cycle { steps: vec![a.clone(), c, b.clone()] },
            PlanFault::TwoEffects { first: a, second: b },
            PlanFault::NoOwner { step: d.clone() },
            PlanFault::UnknownOwner { step: d, owner: person("nobody") },
            PlanFault::BadLength { step: e, seconds: -60 },
        ]
    );
}

#[test]
fn a_circle_is_named_without_what_only_waits_for_it() {
    let steps = vec![free("a", &["c"]), free("b", &["c", "z"]), free("c", &["b"]), free("z", &[])];
    let circle = PlanFault::Cycle { steps: vec![step("c"), step("b")] };
    assert_eq!(faults(plan_of(steps)), [circle]);
}

#[test]
fn a_step_that_waits_for_itself_is_a_circle() {
    let circle = PlanFault::Cycle { steps: vec![step("a")] };
    assert_eq!(faults(plan_of(vec![free("a", &["a"])])), [circle]);
}

#[test]
fn a_length_is_from_one_second_to_thirty_days() {
    let thirty_days = 30 * 24 * 3600;
    let with =
        |seconds| plan_of(vec![StepDraft { work: WorkDraft::Task { seconds }, ..free("a", &[]) }]);
    for seconds in [1, thirty_days] {
        assert!(with(seconds).validate().is_ok(), "{seconds} s was refused");
    }
    for seconds in [0, -1, thirty_days + 1, i64::MAX, i64::MIN] {
        let fault = PlanFault::BadLength { step: step("a"), seconds };
        assert_eq!(faults(with(seconds)), [fault]);
    }
}

#[test]
fn a_window_may_be_as_short_as_the_interruption() {
    let mut tight = plan();
    tight.window.length = tight.interruption;
    assert!(tight.validate().is_ok());
}

#[test]
fn the_start_of_the_interruption_is_marked_once_too() {
    let starts = Some(Effect::InterruptionStarts);
    let marked = |id| StepDraft { effect: starts, ..free(id, &[]) };
    let fault = PlanFault::TwoEffects { first: step("a"), second: step("b") };
    assert_eq!(faults(plan_of(vec![marked("a"), marked("b"), marked("c")])), [fault]);
}

#[test]
fn a_plan_has_at_least_one_step() {
    assert_eq!(faults(plan_of(vec![])), [PlanFault::NoSteps]);
}

#[test]
fn a_plan_has_at_most_so_many_steps_and_links() {
    let steps = |count: usize| (0..count).map(|n| free(&format!("s-{n}"), &[])).collect();
    assert!(plan_of(steps(STEPS_MAX)).validate().is_ok());
    assert_eq!(faults(plan_of(steps(STEPS_MAX + 1))), [PlanFault::TooLarge]);
    let linked = |links| vec![free("a", &[]), free("b", &vec!["a"; links])];
    assert!(plan_of(linked(LINKS_MAX)).validate().is_ok());
    assert_eq!(faults(plan_of(linked(LINKS_MAX + 1))), [PlanFault::TooLarge]);
}

/// Runs on a stack too small for one frame a step, and gives up after half a minute, which a
/// search that looks at every step for every step does not keep.
fn on_a_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, result) = mpsc::channel();
    let small = thread::Builder::new().stack_size(192 * 1024);
    small.spawn(move || done.send(work()).unwrap()).unwrap();
    result.recv_timeout(Duration::from_secs(30)).expect("it took too long or too much stack")
}

/// n steps, each waiting for the next, the last for the first.
fn ring(n: usize) -> Vec<(StepId, Vec<StepId>)> {
    let id = |k: usize| step(&format!("s-{:06}", k % n));
    (0..n).map(|k| (id(k), vec![id(k + 1)])).collect()
}

#[test]
fn a_ring_of_as_many_steps_as_a_plan_holds_is_named_whole() {
    let steps = ring(STEPS_MAX)
        .into_iter()
        .map(|(id, after)| StepDraft { after, ..free(id.as_str(), &[]) });
    let bad = plan_of(steps.collect());
    let found = on_a_small_stack(move || faults(bad));
    let steps = ring(STEPS_MAX).into_iter().map(|(id, _)| id).collect();
    assert_eq!(found, [PlanFault::Cycle { steps }]);
}

#[test]
fn a_circle_is_found_in_linear_time() {
    let found = on_a_small_stack(|| {
        let links = ring(200_000);
        cycle_among(links.iter().map(|(id, after)| (id, after.as_slice())))
    });
    assert_eq!(found.map(|steps| steps.len()), Some(200_000));
}
