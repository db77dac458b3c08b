//! Everything that can be asked: at least one request for each command and each route.

mod run;
pub mod talk;
mod watch;
pub mod word;

use crate::sample::recorded;
use domain::{
    Actor, Audience, Command, PersonId, Role, Stage, StepId, Timestamp,
    event::MessageKind,
    plan::{StepDraft, WorkDraft},
    run::{
        RunCommand, abort::AbortCommand, contingency::ContingencyCommand, debt::DebtCommand,
        gate::GateCommand,
    },
    step::Moment,
    text::{MessageText, Reason, Title},
    watch::WatchCommand,
    word::{
        WordCommand, cadence::CadenceCommand, card::CardCommand, message::MessageCommand,
        notice::NoticeCommand, promise::PromiseCommand, question::QuestionCommand,
    },
};

/// A request; `{room}` stands for the room it is about.
#[derive(Debug, Clone)]
pub enum Ask {
    Get(String),
    Form(String, Vec<(&'static str, String)>),
    Json(String, &'static str),
    Command(Command),
}

impl Ask {
    /// Its address without a query, the room left open.
    pub fn path(&self) -> String {
        match self {
            Self::Get(path) | Self::Form(path, _) | Self::Json(path, _) => {
                path.split('?').next().unwrap().to_owned()
            }
            Self::Command(_) => "/api/rooms/{room}/commands".to_owned(),
        }
    }
}

/// What a request changes when it is let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// The log grows.
    Log,
    /// Something beside the log: an invitation, a token, a session, a cookie.
    Beside,
}

/// What must have happened before, and is not of the product's own doing.
#[derive(Debug, Clone)]
pub enum Setup {
    /// The product does this.
    Product(Command),
    /// Whoever asks has written a message; the product has, when they may not.
    Wrote,
    /// The product has written a message and pinned it.
    Pinned,
    /// The product does these one after the other.
    Products(Vec<Command>),
    /// A notice of the product's, approved by the lead who is always there.
    Approved,
    /// The product closes the room.
    Closed,
    /// The lead is offered to whoever asks; by whoever asks, when they lead.
    Offer,
}

#[derive(Debug, Clone)]
pub struct Asked {
    pub action: &'static str,
    pub setup: Option<Setup>,
    pub ask: Ask,
    pub effect: Effect,
}

macro_rules! kinds {
    ($($kind:ident = $name:literal;)* $(@ $family:ident $command:ident {
        $($of:ident = $its:literal;)* $(+ $part:ident $sub:ident { $($sort:ident = $own:literal;)* })*
    })*) => {
        pub const KINDS: &[&str] = &[$($name,)* $($($its,)* $($($own,)*)*)*];

        /// Does not compile without a new kind, nor does the test pass before it is asked.
        pub const fn kind_of(command: &Command) -> &'static str {
            match command {
                $(Command::$kind { .. } => $name,)*
                $(Command::$family(command) => match *command {
                    $($command::$of { .. } => $its,)*
                    $($command::$part(ref command) => match *command {
                        $($sub::$sort { .. } => $own,)*
                    },)*
                },)*
            }
        }
    };
}

kinds! {
    CreateRoom = "create_room"; RemoveRoom = "remove_room"; Join = "join"; ReachStage = "reach_stage";
    StartStep = "start_step"; FinishStep = "finish_step"; SkipStep = "skip_step";
    BlockStep = "block_step"; UnblockStep = "unblock_step"; FailStep = "fail_step";
    UndoTick = "undo_tick"; CorrectTime = "correct_time"; InsertStep = "insert_step";
    ReassignStep = "reassign_step"; ReassignAll = "reassign_all"; ChangeRole = "change_role";
    RevokePerson = "revoke_person"; EndSessions = "end_sessions";
    ProposeHandover = "propose_handover"; AcceptHandover = "accept_handover";
    DeclineHandover = "decline_handover"; PostMessage = "post_message";
    @Run RunCommand {
        BeginHold = "begin_hold"; EndHold = "end_hold"; StateRemaining = "state_remaining";
        Edit = "edit"; Rehearsal = "rehearsal";
        + Abort AbortCommand {
            Propose = "abort_propose"; Confirm = "abort_confirm"; Withdraw = "abort_withdraw";
        }
        + Contingency ContingencyCommand { Use = "contingency_use"; }
        + Gate GateCommand { Answer = "gate_answer"; ReadBack = "gate_read_back"; Decide = "gate_decide"; }
        + Debt DebtCommand {
            Open = "debt_open"; Pay = "debt_pay"; HandOver = "debt_hand_over"; NothingLeft = "debt_none";
        }
    }
    @Watch WatchCommand {
        Metric = "metric"; Proof = "proof"; Entry = "entry"; Record = "record";
    }
    @Word WordCommand {
        PublishRoom = "publish_room";
        + Message MessageCommand {
            Acknowledge = "message_acknowledge"; Correct = "message_correct"; Pin = "message_pin";
            Unpin = "message_unpin";
        }
        + Question QuestionCommand { Take = "question_take"; Answer = "question_answer"; }
        + Card CardCommand { Publish = "card_publish"; Acknowledge = "card_acknowledge"; }
        + Cadence CadenceCommand { Set = "cadence_set"; Snooze = "cadence_snooze"; Stop = "cadence_stop"; }
        + Notice NoticeCommand {
            DescribeReaders = "notice_describe_readers";
            Open = "notice_open";
            Save = "notice_save";
            TakeRival = "notice_take_rival";
            DropRival = "notice_drop_rival";
            Ask = "notice_ask";
            Approve = "notice_approve";
            SendBack = "notice_send_back";
            Publish = "notice_publish";
            Record = "notice_record";
            Withdraw = "notice_withdraw";
        }
        + Promise PromiseCommand { Correct = "promise_correct"; Review = "promise_review"; }
    }
}

/// The title of the story's room.
const TITLE: &str = "RDS → Aurora";

/// Every request, about a step whose turn it is, a step whose turn it is not, and a colleague.
pub fn everything(step: &str, later: &str, colleague: &str) -> Vec<Asked> {
    let mut all = commands(step, later, colleague);
    all.extend(run::commands(step));
    all.extend(watch::everything());
    all.extend(talk::commands());
    all.extend(word::commands());
    all.extend(reads(step));
    all.extend(forms(step, colleague));
    let json = |action, path: &str, body| Asked {
        action,
        setup: None,
        ask: Ask::Json(path.to_owned(), body),
        effect: Effect::None,
    };
    all.push(json("push_samples", "/api/rooms/{room}/metrics/lag", r#"{"value": 1.5}"#));
    all.push(json("read_room", "/api/rooms/{room}/here", r#"{"idle": true}"#));
    all
}

fn step_id(step: &str) -> StepId {
    StepId::parse(step).unwrap()
}

fn person(id: &str) -> PersonId {
    PersonId::parse(id).unwrap()
}

/// A command of a role, with what must have happened before.
fn ask(action: &'static str, setup: Option<Setup>, command: Command) -> Asked {
    Asked { action, setup, ask: Ask::Command(command), effect: Effect::Log }
}

fn why() -> Reason {
    Reason::parse("because").unwrap()
}

fn commands(step: &str, later: &str, colleague: &str) -> Vec<Asked> {
    let id = || step_id(step);
    let started = || Some(Setup::Product(Command::StartStep { step: id(), anyway: None }));
    let blocked = || Some(Setup::Product(Command::BlockStep { step: id(), reason: why() }));
    let message = |message| Command::PostMessage {
        message,
        audience: Audience::Everyone,
        text: MessageText::parse("hello").unwrap(),
        asks: Vec::new(),
    };
    let started_at = recorded(1, Actor::Bascule, domain::Event::StepFinished { step: id() }).at;
    let (reason, to) = (why(), Timestamp::from_seconds(started_at.seconds() - 60));
    let moment = Moment::Started;
    let extra = StepDraft {
        id: step_id("extra"),
        title: Title::parse("Extra").unwrap(),
        owner: Some(person(colleague)),
        work: WorkDraft::Task { seconds: 60 },
        start: started_at,
        after: Vec::new(),
        instructions: None,
        effect: None,
        lags: Vec::new(),
        hold: None,
        run: Default::default(),
    };
    let phase = domain::PhaseId::parse("prepare").unwrap();
    let insert =
        Command::InsertStep { phase, below: None, step: Box::new(extra), before: Vec::new() };
    let colleague = || person(colleague);
    let remove = Command::RemoveRoom { title: Title::parse(TITLE).unwrap(), reason: why() };
    let zoe = domain::Person {
        id: person("zoe"),
        name: domain::text::PersonName::parse("Zoé").unwrap(),
        role: Role::Lead,
    };
    let plan = Box::new(crate::sample::plan(1));
    let make = Command::CreateRoom {
        room: domain::RoomId::parse("new").unwrap(),
        plan,
        zone: domain::Zone::utc(),
    };
    vec![
        ask("tick_step", None, Command::StartStep { step: id(), anyway: None }),
        ask("tick_step", None, Command::FinishStep { step: id(), anyway: None }),
        ask("tick_step", started(), Command::FailStep { step: id(), reason: why() }),
        ask("tick_step", started(), Command::UndoTick { step: id(), reason: None }),
        ask("block_step", None, Command::BlockStep { step: id(), reason: why() }),
        ask("block_step", blocked(), Command::UnblockStep { step: id() }),
        ask(
            "override_order",
            None,
            Command::StartStep { step: step_id(later), anyway: Some(why()) },
        ),
        ask("skip_step", None, Command::SkipStep { step: id(), reason: why() }),
        ask("correct_time", started(), Command::CorrectTime { step: id(), moment, to, reason }),
        ask("insert_step", None, insert),
        ask("reassign_step", None, Command::ReassignStep { step: id(), to: colleague() }),
        ask(
            "substitute",
            None,
            Command::ReassignAll { from: person("sylvain-a"), to: colleague() },
        ),
        ask(
            "change_role",
            None,
            Command::ChangeRole { person: colleague(), to: Role::Support, reason: None },
        ),
        ask("revoke_person", None, Command::RevokePerson { person: colleague(), reason: why() }),
        ask("end_sessions", None, Command::EndSessions { person: colleague() }),
        ask("hand_over", None, Command::ProposeHandover { to: colleague() }),
        ask("answer_handover", Some(Setup::Offer), Command::DeclineHandover {}),
        ask("answer_handover", Some(Setup::Offer), Command::AcceptHandover {}),
        ask("move_stage", None, Command::ReachStage { stage: Stage::Watching }),
        ask("remove_room", Some(Setup::Closed), remove),
        ask("post_message", None, message(MessageKind::Note)),
        ask("post_message", None, message(MessageKind::Question)),
        ask("post_decision", None, message(MessageKind::Decision)),
        ask("make_room", None, make),
        ask("make_room", None, Command::Join { person: zoe }),
    ]
}

fn reads(step: &str) -> Vec<Asked> {
    let get = |action, path: &str| Asked {
        action,
        setup: None,
        ask: Ask::Get(path.to_owned()),
        effect: Effect::None,
    };
    let published = |path| {
        let shown = Command::Word(WordCommand::PublishRoom { on: true });
        Asked { setup: Some(Setup::Product(shown)), ..get("anybody", path) }
    };
    vec![
        get("read_room", "/rooms/{room}"),
        get("read_room", "/rooms/{room}/panels/room"),
        get("read_room", "/rooms/{room}/panels/support"),
        get("read_room", "/rooms/{room}/support"),
        get("read_log", "/rooms/{room}/feed?q=hello"),
        get("read_drafts", "/rooms/{room}/comms"),
        get("read_room", "/rooms/{room}/promises"),
        get("read_room", "/rooms/{room}/panels/plan"),
        get("read_room", "/rooms/{room}/plan"),
        get("read_room", "/api/rooms/{room}"),
        get("read_room", "/api/rooms/{room}/events"),
        get("read_log", "/api/rooms/{room}/log?after=0"),
        get("export_log", "/rooms/{room}/log.json"),
        get("export_log", "/rooms/{room}/log.csv"),
        get("read_people", "/rooms/{room}/people"),
        get("read_technical", &format!("/api/rooms/{{room}}/steps/{step}/instructions")),
        get("signed_in", "/api/me"),
        get("anybody", "/"),
        published("/status/{room}"),
        published("/status/{room}/badge.svg"),
        published("/status/{room}/events"),
        get("anybody", "/livez"),
        get("anybody", "/readyz"),
    ]
}

fn forms(step: &str, colleague: &str) -> Vec<Asked> {
    let form = |action, path: &str, fields: &[(&'static str, &str)], effect| Asked {
        action,
        setup: None,
        ask: Ask::Form(
            path.to_owned(),
            fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        ),
        effect,
    };
    let of_step = |verb: &str| format!("/rooms/{{room}}/steps/{step}/{verb}");
    let of_people = |what: &str| format!("/rooms/{{room}}/people/{what}");
    let started = Command::StartStep { step: step_id(step), anyway: None };
    let blocked = Command::BlockStep { step: step_id(step), reason: why() };
    let after = |command, asked| Asked { setup: Some(Setup::Product(command)), ..asked };
    let because = [("reason", "because")];
    let (log, beside) = (Effect::Log, Effect::Beside);
    let person = ("person", colleague);
    vec![
        form("edit_plan", "/rooms/{room}/plan/check", &[("do", "run.edit.undo")], Effect::None),
        form("edit_plan", "/rooms/{room}/rehearsals", &[], beside),
        form("tick_step", &of_step("start"), &[], log),
        form("tick_step", &of_step("finish"), &[], log),
        after(started.clone(), form("tick_step", &of_step("fail"), &because, log)),
        after(started, form("tick_step", &of_step("undo"), &[], log)),
        form("block_step", &of_step("block"), &because, log),
        after(blocked, form("block_step", &of_step("unblock"), &[], log)),
        form("skip_step", &of_step("skip"), &because, log),
        form("reassign_step", &of_step("reassign"), &[("to", colleague)], log),
        form("move_stage", "/rooms/{room}/stage", &[("stage", "watching")], log),
        form("hold_run", "/rooms/{room}/commands", &[("do", "run.begin_hold"), because[0]], log),
        form(
            "post_message",
            "/rooms/{room}/messages",
            &[("kind", "note"), ("audience", "everyone"), ("text", "hello")],
            log,
        ),
        form("change_role", &of_people("role"), &[person, ("to", "support")], log),
        form("revoke_person", &of_people("revoke"), &[person, because[0]], log),
        form("end_sessions", &of_people("sign-out"), &[person], log),
        form(
            "substitute",
            &of_people("substitute"),
            &[("person", "sylvain-a"), ("to", colleague)],
            log,
        ),
        form("hand_over", &of_people("handover"), &[person], log),
        Asked {
            setup: Some(Setup::Offer),
            ..form("answer_handover", &of_people("answer"), &[("answer", "decline")], log)
        },
        form(
            "invite",
            &of_people("invite"),
            &[("role", "tech"), ("hours", "1"), ("uses", "1")],
            beside,
        ),
        form("invite", &of_people("uninvite"), &[("link", "all")], Effect::None),
        form("make_token", &of_people("token"), &[("name", "Prometheus")], beside),
        form("make_token", &of_people("untoken"), &[("token", "all")], Effect::None),
        Asked {
            setup: Some(Setup::Closed),
            ..form("remove_room", "/rooms/{room}/remove", &[("title", TITLE), because[0]], log)
        },
        form("own_sessions", &of_people("end-session"), &[("session", "all")], beside),
        form("enter", "/join/{token}", &[("name", "Somebody new")], beside),
        form("edit_notice", "/rooms/{room}/notices/check", &[("notice#number", "1")], Effect::None),
        form("anybody", "/sign-out", &[], beside),
        form("anybody", "/prefs", &[("locale", "fr")], Effect::None),
    ]
}
