use super::*;

fn body(alerts: &str) -> String {
    format!(
        r#"{{"receiver": "bascule", "status": "firing", "alerts": [{alerts}], "groupLabels": {{}},
            "externalURL": "http://am:9093", "version": "4", "truncatedAlerts": 2}}"#
    )
}

const FIRING: &str = r#"{"status": "firing", "fingerprint": "1a30ba71", "labels": {"alertname": "QueriesOnRds",
    "severity": "critical"}, "annotations": {"summary": "Somebody still \u001b[31mreads\nRDS"},
    "startsAt": "2016-09-07T10:09:00.5+02:00", "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "x"}"#;

#[test]
fn an_alert_is_read_with_what_people_need_of_it() {
    let read = Alerts::read(body(FIRING).as_bytes()).unwrap();
    let expected = Alert {
        fingerprint: "1a30ba71".into(),
        name: "QueriesOnRds".into(),
        firing: true,
        severity: Some("critical".into()),
        summary: Some("Somebody still [31mreads RDS".into()),
        since: Some(Timestamp::from_micros(1_473_235_740_500_000)),
    };
    assert_eq!(read, Alerts { alerts: vec![expected], left_out: 2 });
}

#[test]
fn one_that_is_over_says_so_and_what_is_missing_is_left_empty() {
    let over = r#"{"status": "resolved", "fingerprint": "x", "startsAt": "yesterday"}"#;
    let read = Alerts::read(body(over).as_bytes()).unwrap();
    let alert = &read.alerts[0];
    assert!(!alert.firing && alert.name.is_empty() && alert.since.is_none());
}

#[test]
fn more_than_a_hundred_are_counted_not_read() {
    let many = vec![FIRING; 130].join(",");
    let read = Alerts::read(body(&many).as_bytes()).unwrap();
    assert_eq!((read.alerts.len(), read.left_out), (100, 32));
}

#[test]
fn another_body_is_refused_without_being_repeated() {
    let wrong = |body: &str| Alerts::read(body.as_bytes()).unwrap_err().to_string();
    assert!(wrong("{").contains("line 1"));
    assert!(wrong(&body(r#"{"status": "<script>", "fingerprint": ""}"#)).starts_with("body:"));
    assert!(!wrong(&body(r#"{"status": "<script>", "fingerprint": ""}"#)).contains("script"));
    assert!(wrong(&body(FIRING).replace("\"4\"", "\"3\"")).starts_with("version:"));
}
