//! The words of the page that a person takes along.

use client::export::page::PageWords;
use client::model::{Answer, Kind, Need};

use super::choices;

/// In the language of the app.
pub(crate) fn page_words() -> PageWords {
    PageWords {
        language: super::tag().to_owned(),
        direction: super::direction().to_owned(),
        title: super::taken_title(),
        who_reads: super::taken_who_reads(),
        made_on: super::taken_made_on(),
        people: super::taken_people(),
        likes: super::taste_like(),
        dislikes: super::taste_dislike(),
        requests: super::taken_requests(),
        shared: super::taken_shared(),
        from_others: super::taken_from_others(),
        answers: super::taken_answers(),
        added: super::taken_added(),
        written: super::taken_written(),
        since: super::taken_since(),
        linked_since: super::taken_linked_since(),
        beside: super::card_siblings_title(),
        nothing: super::taken_nothing(),
        kinds: Kind::ALL.iter().map(|kind| choices::kind(*kind)).collect(),
        needs: Need::ALL.iter().map(|need| choices::need(*need)).collect(),
        answer_words: Answer::ALL.iter().map(|answer| choices::answer(*answer)).collect(),
    }
}
