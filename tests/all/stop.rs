//! Starting and stopping.

use domain::Role;
use futures::future::join_all;
use std::time::Duration;
use tests::{api::Api, demo::Demo};

/// A planned restart must not keep anybody waiting.
const LIMIT: Duration = Duration::from_secs(3);

#[tokio::test]
async fn a_server_with_fifty_streams_open_stops_in_three_seconds_and_says_farewell() {
    let mut demo = Demo::start().await;
    let api = Api::join(&demo, Role::Tech, "Thierry").await;
    let mut streams = join_all((0..50).map(|_| api.stream(0))).await;
    let head = api.snapshot().await.room.seq.0;
    join_all(streams.iter_mut().map(|stream| stream.until_caught_up(head))).await;

    let listening = streams.into_iter().map(|mut stream| {
        tokio::spawn(async move {
            let mut last = None;
            while let Some(frame) = stream.next().await {
                last = Some(frame);
            }
            last.expect("a stream says something before it ends")
        })
    });
    let listening: Vec<_> = listening.collect();
    let (status, took) = demo.stop().await;
    assert!(status.success(), "{status}");
    assert!(took <= LIMIT, "it took {took:?}");
    let mut waits = Vec::new();
    for listener in listening {
        let last = listener.await.expect("a listener ends");
        assert_eq!((last.kind.as_str(), last.data.as_str()), ("farewell", "\"restarting\""));
        waits.push(last.retry.expect("it says when to come back"));
    }
    waits.sort_unstable();
    waits.dedup();
    assert!(waits.len() > 25, "they are told to come back at different moments: {waits:?}");
    assert!(waits.iter().all(|millis| *millis < 5_000), "{waits:?}");

    demo.restart().await;
    assert_eq!(api.log(0).await.last().map(|frame| frame.recorded.seq.0), Some(head));
}

#[tokio::test]
async fn a_server_says_whether_it_lives_and_whether_it_is_ready() {
    let demo = Demo::start().await;
    let nobody = Api::nobody(&demo);
    for path in ["/livez", "/readyz"] {
        let answer = nobody.get(path).send().await.expect("an answer");
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.text().await.expect("a body"), "ok\n", "{path}");
    }
}
