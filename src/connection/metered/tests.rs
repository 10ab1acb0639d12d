use proptest::{collection::vec, prelude::*};
use tokio::{io::AsyncReadExt, time::Duration};

use super::*;

/// A masked frame with so much payload, which looks like heads of frames.
fn frame(payload: usize) -> Vec<u8> {
    let mut frame = vec![0x80];
    match payload {
        0..126 => frame.push(0x80 | payload as u8),
        126..65_536 => {
            frame.push(0x80 | 126);
            frame.extend((payload as u16).to_be_bytes());
        }
        _ => {
            frame.push(0x80 | 127);
            frame.extend((payload as u64).to_be_bytes());
        }
    }
    frame.extend([1, 2, 3, 4]);
    frame.extend(std::iter::repeat_n(0x80, payload));
    frame
}

fn meter() -> (Meter, Instant) {
    let now = Instant::now();
    (Meter::new(now), now)
}

#[test]
fn a_burst_passes_and_then_one_in_an_interval() {
    let (mut meter, now) = meter();
    let fits = frame(0).repeat(TRAFFIC.burst as usize);
    assert_eq!(meter.take(&fits, now), Ok(()));
    assert_eq!(meter.take(&frame(0), now), Err((0, 20)));
    assert_eq!(meter.take(&frame(0), now + Duration::from_millis(20)), Ok(()));
    assert_eq!(meter.take(&frame(0).repeat(2), now + Duration::from_millis(40)), Err((6, 20)));
}

#[tokio::test]
async fn what_is_within_the_pace_passes_and_the_rest_is_told_once() {
    let sent = frame(1).repeat(TRAFFIC.burst as usize + 50);
    let mut metered = Metered::new(sent.as_slice(), &[]);
    let mut passed = Vec::new();
    let error = metered.read_to_end(&mut passed).await.expect_err("too much");
    assert_eq!((error.kind(), metered.flooded()), (io::ErrorKind::QuotaExceeded, Some(20)));
    // The source is read in pieces, so more than the burst may have been lost at the end, nothing before it.
    assert_eq!(passed, frame(1).repeat(TRAFFIC.burst as usize));
}

#[tokio::test]
async fn what_came_with_the_upgrade_counts_too() {
    let early = frame(0).repeat(TRAFFIC.burst as usize);
    let mut metered = Metered::new(frame(0).leak() as &[u8], &early);
    let error = metered.read_u8().await.expect_err("too much");
    assert_eq!(error.kind(), io::ErrorKind::QuotaExceeded);
}

proptest! {
    /// However the bytes are cut into reads, the frames in them are counted.
    #[test]
    fn every_frame_counts_once(sizes in vec(prop_oneof![0..3_usize, 120..130_usize, 65_530..65_540_usize], 1..40), cuts in vec(1..2_000_usize, 1..20)) {
        let (mut meter, now) = meter();
        let bytes: Vec<u8> = sizes.iter().flat_map(|&size| frame(size)).collect();
        let mut rest = bytes.as_slice();
        for cut in cuts.iter().cycle() {
            let (piece, after) = rest.split_at((*cut).min(rest.len()));
            prop_assert_eq!(meter.take(piece, now), Ok(()));
            rest = after;
            if rest.is_empty() { break }
        }
        let left = TRAFFIC.burst as usize - sizes.len();
        prop_assert_eq!(meter.take(&frame(0).repeat(left), now), Ok(()));
        prop_assert_eq!(meter.take(&frame(0), now), Err((0, 20)));
    }
}
