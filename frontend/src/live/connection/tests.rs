use super::*;

const SNAPSHOT: Timestamp = Timestamp::from_seconds(100);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(seconds)
}

fn live() -> Health {
    let mut health = Health::new(0.0, SNAPSHOT);
    health.heartbeat(1_000.0, Seq(5), at(101), Seq(5));
    health
}

#[test]
fn a_page_is_opening_and_without_a_heartbeat_stale() {
    let health = Health::new(0.0, SNAPSHOT);
    assert_eq!(health.state(7_999.0, Seq(5)), Connection::Opening);
    assert_eq!(health.state(8_000.0, Seq(5)), Connection::Stale { since: SNAPSHOT });
}

#[test]
fn live_needs_a_young_heartbeat_and_being_in_step() {
    let mut health = live();
    assert_eq!(health.state(8_999.0, Seq(5)), Connection::Live { millis: None });
    assert_eq!(health.state(9_000.0, Seq(5)), Connection::Stale { since: at(101) });
    health.round_trip(12);
    health.heartbeat(4_000.0, Seq(7), at(104), Seq(5));
    assert_eq!(health.state(4_000.0, Seq(5)), Connection::CatchingUp);
    assert_eq!(health.state(4_000.0, Seq(6)), Connection::CatchingUp);
    assert!(health.is_behind(Seq(6)) && !health.is_behind(Seq(7)));
    assert_eq!(health.state(4_000.0, Seq(7)), Connection::Live { millis: Some(12) });
    assert_eq!(
        health.state(13_000.0, Seq(5)),
        Connection::Stale { since: at(101) },
        "the last proof is the last moment in step"
    );
    health.folded(Seq(7));
    assert_eq!(health.state(13_000.0, Seq(7)), Connection::Stale { since: at(104) });
}

#[test]
fn after_waking_nothing_is_live_until_the_next_heartbeat() {
    let mut health = live();
    assert!(!health.wake(1_000.0, 0.0));
    assert!(!health.wake(2_000.0, 1_000.0));
    assert!(health.wake(6_500.0, 5_500.0), "both clocks went on");
    assert_eq!(health.state(6_500.0, Seq(5)), Connection::CatchingUp);
    health.heartbeat(7_000.0, Seq(5), at(107), Seq(5));
    assert!(health.state(7_000.0, Seq(5)).is_live());
    assert!(health.wake(7_500.0, 65_500.0), "a suspended computer: only the wall clock went on");
    assert!(!health.state(7_500.0, Seq(5)).is_live());
}

#[test]
fn a_wall_clock_set_back_is_no_sleep() {
    let mut health = live();
    health.wake(1_000.0, 10_000_000.0);
    assert!(!health.wake(2_000.0, 0.0));
}

#[test]
fn no_network_is_offline_and_coming_back_is_not_yet_live() {
    let mut health = live();
    health.network(false);
    assert_eq!(health.state(1_500.0, Seq(5)), Connection::Offline { since: at(101) });
    health.network(true);
    assert_eq!(health.state(2_000.0, Seq(5)), Connection::CatchingUp);
    health.network(false);
    health.heartbeat(2_500.0, Seq(5), at(103), Seq(5));
    assert!(health.state(2_500.0, Seq(5)).is_live(), "a heartbeat knows better than the browser");
}

#[test]
fn signed_out_can_end_and_reload_cannot() {
    let mut health = live();
    health.end(Ended::SignedOut);
    assert_eq!(health.state(1_500.0, Seq(5)), Connection::SignedOut);
    health.signed_in();
    assert_eq!(health.state(1_500.0, Seq(5)), Connection::CatchingUp);
    health.end(Ended::Reload);
    health.end(Ended::SignedOut);
    health.signed_in();
    assert_eq!(health.state(1_500.0, Seq(5)), Connection::Reload);
}
