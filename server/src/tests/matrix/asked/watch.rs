//! Everything about what is measured and checked: commands, pages, and what machines send.

use super::{Ask, Asked, Effect, ask, step_id, why};
use domain::{
    Command, EntryId, MetricId,
    text::Title,
    watch::{EntryCommand, MetricCommand, ProofCommand, Seal, StopEvent, WatchCommand, WatchEvent},
};

pub(super) fn everything() -> Vec<Asked> {
    let watch = |action, command| ask(action, None, Command::Watch(command));
    let metric = || MetricId::parse("errors-per-user").unwrap();
    let title = Title::parse("Errors").unwrap();
    let set = MetricCommand::Set { metric: metric(), title, unit: None, target: None, period: 10 };
    let (entry, reason) = (EntryId::parse("crons").unwrap(), why());
    let vouch = EntryCommand::Vouch { entry, seal: Seal::Shut, reason };
    let ios = EntryCommand::Remove { entry: EntryId::parse("ios").unwrap() };
    let (step, reason) = (step_id("lag"), why());
    let eased = StopEvent::Proposed {
        metric: MetricId::parse("errors").unwrap(),
        since: Default::default(),
        value: None,
    };
    let record = WatchCommand::Record { seen: Box::new(WatchEvent::Stop(eased)) };
    let get = |path: &str| Asked {
        action: "read_room",
        setup: None,
        ask: Ask::Get(path.to_owned()),
        effect: Effect::None,
    };
    let alert = r#"{"version": "4", "alerts": [{"status": "firing", "fingerprint": "c0ffee",
        "labels": {"alertname": "High"}}]}"#;
    vec![
        watch("plan_watch", WatchCommand::Metric(set)),
        watch("plan_watch", WatchCommand::Entry(ios)),
        watch("vouch_entry", WatchCommand::Entry(vouch)),
        watch("overrule_proof", WatchCommand::Proof(ProofCommand::Overrule { step, reason })),
        watch("record_watch", record),
        get("/rooms/{room}/metrics/lag"),
        get("/rooms/{room}/entry-points"),
        get("/rooms/{room}/wall"),
        get("/rooms/{room}/panels/metric?metric=lag"),
        get("/rooms/{room}/panels/entry-points"),
        get("/rooms/{room}/panels/wall"),
        Asked {
            action: "push_samples",
            setup: None,
            ask: Ask::Json("/api/rooms/{room}/alerts".to_owned(), alert),
            effect: Effect::Log,
        },
    ]
}
