//! What the reading process may not do. It says it to the system itself, before it sees the first byte.
//!
//! Each step is made as far as the system knows it, and none is a condition: what could not be made is
//! told ([`Confinement`]) and shown by `doctor`.

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

/// How a reading process is confined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// Its memory is limited.
    pub memory: bool,
    /// It can open no file.
    pub no_files: bool,
    /// It can open no connection over TCP.
    pub no_network: bool,
}

/// Confines this process for good.
pub(super) fn confine(memory: u64) -> Confinement {
    end_with_parent();
    let (no_files, no_network) = landlock();
    let limit = |resource, most| {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit).is_ok()
    };
    // Writing to the pipes stays possible: they are no files. The three that are open stay open.
    let none = [
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nproc, 0),
        (Resource::Nofile, 3),
    ];
    for (resource, most) in none {
        limit(resource, most);
    }
    Confinement {
        memory: limit(Resource::Data, memory),
        no_files,
        no_network,
    }
}

/// A parent that is killed takes this process with it, and no other process may look into it.
#[cfg(target_os = "linux")]
fn end_with_parent() {
    use rustix::process::{DumpableBehavior, Signal};
    let _ = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
    let _ = rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

#[cfg(not(target_os = "linux"))]
fn end_with_parent() {}

/// Denies files, connections, and signals to others, with no exception. Says whether files and TCP are denied.
#[cfg(target_os = "linux")]
fn landlock() -> (bool, bool) {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, LandlockStatus, Ruleset, RulesetAttr, RulesetStatus,
        Scope,
    };
    let deny = || {
        Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V5))?
            .handle_access(AccessNet::from_all(ABI::V4))?
            .scope(Scope::from_all(ABI::V6))?
            .create()?
            .restrict_self()
    };
    match deny() {
        Ok(status) if status.ruleset != RulesetStatus::NotEnforced => {
            let knows_tcp = match status.landlock {
                LandlockStatus::Available { effective_abi, .. } => effective_abi >= ABI::V4,
                _ => false,
            };
            (true, knows_tcp)
        }
        _ => (false, false),
    }
}

#[cfg(not(target_os = "linux"))]
fn landlock() -> (bool, bool) {
    (false, false)
}
