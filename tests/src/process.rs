//! Processes that the test itself started, and their descendants: found by number, signalled by
//! number.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// Sends a signal, such as `KILL`, to processes; those that have ended meanwhile are no matter.
pub fn signal(name: &str, processes: impl IntoIterator<Item = u32>) {
    let numbers: Vec<String> = processes.into_iter().map(|pid| pid.to_string()).collect();
    if !numbers.is_empty() {
        let mut kill = Command::new("kill");
        kill.arg(format!("-{name}")).args(numbers).stderr(Stdio::null());
        let _gone_is_fine = kill.status();
    }
}

/// A process and everything below it.
#[must_use]
pub fn tree_of(root: u32) -> BTreeSet<u32> {
    with_descendants(BTreeSet::from([root]))
}

/// Everything that was started with a folder of ours on its command line, and what is below it.
#[must_use]
pub fn started_with(folder: &Path) -> BTreeSet<u32> {
    let folder = folder.to_string_lossy().into_owned();
    let named = running().into_iter().filter(|(pid, _)| {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains(&folder)
    });
    with_descendants(named.map(|(pid, _)| pid).collect())
}

fn with_descendants(mut found: BTreeSet<u32>) -> BTreeSet<u32> {
    let running = running();
    loop {
        let before = found.len();
        let below = running.iter().filter(|(_, parent)| found.contains(parent));
        let below: Vec<u32> = below.map(|(pid, _)| *pid).collect();
        found.extend(below);
        if found.len() == before {
            return found;
        }
    }
}

/// Every process and its parent.
fn running() -> Vec<(u32, u32)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // The name may hold anything, brackets too: what follows the last one is regular.
            let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((pid, parent))
        })
        .collect()
}
