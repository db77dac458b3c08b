//! From a draft to a plan: every fault is found and named at once.

use super::{
    Effect, LINKS_MAX, PhasePlan, Plan, PlanDraft, PlanFault, STEPS_MAX, StepDraft, StepPlan, Work,
    WorkDraft,
};
use crate::{
    id::{PersonId, StepId},
    time::Length,
};
use std::collections::{BTreeMap, BTreeSet};

impl PlanDraft {
    /// Checks the whole draft.
    ///
    /// # Errors
    /// Every [`PlanFault`] there is, in the order of the plan; never an empty list.
    pub fn validate(self) -> Result<Plan, Vec<PlanFault>> {
        let mut faults = self.faults_of_ids();
        let people = one_by_one(self.people.iter().map(|person| person.id.clone()));
        if self.window.length < self.interruption {
            faults.push(PlanFault::WindowTooShort {
                window: self.window.length,
                interruption: self.interruption,
            });
        }
        faults.extend(self.faults_of_links());
        faults.extend(self.faults_of_effects());
        faults.extend(self.faults_of_watch(&people));
        let mut phases = Vec::new();
        for phase in self.phases {
            let mut steps = Vec::new();
            for step in phase.steps {
                match step.validate(&people) {
                    Ok(step) => steps.push(step),
                    Err(found) => faults.extend(found),
                }
            }
            phases.push(PhasePlan { id: phase.id, title: phase.title, steps });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Plan {
            title: self.title,
            organisation: self.organisation,
            window: self.window,
            interruption: self.interruption,
            people: self.people,
            phases,
            watch: self.watch,
            rehearsal: self.rehearsal,
        })
    }

    fn steps(&self) -> impl Iterator<Item = &StepDraft> {
        self.phases.iter().flat_map(|phase| &phase.steps)
    }

    fn faults_of_ids(&self) -> Vec<PlanFault> {
        let mut faults = Vec::new();
        let links: usize = self.steps().map(|step| step.after.len()).sum();
        match self.steps().count() {
            0 => faults.push(PlanFault::NoSteps),
            steps if steps > STEPS_MAX || links > LINKS_MAX => faults.push(PlanFault::TooLarge),
            _ => {}
        }
        let people = repeated(self.people.iter().map(|p| &p.id));
        faults.extend(people.map(|person| PlanFault::DuplicatePerson { person }));
        let phases = repeated(self.phases.iter().map(|p| &p.id));
        faults.extend(phases.map(|phase| PlanFault::DuplicatePhase { phase }));
        let steps = repeated(self.steps().map(|s| &s.id));
        faults.extend(steps.map(|step| PlanFault::DuplicateStep { step }));
        faults
    }

    fn faults_of_links(&self) -> Vec<PlanFault> {
        let known: BTreeSet<&StepId> = one_by_one(self.steps().map(|step| &step.id));
        let mut faults = Vec::new();
        for step in self.steps() {
            for after in step.after.iter().filter(|after| !known.contains(after)) {
                faults.push(PlanFault::UnknownDependency {
                    step: step.id.clone(),
                    after: after.clone(),
                });
            }
        }
        let links = self.steps().map(|step| (&step.id, step.after.as_slice()));
        faults.extend(cycle_among(links).map(|steps| PlanFault::Cycle { steps }));
        faults
    }

    #[cfg(target_arch = "wasm32")]
    const fn faults_of_watch(&self, _: &BTreeSet<PersonId>) -> Option<PlanFault> {
        None
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn faults_of_watch(&self, people: &BTreeSet<PersonId>) -> impl Iterator<Item = PlanFault> {
        let steps = self.steps().map(|step| step.id.clone()).collect();
        self.watch.faults(&steps, people).into_iter().map(PlanFault::Watch)
    }

    fn faults_of_effects(&self) -> Vec<PlanFault> {
        let marked = |effect: Effect| {
            let mut steps = self.steps().filter(move |step| step.effect == Some(effect));
            Some((steps.next()?, steps.next()?))
        };
        [Effect::InterruptionStarts, Effect::InterruptionEnds]
            .into_iter()
            .filter_map(marked)
            .map(|(first, second)| PlanFault::TwoEffects {
                first: first.id.clone(),
                second: second.id.clone(),
            })
            .collect()
    }
}

impl StepDraft {
    /// Checks one step by itself; what it waits for is checked where the others are known.
    ///
    /// # Errors
    /// Every fault of its owner and length; never an empty list.
    pub fn validate(self, people: &BTreeSet<PersonId>) -> Result<StepPlan, Vec<PlanFault>> {
        let mut faults = Vec::new();
        let work = match self.work {
            WorkDraft::Gate => Work::Gate,
            WorkDraft::Task { seconds } => {
                match u32::try_from(seconds).ok().map(Length::from_seconds) {
                    Some(length) if length > Length::default() && length <= Length::MAX => {
                        Work::Task { length }
                    }
                    Some(_) | None => {
                        faults.push(PlanFault::BadLength { step: self.id.clone(), seconds });
                        Work::Gate
                    }
                }
            }
        };
        let owner = match self.owner {
            Some(owner) if people.contains(&owner) => Some(owner),
            Some(owner) => {
                faults.push(PlanFault::UnknownOwner { step: self.id.clone(), owner });
                None
            }
            None => {
                faults.push(PlanFault::NoOwner { step: self.id.clone() });
                None
            }
        };
        match owner {
            Some(owner) if faults.is_empty() => Ok(StepPlan {
                id: self.id,
                title: self.title,
                owner,
                work,
                start: self.start,
                after: without_repeats(self.after),
                instructions: self.instructions,
                effect: self.effect,
                lags: self.lags,
                hold: self.hold,
                run: self.run,
            }),
            Some(_) | None => Err(faults),
        }
    }
}

fn repeated<'a, T: Ord + Clone + 'a>(ids: impl Iterator<Item = &'a T>) -> impl Iterator<Item = T> {
    let mut seen = BTreeSet::new();
    let mut twice = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            twice.insert(id.clone());
        }
    }
    twice.into_iter()
}

/// Fills a set or a map one by one. Collecting sorts first, and each type brings a copy of the
/// sort along: fast on the server, a fiftieth of the download in the browser.
pub(crate) fn one_by_one<T, C: Default + Extend<T>>(entries: impl Iterator<Item = T>) -> C {
    let mut filled = C::default();
    entries.for_each(|entry| filled.extend([entry]));
    filled
}

/// The same in the same order, each once.
pub(crate) fn without_repeats(mut steps: Vec<StepId>) -> Vec<StepId> {
    let mut seen = BTreeSet::new();
    steps.retain(|step| seen.insert(step.clone()));
    steps
}

/// One circle among "waits for" links, in order, if there is one.
///
/// Kahn's algorithm: what can be settled in some order is taken away; if something is left,
/// following its links must come back to where it has been. No recursion, linear time.
pub fn cycle_among<'a>(
    links: impl Iterator<Item = (&'a StepId, &'a [StepId])>,
) -> Option<Vec<StepId>> {
    let links: BTreeMap<&StepId, &[StepId]> = one_by_one(links);
    let mut open: BTreeMap<&StepId, usize> = BTreeMap::new();
    let mut followers: BTreeMap<&StepId, Vec<&StepId>> = BTreeMap::new();
    for (step, after) in &links {
        let known = after.iter().filter(|after| links.contains_key(after));
        open.insert(step, known.clone().count());
        known.for_each(|after| followers.entry(after).or_default().push(step));
    }
    let mut free: Vec<&StepId> =
        open.iter().filter(|(_, count)| **count == 0).map(|(step, _)| *step).collect();
    while let Some(step) = free.pop() {
        open.remove(step);
        for follower in followers.remove(step).unwrap_or_default() {
            if let Some(count) = open.get_mut(follower) {
                *count -= 1;
                if *count == 0 {
                    free.push(follower);
                }
            }
        }
    }
    let mut path: Vec<&StepId> = Vec::new();
    let mut places: BTreeMap<&StepId, usize> = BTreeMap::new();
    let mut next: &StepId = open.keys().next()?;
    loop {
        if let Some(begin) = places.insert(next, path.len()) {
            return Some(path[begin..].iter().map(|step| (*step).clone()).collect());
        }
        path.push(next);
        next = links.get(next)?.iter().find(|after| open.contains_key(after))?;
    }
}
