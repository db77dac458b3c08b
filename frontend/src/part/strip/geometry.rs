//! Where everything of the strip stands. Whole numbers only, so that server and browser draw the
//! same picture, and a second that moves nothing changes nothing.

use domain::{Forecast, Progress, Room, Step, StepId, Timestamp, forecast::Expected};
use std::sync::Arc;

/// The width of the strip, in hundredths of a percent.
const WIDTH: i64 = 10_000;
/// A step that is planned this long after the window, in seconds, is left out of the picture.
const LATER: i64 = 3 * 3600;

/// The whole picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub ticks: Vec<(i64, Timestamp)>,
    pub window: (i64, i64),
    pub planned: Vec<Bar>,
    pub actual: Vec<Bar>,
    pub announced: i64,
    pub forecast: i64,
    pub now: Option<i64>,
    pub some_later: bool,
}

/// One step's bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bar {
    pub step: StepId,
    pub title: String,
    pub state: &'static str,
    pub x: i64,
    pub width: i64,
    pub y: i64,
    pub height: i64,
}

/// The stretch of time that the strip shows.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: i64,
    to: i64,
}

impl Stretch {
    fn place(self, at: Timestamp) -> i64 {
        let inside = at.seconds().clamp(self.from, self.to) - self.from;
        inside * WIDTH / (self.to - self.from).max(1)
    }

    fn holds(self, at: Timestamp) -> bool {
        (self.from..=self.to).contains(&at.seconds())
    }
}

/// Works the picture out.
pub(super) fn picture(room: &Room, forecast: &Forecast, now: Timestamp) -> Picture {
    let Some(charter) = &room.charter else { return empty() };
    let shown: Vec<&Arc<Step>> = room
        .steps_in_order()
        .filter(|step| step.plan.start.seconds_since(charter.window.end()) < LATER)
        .collect();
    let stretch = stretch(&shown, forecast, charter.window.start, charter.window.end());
    let planned = shown
        .iter()
        .filter(|step| step.origin == domain::step::Origin::Planned)
        .map(|step| (*step, "planned", step.plan.start, step.plan.end()));
    let actual = shown.iter().filter_map(|step| {
        let expected = forecast.steps.get(&step.plan.id)?;
        let (state, from, to) = reality(step, expected, now);
        Some((*step, state, from, to))
    });
    Picture {
        ticks: ticks(stretch),
        window: (stretch.place(charter.window.start), stretch.place(charter.window.end())),
        planned: lanes(planned, stretch, 16, 18),
        actual: lanes(actual, stretch, 54, 26),
        announced: stretch.place(charter.window.end()),
        forecast: stretch.place(forecast.open_again),
        now: stretch.holds(now).then(|| stretch.place(now)),
        some_later: shown.len() < room.steps.len(),
    }
}

fn empty() -> Picture {
    Picture {
        ticks: Vec::new(),
        window: (0, 0),
        planned: Vec::new(),
        actual: Vec::new(),
        announced: 0,
        forecast: 0,
        now: None,
        some_later: false,
    }
}

fn stretch(steps: &[&Arc<Step>], forecast: &Forecast, start: Timestamp, end: Timestamp) -> Stretch {
    let expected = |step: &Arc<Step>| forecast.steps.get(&step.plan.id).copied();
    let starts =
        steps.iter().flat_map(|step| [Some(step.plan.start), expected(step).map(|e| e.start)]);
    let ends = steps.iter().flat_map(|step| [Some(step.plan.end()), expected(step).map(|e| e.end)]);
    let from = starts.flatten().min().unwrap_or(start).min(start).seconds();
    // A cutover that never ends must not squeeze the window into a corner.
    let limit = end.seconds() + LATER + 3600;
    let to = ends.flatten().max().unwrap_or(end).max(end).seconds().min(limit);
    let grid = 300;
    Stretch { from: from.div_euclid(grid) * grid, to: (to + grid - 1).div_euclid(grid) * grid }
}

fn ticks(stretch: Stretch) -> Vec<(i64, Timestamp)> {
    let minutes = (stretch.to - stretch.from) / 60;
    let every = match minutes {
        ..=75 => 5,
        76..=150 => 10,
        151..=240 => 15,
        241..=480 => 30,
        _ => 60,
    } * 60;
    let first = (stretch.from + every - 1).div_euclid(every) * every;
    (0..)
        .map(|n| first + n * every)
        .take_while(|at| *at < stretch.to)
        .map(|at| (stretch.place(Timestamp::from_seconds(at)), Timestamp::from_seconds(at)))
        .collect()
}

fn reality(
    step: &Step,
    expected: &Expected,
    now: Timestamp,
) -> (&'static str, Timestamp, Timestamp) {
    match &step.progress {
        Progress::Waiting => ("expected", expected.start, expected.end),
        Progress::Running { started } => ("running", started.at, now.max(started.at)),
        Progress::Blocked { started, since, .. } => {
            let from = started.as_ref().map_or(*since, |fact| fact.at);
            ("blocked", from, now.max(from))
        }
        Progress::Failed { started, at, .. } => ("failed", started.at, *at),
        Progress::Done { started, finished } => ("done", started.at, finished.at),
        Progress::Skipped { at, .. } => ("skipped", *at, *at),
    }
}

/// The most bars that stand under each other; more would be too thin to be seen.
const LANES: usize = 4;
/// What is left free between two bars, in hundredths of a percent.
const GAP: i64 = 12;

/// Puts bars that overlap in time under each other. Only those that overlap get thinner.
fn lanes<'a>(
    bars: impl Iterator<Item = (&'a Arc<Step>, &'static str, Timestamp, Timestamp)>,
    stretch: Stretch,
    top: i64,
    height: i64,
) -> Vec<Bar> {
    let mut placed: Vec<Bar> = Vec::new();
    for (step, state, from, to) in bars {
        let x = stretch.place(from);
        let bar = Bar {
            step: step.plan.id.clone(),
            title: step.plan.title.to_string(),
            state,
            x,
            width: (stretch.place(to) - x - GAP).max(24),
            y: top,
            height,
        };
        // Put where it belongs: plans are nearly in order, and a sort is code to download.
        let place = placed.partition_point(|earlier| earlier.x <= bar.x);
        placed.insert(place, bar);
    }
    let mut bars = placed;
    let mut first = 0;
    while first < bars.len() {
        let end = end_of_crowd(&bars, first);
        stack(&mut bars[first..end], top, height);
        first = end;
    }
    bars
}

/// The bars from `first` on that overlap one another, directly or through others.
fn end_of_crowd(bars: &[Bar], first: usize) -> usize {
    let mut reach = i64::MIN;
    let crowd = bars[first..].iter().take_while(|bar| {
        let joins = reach == i64::MIN || bar.x < reach;
        reach = reach.max(bar.x + bar.width);
        joins
    });
    first + crowd.count()
}

fn stack(crowd: &mut [Bar], top: i64, height: i64) {
    let mut free_from = [i64::MIN; LANES];
    let mut used = 1;
    let lanes: Vec<usize> = crowd
        .iter()
        .map(|bar| {
            let lane = free_from.iter().position(|free| *free <= bar.x).unwrap_or(LANES - 1);
            free_from[lane] = bar.x + bar.width;
            used = used.max(lane + 1);
            lane
        })
        .collect();
    let each = height / used as i64;
    for (bar, lane) in crowd.iter_mut().zip(lanes) {
        bar.y = top + lane as i64 * each;
        bar.height = (each - i64::from(used > 1)).max(3);
    }
}
