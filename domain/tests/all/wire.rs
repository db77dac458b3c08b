//! What a request may look like, and what it may not.

use domain::{
    Command, Seq,
    run::{
        RunCommand, abort::AbortCommand, contingency::ContingencyCommand, debt::DebtCommand,
        gate::GateCommand,
    },
    text::{Instructions, MessageText, PersonName, Reason, TextFault, TextRule, Title},
    watch::WatchCommand,
    wire::CommandRequest,
    word::{
        WordCommand, cadence::CadenceCommand, card::CardCommand, message::MessageCommand,
        notice::NoticeCommand, promise::PromiseCommand, question::QuestionCommand,
    },
};
use serde_json::{Value, json};

/// One request body for each kind of command, as a client of another make would write it; the
/// match does not compile without a new one.
macro_rules! requests {
    ($($kind:ident = $name:literal, $fields:tt;)*
     $(@ $family:ident $command:ident {
        $($of:ident = $its:literal, $facts:tt;)*
        $(+ $part:ident $sub:ident { $($sort:ident = $own:literal, $more:tt;)* })*
     })*) => {
        fn samples() -> Vec<(&'static str, Value)> {
            vec![
                $(($name, json!({ $name: $fields })),)*
                $($(($its, json!({ stringify!($family).to_lowercase(): { $its: $facts } })),)*)*
                $($($(($own, json!({ stringify!($family).to_lowercase(): {
                    stringify!($part).to_lowercase(): { $own: $more }
                } })),)*)*)*
            ]
        }

        const fn kind_of(command: &Command) -> &'static str {
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

requests! {
    CreateRoom = "create_room", {
        "room": "aurora",
        "plan": {
            "title": "RDS to Aurora",
            "organisation": "A marketplace",
            "window": {"start": 1_473_235_560_000_000_i64, "length": 1800},
            "interruption": 600,
            "people": [{"id": "thierry", "name": "Thierry", "role": "tech"}],
            "phases": [{"id": "cut", "title": "Cut", "steps": [
                {"id": "drain", "title": "Drain", "owner": "thierry",
                 "work": {"task": {"seconds": 300}}, "start": 1_473_235_620_000_000_i64},
                {"id": "go", "title": "Go?", "work": "gate", "after": ["drain"],
                 "start": 1_473_235_920_000_000_i64, "effect": "interruption_ends",
                 "instructions": "Ask everybody."}
            ]}]
        },
        "zone": {"name": "Europe/Paris", "offsets": [{"from": 0, "seconds": 7200}]}
    };
    RemoveRoom = "remove_room", {"title": "RDS to Aurora", "reason": "made from the wrong plan"};
    Join = "join", {"person": {"id": "celine", "name": "Céline", "role": "comms"}};
    ReachStage = "reach_stage", {"stage": "watching"};
    StartStep = "start_step", {"step": "drain"};
    FinishStep = "finish_step", {"step": "drain", "anyway": "checked by hand"};
    SkipStep = "skip_step", {"step": "drain", "reason": "nothing pending"};
    BlockStep = "block_step", {"step": "drain", "reason": "mobile apps?"};
    UnblockStep = "unblock_step", {"step": "drain"};
    FailStep = "fail_step", {"step": "drain", "reason": "does not work"};
    UndoTick = "undo_tick", {"step": "drain"};
    CorrectTime = "correct_time", {
        "step": "dns", "moment": "finished", "to": 1_473_236_820_000_000_i64, "reason": "wrong line"
    };
    InsertStep = "insert_step", {
        "phase": "cut", "below": "drain", "before": ["replication"],
        "step": {"id": "block-rds", "title": "Block RDS", "owner": "thierry",
                 "work": {"task": {"seconds": 240}}, "start": 1_473_236_160_000_000_i64}
    };
    ReassignStep = "reassign_step", {"step": "dns", "to": "maxime"};
    ReassignAll = "reassign_all", {"from": "thierry", "to": "maxime"};
    ChangeRole = "change_role", {"person": "maxime", "to": "support", "reason": "answers sellers"};
    RevokePerson = "revoke_person", {"person": "maxime", "reason": "left the company"};
    EndSessions = "end_sessions", {"person": "maxime"};
    ProposeHandover = "propose_handover", {"to": "thierry"};
    AcceptHandover = "accept_handover", {};
    DeclineHandover = "decline_handover", {};
    PostMessage = "post_message", {"message": "note", "audience": "everyone", "text": "10:16\nBlocked."};
    @Run RunCommand {
        BeginHold = "begin_hold", {"reason": "waiting for the provider"};
        EndHold = "end_hold", {};
        StateRemaining = "state_remaining", {"step": "drain", "remaining": 240};
        Edit = "edit", {"change": {"revise_step": {"step": "drain", "to": {
            "title": "Drain", "owner": "thierry", "length": 420,
            "start": 1_473_235_740_000_000_i64, "after": ["dns"], "lags": [{"after": "dns", "length": 60}],
            "undo": {"takes": {"length": 120}}, "smoke_test": true, "way_in": "by a side door"
        }}}};
        Rehearsal = "rehearsal", {"prove_way_in": {"step": "smoke", "reason": "seen this morning"}};
        + Abort AbortCommand {
            Propose = "propose", {"reason": "the connections do not fall"};
            Confirm = "confirm", {};
            Withdraw = "withdraw", {};
        }
        + Contingency ContingencyCommand {
            Use = "use", {"step": "drain"};
        }
        + Gate GateCommand {
            Answer = "answer", {"step": "enter", "answer": "not_yet", "word": "in a minute"};
            ReadBack = "read_back", {
                "step": "enter", "team": "comms", "start": 1_473_235_560_000_000_i64,
                "length": 600, "will_not_work": "the shop"
            };
            Decide = "decide", {"step": "enter", "verdict": "no_go", "reason": "comms is not ready"};
        }
        + Debt DebtCommand {
            Open = "open", {
                "title": "a firewall rule", "owner": "maxime", "due": "2016-09-14", "step": "drain"
            };
            Pay = "pay", {"debt": 2, "word": "taken out"};
            HandOver = "hand_over", {"debt": 2, "name": "Sylvain A", "date": "2016-09-14"};
            NothingLeft = "none", {"step": "drain"};
        }
    }
    @Watch WatchCommand {
        Metric = "metric", {"set": {"metric": "errors", "title": "Errors", "unit": "/min",
                                    "target": "at most 5", "period": 10}};
        Proof = "proof", {"overrule": {"step": "drain", "reason": "seen by hand"}};
        Entry = "entry", {"set": {"entry": {"id": "web", "title": "Web site", "kind": "web",
            "block": "maintenance page", "way_in": "office", "owner": "thierry",
            "outside": {"metric": "web", "wanted": {"must_reach": 503_000}},
            "counted": {"metric": "sessions", "groups": ["www-*"]}}}};
        Record = "record", {"seen": {"stop": {"eased": {"metric": "errors"}}}};
    }
    @Word WordCommand {
        PublishRoom = "publish_room", {"on": true};
        + Message MessageCommand {
            Acknowledge = "acknowledge", {"message": 60};
            Correct = "correct", {"message": 60, "text": "41 connections"};
            Pin = "pin", {"message": 60};
            Unpin = "unpin", {"message": 60};
        }
        + Question QuestionCommand {
            Take = "take", {"question": 61};
            Answer = "answer", {"question": 61, "text": "10:36 still holds", "as_card": {
                "say_fr": "Jusqu’à 10h36.", "say_en": "Until 10:36.",
                "valid_until": 1_473_237_360_000_000_i64
            }};
        }
        + Card CardCommand {
            Publish = "publish", {
                "say_fr": "Jusqu’à 10h36.", "say_en": "Until 10:36.", "can_en": "Write"
            };
            Acknowledge = "acknowledge", {"version": 2};
        }
        + Cadence CadenceCommand {
            Set = "set", {"audience": "support", "every": 600, "owner": "celine"};
            Snooze = "snooze", {"audience": "support", "wait": 300, "reason": "nothing new"};
            Stop = "stop", {"audience": "support"};
        }
        + Notice NoticeCommand {
            DescribeReaders = "describe_readers", {"readers": "sellers", "title": "Sellers", "lead_time": 900};
            Open = "open", {"template": "delay", "content": {"fr": {"title": "Retard", "text": "Retour vers {fin prévue}."}, "readers": ["sellers"], "channels": ["email"], "waits_for": "off", "replaces": {"notice": 1}}};
            Save = "save", {"notice": 2, "from": 41, "content": {"fr": {"title": "Retard", "text": "Retour vers {fin prévue}."}, "readers": ["sellers"], "channels": ["email"], "waits_for": "off", "replaces": {"notice": 1}}};
            TakeRival = "take_rival", {"notice": 2, "from": 41};
            DropRival = "drop_rival", {"notice": 2};
            Ask = "ask", {"notice": 2, "version": 41, "anyway": "they were told so"};
            Approve = "approve", {"notice": 2, "version": 41};
            SendBack = "send_back", {"notice": 2, "reason": "not yet"};
            Publish = "publish", {"notice": 2, "version": 41};
            Record = "record", {"content": {"fr": {"title": "Retard", "text": "Retour vers {fin prévue}."}, "readers": ["sellers"], "channels": ["email"], "waits_for": "off", "replaces": {"notice": 1}}, "at": 1_473_174_000_000_000_i64};
            Withdraw = "withdraw", {"notice": 2, "reason": "wrong day"};
        }
        + Promise PromiseCommand {
            Correct = "correct", {
                "notice": 2, "language": "en", "from": 4, "to": 14,
                "reading": {"lasts": {"length": 1800}}
            };
            Review = "review", {};
        }
    }
}

/// The body of a request with this command in it.
fn body_of(command: Value) -> Value {
    json!({"key": "k-1", "command": command})
}

fn body(kind: &str, fields: Value) -> Value {
    body_of(json!({ kind: fields }))
}

fn read(body: &Value) -> Result<CommandRequest, String> {
    serde_json::from_str(&body.to_string()).map_err(|fault| fault.to_string())
}

/// Every object of a body, by the way to it.
fn objects(value: &Value, way: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, inner)| objects(inner, format!("{way}/{name}"), found));
            found.push(way);
        }
        Value::Array(entries) => entries
            .iter()
            .enumerate()
            .for_each(|(place, inner)| objects(inner, format!("{way}/{place}"), found)),
        _ => {}
    }
}

#[test]
fn a_request_of_every_kind_is_read() {
    for (kind, command) in samples() {
        let request = read(&body_of(command)).unwrap_or_else(|no| panic!("{kind}: {no}"));
        assert_eq!(kind_of(&request.command), kind);
        assert_eq!((request.key.as_str(), request.expected), ("k-1", None));
    }
}

#[test]
fn a_request_is_written_as_it_is_read() {
    for (_, command) in samples() {
        let request = read(&body_of(command)).unwrap();
        let request = CommandRequest { expected: Some(Seq(7)), ..request };
        let again = read(&serde_json::to_value(&request).unwrap());
        assert_eq!(again, Ok(request));
    }
}

/// A misspelt field must not be passed over, at any depth: it is somebody's intention. Only the
/// zone is nobody's: the server works it out, and events keep it as it was.
#[test]
fn an_unknown_field_is_refused_wherever_it_stands() {
    let mut refused = 0;
    for (kind, command) in samples() {
        let body = body_of(command);
        let mut ways = Vec::new();
        objects(&body, String::new(), &mut ways);
        for way in ways.into_iter().filter(|way| {
            // What the server itself has seen is an event, which later versions may add to.
            !way.starts_with("/command/create_room/zone")
                && !way.starts_with("/command/watch/record/seen")
                && way != "/command"
        }) {
            let mut misspelt = body.clone();
            misspelt.pointer_mut(&way).unwrap()["lenght"] = 300.into();
            let fault = read(&misspelt).expect_err(&format!("{kind} took it at {way:?}"));
            // An object that names a kind holds that one word: a second one is refused as such.
            let names_a_kind = [
                "/work",
                "/run",
                "/watch",
                "/word",
                "/message",
                "/question",
                "/card",
                "/cadence",
                "/abort",
                "/contingency",
                "/edit",
                "/change",
                "/undo",
                "/rehearsal",
                "/metric",
                "/proof",
                "/entry",
                "/wanted",
                "/notice",
                "/promise",
                "/reading",
                "/gate",
                "/debt",
            ]
            .iter()
            .any(|end| way.ends_with(end));
            let named = fault.contains("unknown field `lenght`");
            assert!(named || names_a_kind, "{kind} at {way:?}: {fault}");
            refused += 1;
        }
    }
    assert!(refused > 2 * samples().len(), "only {refused} places were tried");
}

#[test]
fn an_unknown_kind_a_missing_key_and_a_missing_reason_are_refused() {
    let unknown = body("drop_table", json!({"step": "drain"}));
    assert!(read(&unknown).unwrap_err().contains("unknown variant `drop_table`"));
    let mut keyless = body("start_step", json!({"step": "drain"}));
    keyless.as_object_mut().unwrap().remove("key");
    assert!(read(&keyless).unwrap_err().contains("missing field `key`"));
    let reasonless = body("skip_step", json!({"step": "drain"}));
    assert!(read(&reasonless).unwrap_err().contains("missing field `reason`"));
}

#[test]
fn a_refused_id_names_its_field_and_the_rule() {
    let fault = read(&body("start_step", json!({"step": "../drain"}))).unwrap_err();
    let words = "step: “../drain” must be 1 to 64 of a-z, 0-9 and -, not starting or ending with -";
    assert!(fault.contains(words), "{fault}");
    let person = json!({"person": {"id": "Céline", "name": "Céline", "role": "comms"}});
    assert!(read(&body("join", person)).unwrap_err().contains("person: “Céline” must be"));
}

#[test]
fn a_refused_text_names_its_field_and_the_rule_on_the_wire() {
    let fault = read(&body("skip_step", json!({"step": "drain", "reason": " "}))).unwrap_err();
    assert!(fault.contains("reason: must not be empty"), "{fault}");
    let long = json!({"message": "note", "audience": "tech", "text": "x".repeat(4001)});
    let fault = read(&body("post_message", long)).unwrap_err();
    assert!(fault.contains("text: must be at most 4000 characters"), "{fault}");
}

/// How a kind of text reads, without what it would keep.
type Parse = fn(&str) -> Result<(), TextFault>;

/// Field, the most characters, whether it may have lines, how it reads.
const TEXTS: [(&str, usize, bool, Parse); 5] = [
    ("instructions", 20_000, true, |text| Instructions::parse(text).map(drop)),
    ("text", 4_000, true, |text| MessageText::parse(text).map(drop)),
    ("name", 60, false, |text| PersonName::parse(text).map(drop)),
    ("reason", 500, false, |text| Reason::parse(text).map(drop)),
    ("title", 160, false, |text| Title::parse(text).map(drop)),
];

#[test]
fn every_text_refuses_with_its_field_and_the_rule_it_broke() {
    for (field, max, has_lines, parse) in TEXTS {
        let refusal = |rule| Err(TextFault { field: field.into(), rule });
        for nothing in ["", " \n\t ", "\u{200b}\u{ad}"] {
            assert_eq!(parse(nothing), refusal(TextRule::Empty), "{field}: {nothing:?}");
        }
        assert_eq!(parse(&"é".repeat(max)), Ok(()), "{field}: as long as it may be");
        assert_eq!(parse(&"é".repeat(max + 1)), refusal(TextRule::TooLong { max }));
        for hidden in ["a\u{202e}b", "a\u{2066}b", "a\u{0}b", "a\u{1b}[1mb", "a\u{feff}b"] {
            assert_eq!(parse(hidden), refusal(TextRule::Unprintable), "{field}: {hidden:?}");
        }
        for lines in ["a\nb", "a\r\nb", "a\u{2028}b", "a\u{2029}b"] {
            let expected = if has_lines { Ok(()) } else { refusal(TextRule::Unprintable) };
            assert_eq!(parse(lines), expected, "{field}: {lines:?}");
        }
    }
}

#[test]
fn a_text_fault_travels_as_field_and_rule() {
    let fault = Reason::parse(&"x".repeat(501)).unwrap_err();
    let body = json!({"field": "reason", "rule": {"too_long": {"max": 500}}});
    assert_eq!(serde_json::to_value(&fault).unwrap(), body);
    assert_eq!(serde_json::from_value::<TextFault>(body).unwrap(), fault);
}
