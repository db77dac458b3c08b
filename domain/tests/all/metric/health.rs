use super::{ZERO, at, draft, metric, sample, value};
use domain::metric::{Health, MetricPlan, Target};

#[test]
fn a_metric_that_never_spoke_is_unknown_and_never_ok() {
    assert_eq!(metric(Some(ZERO)).health(None, at(0)), Health::Unknown);
    assert_eq!(metric(None).health(None, at(0)), Health::Unknown);
}

#[test]
fn a_fresh_number_is_judged_by_its_target() {
    let breached = |target, number| {
        metric(Some(target)).health(Some(sample(0, number)), at(1)) == Health::Breached
    };
    assert!(breached(ZERO, "41") && breached(ZERO, "-1") && !breached(ZERO, "0"));
    let five = value("5");
    assert!(breached(Target::AtMost(five), "5.001") && !breached(Target::AtMost(five), "5"));
    assert!(breached(Target::AtLeast(five), "4.999") && !breached(Target::AtLeast(five), "5"));
    assert_eq!(metric(None).health(Some(sample(0, "41")), at(1)), Health::Ok);
}

#[test]
fn two_missed_periods_make_it_stale_however_good_the_last_number_was() {
    let health = |second| metric(Some(ZERO)).health(Some(sample(0, "0")), at(second));
    assert_eq!(health(19), Health::Ok);
    assert_eq!(health(20), Health::Stale { since: at(0) });
    assert_eq!(health(3_600), Health::Stale { since: at(0) });
}

#[test]
fn a_clock_that_was_set_back_makes_nothing_stale() {
    assert_eq!(metric(Some(ZERO)).health(Some(sample(0, "0")), at(-500)), Health::Ok);
}

#[test]
fn a_period_is_one_second_to_five_minutes_also_when_it_is_read() {
    for good in [1, 300] {
        assert!(MetricPlan::new(draft(None, good)).is_ok());
    }
    for bad in [0, 301, u32::MAX] {
        let fault = MetricPlan::new(draft(None, bad)).unwrap_err().to_string();
        assert!(fault.contains("metric rds-connections, period") && fault.contains("1 s to 5 min"));
        let read = serde_json::to_string(&draft(None, bad)).unwrap();
        assert!(serde_json::from_str::<MetricPlan>(&read).is_err());
    }
}

#[test]
fn a_metric_reads_back_as_it_was_written() {
    let metric = metric(Some(ZERO));
    let json = serde_json::to_string(&metric).unwrap();
    let expected = r#"{"id":"rds-connections","title":"Connections to RDS","target":{"must_reach":0},"period":10}"#;
    assert_eq!(json, expected);
    assert_eq!(serde_json::from_str::<MetricPlan>(&json).unwrap(), metric);
    assert!(serde_json::from_str::<MetricPlan>(&json.replace("period", "perod")).is_err());
}
