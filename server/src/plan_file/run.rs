//! What a plan file says about running a step: how it is taken back, and its plan B.

use super::{fields::Fields, length::parse_length, length_of, owner};
use domain::{
    Length, Person, StepId,
    run::{
        NoReturn, StepRun, Undo,
        contingency::{Contingency, ContingencyStep},
    },
    text::{Instructions, Reason, Title},
};

/// The facts of one step.
pub(super) fn step_run(fields: &Fields<'_>, step: Option<&StepId>, people: &[Person]) -> StepRun {
    let undo = fields.optional("undo", undo).unwrap_or_default();
    let undo_how = fields.optional("undo_how", Instructions::parse);
    let reason = fields.optional("no_return_reason", Reason::parse);
    let no_return = fields.flag("point_of_no_return");
    if reason.is_some() && !no_return {
        fields
            .fault("no_return_reason", "says why of a point_of_no_return that is not there".into());
    }
    StepRun {
        undo,
        undo_how,
        point_of_no_return: no_return.then_some(NoReturn { reason }),
        contingency: step.and_then(|step| contingency(fields, step, people)),
        ..StepRun::default()
    }
}

/// `"5 min"`, `"nothing"` or `"impossible"`.
fn undo(text: &str) -> Result<Undo, String> {
    match text.trim() {
        "nothing" => Ok(Undo::Nothing),
        "impossible" => Ok(Undo::Impossible),
        text if parse_length(text) == Ok(0) => Ok(Undo::Nothing),
        text => length_of(text)
            .map(|length| Undo::Takes { length })
            .map_err(|why| format!("{why}; or say nothing or impossible")),
    }
}

fn contingency(fields: &Fields<'_>, step: &StepId, people: &[Person]) -> Option<Contingency> {
    if !fields.has("contingency") {
        return None;
    }
    let table = fields.table("contingency", "contingency")?;
    let title = table.needed("title", Title::parse);
    let tables = table.tables("steps", "step");
    if tables.is_empty() {
        table.fault("steps", "is missing: a plan B has at least one step".into());
    }
    let read = tables.iter().enumerate().filter_map(|(place, fields)| {
        let id = StepId::parse(&format!("{}-b{}", step.as_str(), place + 1)).ok();
        contingency_step(fields, id, people)
    });
    let steps = read.collect();
    table.refuse_unknown();
    Some(Contingency { title: title?, steps })
}

fn contingency_step(
    fields: &Fields<'_>,
    derived: Option<StepId>,
    people: &[Person],
) -> Option<ContingencyStep> {
    let id = fields.optional("id", StepId::parse);
    let title = fields.needed("title", Title::parse);
    let owner = fields.optional("owner", |name| {
        let owner = owner(name, people)?;
        let known = people.iter().any(|person| person.id == owner);
        known.then_some(owner).ok_or_else(|| format!("“{name}” is not among the people"))
    });
    let length = fields.needed("length", |text| match length_of(text)? {
        none if none == Length::default() => Err("must be at least 1 second".to_owned()),
        length => Ok(length),
    });
    let rehearsed = fields.flag("rehearsed");
    let instructions = fields.optional("instructions", Instructions::parse);
    fields.refuse_unknown();
    if id.is_none() && derived.is_none() {
        fields.fault("id", "is missing: the step's own is too long to make one of it".into());
    }
    Some(ContingencyStep {
        id: id.or(derived)?,
        title: title?,
        owner,
        length: length?,
        rehearsed,
        instructions,
    })
}

#[cfg(test)]
mod tests {
    use super::undo;
    use domain::{Length, run::Undo};

    #[test]
    fn undo_is_a_length_nothing_or_impossible() {
        assert_eq!(undo("5 min"), Ok(Undo::Takes { length: Length::from_minutes(5) }));
        assert_eq!(undo("60 s"), Ok(Undo::Takes { length: Length::from_minutes(1) }));
        for nothing in ["nothing", "0 min", "0 s"] {
            assert_eq!(undo(nothing), Ok(Undo::Nothing));
        }
        assert_eq!(undo("impossible"), Ok(Undo::Impossible));
        for bad in ["", "5", "never", "31 d"] {
            assert!(undo(bad).is_err(), "{bad:?} was accepted");
        }
    }
}
