//! The words of the page.

/// The words of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageWords {
    /// The language's tag, as the attribute `lang` wants it.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The title and heading.
    pub title: String,
    /// Who can read the file, in a sentence.
    pub who_reads: String,
    /// Before the day on which it was made.
    pub made_on: String,
    /// Heading of the relationships.
    pub people: String,
    /// Heading of what is liked.
    pub likes: String,
    /// Heading of what is disliked.
    pub dislikes: String,
    /// Heading of the requests for support.
    pub requests: String,
    /// Heading of what is shared.
    pub shared: String,
    /// Heading of what others shared.
    pub from_others: String,
    /// Heading of answers to requests.
    pub answers: String,
    /// Before the day on which something was added.
    pub added: String,
    /// Before the day on which something was written.
    pub written: String,
    /// Before the day since when something is shared.
    pub since: String,
    /// Before the day since when two are linked.
    pub linked_since: String,
    /// Before a version that was written at the same time as another.
    pub beside: String,
    /// Where there is nothing.
    pub nothing: String,
    /// What two people are to each other, in the order of [`model::Kind::ALL`].
    pub kinds: Vec<String>,
    /// What would help, in the order of [`model::Need::ALL`].
    pub needs: Vec<String>,
    /// Answers, in the order of [`model::Answer::ALL`].
    pub answer_words: Vec<String>,
}

/// How many words there are beside the lists.
const SINGLE: usize = 18;

impl PageWords {
    /// All of them in one list of lists. One derived field after the other would take ten times the code in what browsers load.
    fn lists(&self) -> [Vec<String>; 4] {
        let single: [&String; SINGLE] = [
            &self.language,
            &self.direction,
            &self.title,
            &self.who_reads,
            &self.made_on,
            &self.people,
            &self.likes,
            &self.dislikes,
            &self.requests,
            &self.shared,
            &self.from_others,
            &self.answers,
            &self.added,
            &self.written,
            &self.since,
            &self.linked_since,
            &self.beside,
            &self.nothing,
        ];
        let single = single.into_iter().cloned().collect();
        [single, self.kinds.clone(), self.needs.clone(), self.answer_words.clone()]
    }

    fn of_lists([single, kinds, needs, answer_words]: [Vec<String>; 4]) -> Option<Self> {
        let single: [String; SINGLE] = single.try_into().ok()?;
        let [
            language,
            direction,
            title,
            who_reads,
            made_on,
            people,
            likes,
            dislikes,
            requests,
            shared,
            from_others,
            answers,
            added,
            written,
            since,
            linked_since,
            beside,
            nothing,
        ] = single;
        Some(Self {
            language,
            direction,
            title,
            who_reads,
            made_on,
            people,
            likes,
            dislikes,
            requests,
            shared,
            from_others,
            answers,
            added,
            written,
            since,
            linked_since,
            beside,
            nothing,
            kinds,
            needs,
            answer_words,
        })
    }
}

impl<C> minicbor::Encode<C> for PageWords {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        context: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        self.lists().encode(encoder, context)
    }
}

impl<'b, C> minicbor::Decode<'b, C> for PageWords {
    fn decode(decoder: &mut minicbor::Decoder<'b>, context: &mut C) -> Result<Self, minicbor::decode::Error> {
        let lists = <[Vec<String>; 4]>::decode(decoder, context)?;
        Self::of_lists(lists).ok_or(minicbor::decode::Error::message("words of a wrong number"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_arrives_in_its_place() {
        let numbered =
            |from: usize, count: usize| (from..from + count).map(|number| number.to_string()).collect();
        let lists = [numbered(0, SINGLE), numbered(100, 6), numbered(200, 5), numbered(300, 3)];
        let words = PageWords::of_lists(lists.clone()).expect("as many as there are");
        assert_eq!((words.language.as_str(), words.title.as_str(), words.nothing.as_str()), ("0", "2", "17"));
        assert_eq!(words.lists(), lists);
        let bytes = minicbor::to_vec(&words).expect("memory takes every encoding");
        assert_eq!(minicbor::decode::<PageWords>(&bytes).ok(), Some(words));
    }
}
