//! The closed sets of answers that people choose from. Numbers and names are never used for something else.

macro_rules! choice {
    ($(#[$meta:meta])* $name:ident $set:literal { $($(#[$variant_meta:meta])* $number:literal $variant:ident $word:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode, borsh::BorshSerialize, borsh::BorshDeserialize)]
        #[cbor(index_only)]
        pub enum $name {
            $($(#[$variant_meta])* #[n($number)] $variant,)*
        }

        impl $name {
            /// Every choice, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Every choice, with its number and its name.
            pub const CHOICES: crate::value::Choices = crate::value::Choices {
                name: $set,
                all: &[$(crate::value::Choice { number: $number, name: $word }),*],
            };

            /// Its number.
            pub fn number(self) -> u32 {
                match self {
                    $(Self::$variant => $number,)*
                }
            }

            /// Its name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The key of its words in a language.
            pub fn word_key(self) -> String {
                Self::CHOICES.word_key(self.name())
            }

            /// The choice of this number, if this version of the app knows it.
            pub fn from_number(number: u32) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.number() == number)
            }

            /// The choice of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.name() == name)
            }
        }

        impl crate::kind::Field for $name {
            const SHAPE: crate::value::Shape = crate::value::Shape::Choice(&Self::CHOICES);

            fn value(&self) -> crate::value::Value<'_> {
                crate::value::Value::Number(self.number().into())
            }

            fn of_fitting(value: crate::value::Value<'_>) -> Result<Self, crate::value::Fault> {
                let number = crate::fields::number(&value)?.try_into().ok();
                number.and_then(Self::from_number).ok_or(crate::value::Fault::Newer)
            }
        }
    };
}

choice! {
    /// What two people are to each other, from this person's side.
    Tie "tie" {
        /// A partner.
        0 Partner "partner",
        /// The other is this person's parent.
        1 Parent "parent",
        /// The other is this person's adult child.
        2 AdultChild "adult-child",
        /// A sister or brother.
        3 Sibling "sibling",
        /// A friend.
        4 Friend "friend",
        /// Anyone else who is close.
        5 Other "other",
    }
}

choice! {
    /// Liked or disliked.
    Taste "taste" {
        /// Liked.
        0 Like "like",
        /// Disliked.
        1 Dislike "dislike",
    }
}

choice! {
    /// What would help.
    Need "need" {
        /// To be listened to.
        0 Listening "listening",
        /// Ideas.
        1 Ideas "ideas",
        /// A helping hand.
        2 Hands "hands",
        /// Company.
        3 Company "company",
        /// That the other just knows.
        4 JustKnow "just-know",
    }
}

choice! {
    /// An answer to a request. Deliberately nothing finer: "no", "not now" and "paused" cannot be told apart (S13).
    Answer "answer" {
        /// Yes.
        0 Yes "yes",
        /// Not now.
        1 NotNow "not-now",
        /// Something else.
        2 SomethingElse "something-else",
    }
}

choice! {
    /// What somebody would have liked of a closeness that suited them poorly.
    Closeness "closeness" {
        /// More of it.
        0 More "more",
        /// Less of it.
        1 Less "less",
        /// They cannot say.
        2 CannotSay "cannot-say",
    }
}

choice! {
    /// How often something happened in the past two weeks.
    Frequency "frequency" {
        /// Never.
        0 Never "never",
        /// Seldom.
        1 Seldom "seldom",
        /// Sometimes.
        2 Sometimes "sometimes",
        /// Often.
        3 Often "often",
        /// Very often.
        4 VeryOften "very-often",
        /// It did not come up, or was not answered.
        5 DidNotComeUp "did-not-come-up",
    }
}

choice! {
    /// On which day of a pair something is done.
    Lot "lot" {
        /// On the first.
        0 First "first",
        /// On the second.
        1 Second "second",
    }
}

choice! {
    /// How much of a sign there is, these days.
    Presence "presence" {
        /// Seldom.
        0 Seldom "seldom",
        /// At times.
        1 AtTimes "at-times",
        /// Often.
        2 Often "often",
        /// The person cannot say, or did not answer.
        3 CannotSay "cannot-say",
    }
}

choice! {
    /// What somebody said.
    YesOrNo "yes-or-no" {
        /// Yes.
        0 Yes "yes",
        /// No.
        1 No "no",
    }
}

choice! {
    /// How a yes or a no was meant.
    Meaning "meaning" {
        /// As it was said.
        0 Meant "meant",
        /// To please.
        1 ToPlease "to-please",
        /// To stay safe.
        2 ToStaySafe "to-stay-safe",
        /// The person is unsure.
        3 Unsure "unsure",
    }
}

choice! {
    /// What became of a goal. All are equally good.
    GoalEnd "goal-end" {
        /// It is done.
        0 Done "done",
        /// The person let it go.
        1 LetGo "let-go",
        /// It became something else.
        2 Changed "changed",
    }
}

choice! {
    /// How often something is.
    Repeats "repeats" {
        /// Once.
        0 Once "once",
        /// Every week.
        1 Weekly "weekly",
    }
}

choice! {
    /// How somebody speaks about what is hard. Both are good.
    Tone "tone" {
        /// Gently.
        0 Gentle "gentle",
        /// Clearly.
        1 Clear "clear",
    }
}

choice! {
    /// Whether the speaker finds themselves in what was said back. Nobody else can say it.
    Understanding "understanding" {
        /// Understood.
        0 Understood "understood",
        /// Not quite.
        1 NotQuite "not-quite",
    }
}

choice! {
    /// How somebody stops talking. All are equally good.
    Rest "rest" {
        /// A pause.
        0 Pause "pause",
        /// The talk is over.
        1 End "end",
        /// The two see it differently, and leave it so.
        2 Differently "differently",
    }
}

choice! {
    /// What an agreement is about.
    Pact "pact" {
        /// One small thing that both will try.
        0 Try "try",
        /// A sign for a break, and for how long.
        1 TimeOut "time-out",
        /// How the two come back after space.
        2 Return "return",
        /// Figures that both see of the days that both share.
        3 Figures "figures",
    }
}

choice! {
    /// How long something lasts, about.
    Lasts "lasts" {
        /// Twenty minutes.
        0 TwentyMinutes "twenty-minutes",
        /// An hour.
        1 Hour "hour",
        /// Two hours.
        2 TwoHours "two-hours",
        /// Half a day.
        3 HalfDay "half-day",
    }
}

choice! {
    /// How often two people do something together.
    Rhythm "rhythm" {
        /// Once.
        0 Once "once",
        /// Every week.
        1 Weekly "weekly",
        /// Every month.
        2 Monthly "monthly",
        /// Every year.
        3 Yearly "yearly",
    }
}

choice! {
    /// Who is to have space.
    Room "room" {
        /// The author would like it.
        0 Like "like",
        /// The author gives it.
        1 Give "give",
    }
}

choice! {
    /// Which contact there is while somebody has space.
    Reach "reach" {
        /// None.
        0 None "none",
        /// In an emergency.
        1 Urgent "urgent",
        /// Messages, to which no answer is owed.
        2 NoAnswerOwed "no-answer-owed",
        /// As usual.
        3 AsUsual "as-usual",
    }
}

choice! {
    /// Who writes first afterwards.
    WritesFirst "writes-first" {
        /// The author.
        0 Author "author",
        /// The other one.
        1 Other "other",
        /// Either.
        2 Either "either",
    }
}

choice! {
    /// How far a question goes.
    Depth "depth" {
        /// Light.
        0 Light "light",
        /// Warm.
        1 Warm "warm",
        /// Deep.
        2 Deep "deep",
    }
}

choice! {
    /// Whether somebody would like something these days.
    Wanted "wanted" {
        /// Gladly.
        0 Gladly "gladly",
        /// Not now.
        1 NotNow "not-now",
    }
}
