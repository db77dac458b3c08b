use super::*;
use crate::sample::{Desk, person, within};
use domain::{
    Audience,
    wire::{Farewell, Heartbeat, Presence},
};
use futures::StreamExt;
use std::pin::Pin;

/// One stream, read as a browser reads it.
struct Tab {
    frames: Pin<Box<dyn Stream<Item = Bytes> + Send>>,
    stop: CancellationToken,
    session_over: CancellationToken,
}

#[expect(clippy::large_enum_variant, reason = "a test holds one at a time")]
#[derive(Debug, PartialEq)]
enum Got {
    Event(EventFrame),
    Heartbeat(Seq),
    Presence(Vec<String>),
    Farewell { why: Farewell, retry: Option<u32> },
    Reload,
    End,
}

impl Tab {
    async fn open(desk: &Desk, role: Role, after: u64) -> Self {
        let (stop, session_over) = (CancellationToken::new(), CancellationToken::new());
        let reader = Reader {
            session: crate::store::TokenHash::of(b"session"),
            role,
            person: person(role),
            after: Seq(after),
            stop: stop.clone(),
            session_over: session_over.clone(),
            samples: tokio::sync::broadcast::channel(1).1,
        };
        let store = Arc::new(desk.store.clone());
        let frames = Box::pin(follow(desk.room().await, store, desk.clock.clone(), reader));
        Self { frames, stop, session_over }
    }

    async fn next(&mut self) -> Got {
        let Some(bytes) = within(self.frames.next()).await else { return Got::End };
        let text = std::str::from_utf8(&bytes).unwrap();
        assert!(text.ends_with("\n\n"), "not a whole frame: {text:?}");
        let field = |name: &str| {
            text.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim())
        };
        let data = field("data:").unwrap();
        match field("event:").unwrap() {
            "event" => {
                let frame: EventFrame = serde_json::from_str(data).unwrap();
                assert_eq!(field("id:"), Some(frame.recorded.seq.to_string().as_str()));
                Got::Event(frame)
            }
            "heartbeat" => {
                let heartbeat: Heartbeat = serde_json::from_str(data).unwrap();
                Got::Heartbeat(heartbeat.head)
            }
            "presence" => {
                let presence: Presence = serde_json::from_str(data).unwrap();
                Got::Presence(presence.here.iter().map(|p| p.id.to_string()).collect())
            }
            "farewell" => Got::Farewell {
                why: serde_json::from_str(data).unwrap(),
                retry: field("retry:").map(|millis| millis.parse().unwrap()),
            },
            "reload" => Got::Reload,
            other => panic!("unknown frame {other}"),
        }
    }

    /// Events up to the heartbeat that says: this is all. Each must name the one before it.
    async fn events_until_heartbeat(&mut self, mut last: u64) -> Vec<Recorded> {
        let mut events = Vec::new();
        loop {
            match self.next().await {
                Got::Event(EventFrame { prev, recorded }) => {
                    assert_eq!(prev, Seq(last), "a hole before {}", recorded.seq);
                    last = recorded.seq.0;
                    events.push(recorded);
                }
                Got::Heartbeat(head) => {
                    assert_eq!(head, Seq(last), "a heartbeat ahead of, or behind, the events");
                    return events;
                }
                Got::Presence(_) => {}
                other => panic!("unexpected {other:?}"),
            }
        }
    }

    /// Reads the greeting and everything there is.
    async fn catch_up(&mut self, last: u64) -> Vec<Recorded> {
        assert!(matches!(self.next().await, Got::Presence(_)), "the first frame");
        self.events_until_heartbeat(last).await
    }

    async fn next_event(&mut self) -> EventFrame {
        loop {
            match self.next().await {
                Got::Event(frame) => return frame,
                Got::Heartbeat(_) | Got::Presence(_) => {}
                other => panic!("unexpected {other:?}"),
            }
        }
    }
}

async fn seen(desk: &Desk, role: Role) -> Vec<Recorded> {
    desk.log().await.iter().filter_map(|recorded| seen_by(recorded, role)).collect()
}

#[tokio::test]
async fn a_stream_greets_catches_up_and_goes_on_live() {
    let desk = Desk::live(2).await;
    let mut tab = Tab::open(&desk, Role::Support, 1).await;
    assert_eq!(tab.catch_up(1).await, seen(&desk, Role::Support).await[1..]);
    desk.says(Audience::Everyone, "live").await;
    let frame = tab.next_event().await;
    assert_eq!((frame.prev, frame.recorded.seq), (Seq(3), Seq(4)));
}

#[tokio::test]
async fn what_is_for_others_is_not_there_and_leaves_no_hole() {
    let desk = Desk::live(1).await;
    let mut tech = Tab::open(&desk, Role::Tech, 3).await;
    let mut support = Tab::open(&desk, Role::Support, 3).await;
    tech.catch_up(3).await;
    support.catch_up(3).await;
    desk.says(Audience::Support, "for support").await;
    desk.says(Audience::Everyone, "for all").await;
    let frame = tech.next_event().await;
    assert_eq!((frame.prev, frame.recorded.seq), (Seq(3), Seq(5)));
    assert_eq!(support.next_event().await.recorded.seq, Seq(4));
    assert_eq!(support.next_event().await.prev, Seq(4));

    // Whoever comes back with a number that was never theirs goes on from the last that was.
    let mut again = Tab::open(&desk, Role::Tech, 4).await;
    assert_eq!(again.catch_up(3).await.len(), 1);
}

#[tokio::test]
async fn catching_up_from_the_log_and_from_memory_is_the_same() {
    let desk = Desk::live(1).await;
    for audience in [Audience::Support, Audience::Everyone, Audience::Tech] {
        desk.says_often(audience, 500).await;
    }
    let in_memory = Tab::open(&desk, Role::Tech, 0).await.catch_up(0).await;
    // A server that has just started has only the last events in memory.
    let other = desk.beside();
    assert!(other.room().await.frames_after(Role::Tech, Seq(0), 1).is_none());
    let from_log = Tab::open(&other, Role::Tech, 0).await.catch_up(0).await;
    assert_eq!(from_log, in_memory);
    assert_eq!(from_log, seen(&desk, Role::Tech).await);
    // From a number in the middle of what Tech does not see.
    let later = Tab::open(&other, Role::Tech, 400).await.catch_up(3).await;
    assert_eq!(later, from_log[3..]);

    let room = other.room().await;
    let page = frames_after(&other.store, &room, Role::Tech, Seq(400), 700).await.unwrap();
    assert_eq!(page.len(), 700);
    assert_eq!(page[0].prev, Seq(3));
    assert!(page.windows(2).all(|pair| pair[1].prev == pair[0].recorded.seq));
    assert!(page.iter().map(|frame| &frame.recorded).eq(&later[..700]));
}

#[tokio::test]
async fn a_heartbeat_comes_by_itself_and_never_ahead() {
    let desk = Desk::live(1).await;
    let mut tab = Tab::open(&desk, Role::Comms, 3).await;
    tab.catch_up(3).await;
    desk.says(Audience::Tech, "not for comms").await;
    assert!(tab.events_until_heartbeat(3).await.is_empty());
    desk.says(Audience::Comms, "for comms").await;
    assert_eq!(tab.events_until_heartbeat(3).await.len(), 1);
}

#[tokio::test]
async fn a_stream_ends_with_a_word() {
    let desk = Desk::live(1).await;
    let mut tab = Tab::open(&desk, Role::Tech, 3).await;
    tab.catch_up(3).await;
    tab.stop.cancel();
    match tab.next().await {
        Got::Farewell { why: Farewell::Restarting, retry: Some(millis) } => {
            assert!((500..=2500).contains(&millis), "{millis} ms");
        }
        other => panic!("unexpected {other:?}"),
    }
    assert_eq!(tab.next().await, Got::End);
}

#[tokio::test]
async fn whoever_is_signed_out_gets_nothing_more_not_even_what_was_waiting() {
    let desk = Desk::live(1).await;
    let mut tab = Tab::open(&desk, Role::Tech, 0).await;
    assert!(matches!(tab.next().await, Got::Presence(_)));
    tab.session_over.cancel();
    let farewell = Got::Farewell { why: Farewell::SignedOut, retry: None };
    assert_eq!(tab.next().await, farewell);
    assert_eq!(tab.next().await, Got::End);
}

#[tokio::test]
async fn a_number_beyond_the_log_means_another_log() {
    let desk = Desk::live(1).await;
    let mut tab = Tab::open(&desk, Role::Tech, 4).await;
    assert_eq!(tab.next().await, Got::Reload);
    assert_eq!(tab.next().await, Got::End);
}

#[tokio::test]
async fn whoever_falls_too_far_behind_is_told_to_come_back() {
    let desk = Desk::live(1).await;
    let mut tab = Tab::open(&desk, Role::Tech, 3).await;
    tab.catch_up(3).await;
    desk.says_often(Audience::Everyone, crate::rooms::RING_KEPT + 10).await;
    let lagging = Got::Farewell { why: Farewell::Lagging, retry: None };
    assert_eq!(tab.next().await, lagging);
    let mut again = Tab::open(&desk, Role::Tech, 3).await;
    assert_eq!(again.catch_up(3).await.len(), crate::rooms::RING_KEPT + 10);
}

#[tokio::test]
async fn who_is_here_is_told_when_it_changes() {
    let desk = Desk::live(1).await;
    let mut lead = Tab::open(&desk, Role::Lead, 3).await;
    assert_eq!(lead.next().await, Got::Presence(vec!["lead".into()]));
    let tech = Tab::open(&desk, Role::Tech, 3).await;
    let presence = async {
        loop {
            if let Got::Presence(here) = lead.next().await {
                return here;
            }
        }
    };
    assert_eq!(within(presence).await, ["lead", "tech"]);
    drop(tech);
    let presence = async {
        loop {
            if let Got::Presence(here) = lead.next().await {
                return here;
            }
        }
    };
    assert_eq!(within(presence).await, ["lead"]);
}
