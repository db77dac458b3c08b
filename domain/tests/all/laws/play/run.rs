//! Commands about how a cutover is run.

use super::reason;
use crate::story::{clock, person, step, title};
use domain::{
    Command, Length, Role, RoomId, StepId,
    plan::{PlannedHold, StepDraft, WorkDraft},
    run::{
        NoReturn, RehearsalCommand, Rehearsed, RunCommand, StepRun, Undo,
        abort::AbortCommand,
        contingency::{Contingency, ContingencyCommand, ContingencyStep},
        debt::{Day, DebtCommand, DebtId},
        gate::{Answer, Belief, GateCommand, GatePlan, Seat, Verdict},
    },
    text::{Instructions, PersonName},
};
use proptest::{prelude::*, sample::select};

/// What the plan says about running a step of so many minutes: of all kinds, and technical.
pub fn facts(minutes: i64, how: &Instructions) -> StepRun {
    let prepared = ContingencyStep {
        id: step("plan-b"),
        title: title("Another way"),
        owner: Some(person("maxime")),
        length: Length::from_minutes(3),
        rehearsed: false,
        instructions: Some(how.clone()),
    };
    StepRun {
        undo: match minutes % 4 {
            0 => Undo::Unsaid,
            1 if minutes == 9 => Undo::Nothing,
            3 if minutes == 11 => Undo::Impossible,
            _ => Undo::Takes { length: Length::from_minutes(2) },
        },
        undo_how: Some(how.clone()),
        point_of_no_return: (minutes == 13).then(NoReturn::default),
        contingency: (minutes % 2 == 1).then(|| Contingency {
            title: title("Plan B"),
            steps: vec![prepared.clone(), prepared],
        }),
        ..StepRun::default()
    }
}

pub fn commands(
    steps: impl Strategy<Value = StepId> + Clone + 'static,
) -> impl Strategy<Value = Command> {
    let steps = steps.boxed();
    let abort = prop_oneof![
        2 => Just(AbortCommand::Propose { reason: reason("it does not fall") }),
        2 => Just(AbortCommand::Confirm {}),
        1 => Just(AbortCommand::Withdraw {}),
    ];
    let plan_b = steps.clone().prop_map(|step| ContingencyCommand::Use { step });
    prop_oneof![
        abort.prop_map(RunCommand::Abort),
        plan_b.prop_map(RunCommand::Contingency),
        Just(RunCommand::BeginHold { reason: reason("because") }),
        Just(RunCommand::EndHold {}),
        super::edit::commands().prop_map(RunCommand::Edit),
        steps.clone().prop_map(|step| {
            RunCommand::Rehearsal(RehearsalCommand::ProveWayIn { step, reason: reason("seen") })
        }),
        rehearsals().prop_map(RunCommand::Rehearsal),
        (steps, 1..20_u32).prop_map(|(step, minutes)| RunCommand::StateRemaining {
            step,
            remaining: Length::from_minutes(minutes),
        }),
        gates().prop_map(RunCommand::Gate),
        debts().prop_map(RunCommand::Debt),
    ]
    .prop_map(Command::Run)
}

/// Of a few rehearsals, some of them twice.
fn rehearsals() -> impl Strategy<Value = RehearsalCommand> {
    (0..3_u8, 1..600_u32).prop_map(|(n, seconds)| RehearsalCommand::Record {
        rehearsal: RoomId::parse(&format!("rehearsal-{n}")).unwrap(),
        lengths: vec![Rehearsed {
            step: crate::story::step("s-0"),
            length: Length::from_seconds(seconds),
            waited: Length::default(),
        }],
    })
}

/// A planned step with what may be planned about running it: each leaves a debt, the later ones
/// pay it, and gates ask.
pub fn planned(number: usize, draft: StepDraft) -> StepDraft {
    let opens_debt = Some(title("something is off"));
    let gate = match draft.work {
        WorkDraft::Gate => GatePlan {
            question: None,
            poll: vec![Seat::Team(Role::Tech), Seat::Person(person("celine"))],
            read_back: vec![Belief::Start, Belief::Length],
        },
        WorkDraft::Task { .. } => GatePlan::default(),
    };
    let pays_debt = (0..number).map(|before| step(&format!("s-{before}"))).collect();
    let run = StepRun { gate, opens_debt, pays_debt, ..draft.run.clone() };
    // Every second step has a pause before it.
    let hold = (number % 2 == 1)
        .then(|| PlannedHold { title: title("Coffee"), length: Length::from_minutes(2) });
    StepDraft { run, hold, ..draft }
}

fn gates() -> impl Strategy<Value = GateCommand> {
    let steps = || (0..6_u8).prop_map(|n| step(&format!("s-{n}")));
    let why = || proptest::option::of(Just(reason("because")));
    let answers = select(Answer::ALL.to_vec());
    let verdicts = select(vec![Verdict::Go, Verdict::NoGo, Verdict::Hold]);
    prop_oneof![
        (steps(), answers, why()).prop_map(|(step, answer, word)| GateCommand::Answer {
            step,
            answer,
            word
        }),
        (steps(), select(vec![Role::Tech, Role::Comms]), select(vec![10, 30])).prop_map(
            |(step, team, minutes)| GateCommand::ReadBack {
                step,
                team,
                start: Some(clock("10:06")),
                length: Some(Length::from_minutes(minutes)),
                will_not_work: None,
            }
        ),
        (steps(), verdicts, why()).prop_map(|(step, verdict, reason)| GateCommand::Decide {
            step,
            verdict,
            reason
        }),
    ]
}

fn debts() -> impl Strategy<Value = DebtCommand> {
    let debt = || (1..5_u32).prop_map(DebtId);
    let steps = || (0..3_u8).prop_map(|n| step(&format!("x-{n}")));
    prop_oneof![
        proptest::option::of(steps()).prop_map(|step| DebtCommand::Open {
            title: title("a rule"),
            owner: Some(person("thierry")),
            due: None,
            step,
        }),
        debt().prop_map(|debt| DebtCommand::Pay { debt, word: Some(reason("done")) }),
        debt().prop_map(|debt| DebtCommand::HandOver {
            debt,
            name: PersonName::parse("Maxime").unwrap(),
            date: Day::parse("2016-09-14").unwrap(),
        }),
        steps().prop_map(|step| DebtCommand::NothingLeft { step }),
    ]
}
