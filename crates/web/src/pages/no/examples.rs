//! Examples of a no in four parts, by what the other is to the person.

use interface::model::Tie;

use crate::words;

/// Describe, express, specify, and what becomes possible. A no to touch has no reason and no offer.
pub(super) type Parts = [Option<fn() -> String>; 4];

/// To whom, and what.
pub(super) const EXAMPLES: [(Tie, Parts); 12] = {
    use words::*;
    [
        (
            Tie::Partner,
            [
                Some(example_1_describe),
                Some(example_1_express),
                Some(example_1_specify),
                Some(example_1_consequence),
            ],
        ),
        (
            Tie::Partner,
            [
                Some(example_2_describe),
                Some(example_2_express),
                Some(example_2_specify),
                Some(example_2_consequence),
            ],
        ),
        (Tie::Partner, [Some(example_3_describe), None, Some(example_3_specify), None]),
        (
            Tie::Partner,
            [
                Some(example_4_describe),
                Some(example_4_express),
                Some(example_4_specify),
                Some(example_4_consequence),
            ],
        ),
        (
            Tie::Parent,
            [
                Some(example_5_describe),
                Some(example_5_express),
                Some(example_5_specify),
                Some(example_5_consequence),
            ],
        ),
        (
            Tie::Parent,
            [
                Some(example_6_describe),
                Some(example_6_express),
                Some(example_6_specify),
                Some(example_6_consequence),
            ],
        ),
        (
            Tie::Parent,
            [
                Some(example_7_describe),
                Some(example_7_express),
                Some(example_7_specify),
                Some(example_7_consequence),
            ],
        ),
        (
            Tie::AdultChild,
            [
                Some(example_8_describe),
                Some(example_8_express),
                Some(example_8_specify),
                Some(example_8_consequence),
            ],
        ),
        (
            Tie::Friend,
            [
                Some(example_9_describe),
                Some(example_9_express),
                Some(example_9_specify),
                Some(example_9_consequence),
            ],
        ),
        (
            Tie::Friend,
            [
                Some(example_10_describe),
                Some(example_10_express),
                Some(example_10_specify),
                Some(example_10_consequence),
            ],
        ),
        (
            Tie::AdultChild,
            [
                Some(example_11_describe),
                Some(example_11_express),
                Some(example_11_specify),
                Some(example_11_consequence),
            ],
        ),
        (
            Tie::Sibling,
            [
                Some(example_12_describe),
                Some(example_12_express),
                Some(example_12_specify),
                Some(example_12_consequence),
            ],
        ),
    ]
};
