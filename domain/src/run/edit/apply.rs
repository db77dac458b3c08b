//! One edit, made on a draft.

use super::{Edit, EditRejection, StepEdit};
use crate::{
    id::{PhaseId, StepId, slug_of},
    plan::{PhaseDraft, PlanDraft, StepDraft, WorkDraft},
    rejection::Rejection,
    run::WayIn,
    text::Title,
};

impl Edit {
    /// Makes the edit. Whether the result is a plan is for `validate` to say.
    ///
    /// # Errors
    /// When something it names is not there.
    pub fn make(&self, plan: &mut PlanDraft) -> Result<(), Rejection> {
        match self {
            Self::AddStep { phase, below, to } => {
                let id = free_step_id(plan, &to.title);
                let start = StepDraft::new(id, to.title.clone(), WorkDraft::Gate, to.start);
                let step = to.onto(start)?;
                let id = step.id.clone();
                place(plan, phase, below.as_ref(), step)?;
                pays_for_debts(plan, &id)
            }
            Self::ReviseStep { step, to } => {
                let found = step_mut(plan, step)?;
                *found = to.onto(found.clone())?;
                pays_for_debts(plan, step)
            }
            Self::MoveStep { step, phase, below } => {
                if below.as_ref() == Some(step) {
                    return Ok(());
                }
                let step = take(plan, step)?;
                place(plan, phase, below.as_ref(), step)
            }
            Self::RemoveStep { step } => {
                let gone = take(plan, step)?;
                for step in steps_mut(plan) {
                    wait_past(step, &gone);
                    step.run.pays_debt.retain(|paid| *paid != gone.id);
                }
                Ok(())
            }
            Self::AddPhase { title } => {
                let id = free_phase_id(plan, title);
                plan.phases.push(PhaseDraft { id, title: title.clone(), steps: Vec::new() });
                Ok(())
            }
            Self::RenamePhase { phase, title } => {
                phase_mut(plan, phase)?.title = title.clone();
                Ok(())
            }
            Self::MovePhase { phase, below } => move_phase(plan, phase, below.as_ref()),
            Self::RemovePhase { phase } => {
                if !phase_mut(plan, phase)?.steps.is_empty() {
                    return Err(EditRejection::PhaseHasSteps { phase: phase.clone() }.into());
                }
                plan.phases.retain(|known| known.id != *phase);
                Ok(())
            }
            Self::ReviseWindow { window, interruption } => {
                (plan.window, plan.interruption) = (*window, *interruption);
                Ok(())
            }
        }
    }

    /// Takes technical details out.
    pub fn redact(&mut self) {
        match self {
            Self::AddStep { to, .. } | Self::ReviseStep { to, .. } => {
                to.instructions = None;
                if let Some(run) = &mut to.run {
                    run.undo_how = None;
                    run.plan_b_steps.iter_mut().for_each(|step| step.instructions = None);
                }
            }
            Self::MoveStep { .. }
            | Self::RemoveStep { .. }
            | Self::AddPhase { .. }
            | Self::RenamePhase { .. }
            | Self::MovePhase { .. }
            | Self::RemovePhase { .. }
            | Self::ReviseWindow { .. } => {}
        }
    }
}

impl StepEdit {
    /// The step with all that can be edited; what cannot stays as it was.
    ///
    /// # Errors
    /// What is said by halves.
    fn onto(&self, step: StepDraft) -> Result<StepDraft, Rejection> {
        let (mut run, mut hold) = (step.run, step.hold);
        if let Some(edit) = &self.run {
            run = edit.onto(&step.id, self, run)?;
            hold = edit.planned_hold(&step.id, self)?;
        }
        run.undo = self.undo.clone();
        run.smoke_test = self.smoke_test;
        // Another way in is not the one that was proven.
        run.way_in = match (&self.way_in, run.way_in.take()) {
            (Some(how), Some(known)) if known.how == *how => Some(known),
            (Some(how), _) => Some(WayIn { how: how.clone(), proven: false }),
            (None, _) => None,
        };
        let lags = self.lags.iter().filter(|lag| self.after.contains(&lag.after));
        Ok(StepDraft {
            id: step.id,
            title: self.title.clone(),
            owner: self.owner.clone(),
            work: match (self.gate, self.length) {
                (true, _) => WorkDraft::Gate,
                (false, seconds) => WorkDraft::Task { seconds: seconds.unwrap_or(0) },
            },
            start: self.start,
            after: self.after.clone(),
            instructions: self.instructions.clone(),
            effect: self.effect,
            lags: lags.cloned().collect(),
            hold,
            run,
        })
    }
}

fn steps_mut(plan: &mut PlanDraft) -> impl Iterator<Item = &mut StepDraft> {
    plan.phases.iter_mut().flat_map(|phase| &mut phase.steps)
}

fn step_mut<'a>(plan: &'a mut PlanDraft, step: &StepId) -> Result<&'a mut StepDraft, Rejection> {
    let found = steps_mut(plan).find(|known| known.id == *step);
    found.ok_or_else(|| Rejection::UnknownStep { step: step.clone() })
}

fn phase_mut<'a>(
    plan: &'a mut PlanDraft,
    phase: &PhaseId,
) -> Result<&'a mut PhaseDraft, Rejection> {
    let found = plan.phases.iter_mut().find(|known| known.id == *phase);
    found.ok_or_else(|| Rejection::UnknownPhase { phase: phase.clone() })
}

fn take(plan: &mut PlanDraft, step: &StepId) -> Result<StepDraft, Rejection> {
    for phase in &mut plan.phases {
        if let Some(place) = phase.steps.iter().position(|known| known.id == *step) {
            return Ok(phase.steps.remove(place));
        }
    }
    Err(Rejection::UnknownStep { step: step.clone() })
}

fn place(
    plan: &mut PlanDraft,
    phase: &PhaseId,
    below: Option<&StepId>,
    step: StepDraft,
) -> Result<(), Rejection> {
    let phase = phase_mut(plan, phase)?;
    let place = match below {
        None => 0,
        Some(above) => {
            let found = phase.steps.iter().position(|known| known.id == *above);
            found.ok_or_else(|| Rejection::UnknownStep { step: above.clone() })? + 1
        }
    };
    phase.steps.insert(place, step);
    Ok(())
}

/// What waited for a step that is gone waits for what that one waited for.
fn wait_past(step: &mut StepDraft, gone: &StepDraft) {
    let Some(place) = step.after.iter().position(|after| *after == gone.id) else { return };
    step.after.remove(place);
    for after in gone.after.iter().rev() {
        if *after != step.id && !step.after.contains(after) {
            step.after.insert(place, after.clone());
        }
    }
    step.lags.retain(|lag| lag.after != gone.id);
}

/// What a step pays for is opened by another one.
fn pays_for_debts(plan: &PlanDraft, step: &StepId) -> Result<(), Rejection> {
    let steps = || plan.phases.iter().flat_map(|phase| &phase.steps);
    let opens = |id: &StepId| steps().any(|step| step.id == *id && step.run.opens_debt.is_some());
    let paid = steps().find(|known| known.id == *step).map(|step| &step.run.pays_debt);
    match paid.into_iter().flatten().find(|paid| !opens(paid)) {
        Some(paid) => {
            Err(EditRejection::PaysForNothing { step: step.clone(), paid: paid.clone() }.into())
        }
        None => Ok(()),
    }
}

fn move_phase(
    plan: &mut PlanDraft,
    phase: &PhaseId,
    below: Option<&PhaseId>,
) -> Result<(), Rejection> {
    if below == Some(phase) {
        return Ok(());
    }
    let position = |plan: &PlanDraft, phase: &PhaseId| {
        let found = plan.phases.iter().position(|known| known.id == *phase);
        found.ok_or_else(|| Rejection::UnknownPhase { phase: phase.clone() })
    };
    let from = position(plan, phase)?;
    let moved = plan.phases.remove(from);
    let to = match below {
        None => 0,
        Some(above) => position(plan, above)? + 1,
    };
    plan.phases.insert(to, moved);
    Ok(())
}

fn free_step_id(plan: &PlanDraft, title: &Title) -> StepId {
    let taken = |id: &StepId| plan.phases.iter().flat_map(|p| &p.steps).any(|s| s.id == *id);
    free_id(title, "step", |text| StepId::parse(text).ok().filter(|id| !taken(id)))
}

fn free_phase_id(plan: &PlanDraft, title: &Title) -> PhaseId {
    let taken = |id: &PhaseId| plan.phases.iter().any(|phase| phase.id == *id);
    free_id(title, "phase", |text| PhaseId::parse(text).ok().filter(|id| !taken(id)))
}

/// `switch-dns`, else `switch-dns-2` and so on: readable in an address, and the same each time.
fn free_id<T>(title: &Title, otherwise: &str, free: impl Fn(&str) -> Option<T>) -> T {
    let slug = slug_of(title.as_str()).unwrap_or_else(|| otherwise.to_owned());
    let mut number = 1_u64;
    loop {
        let text = if number == 1 { slug.clone() } else { format!("{slug}-{number}") };
        if let Some(id) = free(&text) {
            return id;
        }
        number += 1;
    }
}
