//! Plan files: TOML that people write and read, with local times such as "10:06".
//!
//! A file is read to its end whatever is wrong with it: every fault is named at once, with its
//! line and place, because fixing a plan one refusal at a time is how the night before is lost.

mod debt;
pub(crate) mod fields;
mod gate;
pub(crate) mod length;
mod local;
mod readiness;
mod run;
mod waits;
mod watch;

use domain::{
    Length, Person, PersonId, PhaseId, PlanDraft, PlanFault, Role, StepId, Timestamp, Zone,
    id::slug_of,
    plan::{Effect, PhaseDraft, StepDraft, Window, WorkDraft},
    text::{Instructions, PersonName, Title},
};
use fields::{Fields, Source};
use local::Days;
use std::fmt;

pub use length::parse_length;
pub use local::{Days as LocalDays, zone_of};

/// A plan and the zone its times were read in.
#[derive(Debug, Clone)]
pub struct PlanFile {
    /// The plan; the domain finds no fault in it.
    pub plan: PlanDraft,
    /// The zone of the room, with the offsets of a year around its days.
    pub zone: Zone,
    /// How this file reads local times; a replay script reads its own the same way.
    pub days: LocalDays,
}

/// Something wrong in a plan file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// The line, counted from 1; 0 when it is about the whole file.
    pub line: usize,
    /// Where, in words: `step dns, start`.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.place.as_str()) {
            (0, "") => f.write_str(&self.what),
            (0, place) => write!(f, "{place}: {}", self.what),
            (line, "") => write!(f, "line {line}: {}", self.what),
            (line, place) => write!(f, "line {line}, {place}: {}", self.what),
        }
    }
}

/// What is missing from the draft because it could not be read.
struct Lost {
    people: bool,
    steps: bool,
}

/// A phase, and how many steps were written in it, readable or not.
struct Phase {
    draft: PhaseDraft,
    written: usize,
}

/// Reads a plan file.
///
/// # Errors
/// Every [`FileFault`] there is, in the order of the file; never an empty list.
pub fn read_plan(text: &str) -> Result<PlanFile, Vec<FileFault>> {
    let source = Source::parse(text)?;
    let file = source.whole();
    let days = days(&file);
    let title = file.needed("title", Title::parse);
    let organisation = file.needed("organisation", Title::parse);
    let interruption = file.needed("interruption", length_of);
    let window = window(&file, &days);
    let tables = file.tables("people", "person");
    let people: Vec<Person> = tables.iter().filter_map(person).collect();
    let mut lost = Lost { people: people.len() < tables.len(), steps: false };
    let mut steps_at = Vec::new();
    let mut phases = Vec::new();
    for fields in file.tables("phases", "phase") {
        match phase(&fields, &days, &people, &mut steps_at) {
            Some(phase) => phases.push(phase),
            None => lost.steps = true,
        }
    }
    lost.steps |= steps_at.len() < phases.iter().map(|phase| phase.written).sum::<usize>();
    let phases: Vec<PhaseDraft> = phases.into_iter().map(|phase| phase.draft).collect();
    let watch = watch::read(&file, &people);
    file.refuse_unknown();

    // What could not be read stands in as something harmless, so that the domain's own faults
    // (circles, unknown owners) are found in the same pass.
    let nameless = || Title::parse("?").expect("one character is a title");
    let interruption = interruption.unwrap_or_default();
    let plan = PlanDraft {
        title: title.unwrap_or_else(nameless),
        organisation: organisation.unwrap_or_else(nameless),
        window: window.unwrap_or(Window { start: Timestamp::default(), length: interruption }),
        interruption,
        people,
        phases,
        watch,
        rehearsal: None,
    };
    let window_lost = source.has_faults();
    for fault in plan.clone().validate().err().unwrap_or_default() {
        // What could not be read is named already; those who refer to it are not at fault.
        let echo = match fault {
            PlanFault::UnknownOwner { .. } => lost.people,
            PlanFault::UnknownDependency { .. } | PlanFault::NoSteps => lost.steps,
            PlanFault::WindowTooShort { .. } | PlanFault::Watch(_) => window_lost,
            _ => false,
        };
        if !echo {
            source.fault(line_of(&fault, &steps_at), String::new(), fault.to_string());
        }
    }
    for (step, what) in debt::faults(&plan).into_iter().filter(|_| !lost.steps) {
        source.fault(line_at(&step, &steps_at), String::new(), what);
    }
    let zone = zone_of(days.zone(), plan_span(&plan));
    source.finish(PlanFile { plan, zone, days })
}

fn days(file: &Fields<'_>) -> Days {
    let zone = file.needed("zone", local::parse_zone);
    let day = file.needed("day", local::parse_day);
    Days::new(zone, day)
}

fn window(file: &Fields<'_>, days: &Days) -> Option<Window> {
    let window = file.table("window", "window")?;
    let start = window.needed("start", |text| days.moment(text));
    let length = window.needed("length", length_of);
    window.refuse_unknown();
    Some(Window { start: start?, length: length? })
}

fn person(fields: &Fields<'_>) -> Option<Person> {
    let name = fields.needed("name", PersonName::parse);
    let role = fields.needed("role", |slug| {
        Role::from_slug(slug).ok_or("must be lead, tech, support, comms or observer")
    });
    let id = match fields.optional("id", PersonId::parse) {
        Some(id) => Some(id),
        None if fields.has("id") => None,
        None => name.as_ref().and_then(|name| id_of_name(name.as_str())),
    };
    fields.refuse_unknown();
    if let (Some(name), None, false) = (&name, &id, fields.has("id")) {
        fields.fault("id", format!("“{name}” has no letter of a-z in it: give an id"));
    }
    Some(Person { id: id?, name: name?, role: role? })
}

fn phase(
    fields: &Fields<'_>,
    days: &Days,
    people: &[Person],
    steps_at: &mut Vec<(StepId, usize)>,
) -> Option<Phase> {
    let id = fields.needed("id", PhaseId::parse);
    let title = fields.needed("title", Title::parse);
    let mut steps = Vec::new();
    let tables = fields.tables("steps", "step");
    for fields in &tables {
        if let Some(draft) = step(fields, days, people) {
            steps_at.push((draft.id.clone(), fields.line()));
            steps.push(draft);
        }
    }
    fields.refuse_unknown();
    let draft = PhaseDraft { id: id?, title: title?, steps };
    Some(Phase { draft, written: tables.len() })
}

fn step(fields: &Fields<'_>, days: &Days, people: &[Person]) -> Option<StepDraft> {
    let id = fields.needed("id", StepId::parse);
    let title = fields.needed("title", Title::parse);
    let owner = fields.optional("owner", |name| owner(name, people));
    let start = fields.needed("start", |text| days.moment(text));
    let gate = fields.flag("gate");
    let length = fields.optional("length", parse_length);
    let work = match (gate, length) {
        (true, None) => WorkDraft::Gate,
        (true, Some(_)) => {
            fields.fault("length", "a gate is a moment: take the length or the gate away".into());
            WorkDraft::Gate
        }
        (false, Some(seconds)) => WorkDraft::Task { seconds },
        (false, None) => {
            if !fields.has("length") {
                fields.fault("length", "is missing, such as \"5 min\"; or say gate = true".into());
            }
            WorkDraft::Gate
        }
    };
    let (after, lags) = waits::read(fields);
    let hold = waits::hold(fields, &after);
    let instructions = fields.optional("instructions", Instructions::parse);
    let effect = fields.optional("effect", |slug| match slug {
        "interruption_starts" => Ok(Effect::InterruptionStarts),
        "interruption_ends" => Ok(Effect::InterruptionEnds),
        _ => Err("must be interruption_starts or interruption_ends"),
    });
    // Read where everything that is measured is (`watch.rs`).
    let _proof = fields.value("proof");
    let mut run = run::step_run(fields, id.as_ref(), people);
    run.gate = gate::read(fields, people, gate);
    run.opens_debt = fields.optional("opens_debt", Title::parse);
    run.pays_debt = fields.list("pays_debt", StepId::parse);
    readiness::read(fields, &mut run);
    fields.refuse_unknown();
    let start = start.unwrap_or_default();
    Some(StepDraft {
        id: id?,
        title: title?,
        owner,
        work,
        start,
        after,
        instructions,
        effect,
        lags,
        hold,
        run,
    })
}

/// An owner is named as on screen, or by id.
fn owner(name: &str, people: &[Person]) -> Result<PersonId, String> {
    let named = people.iter().find(|p| p.name.as_str() == name || p.id.as_str() == name);
    match named {
        Some(person) => Ok(person.id.clone()),
        None => id_of_name(name).ok_or_else(|| format!("“{name}” is not among the people")),
    }
}

fn id_of_name(name: &str) -> Option<PersonId> {
    slug_of(name).and_then(|slug| PersonId::parse(&slug).ok())
}

fn length_of(text: &str) -> Result<Length, String> {
    let seconds = parse_length(text)?;
    match u32::try_from(seconds).map(Length::from_seconds) {
        Ok(length) if length <= Length::MAX => Ok(length),
        Ok(_) | Err(_) => Err("must be at most 30 days".into()),
    }
}

fn line_of(fault: &PlanFault, steps_at: &[(StepId, usize)]) -> usize {
    let step = match fault {
        PlanFault::DuplicateStep { step }
        | PlanFault::NoOwner { step }
        | PlanFault::UnknownOwner { step, .. }
        | PlanFault::UnknownDependency { step, .. }
        | PlanFault::BadLength { step, .. }
        | PlanFault::TwoEffects { second: step, .. } => Some(step),
        PlanFault::Cycle { steps } => steps.first(),
        PlanFault::DuplicatePhase { .. }
        | PlanFault::DuplicatePerson { .. }
        | PlanFault::WindowTooShort { .. }
        | PlanFault::Watch(_)
        | PlanFault::NoSteps
        | PlanFault::TooLarge => None,
    };
    step.map_or(0, |step| line_at(step, steps_at))
}

/// The last place, because of an id that is used twice the second use is the wrong one.
fn line_at(step: &StepId, steps_at: &[(StepId, usize)]) -> usize {
    steps_at.iter().rev().find(|(id, _)| id == step).map_or(0, |(_, line)| *line)
}

/// The zone of a name with the offsets around the days of a plan; `None` when there is no such zone.
#[must_use]
pub fn zone_over(name: &str, plan: &PlanDraft) -> Option<Zone> {
    local::parse_zone(name).ok().map(|zone| zone_of(zone, plan_span(plan)))
}

fn plan_span(plan: &PlanDraft) -> (Timestamp, Timestamp) {
    let starts = plan.phases.iter().flat_map(|phase| &phase.steps).map(|step| step.start);
    let all = starts.chain([plan.window.start, plan.window.end()]);
    all.fold((plan.window.start, plan.window.start), |(from, to), at| (from.min(at), to.max(at)))
}

#[cfg(test)]
mod tests;
