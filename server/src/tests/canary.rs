//! A canary in every text of every kind of event, and every byte that reaches somebody searched
//! for it. Who may find which stands in `audience.csv`, which knows nothing of the code.

mod kinds;
mod run;
mod source;
mod surfaces;
mod talk;
mod texts;
mod watch;
mod word;

use super::house::House;
use crate::{
    execute::Order,
    sample::{self, actor, step_id},
    session::Token,
    store::EventStore,
};
use domain::{
    Actor, Audience, Command, Key, Person, PersonId, PhaseId, Role, RoomId, Seq, StepId, Timestamp,
    Zone,
    event::MessageKind,
    plan::{PlanDraft, StepDraft},
    room::Stage,
    step::Moment,
    text::{Instructions, MessageText, PersonName, Reason, Title},
};
use kinds::{KINDS, kind_of};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
};
use surfaces::{Reader, surfaces};
use texts::texts;

/// The oracle.
const TABLE: &str = include_str!("audience.csv");

pub struct Planted {
    house: House,
    room: RoomId,
    /// Which line of the oracle, and the canary itself.
    birds: RefCell<Vec<(&'static str, String)>>,
    keys: Cell<u32>,
}

impl Planted {
    fn bird(&self, line: &'static str) -> String {
        let bird = format!("canary{}", &Token::random().unwrap().hex()[..20]);
        self.birds.borrow_mut().push((line, bird.clone()));
        bird
    }

    fn title(&self) -> Title {
        Title::parse(&self.bird("title")).unwrap()
    }

    fn name(&self) -> PersonName {
        PersonName::parse(&self.bird("name")).unwrap()
    }

    fn reason(&self, line: &'static str) -> Reason {
        Reason::parse(&self.bird(line)).unwrap()
    }

    fn instructions(&self) -> Option<Instructions> {
        Some(Instructions::parse(&self.bird("instructions")).unwrap())
    }

    fn plan(&self) -> PlanDraft {
        let mut plan = sample::plan(8);
        plan.title = self.title();
        plan.watch = self.watched();
        plan.organisation = Title::parse(&self.bird("organisation")).unwrap();
        plan.people.iter_mut().for_each(|person| person.name = self.name());
        for phase in &mut plan.phases {
            phase.title = self.title();
            for step in &mut phase.steps {
                (step.title, step.instructions) = (self.title(), self.instructions());
            }
            phase.steps[1].after = vec![step_id(1)];
            phase.steps[7].run = self.facts();
        }
        self.plan_run(&mut plan);
        plan
    }

    async fn does(&self, actor: Actor, command: Command) {
        self.keys.set(self.keys.get() + 1);
        let key = Key::parse(&format!("canary-{}", self.keys.get())).unwrap();
        let asked = format!("{command:?}");
        let order = Order { room: self.room.clone(), actor, key, expected: None, command };
        let done = self.house.app.executor.execute(order).await;
        assert!(done.is_ok(), "{asked}: {done:?}");
    }

    async fn lead(&self, command: Command) {
        self.does(actor(Role::Lead), command).await;
    }

    async fn says(&self, by: Role, audience: Audience, line: &'static str) {
        let text = MessageText::parse(&self.bird(line)).unwrap();
        let message = MessageKind::Note;
        self.does(actor(by), Command::PostMessage { message, audience, text, asks: Vec::new() })
            .await;
    }

    /// Everything that can happen, with a canary wherever somebody types.
    async fn plant() -> Self {
        Self::plant_in(House::open().await).await
    }

    async fn plant_in(house: House) -> Self {
        let room = RoomId::parse("planted").unwrap();
        let planted =
            Self { house, room: room.clone(), birds: RefCell::default(), keys: Cell::default() };
        let plan = Box::new(planted.plan());
        planted.does(Actor::Bascule, Command::CreateRoom { room, plan, zone: Zone::utc() }).await;
        for stage in [Stage::Ready, Stage::Live] {
            planted.lead(Command::ReachStage { stage }).await;
        }
        planted.move_steps().await;
        planted.change_people().await;
        planted.run().await;
        planted.watch().await;
        planted.talk().await;
        planted.word().await;
        for (audience, line) in [
            (Audience::Everyone, "message_to_everyone"),
            (Audience::Tech, "message_to_tech"),
            (Audience::Support, "message_to_support"),
            (Audience::Comms, "message_to_comms"),
            (Audience::Lead, "message_to_lead"),
        ] {
            planted.says(Role::Lead, audience, line).await;
        }
        planted.abort().await;
        planted.says(Role::Tech, Audience::Support, "message_of_tech_to_support").await;
        planted
    }

    async fn move_steps(&self) {
        let step = step_id;
        let plain = |number| Command::StartStep { step: step(number), anyway: None };
        let anyway = Some(self.reason("anyway"));
        self.lead(Command::StartStep { step: step(2), anyway }).await;
        self.lead(Command::SkipStep { step: step(3), reason: self.reason("reason") }).await;
        self.lead(Command::BlockStep { step: step(4), reason: self.reason("reason") }).await;
        self.lead(Command::UnblockStep { step: step(4) }).await;
        self.lead(plain(5)).await;
        self.lead(Command::FailStep { step: step(5), reason: self.reason("reason") }).await;
        self.lead(Command::FinishStep { step: step(6), anyway: None }).await;
        self.house.clock.advance(120);
        let reason = Some(self.reason("reason"));
        self.lead(Command::UndoTick { step: step(6), reason }).await;
        let (moment, reason) = (Moment::Started, self.reason("reason"));
        let to = Timestamp::from_seconds(sample::TEN.seconds() - 60);
        self.lead(Command::CorrectTime { step: step(2), moment, to, reason }).await;
        let new = StepDraft {
            id: StepId::parse("extra").unwrap(),
            title: self.title(),
            instructions: self.instructions(),
            after: Vec::new(),
            ..sample::plan(1).phases[0].steps[0].clone()
        };
        let phase = PhaseId::parse("move").unwrap();
        let before = Vec::new();
        let insert = Command::InsertStep { phase, below: None, step: Box::new(new), before };
        self.lead(insert).await;
        let to = sample::person(Role::Lead).id;
        self.lead(Command::ReassignStep { step: step(4), to }).await;
    }

    async fn take_the_room_away(&self) {
        for stage in [Stage::Watching, Stage::Closed] {
            self.lead(Command::ReachStage { stage }).await;
        }
        let live = self.house.app.rooms.open(&self.room).await.unwrap().unwrap();
        let title = live.views().whole().charter.as_ref().unwrap().title.clone();
        let reason = self.reason("reason_of_removal");
        self.lead(Command::RemoveRoom { title, reason }).await;
    }

    async fn change_people(&self) {
        let zoe = |name| Person { id: PersonId::parse("zoe").unwrap(), name, role: Role::Comms };
        let id = || PersonId::parse("zoe").unwrap();
        let join = |person: Person| (Actor::Person(person.clone()), Command::Join { person });
        let (by, command) = join(zoe(self.name()));
        self.does(by, command).await;
        let (to, reason) = (Role::Support, Some(self.reason("reason")));
        self.lead(Command::ChangeRole { person: id(), to, reason }).await;
        self.lead(Command::RevokePerson { person: id(), reason: self.reason("reason") }).await;
        let (by, command) = join(zoe(self.name()));
        self.does(by, command).await;
        self.lead(Command::EndSessions { person: id() }).await;
        self.lead(Command::ProposeHandover { to: id() }).await;
        self.lead(Command::DeclineHandover {}).await;
    }
}

/// A page is told of a notice or a card in a sentence, which has its title: the whole text is in the record
/// that can be taken away, and on the desk.
fn only_told(line: &str, surface: &str) -> bool {
    let told = ["notice_", "entry_", "metric_", "card"];
    told.iter().any(|begin| line.starts_with(begin)) && !surface.contains("log.json")
}

#[tokio::test]
async fn every_text_reaches_those_it_is_for_and_nobody_else() {
    let planted = Planted::plant().await;
    let mut readers = Vec::new();
    for reader in Reader::ALL {
        readers.push((reader, surfaces::come_in(&planted, reader).await));
    }
    let mut search = Search::default();
    search.everywhere(&planted, &readers, true).await;
    // A room that was removed says to those who had a part why, and nothing else to anybody.
    planted.take_the_room_away().await;
    search.everywhere(&planted, &readers, false).await;

    let log = planted.house.app.store.events(&planted.room, Seq(0), 1_000).await.unwrap();
    let kinds: BTreeSet<&str> = log.iter().map(|recorded| kind_of(&recorded.event)).collect();
    assert_eq!(kinds, KINDS.iter().copied().collect(), "a kind of event never happened");
    for recorded in &log {
        let mut event = serde_json::to_value(&recorded.event).unwrap();
        // The zone is the server's own word, with its own fields.
        if let Some(created) = event.get_mut("room_created") {
            created["zone"].take();
        }
        // What the product opens by itself has the words of a template.
        if recorded.by == Actor::Bascule
            && let Some(opened) = event.pointer_mut("/word/notice/opened/content")
        {
            opened.take();
        }
        let mut found = Vec::new();
        texts(&event, "", &mut found);
        for (field, text) in found {
            // A way back is named after the step it undoes, and its phase by a word of ours.
            let typed = text.trim_start_matches("← ");
            let ours = typed == "Rollback";
            assert!(ours || typed.starts_with("canary"), "{field} has no canary: {text}");
        }
    }
    let birds = planted.birds.borrow().len();
    let Search { searched, found } = search;
    println!("{birds} canaries, {searched} searches, {found} found where they may be");
    assert!(birds >= 35 && found >= 200, "{birds} canaries, {found} found");
}

/// Where everything about a plan can be read.
const PLAN_PAGE: &str = "/rooms/planted/plan?edit=";

#[derive(Default)]
struct Search {
    searched: usize,
    found: usize,
}

impl Search {
    /// Looks for every canary in everything that reaches everybody. Where the room is open, what
    /// somebody may see must be there, too.
    async fn everywhere(&mut self, planted: &Planted, readers: &[(Reader, String)], open: bool) {
        let birds = planted.birds.borrow().clone();
        let mut rows = TABLE.lines();
        let heads: Vec<&str> = rows.next().unwrap().split(',').skip(1).collect();
        assert_eq!(heads, Reader::ALL.map(Reader::column));
        let lines: Vec<Vec<&str>> = rows.map(|row| row.split(',').collect()).collect();
        for (column, (reader, cookie)) in readers.iter().enumerate() {
            let surfaces = surfaces(planted, *reader, cookie).await;
            for (line, bird) in &birds {
                let cells = lines.iter().find(|cells| cells[0] == *line);
                let may = cells.expect("a line of the oracle")[1 + column] == "yes";
                for surface in &surfaces {
                    let there = surface.bytes.contains(bird.as_str());
                    let who = reader.column();
                    assert!(may || !there, "{who} finds {line} in {}", surface.name);
                    // What the page is only told of stands on the page of the plan, in full.
                    let planned = line.starts_with("plan_") == (surface.name == PLAN_PAGE);
                    let told = only_told(line, &surface.name) || line.contains("proposed");
                    let must = may && open && surface.whole && planned && !told;
                    assert!(!must || there, "{who} misses {line} in {}", surface.name);
                    let last = ["title", "name", "reason_of_removal"].contains(line);
                    assert!(open || last || !there, "{who} finds {line} in {}", surface.name);
                    self.searched += 1;
                    self.found += usize::from(there);
                }
            }
        }
    }
}
