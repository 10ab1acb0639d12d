//! A faultless run passes; each kind of violation is caught, by its own name.

use super::*;

const EPOCH: &str = "e1";
const HEAD: Welcome<'_> = Welcome { epoch: EPOCH, seq: 10, resumed: false };

fn id(mark: Mark) -> Box<str> {
    format!("id-{mark}").into()
}

fn seen(mark: Mark) -> Seen {
    let position = u64::from(mark) + 11;
    Seen { position, seq: position, mark: Some(mark), removed: false }
}

fn tombstone(mark: Mark, seq: u64) -> Seen {
    Seen { seq, mark: None, removed: true, ..seen(mark) }
}

fn watching(frames: &[Seen]) -> Observer {
    let mut observer = Observer::default();
    observer.welcome(HEAD, &[Seen { position: 9, seq: 9, mark: None, removed: false }]);
    frames.iter().for_each(|frame| observer.message(*frame));
    observer
}

/// Posts 0–4 at positions 11–15, all acked and stored, seen by two readers.
fn good() -> Records {
    let all: Vec<_> = (0..5).map(seen).collect();
    Records {
        base: 10,
        until: Some(15),
        posts: (0..5)
            .map(|mark| {
                let ack = Ack { id: id(mark), position: seen(mark).position };
                (mark, Post { attempts: 1, refusals: 0, acks: vec![ack] })
            })
            .collect(),
        stored: (0..5).map(stored).collect(),
        observers: vec![watching(&all), watching(&all)],
        ..Records::default()
    }
}

fn stored(mark: Mark) -> Stored {
    let position = seen(mark).position;
    Stored { id: id(mark), position, seq: position, mark: Some(mark), removed: false, edited: false, by_us: false }
}

/// Post 1 (position 12) was removed at seq 16, acked at 1,000 µs.
fn removed() -> Records {
    let mut records = good();
    records.until = Some(16);
    records.removals.insert(1, Some(1_000));
    records.stored[1] = Stored { seq: 16, mark: None, removed: true, ..stored(1) };
    records.observers.iter_mut().for_each(|observer| observer.message(tombstone(1, 16)));
    records
}

#[track_caller]
fn caught(records: &Records, expected: &[(&str, u64)]) {
    let verdict = check(records);
    let found: Vec<_> =
        verdict.findings().iter().filter(|(_, f)| f.count > 0).map(|(name, f)| (*name, f.count)).collect();
    assert_eq!(found, expected, "{verdict:#?}");
    assert_eq!(verdict.holds(), expected.is_empty());
}

#[test]
fn a_faultless_run_holds() {
    caught(&good(), &[]);
    caught(&removed(), &[]);
}

#[test]
fn an_edited_post_is_not_lost_but_its_change_is_due() {
    let mut records = good();
    records.until = Some(17);
    // Post 1 was reacted to at seq 16 and says something else since seq 17.
    records.stored[1] = Stored { seq: 17, mark: None, edited: true, ..stored(1) };
    records.observers[0].message(Seen { seq: 16, ..seen(1) });
    caught(&records, &[("missing", 2)]);
    records.observers.iter_mut().for_each(|observer| observer.message(Seen { seq: 17, mark: None, ..seen(1) }));
    caught(&records, &[]);
    records.stored[1].id = id(7);
    caught(&records, &[("lost", 1)]);
}

#[test]
fn an_acked_edit_stands_unless_it_was_removed() {
    let mut records = good();
    records.observers = Vec::new();
    records.edits.extend([(1, Some(1_000)), (2, None)]);
    caught(&records, &[("edit lost", 1)]);
    records.stored[1] = Stored { edited: true, ..stored(1) };
    caught(&records, &[("edit lost", 1)]);
    records.stored[1].by_us = true;
    caught(&records, &[]);
    records.stored[1] = Stored { mark: None, removed: true, ..stored(1) };
    records.removals.insert(1, Some(2_000));
    caught(&records, &[]);
}

#[test]
fn an_acked_post_that_is_not_stored() {
    let mut records = good();
    records.stored.pop();
    records.observers = vec![watching(&[seen(0), seen(1), seen(2), seen(3)])];
    caught(&records, &[("lost", 1)]);
}

#[test]
fn an_acked_post_stored_with_another_text() {
    let mut records = good();
    records.stored[2].mark = None;
    caught(&records, &[("lost", 1)]);
}

#[test]
fn a_post_removed_by_nobody() {
    let mut records = removed();
    records.removals.clear();
    caught(&records, &[("lost", 1)]);
}

#[test]
fn a_post_stored_twice() {
    let mut records = good();
    records.until = Some(16);
    records.stored.push(Stored { position: 16, seq: 16, id: "id-again".into(), ..stored(2) });
    for observer in &mut records.observers {
        observer.message(Seen { position: 16, seq: 16, ..seen(2) });
    }
    caught(&records, &[("stored twice", 1), ("doubled", 2)]);
}

#[test]
fn a_retry_acked_in_another_way() {
    let mut records = good();
    records.posts.entry(3).and_modify(|post| post.acks.push(Ack { id: "id-other".into(), position: 14 }));
    caught(&records, &[("ack differs", 1)]);
}

#[test]
fn a_refused_post_that_is_stored() {
    let mut records = good();
    records.posts.insert(4, Post { attempts: 2, refusals: 2, acks: vec![] });
    caught(&records, &[("refused but stored", 1)]);
    // Where one attempt stayed unanswered, being stored is honest.
    records.posts.insert(4, Post { attempts: 2, refusals: 1, acks: vec![] });
    caught(&records, &[]);
}

#[test]
fn a_frame_that_never_came() {
    let mut records = good();
    records.observers[1] = watching(&[seen(0), seen(1), seen(3), seen(4)]);
    caught(&records, &[("missing", 1), ("holes", 1)]);
}

#[test]
fn a_tail_that_never_came_is_missing_only_when_it_was_waited_for() {
    let mut records = good();
    records.observers[1] = watching(&[seen(0), seen(1), seen(2)]);
    caught(&records, &[("missing", 2)]);
    records.observers[1].leave();
    caught(&records, &[]);
    records.observers[1] = watching(&[seen(0), seen(1), seen(2)]);
    records.until = None;
    caught(&records, &[]);
}

#[test]
fn a_frame_that_came_twice() {
    let mut records = good();
    records.observers[0].message(seen(4));
    caught(&records, &[("doubled", 1)]);
}

#[test]
fn two_frames_that_changed_places() {
    let mut records = good();
    records.observers[0] = watching(&[seen(0), seen(2), seen(1), seen(3), seen(4)]);
    caught(&records, &[("out of order", 1)]);
}

#[test]
fn a_reader_to_whom_two_posts_were_shown_at_each_others_place() {
    let mut records = good();
    let swapped = [seen(0), Seen { mark: Some(2), ..seen(1) }, Seen { mark: Some(1), ..seen(2) }, seen(3), seen(4)];
    records.observers[0] = watching(&swapped);
    caught(&records, &[("order differs", 1)]);
}

#[test]
fn a_seq_that_nobody_used() {
    let mut records = good();
    let late = Seen { position: 17, seq: 17, ..seen(4) };
    records.stored[4] = Stored { position: 17, seq: 17, ..stored(4) };
    records.posts.insert(4, Post { attempts: 1, refusals: 0, acks: vec![Ack { id: id(4), position: 17 }] });
    records.observers = vec![watching(&[seen(0), seen(1), seen(2), seen(3), late])];
    caught(&records, &[("holes", 2), ("holes in the log", 2)]);
}

#[test]
fn a_message_delivered_but_not_stored() {
    let mut records = good();
    records.observers[0].message(Seen { position: 16, seq: 16, mark: None, removed: false });
    caught(&records, &[("not stored", 1)]);
}

#[test]
fn a_change_of_the_room_uses_up_a_seq() {
    let mut records = good();
    records.until = Some(16);
    records.observers.iter_mut().for_each(|observer| observer.room(16));
    caught(&records, &[]);
    records.observers[0].room(16);
    caught(&records, &[("out of order", 1)]);
}

#[test]
fn a_message_replaced_by_its_tombstone_may_be_skipped() {
    let mut records = removed();
    records.observers[0] = watching(&[seen(0), seen(2), seen(3), seen(4), tombstone(1, 16)]);
    caught(&records, &[]);
}

#[test]
fn a_tombstone_that_never_came() {
    let mut records = removed();
    records.observers[0] = watching(&[seen(0), seen(1), seen(2), seen(3), seen(4)]);
    caught(&records, &[("missing", 1)]);
}

#[test]
fn a_removed_text_that_comes_back() {
    let mut records = removed();
    records.until = Some(17);
    records.stored[1].seq = 17;
    records.observers[0].message(Seen { seq: 17, ..seen(1) });
    records.observers[1].message(tombstone(1, 17));
    caught(&records, &[("removed but shown", 1)]);
}

#[test]
fn a_removed_text_served_after_the_ack() {
    let mut records = removed();
    records.observers[0].show(1, 999);
    records.shown.push(Shown { mark: 0, after: 5_000 });
    caught(&records, &[]);
    records.observers[0].show(1, 1_000);
    records.shown.push(Shown { mark: 1, after: 5_000 });
    caught(&records, &[("removed but shown", 2)]);
}

#[test]
fn a_resume_brings_all_and_nothing_twice() {
    let resumed = Welcome { seq: 15, resumed: true, ..HEAD };
    let resume = |messages: &[Seen]| {
        let mut records = good();
        records.observers[0] = watching(&[seen(0), seen(1)]);
        records.observers[0].welcome(resumed, messages);
        records
    };
    caught(&resume(&[seen(2), seen(3), seen(4)]), &[]);
    caught(&resume(&[seen(2), seen(4)]), &[("missing", 1), ("holes", 1)]);
    caught(&resume(&[seen(2), seen(3)]), &[("missing", 1), ("holes", 1)]);
    caught(&resume(&[seen(1), seen(2), seen(3), seen(4)]), &[("doubled", 1)]);
}

#[test]
fn a_reset_owes_nothing_of_the_gap_but_all_that_follows() {
    let mut records = good();
    let mut observer = watching(&[seen(0)]);
    observer.welcome(Welcome { seq: 13, resumed: false, ..HEAD }, &[seen(2)]);
    observer.message(seen(3));
    records.observers.push(observer);
    caught(&records, &[("missing", 1)]);
    records.observers[2].message(seen(4));
    caught(&records, &[]);
}

#[test]
fn nonsense_numbers_cost_neither_time_nor_memory() {
    let mut records = good();
    records.observers[0].message(Seen { position: u64::MAX, seq: u64::MAX, mark: Some(Mark::MAX), removed: false });
    records.observers[0].welcome(Welcome { seq: u64::MAX, resumed: true, ..HEAD }, &[]);
    assert!(!check(&records).holds());
}
