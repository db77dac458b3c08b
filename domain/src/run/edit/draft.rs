//! The plan of a room as a draft again, to be edited and validated anew.

use crate::{
    plan::{PhaseDraft, PlanDraft, StepDraft, StepPlan, Work, WorkDraft},
    room::Room,
};

/// The plan of a room as it stands now, inserted steps included; `None` before there is one.
///
/// Its people are all whom the room knows: what somebody did who has left is still theirs.
#[must_use]
pub fn draft_of(room: &Room) -> Option<PlanDraft> {
    let charter = room.charter.as_ref()?;
    let phases = room.phases.iter().map(|phase| {
        let steps = phase.steps.iter().filter_map(|id| room.steps.get(id));
        PhaseDraft {
            id: phase.id.clone(),
            title: phase.title.clone(),
            steps: steps.map(|step| step_draft(&step.plan)).collect(),
        }
    });
    Some(PlanDraft {
        title: charter.title.clone(),
        organisation: charter.organisation.clone(),
        window: charter.window,
        interruption: charter.interruption,
        people: room.people.values().cloned().collect(),
        phases: phases.collect(),
        watch: room.watch.plan.clone(),
        rehearsal: None,
    })
}

fn step_draft(plan: &StepPlan) -> StepDraft {
    StepDraft {
        id: plan.id.clone(),
        title: plan.title.clone(),
        owner: Some(plan.owner.clone()),
        work: match plan.work {
            Work::Task { length } => WorkDraft::Task { seconds: i64::from(length.seconds()) },
            Work::Gate => WorkDraft::Gate,
        },
        start: plan.start,
        after: plan.after.clone(),
        instructions: plan.instructions.clone(),
        effect: plan.effect,
        lags: plan.lags.clone(),
        hold: plan.hold.clone(),
        run: plan.run.clone(),
    }
}
