//! How fast it is, measured against the real binary: `cargo xtask bench`.
//!
//! Figures, not verdicts: a machine that is busy must not turn a build red. Everything runs on one
//! machine, so clients and server share its cores.

use domain::{
    Audience, Command, Length, PersonId, PhaseId, Role, StepId, Timestamp, forecast,
    plan::{StepDraft, WorkDraft},
    run::RoomSchedule,
    text::Title,
};
use futures::future::join_all;
use std::time::{Duration, Instant};
use tests::{api::Api, demo::Demo};

/// Screens that follow the room.
const VIEWERS: usize = 200;
/// People who write at once.
const WRITERS: usize = 64;

#[tokio::main]
async fn main() {
    // Named ones alone, such as `thousand`; all of them when none is named.
    let named: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |name: &str| named.is_empty() || named.iter().any(|known| known == name);
    let mut demo = Demo::start().await;
    let lead = Api::join(&demo, Role::Lead, "Jérôme").await;
    if wanted("latency") {
        latency(&demo, &lead).await;
    }
    if wanted("commit") {
        group_commit(&demo).await;
    }
    if wanted("page") {
        page(&lead).await;
    }
    if wanted("thousand") {
        thousand(&lead).await;
    }
    if wanted("restart") {
        restart(&mut demo, &lead).await;
    }
}

/// From the moment a command is sent to the moment its event is on every other screen.
async fn latency(demo: &Demo, lead: &Api) {
    let tech = Api::join(demo, Role::Tech, "Thierry").await;
    let start = lead.snapshot().await.room.seq.0;
    let readers = (0..VIEWERS).map(|_| {
        let tech = tech.clone();
        async move { tech.stream(start).await }
    });
    let streams = join_all(readers).await;
    let readers: Vec<_> = streams
        .into_iter()
        .map(|mut stream| {
            tokio::spawn(async move {
                let mut arrivals = Vec::new();
                while arrivals.len() < 100 {
                    let Some(frame) = stream.next().await else { break };
                    if frame.event().is_some() {
                        arrivals.push(Instant::now());
                    }
                }
                arrivals
            })
        })
        .collect();
    let mut sent = Vec::new();
    for number in 0..100 {
        sent.push(Instant::now());
        lead.writes(Audience::Everyone, &format!("message {number}")).await;
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    let mut waits = Vec::new();
    for reader in readers {
        let arrivals = reader.await.expect("a reader");
        waits.extend(arrivals.iter().zip(&sent).map(|(there, here)| there.duration_since(*here)));
    }
    report(&format!("command sent → on {VIEWERS} other screens"), &mut waits);
}

/// Many writers at once against one at a time, each command on disk before it is acknowledged.
async fn group_commit(demo: &Demo) {
    let alone = Api::join(demo, Role::Comms, "Céline").await;
    let begin = Instant::now();
    for number in 0..200 {
        alone.writes(Audience::Comms, &format!("alone {number}")).await;
    }
    let one = begin.elapsed() / 200;
    let writers = join_all(
        (0..WRITERS)
            .map(|n| async move { Api::join(demo, Role::Tech, &format!("Writer {n}")).await }),
    )
    .await;
    let begin = Instant::now();
    join_all(writers.iter().map(|writer| async move {
        for number in 0..60 {
            writer.writes(Audience::Tech, &format!("together {number}")).await;
        }
    }))
    .await;
    let many = begin.elapsed() / (WRITERS as u32 * 60);
    println!(
        "durable commands over HTTP: one writer {one:?} each, {WRITERS} writers {many:?} each, {:.1} times as many",
        one.as_secs_f64() / many.as_secs_f64()
    );
}

/// The room page with 200 steps, as the server renders it.
async fn page(lead: &Api) {
    let room = lead.snapshot().await.room;
    for number in room.steps.len()..200 {
        lead.does(insert(number)).await;
    }
    let mut waits = Vec::new();
    let mut bytes = 0;
    for _ in 0..300 {
        let begin = Instant::now();
        let answer = lead.get("/rooms/aurora").send().await.expect("the page");
        bytes = answer.text().await.expect("its text").len();
        waits.push(begin.elapsed());
    }
    report(&format!("room page with 200 steps ({} KB of HTML)", bytes / 1000), &mut waits);
}

/// A room of 1,000 steps: opened, its panels, ticked, and its forecast worked out.
async fn thousand(lead: &Api) {
    let steps = lead.snapshot().await.room.steps.len();
    for number in steps..1_000 {
        lead.does(insert(number)).await;
    }
    for (path, what) in [
        ("/rooms/aurora", "room page with 1,000 steps"),
        ("/rooms/aurora/panels/room", "its panels"),
    ] {
        let mut waits = Vec::new();
        for _ in 0..50 {
            let begin = Instant::now();
            let answer = lead.get(path).send().await.expect("the page");
            answer.bytes().await.expect("its bytes");
            waits.push(begin.elapsed());
        }
        report(what, &mut waits);
    }
    let mut waits = Vec::new();
    for number in 900..1_000 {
        let begin = Instant::now();
        lead.ticks(&format!("more-{number}")).await;
        waits.push(begin.elapsed());
    }
    report("a tick in it, on disk", &mut waits);
    let room = lead.snapshot().await.room;
    let now = Timestamp::from_seconds(1_473_236_160);
    let mut forecasts = Vec::new();
    let mut schedules = Vec::new();
    for _ in 0..200 {
        let begin = Instant::now();
        std::hint::black_box(forecast(&room, now));
        forecasts.push(begin.elapsed());
        let begin = Instant::now();
        std::hint::black_box(RoomSchedule::of(&room, now));
        schedules.push(begin.elapsed());
    }
    report("its forecast, as the page works it out every second", &mut forecasts);
    report("its schedule with slack, critical path and abort ruler", &mut schedules);
}

fn insert(number: usize) -> Command {
    let step = StepDraft {
        id: StepId::parse(&format!("more-{number}")).expect("a slug"),
        title: Title::parse(&format!("One more step, number {number}")).expect("a title"),
        owner: PersonId::parse("maxime").ok(),
        work: WorkDraft::Task { seconds: i64::from(Length::from_minutes(1).seconds()) },
        start: Timestamp::from_seconds(1_473_238_800),
        after: Vec::new(),
        instructions: None,
        effect: None,
        lags: Vec::new(),
        hold: None,
        run: Default::default(),
    };
    let phase = PhaseId::parse("watch").expect("a slug");
    Command::InsertStep { phase, below: None, step: Box::new(step), before: Vec::new() }
}

/// From kill -9 with 10,000 events in the log to the first answer.
async fn restart(demo: &mut Demo, lead: &Api) {
    let events = lead.snapshot().await.room.seq.0;
    let writers = join_all((0..WRITERS).map(|n| {
        let demo = &*demo;
        async move { Api::join(demo, Role::Tech, &format!("Writer {n}")).await }
    }))
    .await;
    let each = 10_000_u64.saturating_sub(events).div_ceil(WRITERS as u64);
    join_all(writers.iter().map(|writer| async move {
        for number in 0..each {
            writer.writes(Audience::Tech, &format!("filling {number}")).await;
        }
    }))
    .await;
    let events = lead.snapshot().await.room.seq.0;
    demo.kill_hard();
    let begin = Instant::now();
    demo.restart().await;
    println!("restart after kill -9 with {events} events: ready in {:?}", begin.elapsed());
}

fn report(what: &str, waits: &mut [Duration]) {
    waits.sort_unstable();
    let at = |percent: usize| waits[(waits.len() * percent / 100).min(waits.len() - 1)];
    println!("{what}: p50 {:?}, p99 {:?}, {} measured", at(50), at(99), waits.len());
}
