use proptest::prelude::*;

use super::*;

fn seq(number: u64) -> Seq {
    Seq::new(number).expect("a seq")
}

/// A round of messages of these sizes with seqs 11, 12 … and a blank slot behind them, then the number connected.
fn round(sizes: &[usize], tells_online: bool) -> Round {
    let ring = Ring { head: seq(11 + sizes.len() as u64), online: 7 };
    let mut round = Round { upto: ring.head, ..Round::default() };
    for (size, number) in sizes.iter().zip(11..) {
        round.put(&vec![b'x'; *size], Of::Change(seq(number), Some(MessageId(uuid::Uuid::from_u128(number.into())))));
    }
    if tells_online {
        round.put(b"seven", Of::Online);
    }
    round.of = Some((Epoch(uuid::Uuid::nil()), Mark { cursor: seq(10), online: 6, view: View::Full }, ring));
    round
}

proptest! {
    #[test]
    fn what_the_kernel_took_what_is_left_and_what_the_mark_still_wants_are_the_whole(
        sizes in proptest::collection::vec(1..300_usize, 0..6),
        tells_online: bool,
        share in 0.0..=1.0_f64,
    ) {
        let round = round(&sizes, tells_online);
        let written = (round.wire.len() as f64 * share) as usize;
        let (mut mark, mut sent) = (Mark { cursor: seq(10), online: 6, view: View::Full }, 0);
        let rest = round.account(written, &mut mark, &mut sent);

        let mut got = round.wire[..written].to_vec();
        got.extend(rest.as_ref().err().map(|rest| rest.bytes.to_vec()).unwrap_or_default());
        prop_assert_eq!(rest.is_ok(), written == round.wire.len());
        // What the task will look up for this mark comes behind it.
        let mut from = 0;
        for frame in &round.frames {
            let wanted = match frame.of {
                Of::Change(seq, _) => seq > mark.cursor,
                Of::Online => mark.online != 7,
            };
            if wanted {
                got.extend(&round.wire[from..frame.end]);
            }
            from = frame.end;
        }
        prop_assert_eq!(got, round.wire.clone());
        let whole = round.frames.iter().filter(|frame| matches!(frame.of, Of::Change(..)) && frame.end <= written).count();
        prop_assert_eq!(sent, whole as u64);
        if let Err(Rest { bytes, of: Some((_, seq)) }) = rest {
            prop_assert!(!bytes.is_empty() && seq == mark.cursor);
        }
    }
}
