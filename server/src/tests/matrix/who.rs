//! Everybody who may ask, each signed in as far as they can be.

use domain::Role;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    As(Role),
    /// Nobody is signed in.
    Public,
    /// Their part in the room has ended.
    Revoked,
    /// Leads another room.
    Foreign,
    /// A source of metrics: no session, a good access token of the room. An invitation that it
    /// holds as well lets it in as it would anybody.
    Token,
}

impl Who {
    pub const ALL: [Self; 9] = [
        Self::As(Role::Lead),
        Self::As(Role::Tech),
        Self::As(Role::Support),
        Self::As(Role::Comms),
        Self::As(Role::Observer),
        Self::Public,
        Self::Revoked,
        Self::Foreign,
        Self::Token,
    ];

    pub const fn column(self) -> &'static str {
        match self {
            Self::As(role) => role.slug(),
            Self::Public => "public",
            Self::Revoked => "revoked",
            Self::Foreign => "foreign",
            Self::Token => "metric_token",
        }
    }
}

pub mod open_as {
    //! A house with somebody at its door.

    use super::Who;
    use crate::clock::Clock;
    use crate::{
        execute::Order,
        invite::invite,
        sample,
        tests::{
            house::{House, room_id},
            matrix::asked::{Ask, Asked, Setup, everything, talk::post, word},
            people::id,
        },
    };
    use domain::{
        Actor, Command, Key, Role, RoomId, Stage, StepId, Zone,
        event::MessageKind,
        run::{RunCommand, gate::GateCommand},
        text::Reason,
        word::{WordCommand, message::MessageCommand},
    };

    /// A step whose turn it is, one whose turn it is not, and somebody to do things to.
    const STEP: &str = "crons";
    const LATER: &str = "dns";
    const COLLEAGUE: &str = "alexandrine";

    pub struct Principal {
        pub house: House,
        pub who: Who,
        pub cookie: String,
        /// Who they are in the room, or were.
        pub person: String,
        lead: String,
        link: String,
    }

    /// Opens one in which the step belongs to the team of whoever asks, or to another one.
    pub async fn house(who: Who, own: bool) -> Principal {
        let house = House::open().await;
        let lead = house.lead().await;
        let (cookie, person) = match who {
            Who::As(role) => {
                let cookie = house.sign_in(role, "Somebody").await;
                (cookie, "somebody".to_owned())
            }
            Who::Public => (String::new(), "nobody".to_owned()),
            Who::Revoked => {
                let cookie = house.sign_in(Role::Tech, "Somebody").await;
                let reason = Reason::parse("left").unwrap();
                house.order(Command::RevokePerson { person: id("somebody"), reason }).await;
                (cookie, "somebody".to_owned())
            }
            Who::Foreign => (foreign(&house).await, "nobody".to_owned()),
            Who::Token => (house.metric_token().await, "nobody".to_owned()),
        };
        let owner = match (who, own) {
            (Who::As(Role::Observer), _) => "thierry",
            (Who::Public | Who::Revoked | Who::Foreign | Who::Token, _) => "thierry",
            (Who::As(_), true) => "somebody",
            (Who::As(Role::Tech), false) => "celine",
            (Who::As(_), false) => "thierry",
        };
        for step in [STEP, LATER] {
            let step = StepId::parse(step).unwrap();
            house.order(Command::ReassignStep { step, to: id(owner) }).await;
        }
        let link = house.link(Role::Observer).await;
        Principal { house, who, cookie, person, lead, link }
    }

    /// The lead of another room.
    async fn foreign(house: &House) -> String {
        let room = RoomId::parse("another").unwrap();
        let plan = Box::new(sample::plan(1));
        let order = Order {
            room: room.clone(),
            actor: Actor::Bascule,
            key: Key::parse("make-another").unwrap(),
            expected: None,
            command: Command::CreateRoom { room: room.clone(), plan, zone: Zone::utc() },
        };
        house.app.executor.execute(order).await.unwrap();
        let wall = house.clock.wall();
        let link = invite(&house.app.store, &room, Role::Lead, wall, 1).await.unwrap();
        house.form(&link, "", &[("name", "Foreigner")]).await.cookie()
    }

    impl Principal {
        /// Every request, in the same order in every house.
        pub fn everything(&self) -> Vec<Asked> {
            let mut all = everything(STEP, LATER, COLLEAGUE);
            let leads = self.who == Who::As(Role::Lead);
            for asked in &mut all {
                if let Ask::Form(path, _) = &mut asked.ask
                    && path == "/join/{token}"
                {
                    path.clone_from(&self.link);
                }
                if let (Who::As(role), Ask::Command(Command::Run(RunCommand::Gate(command)))) =
                    (self.who, &mut asked.ask)
                    && let GateCommand::ReadBack { team, .. } = command
                {
                    *team = role;
                }
                // A lead cannot be offered the lead: they answer by taking their own offer back.
                if leads && matches!(asked.ask, Ask::Command(Command::AcceptHandover {})) {
                    asked.ask = Ask::Command(Command::DeclineHandover {});
                }
            }
            all
        }

        /// What must have happened before a request makes sense.
        pub async fn prepare(&self, place: usize) {
            match self.everything()[place].setup.clone() {
                None => {}
                Some(Setup::Product(command)) => self.house.order(command).await,
                Some(Setup::Wrote) => {
                    let note = post(MessageKind::Note);
                    match self.who {
                        Who::As(role) if role != Role::Observer => {
                            let answer = self.house.command(&self.cookie, "wrote", note).await;
                            assert_eq!(answer.status, 200, "{}", answer.body);
                        }
                        Who::As(_) | Who::Public | Who::Revoked | Who::Foreign | Who::Token => {
                            self.house.order(note).await;
                        }
                    }
                }
                Some(Setup::Pinned) => {
                    self.house.order(post(MessageKind::Note)).await;
                    let message = self.house.latest_message().await;
                    let pin = WordCommand::Message(MessageCommand::Pin { message });
                    self.house.order(Command::Word(pin)).await;
                }
                Some(Setup::Products(commands)) => {
                    for command in commands {
                        let command = word::aimed(&*self.house.room().await, command);
                        self.house.order(command).await;
                    }
                }
                Some(Setup::Approved) => {
                    let (commands, approval) = word::until_approved();
                    for command in commands {
                        let command = word::aimed(&*self.house.room().await, command);
                        self.house.order(command).await;
                    }
                    let approval = word::aimed(&*self.house.room().await, approval);
                    let lead = crate::sample::actor(Role::Lead);
                    let known = self.house.room().await;
                    let lead = known
                        .people
                        .values()
                        .find(|person| person.role == Role::Lead)
                        .map_or(lead, |person| Actor::Person(person.clone()));
                    self.house.order_as(lead, approval).await;
                }
                Some(Setup::Closed) => {
                    for stage in [Stage::Watching, Stage::Closed] {
                        self.house.order(Command::ReachStage { stage }).await;
                    }
                }
                Some(Setup::Offer) => {
                    // Whoever owns steps cannot change places with an observer.
                    let (from, to) = (id("jerome"), id("thierry"));
                    self.house.order(Command::ReassignAll { from, to }).await;
                    let (from, to) = match self.who {
                        Who::As(Role::Lead) => (&self.cookie, COLLEAGUE),
                        Who::As(_) => (&self.lead, "somebody"),
                        Who::Public | Who::Revoked | Who::Foreign | Who::Token => {
                            (&self.lead, COLLEAGUE)
                        }
                    };
                    let answer = self.house.people(from, "handover", &[("person", to)]).await;
                    assert_eq!(answer.status, 303, "{}", answer.body);
                }
            }
            assert_eq!(self.house.room().await.id, room_id());
        }
    }
}
