//! What a plan file says of debts: each step that pays names steps that open.

use domain::{PlanDraft, StepId, plan::StepDraft};

/// Steps that pay for what nobody opens: which, and what is wrong.
pub(super) fn faults(plan: &PlanDraft) -> Vec<(StepId, String)> {
    let steps = || plan.phases.iter().flat_map(|phase| &phase.steps);
    let opens = |id: &StepId| steps().any(|step| step.id == *id && step.run.opens_debt.is_some());
    let of = |step: &StepDraft| {
        let unknown = step.run.pays_debt.iter().filter(|paid| !opens(paid));
        let fault = |paid: &StepId| {
            (step.id.clone(), format!("step {}: it pays for {paid}, which opens no debt", step.id))
        };
        unknown.map(fault).collect::<Vec<_>>()
    };
    steps().flat_map(of).collect()
}
