//! Choosing one of the feeds that a page names: `Enter` subscribes, `Esc` does not.

use crate::app::App;
use crate::app::cursor::{moved, scrolled};
use crate::app::event::FeedOffer;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;

/// State of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    /// The address that the person typed.
    pub page: String,
    /// The feeds, in the page's order.
    pub feeds: Vec<FeedOffer>,
    /// The one under the cursor.
    pub cursor: usize,
    /// The first on the screen.
    pub top: usize,
}

impl App {
    /// Shows the feeds of a page.
    pub(in crate::app) fn offer_feeds(&mut self, page: &str, feeds: Vec<FeedOffer>) {
        self.status.message = None;
        self.layers.push(Layer::Offers(Offers {
            page: page.to_owned(),
            feeds,
            ..Offers::default()
        }));
    }

    /// Commands of the list.
    pub(in crate::app) fn run_in_offers(&mut self, command: Command, count: Option<usize>) -> bool {
        let page = usize::from(self.geometry().main.body.height.max(1));
        let Some(Layer::Offers(offers)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, offers.cursor, offers.feeds.len(), page) {
            offers.cursor = to;
            offers.top = scrolled(offers.top, to, to, page);
            return true;
        }
        if command != Command::Open {
            return false;
        }
        let chosen = offers
            .feeds
            .get(offers.cursor)
            .map(|feed| feed.address.to_string());
        self.layers.pop();
        if let Some(address) = chosen {
            self.subscribe(&address);
        }
        true
    }
}
