//! What a form says of running a step, made into what the plan says, or why it cannot be.

use super::{EditRejection, PlanBStep, RunEdit, StepEdit};
use crate::{
    id::StepId,
    plan::PlannedHold,
    run::{
        NoReturn, StepRun,
        contingency::{Contingency, ContingencyStep},
        gate::GatePlan,
    },
    time::Length,
};

impl RunEdit {
    /// The facts of a step with all that is edited here.
    ///
    /// # Errors
    /// The first thing that is said by halves, or in a place where it means nothing.
    pub(super) fn onto(
        &self,
        step: &StepId,
        edit: &StepEdit,
        mut run: StepRun,
    ) -> Result<StepRun, EditRejection> {
        if self.no_return_reason.is_some() && !self.point_of_no_return {
            return Err(EditRejection::ReasonOfNothing { step: step.clone() });
        }
        run.undo_how.clone_from(&self.undo_how);
        run.point_of_no_return =
            self.point_of_no_return.then(|| NoReturn { reason: self.no_return_reason.clone() });
        run.contingency = self.contingency(step)?;
        run.gate = self.gate(step, edit.gate)?;
        run.opens_debt.clone_from(&self.opens_debt);
        run.pays_debt.clone_from(&self.pays_debt);
        Ok(run)
    }

    /// The hold that is planned before a step.
    ///
    /// # Errors
    /// When it lacks a name, a length or something to begin after.
    pub(super) fn planned_hold(
        &self,
        step: &StepId,
        edit: &StepEdit,
    ) -> Result<Option<PlannedHold>, EditRejection> {
        let half = || EditRejection::HalfAHold { step: step.clone() };
        match (&self.hold, self.hold_length) {
            (None, None) => Ok(None),
            (Some(title), Some(seconds)) => {
                let length = length(seconds).ok_or_else(half)?;
                if edit.after.is_empty() {
                    return Err(EditRejection::HoldAfterNothing { step: step.clone() });
                }
                Ok(Some(PlannedHold { title: title.clone(), length }))
            }
            (Some(_), None) | (None, Some(_)) => Err(half()),
        }
    }

    fn contingency(&self, step: &StepId) -> Result<Option<Contingency>, EditRejection> {
        let half = || EditRejection::HalfAPlanB { step: step.clone() };
        match (&self.plan_b, self.plan_b_steps.as_slice()) {
            (None, []) => Ok(None),
            (None, _) | (Some(_), []) => Err(half()),
            (Some(title), steps) => {
                let made = steps.iter().enumerate().map(|(place, it)| it.made(step, place + 1));
                let steps = made.collect::<Option<Vec<_>>>().ok_or_else(half)?;
                Ok(Some(Contingency { title: title.clone(), steps }))
            }
        }
    }

    fn gate(&self, step: &StepId, is_gate: bool) -> Result<GatePlan, EditRejection> {
        let gate = GatePlan {
            question: self.question.clone(),
            poll: self.poll.clone(),
            read_back: self.read_back.clone(),
        };
        if !is_gate && !gate.is_empty() {
            return Err(EditRejection::OnlyGatesAsk { step: step.clone() });
        }
        if gate.poll.is_empty() && !gate.read_back.is_empty() {
            return Err(EditRejection::NobodyIsAsked { step: step.clone() });
        }
        Ok(gate)
    }
}

impl PlanBStep {
    fn made(&self, of: &StepId, place: usize) -> Option<ContingencyStep> {
        let named = StepId::parse(&format!("{of}-b{place}"));
        let id = named.or_else(|_| StepId::parse(&format!("plan-b-{place}"))).ok()?;
        Some(ContingencyStep {
            id,
            title: self.title.clone()?,
            owner: self.owner.clone(),
            length: length(self.length?)?,
            rehearsed: self.rehearsed,
            instructions: self.instructions.clone(),
        })
    }
}

/// From a second to thirty days.
fn length(seconds: i64) -> Option<Length> {
    let length = u32::try_from(seconds).ok().map(Length::from_seconds)?;
    (length > Length::default() && length <= Length::MAX).then_some(length)
}
