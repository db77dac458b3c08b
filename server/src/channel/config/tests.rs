use super::*;

const SMTP: &str = r#"
[smtp]
host = "smtp.example.org"
port = 587
tls = "starttls"
user = "bascule"
password = { env = "SMTP_PASSWORD" }
from = "Aurora <notices@example.org>"
"#;

fn read(text: &str) -> Result<Channels, ConfigFault> {
    Channels::read(
        text,
        &|name| match name {
            "SMTP_PASSWORD" => Some("hunter2-hunter2".into()),
            "SLACK" => Some("https://hooks.slack.example/services/T0/B0/s3cr3t".into()),
            _ => None,
        },
        &Guard::public(None),
    )
}

fn channel(lines: &str) -> String {
    format!(
        "{SMTP}\n[[channel]]\nid = \"one\"\nroom = \"aurora\"\nlead_time = \"5 min\"\n{lines}\n"
    )
}

#[test]
fn the_file_of_the_documentation_is_read() {
    let text = include_str!("../config.rs");
    let lines = text.lines().filter_map(|line| line.strip_prefix("//! "));
    let example = lines.skip_while(|line| *line != "```toml").skip(1).take_while(|l| *l != "```");
    let example: Vec<&str> = example.collect();
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let channels =
        Channels::read(&example.join("\n"), &|_| Some(secret.into()), &Guard::public(None))
            .unwrap();
    let room = RoomId::parse("aurora").unwrap();
    assert_eq!(channels.of(&room).count(), 2);
    let mail = channels.mail_of(&room).unwrap();
    assert_eq!((mail.lead_time.minutes(), mail.first), (5, Locale::Fr));
}

#[test]
fn a_secret_is_in_no_debug_output_and_in_no_fault() {
    let text = channel("kind = \"slack\"\nurl = { env = \"SLACK\" }");
    let channels = read(&text).unwrap();
    let said = format!("{channels:?}");
    assert!(!said.contains("s3cr3t") && !said.contains("hunter2"), "{said}");
    assert!(said.contains("hooks.slack.example"), "the host may be shown: {said}");
    for bad in [
        channel("kind = \"webhook\"\nurl = \"https://example.org/s3cr3t\"\nsecret = \"hunter2\""),
        channel("kind = \"slack\"\nurl = \"ftp://s3cr3t\""),
        channel("kind = \"slack\"\nurl = [\"s3cr3t\"]"),
        channel("kind = \"slack\"\nurl = \"https://s3cr3t"),
    ] {
        let fault = read(&bad).unwrap_err();
        let said = format!("{fault} {fault:?}");
        assert!(!said.contains("s3cr3t") && !said.contains("hunter2"), "{said}");
    }
}

#[test]
fn every_refusal_names_the_place_the_field_and_the_rule() {
    let fault = |lines: &str| read(&channel(lines)).unwrap_err().to_string();
    assert_eq!(
        fault("kind = \"fax\""),
        "channel “one”, kind: must be email, slack, teams or webhook"
    );
    assert_eq!(fault("kind = \"slack\""), "channel “one”, url: is missing");
    assert_eq!(
        fault("kind = \"slack\"\nurl = \"http://example.org/x\""),
        "channel “one”, url: must be https:// (http:// is for channels with an allow)"
    );
    assert_eq!(
        fault("kind = \"slack\"\nurl = { env = \"NONE\" }"),
        "channel “one”, url: the environment has no variable NONE"
    );
    assert_eq!(
        fault("kind = \"email\"\nlanguage = \"de\""),
        "channel “one”, language: must be fr or en"
    );
    assert_eq!(
        fault("kind = \"email\"\nurl = \"https://example.org\""),
        "channel “one”, url: e-mail goes through [smtp] and has none"
    );
    assert_eq!(
        fault("kind = \"email\"\ngive_up_after = \"10 s\""),
        "channel “one”, give_up_after: must be from 60 s to 30 days"
    );
    assert_eq!(
        fault("kind = \"email\"\ntest_to = \"nobody\""),
        "channel “one”, test_to: must be one address"
    );
    assert_eq!(
        fault("kind = \"slack\"\ntest_to = \"a@example.org\""),
        "channel “one”, test_to: is for e-mail only"
    );
    assert_eq!(
        fault("kind = \"slack\"\nurl = \"https://example.org/x\"\nallow = [\"here\"]"),
        "channel “one”, allow: must be addresses or ranges such as 10.0.0.7 or 10.0.0.0/8"
    );
    let unknown = fault("kind = \"email\"\nhost = \"x\"");
    assert!(unknown.starts_with("line 15: unknown field `host`"), "{unknown}");
    let alone =
        "[[channel]]\nid = \"one\"\nroom = \"aurora\"\nlead_time = \"soon\"\nkind = \"email\"";
    let said = read(alone).unwrap_err().to_string();
    assert!(said.starts_with("channel “one”, lead_time: “soon” is not a length"), "{said}");
    let said = read(&alone.replace("soon", "5 min")).unwrap_err().to_string();
    assert_eq!(said, "channel “one”, kind: e-mail needs [smtp]");
    let twice = format!("{}{}", channel("kind = \"email\""), alone.replace("soon", "5 min"));
    assert_eq!(
        read(&twice).unwrap_err().to_string(),
        "channel “one”, id: another channel has the same"
    );
    let clear = SMTP.replace("starttls", "none");
    let said = read(&clear).unwrap_err().to_string();
    assert!(said.starts_with("[smtp], tls: a password is not sent in clear"), "{said}");
}
