//! What no browser of ours would send.

use domain::{Audience, Role};
use serde_json::Value;
use tests::{
    api::Api,
    demo::{Demo, ROOM},
};

const COMMANDS: &str = "/api/rooms/aurora/commands";

#[tokio::test]
async fn odd_cookies_are_nobody_and_break_nothing() {
    let demo = Demo::start().await;
    let nobody = Api::nobody(&demo);
    let long = format!("bascule={}", "a".repeat(8_000));
    for cookie in
        ["", "bascule=", "bascule=zzz", "=; ;;;bascule", "bascule=\u{1}", "bascule=é", &long]
    {
        let bytes = reqwest::header::HeaderValue::from_bytes(cookie.as_bytes());
        let Ok(bytes) = bytes else { continue };
        for path in ["/api/me", "/api/rooms/aurora", "/rooms/aurora"] {
            let answer = nobody.get(path).header("cookie", bytes.clone()).send().await;
            assert_eq!(answer.expect("an answer").status(), 401, "{path} with {cookie:.20}");
        }
        for preference in
            ["bascule_locale=xx; bascule_theme=<b>", "bascule_locale=fr; bascule_locale=en"]
        {
            let answer =
                nobody.get("/").header("cookie", preference).send().await.expect("an answer");
            assert_eq!(answer.status(), 200);
        }
    }
}

#[tokio::test]
async fn what_another_site_sends_is_refused_and_changes_nothing() {
    let demo = Demo::start().await;
    let lead = Api::join(&demo, Role::Lead, "Jérôme").await;
    let before = lead.snapshot().await.room.seq;
    let paths = [
        COMMANDS,
        "/rooms/aurora/messages",
        "/rooms/aurora/steps/crons/finish",
        "/rooms/aurora/stage",
        "/prefs",
        "/sign-out",
    ];
    for path in paths {
        for (header, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let form = [("text", "Pay here"), ("kind", "note"), ("audience", "everyone")];
            let sent = lead.post(path).header(header, value).form(&form).send().await;
            assert_eq!(sent.expect("an answer").status(), 403, "{path} with {header}: {value}");
        }
    }
    assert_eq!(lead.snapshot().await.room.seq, before);
}

#[tokio::test]
async fn a_room_that_is_not_there_and_one_that_is_not_yours_answer_alike() {
    let mut demo = Demo::start().await;
    let plan = tests::demo::workspace().join("demo/aurora.toml");
    demo.stop().await;
    demo.command(&["room", "--id", "secret", "--plan", &plan.to_string_lossy()]);
    demo.restart().await;
    let api = Api::join(&demo, Role::Lead, "Jérôme").await;
    for path in [
        "/api/rooms/{}",
        "/api/rooms/{}/log",
        "/api/rooms/{}/events",
        "/rooms/{}",
        "/rooms/{}?step=crons",
    ] {
        let mut answers = Vec::new();
        for room in ["secret", "nothing"] {
            let answer = api.get(&path.replace("{}", room)).send().await.expect("an answer");
            let kind = answer.headers().get("content-type").cloned();
            let status = answer.status();
            answers.push((status, kind, answer.text().await.expect("a body").replace(room, "")));
        }
        assert_eq!(answers[0].0, 404, "{path}");
        assert_eq!(answers[0], answers[1], "{path}");
    }
    for (room, path) in [("secret", "commands"), ("nothing", "commands")] {
        let sent = api.post(&format!("/api/rooms/{room}/{path}")).json(&Value::Null).send().await;
        assert_eq!(sent.expect("an answer").status(), 404, "{room}");
    }
}

#[tokio::test]
async fn odd_bodies_are_refused_with_a_word_that_helps() {
    let demo = Demo::start().await;
    let api = Api::join(&demo, Role::Lead, "Jérôme").await;
    let before = api.writes(Audience::Everyone, "before").await;
    let json = "application/json";
    let large = format!("{{\"key\":\"{}\"}}", "k".repeat(70 * 1024));
    let cases = [
        (json, large.as_str(), 413, "too_large", "64 KiB"),
        ("text/plain", "{}", 415, "not_json", "application/json"),
        ("application/x-www-form-urlencoded", "key=1", 415, "not_json", "application/json"),
        (json, "{", 400, "bad_json", ""),
        (json, "", 400, "bad_json", ""),
        (json, "[]", 422, "bad_shape", ""),
        (
            json,
            r#"{"key":"k1","moon":1,"command":{"start_step":{"step":"crons"}}}"#,
            422,
            "bad_shape",
            "moon",
        ),
        (
            json,
            r#"{"key":"k2","command":{"start_step":{"step":"crons","moon":1}}}"#,
            422,
            "bad_shape",
            "moon",
        ),
        (json, r#"{"key":"k3","command":{"fly":{"step":"crons"}}}"#, 422, "bad_shape", "fly"),
        (
            json,
            r#"{"key":"Not A Slug","command":{"start_step":{"step":"crons"}}}"#,
            422,
            "bad_shape",
            "key",
        ),
        (
            json,
            r#"{"key":"k4","command":{"start_step":{"step":"no-such-step"}}}"#,
            422,
            "unknown_step",
            "no-such-step",
        ),
    ];
    for (kind, body, status, code, word) in cases {
        let shown: String = body.chars().take(60).collect();
        let sent =
            api.post(COMMANDS).header("content-type", kind).body(body.to_owned()).send().await;
        let answer = sent.expect("an answer");
        assert_eq!(answer.status(), status, "{kind} {shown}");
        let told: Value = answer.json().await.expect("a refusal is JSON");
        assert_eq!(told["code"], code, "{shown}");
        let message = told["message"].as_str().unwrap_or_default();
        assert!(message.contains(word), "{shown}: {message}");
    }
    assert_eq!(api.snapshot().await.room.seq, before);
    let form = api.post(&format!("/rooms/{ROOM}/messages")).body(large).send().await;
    assert_eq!(form.expect("an answer").status().as_u16() / 100, 4);
}
