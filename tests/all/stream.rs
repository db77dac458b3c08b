//! The stream, frame by frame: resumed from anywhere, whole, in order, and only what a role may
//! see.

use domain::{Audience, Event, Role, wire::EventFrame};
use std::time::{Duration, Instant};
use tests::{api::Api, demo::Demo};

#[tokio::test]
async fn a_stream_resumed_from_any_number_gives_exactly_the_rest() {
    let demo = Demo::start_with(&["--at", "10:34"]).await;
    for role in Role::ALL {
        let api = Api::join(&demo, role, &format!("Reader of {}", role.slug())).await;
        let log = api.log(0).await;
        let head = log.last().expect("a log").recorded.seq.0;
        let mut prev = 0;
        for frame in &log {
            assert!(frame.recorded.seq.0 > prev, "numbers rise");
            assert_eq!(frame.prev.0, prev, "each names the one before it for {}", role.slug());
            prev = frame.recorded.seq.0;
        }
        for after in 0..=head {
            let mut stream = api.stream(after).await;
            let rest: Vec<_> = log.iter().filter(|f| f.recorded.seq.0 > after).cloned().collect();
            // The first heartbeat is the one that says: this is all.
            let got = stream.until_caught_up(0).await;
            let (got, rest) = (in_words(got), in_words(rest));
            // The demo goes on meanwhile: more may have come, nothing may be missing.
            assert_eq!(got[..rest.len().min(got.len())], rest, "after {after} for {}", role.slug());
        }
    }
}

/// Frames without what they change on a page: it is known of the latest only, in memory.
fn in_words(mut frames: Vec<EventFrame>) -> Vec<EventFrame> {
    for frame in &mut frames {
        if let Event::Told(told) = &mut frame.recorded.event {
            told.patch = None;
        }
    }
    frames
}

#[tokio::test]
async fn a_role_sees_what_is_meant_for_it_and_nothing_else() {
    let demo = Demo::start_with(&["--at", "10:34"]).await;
    for role in Role::ALL {
        let api = Api::join(&demo, role, &format!("Reader of {}", role.slug())).await;
        let log = api.log(0).await;
        for frame in &log {
            if let Event::MessagePosted { audience, .. } = &frame.recorded.event {
                let own = frame.recorded.by.role() == Some(role);
                assert!(audience.includes(role) || own, "{}: {frame:?}", role.slug());
            }
        }
        let technical = format!("{log:?}").contains("processlist");
        assert_eq!(technical, matches!(role, Role::Lead | Role::Tech), "{}", role.slug());
        let page = api.get("/rooms/aurora?step=drain").send().await.expect("a page");
        let page = page.text().await.expect("a page");
        assert_eq!(page.contains("processlist"), technical, "the page of {}", role.slug());
        assert_eq!(page.contains("Still 41 connections"), technical || role == Role::Observer);
    }
}

#[tokio::test]
async fn a_stream_proves_every_three_seconds_that_it_is_alive_and_where_the_log_ends() {
    let demo = Demo::start().await;
    let thierry = Api::join(&demo, Role::Tech, "Thierry").await;
    let sophie = Api::join(&demo, Role::Support, "Sophie").await;
    let head = thierry.snapshot().await.room.seq.0;
    let mut stream = sophie.stream(head).await;
    stream.until_caught_up(head).await;
    let seen = thierry.writes(Audience::Everyone, "For all").await;
    // The log moves on; for support, it does not.
    thierry.writes(Audience::Tech, "For tech").await;
    let mut beats = Vec::new();
    let mut events = Vec::new();
    while beats.len() < 3 {
        let frame = stream.next().await.expect("the stream goes on");
        events.extend(frame.event());
        // Those before the message belong to the greeting.
        if let Some(beat) = frame.heartbeat().filter(|_| !events.is_empty()) {
            assert_eq!(beat.head, seen, "the head is this reader's own");
            beats.push((Instant::now(), beat));
        }
    }
    assert_eq!(events.len(), 1);
    for two in beats.windows(2) {
        let apart = two[1].0 - two[0].0;
        assert!(apart < Duration::from_secs(5), "heartbeats are {apart:?} apart");
        assert!(two[1].1.clock.now > two[0].1.clock.now, "the clock goes on");
    }
}
