//! Reads a replay script: time, who, what, one table a line.

use super::{Deed, Line, Script, notice, word};
use crate::{
    form::{Day, of_fields},
    plan_file::{
        FileFault, PlanFile,
        fields::{Fields, Source},
        parse_length,
    },
};
use domain::{
    Actor, Audience, Command, EntryId, Key, Length, Person, PersonId, PhaseId, Role, Stage, StepId,
    Timestamp,
    event::MessageKind,
    plan::{StepDraft, WorkDraft},
    run::{RunCommand, contingency::ContingencyCommand},
    step::Moment,
    text::{MessageText, Reason, Title},
    watch::{EntryCommand, Seal, WatchCommand},
};
use frontend::boot::Locale;

/// Reads a script for a plan: its people and its day.
///
/// # Errors
/// Every [`FileFault`] there is.
pub fn read_script(text: &str, plan: &PlanFile) -> Result<Script, Vec<FileFault>> {
    let source = Source::parse(text)?;
    let file = source.whole();
    let mut lines: Vec<Line> = Vec::new();
    for (number, fields) in file.tables("line", "line").iter().enumerate() {
        let read = line(fields, plan, number + 1);
        fields.refuse_unknown();
        if let (Some(line), Some(before)) = (&read, lines.last())
            && line.at < before.at
        {
            fields.fault("at", "is before the line above".into());
        }
        lines.extend(read);
    }
    file.refuse_unknown();
    source.finish(Script { lines })
}

fn line(fields: &Fields<'_>, plan: &PlanFile, number: usize) -> Option<Line> {
    let at = fields.needed("at", |text| plan.days.moment(text));
    let by = fields.needed("by", |name| person(name, plan));
    let verb = fields.needed("do", |verb| Ok::<_, String>(verb.to_owned()));
    let key = Key::parse(&format!("replay-{number:03}")).expect("a slug");
    let (verb, at) = (verb?, at?);
    let (deed, about) = if let Some(deed) = word::deed(fields, &verb, plan) {
        (deed?, notice::About::default())
    } else if let Some(read) = notice::read(fields, &verb, plan) {
        let (command, about) = read?;
        (Deed::Plain(command), about)
    } else {
        (Deed::Plain(command(fields, &verb, at, plan)?), notice::About::default())
    };
    Some(Line { at, by: Actor::Person(by?.clone()), deed, about, key })
}

fn command(fields: &Fields<'_>, verb: &str, at: Timestamp, plan: &PlanFile) -> Option<Command> {
    let step = || fields.needed("step", StepId::parse);
    let reason = || fields.needed("reason", Reason::parse);
    let perhaps = || fields.optional("reason", Reason::parse);
    Some(match verb {
        "stage" => Command::ReachStage {
            stage: fields.needed("stage", |slug| {
                Stage::from_slug(slug).ok_or("must be ready, live, watching or closed")
            })?,
        },
        "start" => Command::StartStep { step: step()?, anyway: perhaps() },
        "finish" => Command::FinishStep { step: step()?, anyway: perhaps() },
        "skip" => Command::SkipStep { step: step()?, reason: reason()? },
        "block" => Command::BlockStep { step: step()?, reason: reason()? },
        "unblock" => Command::UnblockStep { step: step()? },
        "fail" => Command::FailStep { step: step()?, reason: reason()? },
        "undo" => Command::UndoTick { step: step()?, reason: perhaps() },
        "correct" => Command::CorrectTime {
            step: step()?,
            moment: fields.needed("moment", |word| match word {
                "started" => Ok(Moment::Started),
                "finished" => Ok(Moment::Finished),
                _ => Err("must be started or finished"),
            })?,
            to: fields.needed("time", |text| plan.days.moment(text))?,
            reason: reason()?,
        },
        "vouch" => Command::Watch(WatchCommand::Entry(EntryCommand::Vouch {
            entry: fields.needed("entry", EntryId::parse)?,
            seal: Seal::Shut,
            reason: reason()?,
        })),
        "insert" => insert(fields, at, plan)?,
        "hold" | "go_on" | "remaining" | "plan_b" => Command::Run(run(fields, verb)?),
        other => match MessageKind::from_slug(other) {
            Some(message) => Command::PostMessage {
                message,
                audience: fields
                    .needed("to", |slug| Audience::from_slug(slug).ok_or("is no audience"))?,
                text: fields.needed("text", MessageText::parse)?,
                asks: fields.list("asks", |slug| Role::from_slug(slug).ok_or("is no team")),
            },
            None => return by_name(fields, other, at, plan),
        },
    })
}

/// Any other command, by its name and in the notation of the forms: `run.gate.answer` with
/// `answer = "go"`, `"length#minutes" = 10`, `"start#time" = "10:06"`.
fn by_name(fields: &Fields<'_>, name: &str, now: Timestamp, plan: &PlanFile) -> Option<Command> {
    if !name.contains('.') {
        fields.fault("do", format!("“{name}” is nothing that can be done"));
        return None;
    }
    let others = fields.others();
    let day = Day { zone: Some(&plan.zone), now };
    match of_fields(name, others.iter(), &day) {
        Ok(command) => Some(command),
        Err(refused) => {
            fields.fault("do", format!("“{name}” cannot be read: {}", refused.message(Locale::En)));
            None
        }
    }
}

fn run(fields: &Fields<'_>, verb: &str) -> Option<RunCommand> {
    let step = || fields.needed("step", StepId::parse);
    Some(match verb {
        "hold" => RunCommand::BeginHold { reason: fields.needed("reason", Reason::parse)? },
        "remaining" => {
            let seconds = fields.needed("remaining", parse_length)?;
            let remaining = Length::from_seconds(u32::try_from(seconds).ok()?);
            RunCommand::StateRemaining { step: step()?, remaining }
        }
        "plan_b" => RunCommand::Contingency(ContingencyCommand::Use { step: step()? }),
        _ => RunCommand::EndHold {},
    })
}

fn insert(fields: &Fields<'_>, start: Timestamp, plan: &PlanFile) -> Option<Command> {
    let owner = fields.needed("owner", |name| person(name, plan).map(|p| p.id.clone()));
    let step = StepDraft {
        id: fields.needed("id", StepId::parse)?,
        title: fields.needed("title", Title::parse)?,
        owner: Some::<PersonId>(owner?),
        work: WorkDraft::Task { seconds: fields.needed("length", parse_length)? },
        start,
        after: fields.list("after", StepId::parse),
        instructions: None,
        effect: None,
        lags: Vec::new(),
        hold: None,
        run: Default::default(),
    };
    Some(Command::InsertStep {
        phase: fields.needed("phase", PhaseId::parse)?,
        below: fields.optional("below", StepId::parse),
        step: Box::new(step),
        before: fields.list("before", StepId::parse),
    })
}

pub(super) fn person<'a>(name: &str, plan: &'a PlanFile) -> Result<&'a Person, String> {
    let mut people = plan.plan.people.iter();
    people
        .find(|person| person.name.as_str() == name)
        .ok_or_else(|| format!("“{name}” is not among the people of the plan"))
}
