//! The rehearsals that were held before the day of the story: what they measured.

use crate::plan_file::{FileFault, fields::Source, parse_length};
use domain::{
    Command, Length, RoomId, StepId,
    run::{RehearsalCommand, Rehearsed, RunCommand},
};

/// Reads them, each as the command that keeps it.
///
/// # Errors
/// Every [`FileFault`] there is.
pub fn read_rehearsals(text: &str) -> Result<Vec<Command>, Vec<FileFault>> {
    let source = Source::parse(text)?;
    let file = source.whole();
    let mut all = Vec::new();
    for fields in file.tables("rehearsal", "rehearsal") {
        let rehearsal = fields.needed("id", RoomId::parse);
        let lengths = fields.list("lengths", length);
        fields.refuse_unknown();
        all.extend(rehearsal.map(|rehearsal| {
            let record = RehearsalCommand::Record { rehearsal, lengths };
            Command::Run(RunCommand::Rehearsal(record))
        }));
    }
    file.refuse_unknown();
    source.finish(all)
}

/// `drain: 4 min`.
fn length(text: &str) -> Result<Rehearsed, String> {
    let (step, length) = text.split_once(':').ok_or("must be like \"drain: 4 min\"")?;
    let step = StepId::parse(step.trim()).map_err(|fault| fault.to_string())?;
    let seconds = u32::try_from(parse_length(length.trim())?).map_err(|fault| fault.to_string())?;
    Ok(Rehearsed { step, length: Length::from_seconds(seconds), waited: Length::default() })
}
