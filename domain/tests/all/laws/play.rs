//! Generated plays: a plan, and what people of every role try to do as time goes on.

mod edit;
mod run;
mod talk;
pub mod watch;
pub mod word;

use crate::{
    language::reason,
    story::{clock, create, draft, lead, person, phase, room_id, roster, somebody, step, title},
};
use domain::{
    Actor, Audience, Command, Context, Event, Length, Person, PlanDraft, Recorded, Rejection, Role,
    Room, Stage, StepId, Timestamp, decide,
    event::MessageKind,
    evolve,
    plan::{Effect, PhaseDraft, StepDraft, Window, WorkDraft},
    step::Moment,
    text::{Instructions, MessageText},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// What no instructions lack and nothing else holds.
pub const SECRET: &str = "ssh rds-1";

/// Somebody tries something some seconds after what was tried before.
#[derive(Debug, Clone)]
pub struct Attempt {
    pub actor: Actor,
    pub later: u32,
    pub command: Command,
}

#[derive(Debug, Clone)]
pub struct Play {
    plan: PlanDraft,
    attempts: Vec<Attempt>,
}

/// One attempt with the room before and after it.
pub struct Scene<'a> {
    pub before: &'a Room,
    pub attempt: &'a Attempt,
    pub context: Context,
    pub decided: &'a Result<Vec<Event>, Rejection>,
    pub after: &'a Room,
}

impl Play {
    /// Plays it and gives the log and the moment it ended.
    pub fn run(&self) -> (Vec<Recorded>, Timestamp) {
        self.watched(|_| Ok(())).expect("nobody objects")
    }

    /// Plays it, showing each attempt to `watch`.
    pub fn watched(
        &self,
        mut watch: impl FnMut(Scene<'_>) -> Result<(), TestCaseError>,
    ) -> Result<(Vec<Recorded>, Timestamp), TestCaseError> {
        let mut room = Room::empty(room_id());
        let (mut log, mut now) = (Vec::new(), clock("10:00"));
        let by = |actor: Actor, later, command| Attempt { actor, later, command };
        let opening = [
            by(Actor::Bascule, 0, create(self.plan.clone())),
            by(lead(), 0, Command::ReachStage { stage: Stage::Ready }),
            by(lead(), 0, Command::ReachStage { stage: Stage::Live }),
        ];
        for attempt in opening.iter().chain(&self.attempts) {
            now = now.plus(Length::from_seconds(attempt.later));
            let context = Context { now, actor: attempt.actor.clone() };
            let before = room.clone();
            let command = word::aimed(&room, attempt.command.clone());
            let attempt = &Attempt { command, ..attempt.clone() };
            let decided = decide(&room, attempt.command.clone(), &context);
            for event in decided.iter().flatten() {
                let (seq, by) = (room.seq.next(), attempt.actor.clone());
                let recorded = Recorded { seq, at: now, by, event: event.clone() };
                evolve(&mut room, &recorded);
                log.push(recorded);
            }
            let (before, decided, after) = (&before, &decided, &room);
            watch(Scene { before, attempt, context, decided, after })?;
        }
        Ok((log, now))
    }
}

pub fn plays() -> impl Strategy<Value = Play> {
    let end = prop_oneof![4 => Just(Vec::new()), 1 => Just(removal())];
    let attempts = prop_oneof![2 => vec(attempts(), 0..40), 1 => vec(wordy(), 0..60)];
    (plans(), attempts, end).prop_map(|(plan, mut attempts, end)| {
        attempts.extend(end);
        Play { plan, attempts }
    })
}

/// The room is closed and taken away; whatever is asked afterwards meets that.
fn removal() -> Vec<Attempt> {
    let why = reason("made for a rehearsal");
    let commands = [
        Command::ReachStage { stage: Stage::Watching },
        Command::ReachStage { stage: Stage::Closed },
        Command::RemoveRoom { title: title("A move"), reason: why },
        Command::ReachStage { stage: Stage::Live },
    ];
    commands.map(|command| Attempt { actor: Actor::Bascule, later: 1, command }).into()
}

/// One to six steps in two phases; each waits for some of those before it.
fn plans() -> impl Strategy<Value = PlanDraft> {
    let length = prop_oneof![1 => Just(0_i64), 4 => 1..15_i64]; // Nothing: a gate.
    let steps = vec((0..5_usize, 0..40_u32, length, any::<u8>()), 1..=6);
    let marks = option::of(0..6_usize);
    (steps, marks.clone(), marks).prop_map(|(steps, starts, ends)| {
        let mut steps: Vec<StepDraft> = steps.into_iter().enumerate().map(planned).collect();
        for (mark, effect) in
            [(starts, Effect::InterruptionStarts), (ends, Effect::InterruptionEnds)]
        {
            if let Some(marked) = mark.and_then(|mark| steps.get_mut(mark)) {
                marked.effect = Some(effect);
            }
        }
        let open = steps.split_off(steps.len().div_ceil(2));
        let phases = [("cut", steps), ("open", open)];
        let phases =
            phases.map(|(id, steps)| PhaseDraft { id: phase(id), title: title(id), steps });
        PlanDraft {
            title: title("A move"),
            organisation: title("A house"),
            window: Window { start: clock("10:06"), length: Length::from_minutes(30) },
            interruption: Length::from_minutes(10),
            people: roster(),
            phases: phases.into(),
            watch: watch::plan(),
            rehearsal: None,
        }
    })
}

fn planned((n, (owner, start, minutes, after)): (usize, (usize, u32, i64, u8))) -> StepDraft {
    let after = (0..n).filter(|earlier| after >> earlier & 1 == 1);
    let draft = StepDraft {
        start: clock("10:00").plus(Length::from_minutes(start)),
        after: after.map(|earlier| step(&format!("s-{earlier}"))).collect(),
        ..technical(&format!("s-{n}"), roster()[owner].id.as_str(), minutes)
    };
    run::planned(n, draft)
}

/// A step with instructions; one of no length is a gate.
fn technical(id: &str, owner: &str, minutes: i64) -> StepDraft {
    let plain = draft(id, owner, "10:10", minutes, &[]);
    let work = if minutes == 0 { WorkDraft::Gate } else { plain.work };
    let how = Instructions::parse(&format!("{SECRET} for {id}")).unwrap();
    StepDraft { work, run: run::facts(minutes, &how), instructions: Some(how), ..plain }
}

/// A day on which more is written than ticked: a notice needs many turns.
fn wordy() -> impl Strategy<Value = Attempt> {
    let writers = roster().into_iter().filter(|it| [Role::Lead, Role::Comms].contains(&it.role));
    let somebody = prop_oneof![
        8 => select(writers.collect::<Vec<_>>()).prop_map(Actor::Person),
        1 => Just(Actor::Bascule),
    ];
    let commands = prop_oneof![
        8 => word::commands(steps()),
        1 => steps().prop_map(|step| Command::FinishStep { step, anyway: Some(reason("now")) }),
    ];
    let later = prop_oneof![3 => Just(0_u32), 1 => 60..600_u32];
    (somebody, later, commands).prop_map(|(actor, later, command)| Attempt {
        actor,
        later,
        command,
    })
}

fn attempts() -> impl Strategy<Value = Attempt> {
    // Half of the time the lead, or little would be allowed.
    let somebody = prop_oneof![
        4 => Just(lead()),
        4 => select(roster()).prop_map(Actor::Person),
        1 => Just(Actor::Bascule),
    ];
    let later = prop_oneof![Just(0_u32), 1..90_u32, 60..600_u32];
    (somebody, later, commands()).prop_map(|(actor, later, command)| Attempt {
        actor,
        later,
        command,
    })
}

/// Steps of the plan, inserted ones, and some that there may never be.
fn steps() -> impl Strategy<Value = StepId> + Clone {
    prop_oneof![4 => 0..4_u8, 1 => 4..7_u8]
        .prop_map(|n| step(&format!("s-{n}")))
        .boxed()
        .prop_union((0..3_u8).prop_map(|n| step(&format!("x-{n}"))).boxed())
}

fn commands() -> impl Strategy<Value = Command> {
    let why = || reason("because");
    let anyway = move || option::of(Just(why()));
    prop_oneof![
        4 => (steps(), anyway()).prop_map(|(step, anyway)| Command::StartStep { step, anyway }),
        4 => (steps(), anyway()).prop_map(|(step, anyway)| Command::FinishStep { step, anyway }),
        1 => steps().prop_map(move |step| Command::SkipStep { step, reason: why() }),
        2 => steps().prop_map(move |step| Command::BlockStep { step, reason: why() }),
        1 => steps().prop_map(|step| Command::UnblockStep { step }),
        2 => steps().prop_map(move |step| Command::FailStep { step, reason: why() }),
        3 => (steps(), anyway()).prop_map(|(step, reason)| Command::UndoTick { step, reason }),
        2 => corrections(),
        2 => insertions(),
        1 => (steps(), select(roster()))
            .prop_map(|(step, to)| Command::ReassignStep { step, to: to.id }),
        2 => messages(),
        1 => select(vec![Stage::Ready, Stage::Live, Stage::Watching, Stage::Closed])
            .prop_map(|stage| Command::ReachStage { stage }),
        1 => select(joiners()).prop_map(|person| Command::Join { person }),
        1 => (select(roster()), select(Role::ALL.to_vec()), anyway())
            .prop_map(|(who, to, reason)| Command::ChangeRole { person: who.id, to, reason }),
        1 => select(roster())
            .prop_map(move |who| Command::RevokePerson { person: who.id, reason: why() }),
        1 => (select(roster()), select(roster()))
            .prop_map(|(from, to)| Command::ReassignAll { from: from.id, to: to.id }),
        1 => select(roster()).prop_map(|to| Command::ProposeHandover { to: to.id }),
        1 => select(vec![Command::AcceptHandover {}, Command::DeclineHandover {}]),
        1 => select(roster()).prop_map(|who| Command::EndSessions { person: who.id }),
        6 => run::commands(steps()),
        4 => watch::commands(steps()),
        4 => talk::commands(),
        2 => word::commands(steps()),
    ]
}

/// Somebody of the roster, somebody new, and somebody who claims to be the lead.
fn joiners() -> Vec<Person> {
    let mut joiners = roster();
    joiners.push(somebody("zoe", "Zoé", Role::Support));
    joiners.push(somebody("sylvain-m", "Sylvain M", Role::Comms));
    joiners
}

fn corrections() -> impl Strategy<Value = Command> {
    let moment = select(vec![Moment::Started, Moment::Finished]);
    (steps(), moment, 0..5_400_u32).prop_map(|(step, moment, seconds)| Command::CorrectTime {
        step,
        moment,
        to: clock("10:00").plus(Length::from_seconds(seconds)),
        reason: reason("read from the wrong line"),
    })
}

fn insertions() -> impl Strategy<Value = Command> {
    let effect = option::of(Just(Effect::InterruptionEnds));
    let place = (option::of(steps()), vec(steps(), 0..3), vec(steps(), 0..3));
    (0..3_u8, 1..9_i64, place, effect).prop_map(|(n, minutes, (below, after, before), effect)| {
        let owner = person("thierry");
        let new = technical(&format!("x-{n}"), owner.as_str(), minutes);
        let step = Box::new(StepDraft { after, effect, ..new });
        Command::InsertStep { phase: phase("cut"), below, step, before }
    })
}

fn messages() -> impl Strategy<Value = Command> {
    let audience = select(Audience::ALL.to_vec());
    (select(MessageKind::ALL.to_vec()), audience, any::<bool>()).prop_map(
        |(message, audience, asks)| {
            let named = if asks { "@Thierry, " } else { "" };
            let text =
                MessageText::parse(&format!("{named}a word for {}", audience.slug())).unwrap();
            let asks = if asks { Role::ALL.to_vec() } else { Vec::new() };
            Command::PostMessage { message, audience, text, asks }
        },
    )
}
