//! How far this person is with labelling the articles: seen, skipped or done, and which one comes next.

use crate::app::effect::Effect;
use crate::app::{App, Focus};
use crate::model::{Action, ArticleId, LabellingState, Origin};

impl App {
    /// Says how far this person is with the article, and goes on to the next one.
    pub(super) fn finish_article(&mut self, state: LabellingState) {
        let Some(article) = self.reader.wanted.clone() else {
            return;
        };
        self.set_labelling(article, state, Origin::User);
        self.next_unlabelled(true);
    }

    pub(super) fn set_labelling(
        &mut self,
        article: ArticleId,
        state: LabellingState,
        origin: Origin,
    ) {
        let group = self.group();
        let action = Action::SetLabelling {
            article,
            annotator: self.settings.annotator.clone(),
            state: Some(state),
        };
        self.save_as(action, origin, group, None);
    }

    /// Asks for the next (or previous) article of the list that this person is not done with.
    pub(in crate::app) fn next_unlabelled(&mut self, forward: bool) {
        let from = match self.focus {
            Focus::List => self.list.current().cloned(),
            _ => self.reader.wanted.clone(),
        };
        let Some(from) = from else {
            return self.say("No article here yet");
        };
        let generation = self.next_request();
        self.seeking_unlabelled = Some(generation);
        let query = self.list.query.clone();
        self.wish(Effect::FindUnlabelled(generation, query, from, forward));
    }

    /// The library found it, or there is none.
    pub(in crate::app) fn unlabelled_found(&mut self, generation: u64, found: Option<ArticleId>) {
        if self.seeking_unlabelled != Some(generation) {
            return;
        }
        self.seeking_unlabelled = None;
        let Some(article) = found else {
            return self.say("No more articles to label");
        };
        self.load_list(Some(article.clone()));
        if self.focus != Focus::List {
            self.leave_place();
            self.want(article);
            self.focus = Focus::Reader;
            self.enter_reader();
        }
    }
}
