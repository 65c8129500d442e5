use super::*;
use crate::desk::{OpenOptions, Who};
use crate::model::InstanceId;
use std::sync::atomic::{AtomicI64, Ordering};

/// Milliseconds that have passed: some with each look at the clock.
static PASSED: AtomicI64 = AtomicI64::new(0);

fn now() -> Timestamp {
    let passed = PASSED.fetch_add(20, Ordering::Relaxed);
    Timestamp::from_millisecond(passed).unwrap()
}

fn random() -> [u8; 10] {
    let mut drawn = [0; 10];
    drawn[2..].copy_from_slice(&PASSED.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    drawn
}

#[test]
fn what_is_stored_is_told_of_soon_and_later_in_few_lots_that_grow() {
    let folder = tempfile::tempdir().unwrap();
    let who = Who {
        annotator: "ann".into(),
        instance: InstanceId::named("test"),
        now,
        random,
    };
    let mut desk = Desk::open(folder.path(), OpenOptions::Write, who).unwrap();
    desk.longest = UNATTENDED;
    let inputs: Vec<Input> = (0..400)
        .map(|number| Input::Bytes("-".to_owned(), format!("Article {number}.\n").into_bytes()))
        .collect();
    let (mut lots, mut told) = (Vec::new(), 0);
    desk.import(&inputs, None, &mut |_, added| {
        if added.is_some() {
            told += 1;
            lots.push(PASSED.load(Ordering::Relaxed));
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    lots.dedup();
    assert_eq!(told, inputs.len());
    let whole = lots[lots.len() - 1];
    assert!(whole > 16_000, "{lots:?}");
    assert!(lots[0] < 4_000, "{lots:?}");
    assert!((3..6).contains(&lots.len()), "{lots:?}");
    // Nobody waits for word longer than twice what the import had lasted by then, and a moment.
    assert!(
        lots.windows(2).all(|lots| lots[1] <= 3 * lots[0] + 2_000),
        "{lots:?}"
    );
}
