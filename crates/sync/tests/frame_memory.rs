//! Reading a hostile frame takes memory in proportion to its bytes. Alone in its binary, because it measures the process.

use peak_alloc::PeakAlloc;
use sync::{ClientFrame, ControlRecord, RelayFrame, limits};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How many bytes of memory one byte of a frame may take while it is read. The worst honest frame is a list of small
/// numbers: one byte each in the frame, eight in memory, twice that while the list grows.
const BYTES_PER_BYTE_MAX: usize = 32;

fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let length = limits::FRAME_BYTES_MAX;
    let filled = |head: &[u8], with: u8| {
        let mut bytes = head.to_vec();
        bytes.resize(length, with);
        bytes
    };
    let huge = [0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0];
    let headed = |head: &[u8]| [head, &huge].concat();
    vec![
        ("2^60 positions", filled(&headed(&[0x82, 3, 0x82, 0]), 0)),
        ("2^60 empty control records", filled(&headed(&[0x82, 9, 0x83, 0]), 0x40)),
        ("2^60 spaces", filled(&headed(&[0x82, 13, 0x82, 0]), 0x40)),
        ("2^60 entries", filled(&headed(&[0x82, 3, 0x83, 0, 0x40]), 0x80)),
        ("endless positions", filled(&[0x82, 3, 0x82, 0, 0x9f], 0)),
        ("arrays in arrays", filled(&[0x82, 17, 0x81], 0x81)),
        ("endless arrays in arrays", filled(&[0x82, 17, 0x81], 0x9f)),
        (
            "endless arrays in arrays of two",
            [0x82, 17, 0x81].into_iter().chain([0x82, 0x9f].repeat(length / 2 - 2)).collect(),
        ),
        ("maps in maps", filled(&[0x82, 17, 0x81], 0xa1)),
        ("tags on tags", filled(&[0x82, 17, 0x81], 0xc1)),
        ("a byte string of 2^60", filled(&[0x82, 2, 0x82, 0, 0x5b, 0x10], 0)),
    ]
}

#[test]
fn reading_a_hostile_frame_takes_memory_in_proportion_to_its_bytes() {
    for (name, bytes) in hostile() {
        assert!(bytes.len() <= limits::FRAME_BYTES_MAX);
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let _ = (ClientFrame::from_bytes(&bytes).is_ok(), RelayFrame::from_bytes(&bytes).is_ok());
        let _ = ControlRecord::from_bytes(bytes.get(..limits::CONTROL_RECORD_BYTES_MAX).unwrap_or(&bytes))
            .is_ok();
        let taken = MEMORY.peak_usage() - before;
        assert!(taken <= bytes.len() * BYTES_PER_BYTE_MAX, "{name}: {taken} bytes for {}", bytes.len());
    }
}
