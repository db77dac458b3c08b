use super::*;

/// A browser in which tabs share a storage and hear each other.
struct Browser {
    lease: Option<Lease>,
    tabs: Vec<Tab>,
    clock: f64,
}

struct Tab {
    election: Election,
    open: bool,
    hidden: bool,
    streaming: bool,
    bid: Option<f64>,
}

impl Browser {
    fn with(names: &[&str]) -> Self {
        let mut browser = Self { lease: None, tabs: Vec::new(), clock: 0.0 };
        names.iter().for_each(|name| browser.open(name));
        browser
    }

    fn open(&mut self, name: &str) {
        let election = Election::new(name.to_owned(), self.clock);
        self.tabs.push(Tab { election, open: true, hidden: false, streaming: false, bid: None });
        let last = self.tabs.len() - 1;
        self.tick(last);
    }

    fn now(&self, tab: usize) -> Now {
        Now { mono: self.clock, wall: 1e12 + self.clock, hidden: self.tabs[tab].hidden }
    }

    fn act(&mut self, tab: usize, act: Act) {
        let now = self.now(tab);
        let me = self.tabs[tab].election.me.clone();
        let lease = Lease { tab: me.clone(), at: now.wall, hidden: now.hidden };
        match act {
            Act::Rest => {}
            Act::Bid => {
                self.lease = Some(lease);
                self.tabs[tab].bid = Some(self.clock + 50.0 + 40.0 * tab as f64);
            }
            Act::Renew => {
                self.lease = Some(lease);
                self.say(tab, What::Alive);
            }
            Act::Lead => self.tabs[tab].streaming = true,
            Act::Yield => self.tabs[tab].streaming = false,
        }
    }

    fn say(&mut self, from: usize, what: What) {
        let said = Said {
            from: self.tabs[from].election.me.clone(),
            hidden: self.tabs[from].hidden,
            what,
        };
        let said = Said::parse(&said.write()).unwrap();
        for tab in 0..self.tabs.len() {
            if tab != from && self.tabs[tab].open {
                let now = self.now(tab);
                let act = self.tabs[tab].election.hear(now, &said);
                self.act(tab, act);
            }
        }
    }

    fn tick(&mut self, tab: usize) {
        let (now, lease) = (self.now(tab), self.lease.clone());
        let act = self.tabs[tab].election.tick(now, lease.as_ref());
        self.act(tab, act);
    }

    /// Lets time pass in steps of 10 ms; each open tab ticks once a second and a stream brings a
    /// frame every three.
    fn pass(&mut self, millis: u32) {
        for _ in 0..millis / 10 {
            self.clock += 10.0;
            for tab in 0..self.tabs.len() {
                if !self.tabs[tab].open {
                    continue;
                }
                if self.tabs[tab].bid.is_some_and(|at| at <= self.clock) {
                    self.tabs[tab].bid = None;
                    let (now, lease) = (self.now(tab), self.lease.clone());
                    let act = self.tabs[tab].election.read_back(now, lease.as_ref());
                    self.act(tab, act);
                }
                if (self.clock + 70.0 * tab as f64) % 1_000.0 < 10.0 {
                    self.tick(tab);
                }
                if self.tabs[tab].streaming && self.clock % 3_000.0 < 10.0 {
                    let now = self.now(tab);
                    let act = self.tabs[tab].election.lives(now);
                    self.act(tab, act);
                    let (kind, data) = ("heartbeat".to_owned(), "{}\n".to_owned());
                    self.say(tab, What::Frame { kind, data });
                }
            }
        }
    }

    fn leaders(&self) -> Vec<usize> {
        (0..self.tabs.len()).filter(|at| self.tabs[*at].open && self.tabs[*at].streaming).collect()
    }
}

#[test]
fn eight_tabs_open_one_stream_and_keep_it() {
    let mut browser = Browser::with(&["h", "c", "d", "a", "b", "g", "f", "e"]);
    browser.pass(3_000);
    let first = browser.leaders();
    assert_eq!(first.len(), 1);
    for _ in 0..30 {
        browser.pass(1_000);
        assert_eq!(browser.leaders(), first);
    }
}

#[test]
fn a_closed_leader_is_followed_at_once_and_a_killed_one_within_eight_seconds() {
    let mut browser = Browser::with(&["a"]);
    browser.pass(1_000);
    browser.open("b");
    browser.open("c");
    browser.pass(2_000);
    assert_eq!(browser.leaders(), [0]);
    let now = browser.now(0);
    assert!(browser.tabs[0].election.leave(now));
    browser.tabs[0].open = false;
    browser.lease = None;
    browser.say(0, What::Bye);
    browser.pass(300);
    let second = browser.leaders();
    assert_eq!(second.len(), 1);
    browser.tabs[second[0]].open = false;
    browser.pass(8_000);
    assert_eq!(browser.leaders().len(), 1);
}

#[test]
fn a_leader_that_slept_yields_to_the_one_that_took_over() {
    let mut browser = Browser::with(&["a"]);
    browser.pass(1_000);
    browser.open("b");
    browser.pass(1_000);
    browser.tabs[0].open = false;
    browser.pass(10_000);
    assert_eq!(browser.leaders(), [1]);
    browser.tabs[0].open = true;
    browser.pass(2_000);
    assert_eq!(browser.leaders(), [1], "although its id is lower");
}

#[test]
fn of_two_leaders_the_tab_on_screen_stays_and_of_equals_the_lower_id() {
    for (hidden, stays) in [([false, false], 0), ([true, false], 1), ([true, true], 0)] {
        let mut browser = Browser::with(&["a", "b"]);
        browser.pass(1_000);
        browser.lease = None;
        for (tab, hidden) in browser.tabs.iter_mut().zip(hidden) {
            tab.election.duty = Duty::Lead { renewed: 1_000.0 };
            (tab.streaming, tab.hidden) = (true, hidden);
        }
        browser.pass(4_000);
        assert_eq!(browser.leaders(), [stays]);
        browser.pass(10_000);
        assert_eq!(browser.leaders(), [stays]);
    }
}

#[test]
fn a_tab_on_screen_passes_over_a_hidden_leader_without_frames() {
    let mut tab = Election::new("b".into(), 0.0);
    let alive = Said { from: "a".into(), hidden: true, what: What::Alive };
    for second in 1..8 {
        let mono = f64::from(second) * 1_000.0;
        let now = Now { mono, wall: mono, hidden: false };
        tab.hear(now, &alive);
        let lease = Lease { tab: "a".into(), at: mono, hidden: true };
        let expected = if second < 6 { Act::Rest } else { Act::Bid };
        assert_eq!(tab.tick(now, Some(&lease)), expected);
        if second == 6 {
            break;
        }
    }
}

#[test]
fn a_lease_is_written_and_read_and_nonsense_is_none() {
    let lease = Lease { tab: "ab12".into(), at: 1_473_235_560_123.0, hidden: true };
    assert_eq!(Lease::parse(&lease.write()), Some(lease));
    for bad in ["", "a", "a b", "a 12", "a -1 0"] {
        assert_eq!(Lease::parse(bad), None, "{bad:?}");
    }
    let ahead = Lease { tab: "a".into(), at: 1e13, hidden: false };
    assert!(!ahead.is_fresh(1e12), "the wall's clock was set back");
}
