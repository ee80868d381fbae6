//! The four pieces, and which sentence of one is due. A piece takes as long as somebody wants: when it is longer than it was written, the
//! quiet between its sentences is longer; when it is shorter, what can be spared is left out, so that each of the others can be taken in.

use crate::words;

/// Each sentence stands for so many seconds at the least.
const LEAST_S: f64 = 7.0;

/// Where attention rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Breath,
    Feet,
}

/// A piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// What is here, one breath, then wider.
    Space,
    /// Five things one sees, four one feels, and so on.
    Senses,
    /// Kind wishes for others and oneself.
    Wishes,
    /// A kind moment for oneself.
    Moment,
}

/// A sentence: from which second of the piece as written it stands; how soon it is left out of a short one, 0 if never; its words.
struct Line(f64, u8, fn(Anchor) -> String);

const SPACE: &[Line] = &[
    Line(0.0, 0, |_| words::calm_space_1()),
    Line(15.0, 0, |_| words::calm_space_2()),
    Line(40.0, 0, |_| words::calm_space_3()),
    Line(60.0, 0, |anchor| match anchor {
        Anchor::Breath => words::calm_space_4(),
        Anchor::Feet => words::calm_space_4_feet(),
    }),
    Line(80.0, 1, |anchor| match anchor {
        Anchor::Breath => words::calm_space_5(),
        Anchor::Feet => words::calm_space_5_feet(),
    }),
    Line(100.0, 2, |anchor| match anchor {
        Anchor::Breath => words::calm_space_6(),
        Anchor::Feet => words::calm_space_6_feet(),
    }),
    Line(120.0, 0, |_| words::calm_space_7()),
    Line(145.0, 0, |_| words::calm_space_8()),
    Line(165.0, 0, |_| words::calm_space_9()),
];

const SENSES: &[Line] = &[
    Line(0.0, 0, |_| words::calm_senses_1()),
    Line(15.0, 0, |_| words::calm_senses_2()),
    Line(50.0, 0, |_| words::calm_senses_3()),
    Line(80.0, 0, |_| words::calm_senses_4()),
    Line(105.0, 0, |_| words::calm_senses_5()),
    Line(125.0, 0, |_| words::calm_senses_6()),
    Line(140.0, 0, |_| words::calm_senses_7()),
    Line(160.0, 1, |_| words::calm_senses_8()),
];

const WISHES: &[Line] = &[
    Line(0.0, 0, |_| words::calm_wishes_1()),
    Line(25.0, 0, |_| words::calm_wishes_you_safe()),
    Line(40.0, 0, |_| words::calm_wishes_you_well()),
    Line(55.0, 2, |_| words::calm_wishes_you_need()),
    Line(80.0, 0, |_| words::calm_wishes_2()),
    Line(90.0, 0, |_| words::calm_wishes_me_safe()),
    Line(105.0, 0, |_| words::calm_wishes_me_well()),
    Line(120.0, 1, |_| words::calm_wishes_me_need()),
    Line(140.0, 0, |_| words::calm_wishes_3()),
    Line(160.0, 4, |_| words::calm_wishes_4()),
    Line(190.0, 3, |_| words::calm_wishes_5()),
    Line(220.0, 0, |_| words::calm_wishes_6()),
];

const MOMENT: &[Line] = &[
    Line(0.0, 0, |_| words::calm_moment_1()),
    Line(20.0, 0, |_| words::calm_moment_2()),
    Line(45.0, 0, |_| words::calm_moment_3()),
    Line(70.0, 0, |_| words::calm_moment_4()),
    Line(90.0, 0, |_| words::calm_moment_5()),
    Line(125.0, 0, |_| words::calm_moment_6()),
    Line(150.0, 0, |_| words::calm_moment_7()),
];

impl Piece {
    /// All four.
    pub(super) const ALL: [Self; 4] = [Self::Space, Self::Senses, Self::Wishes, Self::Moment];

    /// What it is called.
    pub(super) fn title(self) -> String {
        match self {
            Self::Space => words::calm_space(),
            Self::Senses => words::calm_senses(),
            Self::Wishes => words::calm_wishes(),
            Self::Moment => words::calm_moment(),
        }
    }

    /// What it is.
    pub(super) fn about(self) -> String {
        match self {
            Self::Space => words::calm_space_about(),
            Self::Senses => words::calm_senses_about(),
            Self::Wishes => words::calm_wishes_about(),
            Self::Moment => words::calm_moment_about(),
        }
    }

    /// What is said afterwards, however far somebody went.
    pub(super) fn answer(self) -> String {
        match self {
            Self::Space => words::calm_space_answer(),
            Self::Senses => words::calm_senses_answer(),
            Self::Wishes => words::calm_wishes_answer(),
            Self::Moment => words::calm_moment_answer(),
        }
    }

    /// How long it takes as it is written, in seconds.
    pub(super) fn own_s(self) -> f64 {
        match self {
            Self::Space | Self::Senses | Self::Moment => 180.0,
            Self::Wishes => 240.0,
        }
    }

    fn lines(self) -> &'static [Line] {
        match self {
            Self::Space => SPACE,
            Self::Senses => SENSES,
            Self::Wishes => WISHES,
            Self::Moment => MOMENT,
        }
    }

    /// The sentence of this number.
    pub(super) fn words(self, line: usize, anchor: Anchor) -> String {
        self.lines().get(line).map(|line| (line.2)(anchor)).unwrap_or_default()
    }

    /// The number of the sentence that is due so many seconds after the beginning; nothing once the piece is over.
    pub(super) fn due(self, length_s: f64, elapsed_s: f64) -> Option<usize> {
        if elapsed_s >= length_s {
            return None;
        }
        let kept = kept(self.lines(), self.own_s(), length_s);
        kept.into_iter()
            .take_while(|(start_s, _)| *start_s <= elapsed_s.max(0.0))
            .last()
            .map(|(_, line)| line)
    }
}

/// From which second on each sentence stands that is said at all, and its number.
fn kept(lines: &[Line], own_s: f64, length_s: f64) -> Vec<(f64, usize)> {
    let mut kept: Vec<(usize, &Line)> = lines.iter().enumerate().collect();
    while kept.iter().map(|_| LEAST_S).sum::<f64>() > length_s {
        let spared = kept.iter().map(|(_, line)| line.1).max().filter(|spare| *spare > 0);
        let Some(spared) = spared else { break };
        kept.retain(|(_, line)| line.1 != spared);
    }
    let ends = kept.iter().skip(1).map(|(_, line)| line.0).chain([own_s]);
    let own: Vec<f64> = kept.iter().zip(ends).map(|((_, line), end_s)| end_s - line.0).collect();
    // What would be too short gets the least; the others share what is left, as they did before.
    let mut scale = length_s / own_s;
    for _ in &own {
        let is_long = |own_s: &&f64| **own_s * scale >= LEAST_S;
        let long_s: f64 = own.iter().filter(is_long).sum();
        let short_s: f64 = own.iter().filter(|own_s| !is_long(own_s)).map(|_| LEAST_S).sum();
        if long_s > 0.0 {
            scale = (length_s - short_s) / long_s;
        }
    }
    let mut next_s = 0.0;
    let begins = own.iter().map(|own_s| {
        let begin_s = next_s;
        next_s += (own_s * scale).max(LEAST_S);
        begin_s
    });
    begins.zip(kept.iter().map(|(number, _)| *number)).collect()
}

/// About how many minutes are left: whole ones, above ten in steps of five, since nobody need count along; 0 for nearly none.
pub(super) fn minutes_left(left_s: f64) -> usize {
    let step = if left_s > 630.0 { 5.0 } else { 1.0 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, as wanted")]
    let minutes = ((left_s / 60.0 / step).round() * step) as usize;
    minutes
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTHS_S: [f64; 7] = [60.0, 61.0, 120.0, 150.0, 300.0, 600.0, 3_600.0];

    fn starts(piece: Piece, length_s: f64) -> Vec<f64> {
        kept(piece.lines(), piece.own_s(), length_s).into_iter().map(|(start_s, _)| start_s).collect()
    }

    #[test]
    fn as_long_as_it_was_written_each_sentence_comes_when_it_was_written() {
        for piece in Piece::ALL {
            let written: Vec<f64> = piece.lines().iter().map(|line| line.0).collect();
            assert_eq!(starts(piece, piece.own_s()), written, "{piece:?}");
        }
    }

    #[test]
    fn however_long_it_is_the_first_comes_at_once_and_each_stands_long_enough() {
        for piece in Piece::ALL {
            for length_s in LENGTHS_S.into_iter().chain([piece.own_s()]) {
                let mut starts = starts(piece, length_s);
                assert_eq!(starts.first(), Some(&0.0), "{piece:?} {length_s}");
                starts.push(length_s);
                for pair in starts.windows(2) {
                    assert!(pair[1] - pair[0] > LEAST_S - 1e-6, "{piece:?} {length_s}: {pair:?}");
                }
            }
        }
    }

    #[test]
    fn sentences_come_in_their_order_and_none_after_the_end() {
        for piece in Piece::ALL {
            for length_s in LENGTHS_S {
                let mut last = 0;
                let mut seconds = 0.0;
                assert_eq!(piece.due(length_s, -1.0), Some(0));
                while seconds < length_s {
                    let due = piece.due(length_s, seconds).unwrap();
                    assert!(due >= last, "{piece:?} {length_s} {seconds}");
                    last = due;
                    seconds += 0.5;
                }
                assert!(last + 2 >= piece.lines().len(), "{piece:?} {length_s} ends at {last}");
                assert_eq!(piece.due(length_s, length_s), None);
                assert_eq!(piece.due(length_s, 1e9), None);
            }
        }
    }

    #[test]
    fn a_short_one_leaves_out_what_can_be_spared_and_never_the_way_back() {
        let said = |piece: Piece| {
            let kept = kept(piece.lines(), piece.own_s(), 60.0);
            kept.into_iter().map(|(_, line)| piece.words(line, Anchor::Breath)).collect::<Vec<_>>()
        };
        assert!(!said(Piece::Space).contains(&words::calm_space_6()));
        assert!(said(Piece::Space).contains(&words::calm_space_4()));
        let wishes = said(Piece::Wishes);
        assert!(!wishes.contains(&words::calm_wishes_5()) && !wishes.contains(&words::calm_wishes_4()));
        assert!(wishes.contains(&words::calm_wishes_3()), "if it was hard");
        assert!(said(Piece::Moment).contains(&words::calm_moment_7()), "if it hurts more");
    }

    #[test]
    fn another_anchor_changes_what_is_said_of_the_breath_and_nothing_else() {
        let differs =
            |piece: Piece, line| piece.words(line, Anchor::Breath) != piece.words(line, Anchor::Feet);
        for piece in Piece::ALL {
            let changed: Vec<usize> = (0..piece.lines().len()).filter(|line| differs(piece, *line)).collect();
            assert_eq!(changed, if piece == Piece::Space { vec![3, 4, 5] } else { vec![] }, "{piece:?}");
        }
    }

    #[test]
    fn what_is_left_is_rounded() {
        for (left_s, minutes) in
            [(20.0, 0), (31.0, 1), (89.0, 1), (170.0, 3), (600.0, 10), (780.0, 15), (3_600.0, 60)]
        {
            assert_eq!(minutes_left(left_s), minutes, "{left_s}");
        }
    }
}
