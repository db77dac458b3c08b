use super::*;
use domain::{Command, StepId};

fn key(name: &str) -> Key {
    Key::parse(name).unwrap()
}

fn tick(step: &str) -> Command {
    Command::FinishStep { step: StepId::parse(step).unwrap(), anyway: None }
}

fn queue(steps: &[&str]) -> Queue {
    let mut queue = Queue::default();
    steps.iter().for_each(|step| queue.add(Letter::seal(key(step), tick(step), Some(Seq(1)))));
    queue
}

fn sends(queue: &Queue, now: f64) -> Option<String> {
    queue.next(now).map(|entry| entry.letter.key.to_string())
}

fn refusal() -> Refusal {
    Refusal { code: "clash".into(), message: "Bo was quicker.".into() }
}

#[test]
fn the_first_goes_first_and_the_second_waits_for_it() {
    let mut queue = queue(&["dns", "web"]);
    assert_eq!(sends(&queue, 0.0).as_deref(), Some("dns"));
    queue.set_back(&key("dns"), Setback::Network, 0.0, 1.0);
    assert_eq!(sends(&queue, 499.0), None);
    assert_eq!(sends(&queue, 500.0).as_deref(), Some("dns"), "with the same key");
    queue.confirm(&key("dns"), Receipt { seq: Seq(2) }, 510.0);
    assert_eq!(sends(&queue, 510.0).as_deref(), Some("web"));
}

#[test]
fn what_waits_behind_an_unsent_command_does_not_say_that_it_is_on_its_way() {
    let mut queue = queue(&["dns", "web"]);
    queue.set_back(&key("dns"), Setback::Network, 0.0, 1.0);
    queue.add(Letter::seal(key("smoke"), tick("smoke"), Some(Seq(1))));
    let said: Vec<_> = queue.entries().map(|entry| entry.delivery.clone()).collect();
    let not_sent = |tries| Delivery::NotSent { tries };
    assert_eq!(said, [not_sent(1), not_sent(0), not_sent(0)]);
    queue.confirm(&key("dns"), Receipt { seq: Seq(2) }, 510.0);
    assert_eq!(sends(&queue, 510.0).as_deref(), Some("web"), "and is sent as soon as it can be");
}

#[test]
fn waits_grow_and_a_returning_line_ends_them() {
    let mut queue = queue(&["dns"]);
    for wait in [500.0, 1_000.0, 2_000.0, 4_000.0, 8_000.0, 15_000.0, 15_000.0] {
        queue.set_back(&key("dns"), Setback::Network, 0.0, 1.0);
        assert_eq!(sends(&queue, wait - 1.0), None);
        assert!(sends(&queue, wait).is_some());
    }
    queue.hurry();
    assert_eq!(sends(&queue, 0.0).as_deref(), Some("dns"));
    queue.set_back(&key("dns"), Setback::Busy(Some(30)), 0.0, 1.0);
    assert_eq!(sends(&queue, 29_999.0), None, "the server said when");
}

#[test]
fn one_at_which_the_server_keeps_failing_is_passed_but_not_dropped() {
    let mut queue = queue(&["dns", "web"]);
    for failure in 1..=STUCK_AFTER {
        assert_eq!(sends(&queue, 1e6 * f64::from(failure)).as_deref(), Some("dns"));
        queue.set_back(&key("dns"), Setback::Busy(None), 1e6 * f64::from(failure), 1.0);
    }
    assert_eq!(sends(&queue, 5e6).as_deref(), Some("web"));
    queue.refuse(&key("web"), refusal());
    assert_eq!(sends(&queue, 5e6), None);
    assert_eq!(sends(&queue, 6e6).as_deref(), Some("dns"));
}

#[test]
fn a_confirmed_command_goes_when_its_event_is_on_screen() {
    let mut queue = queue(&["dns"]);
    queue.confirm(&key("dns"), Receipt { seq: Seq(9) }, 1_000.0);
    assert!(!queue.has_unsent());
    assert!(!queue.folded(Seq(8)));
    assert!(!queue.settle(4_000.0));
    assert!(queue.folded(Seq(9)));
    assert_eq!(queue.entries().count(), 0);
}

#[test]
fn a_confirmed_command_without_an_event_for_this_reader_goes_too() {
    let mut queue = queue(&["dns"]);
    queue.confirm(&key("dns"), Receipt { seq: Seq(9) }, 1_000.0);
    assert!(queue.settle(6_000.0));
    assert_eq!(queue.entries().count(), 0);
}

#[test]
fn a_refusal_stays_until_dismissed_or_answered_and_nothing_unsent_is_dismissed() {
    let mut queue = queue(&["dns", "web"]);
    assert!(!queue.dismiss(&key("dns")));
    queue.refuse(&key("dns"), refusal());
    assert_eq!(queue.entries().count(), 2);
    queue.add(Letter::seal(key("again"), tick("dns"), None));
    let keys: Vec<String> = queue.entries().map(|entry| entry.letter.key.to_string()).collect();
    assert_eq!(keys, ["web", "again"]);
    queue.refuse(&key("again"), refusal());
    assert!(queue.dismiss(&key("again")));
}

#[test]
fn one_key_is_one_command() {
    let mut queue = queue(&["dns"]);
    queue.add(Letter::seal(key("dns"), tick("dns"), None));
    assert_eq!(queue.entries().count(), 1);
}
