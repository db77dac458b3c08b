//! What is said of numbers, on the morning of the story.

mod health;
mod laws;
mod proof;
mod still;
mod stop;
mod value;

use domain::{
    Length, MetricId, Timestamp,
    metric::{MetricDraft, MetricPlan, Sample, Target, Value},
    text::Title,
};

/// Ten o'clock in Paris and so many seconds.
fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(1_473_235_200 + seconds)
}

fn seconds(seconds: u32) -> Length {
    Length::from_seconds(seconds)
}

fn value(text: &str) -> Value {
    Value::parse(text).unwrap()
}

fn sample(second: i64, number: &str) -> Sample {
    Sample { at: at(second), value: value(number) }
}

/// One sample every ten seconds from ten o'clock on.
fn every_ten_seconds(numbers: &[&str]) -> Vec<Sample> {
    (0..).step_by(10).zip(numbers).map(|(second, number)| sample(second, number)).collect()
}

const TEN_SECONDS: Length = Length::from_seconds(10);
const ZERO: Target = Target::MustReach(Value::ZERO);

fn draft(target: Option<Target>, period: u32) -> MetricDraft {
    MetricDraft {
        id: MetricId::parse("rds-connections").unwrap(),
        title: Title::parse("Connections to RDS").unwrap(),
        unit: None,
        target,
        period: seconds(period),
    }
}

fn metric(target: Option<Target>) -> MetricPlan {
    MetricPlan::new(draft(target, 10)).unwrap()
}
