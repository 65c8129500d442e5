//! The ledger: every figure and date of the library, or of a part of it, as a table, as bars or as a timeline.

use crate::app::App;
use crate::app::cursor::{moved, scrolled};
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::model::ledger::{LedgerKey, LedgerRow, LedgerSort};
use crate::model::{self, Page};

/// Rows at the foot that show the sentence under the cursor, with the line over them.
pub const FOOT: u16 = 4;
/// From this height on there is a foot.
pub const TALL: u16 = 14;
/// How many screens of rows are read at once.
const SCREENS: usize = 3;

/// How the rows are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// As a table.
    #[default]
    Table,
    /// As bars over one scale, for all that have the unit of the row under the cursor.
    Bars,
    /// Along the days they speak of.
    Timeline,
}

/// State of the ledger.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// Filter and order.
    pub asked: model::Ledger,
    /// The filter as typed.
    pub filter: String,
    /// The rows at hand.
    pub page: Page<LedgerRow>,
    /// Index of the row under the cursor.
    pub cursor: usize,
    /// Index of the first on the screen.
    pub top: usize,
    /// How they are drawn.
    pub form: Form,
    /// The number of the newest request.
    pub generation: Generation,
    /// Whether an answer is awaited.
    pub loading: bool,
    /// Whether the first answer has come.
    pub loaded: bool,
}

impl Ledger {
    /// The row at `index`, if it is at hand.
    pub fn row(&self, index: usize) -> Option<&LedgerRow> {
        self.page.rows.get(index.checked_sub(self.page.first)?)
    }

    /// By this key; again: the other way round. What is large or new comes first, words by the alphabet.
    fn sort(&mut self, key: LedgerKey) {
        let sort = &mut self.asked.sort;
        *sort = if sort.key == key {
            LedgerSort {
                key,
                descending: !sort.descending,
            }
        } else {
            let descending = matches!(key, LedgerKey::Article | LedgerKey::Value);
            LedgerSort { key, descending }
        };
        (self.cursor, self.top) = (0, 0);
    }
}

impl App {
    /// How many rows of the ledger fit on the screen.
    pub fn ledger_rows(&self) -> usize {
        let height = self.geometry().main.body.height;
        // One row is the heading of the columns.
        let foot = if height >= TALL { FOOT } else { 0 };
        usize::from(height.saturating_sub(foot + 1).max(1))
    }

    /// Opens the ledger of the articles that the list shows.
    pub(in crate::app) fn open_ledger(&mut self, filter: &str) {
        self.layers.push(Layer::Ledger(Box::default()));
        let filter = if filter.is_empty() {
            self.list.filter.clone()
        } else {
            filter.to_owned()
        };
        self.set_ledger_filter(&filter);
    }

    /// Shows the facts that fit a filter.
    pub(in crate::app) fn set_ledger_filter(&mut self, text: &str) {
        let Ok(query) = crate::query::parse(text) else {
            return;
        };
        if let Some(ledger) = self.ledger() {
            text.clone_into(&mut ledger.filter);
            ledger.asked.query = query;
            (ledger.cursor, ledger.top) = (0, 0);
        }
        self.reload_ledger();
    }

    /// Reads the window again, if the ledger is open.
    pub(in crate::app) fn reload_ledger(&mut self) {
        let rows = self.ledger_rows();
        let generation = self.next_request();
        let wish = self.ledger().map(|ledger| {
            ledger.generation = generation;
            ledger.loading = true;
            Effect::LoadLedger {
                generation,
                ledger: ledger.asked.clone(),
                first: ledger.top.saturating_sub(rows),
                count: rows * SCREENS,
            }
        });
        self.wishes.extend(wish);
    }

    /// A window of the ledger arrived.
    pub(in crate::app) fn ledger_loaded(&mut self, generation: Generation, page: Page<LedgerRow>) {
        if let Some(ledger) = self
            .ledger()
            .filter(|ledger| ledger.generation == generation)
        {
            ledger.cursor = ledger.cursor.min(page.total.saturating_sub(1));
            ledger.page = page;
            (ledger.loading, ledger.loaded) = (false, true);
        }
    }

    /// After every event: the screen follows the cursor, the window the screen.
    pub(in crate::app) fn settle_ledger(&mut self) {
        let rows = self.ledger_rows();
        let missing = self.ledger().is_some_and(|ledger| {
            ledger.top = scrolled(ledger.top, ledger.cursor, ledger.cursor, rows);
            let end = (ledger.top + rows).min(ledger.page.total);
            let page = &ledger.page;
            let at_hand = page.first <= ledger.top && end <= page.first + page.rows.len();
            ledger.loaded && !ledger.loading && !at_hand
        });
        if missing {
            self.reload_ledger();
        }
    }

    /// Commands of the ledger: `Enter` goes to the words in their article.
    pub(in crate::app) fn run_in_ledger(
        &mut self,
        command: Command,
        argument: &str,
        count: Option<usize>,
    ) -> bool {
        let page = self.ledger_rows();
        let Some(Layer::Ledger(ledger)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, ledger.cursor, ledger.page.total, page) {
            ledger.cursor = to;
            return true;
        }
        let key = match command {
            Command::SortByDate => LedgerKey::Article,
            Command::SortByValue => LedgerKey::Value,
            Command::SortByUnit => LedgerKey::Unit,
            Command::SortBySubject => LedgerKey::Subject,
            Command::SortByMetric => LedgerKey::Metric,
            Command::SortByPeriod => LedgerKey::Period,
            Command::Bars | Command::Timeline => {
                let form = if command == Command::Bars {
                    Form::Bars
                } else {
                    Form::Timeline
                };
                if ledger.form == form {
                    ledger.form = Form::Table;
                    return true;
                }
                ledger.form = form;
                // Along the days is in the order of the days.
                if form == Form::Bars || ledger.asked.sort.key == LedgerKey::Period {
                    return true;
                }
                LedgerKey::Period
            }
            Command::Open => {
                if let Some(row) = ledger.row(ledger.cursor) {
                    let (article, span) = (row.article.clone(), row.fact.span);
                    self.layers.pop();
                    self.open_at(article, Some(span));
                }
                return true;
            }
            Command::Filter => {
                self.open_filter(argument);
                return true;
            }
            _ => return false,
        };
        ledger.sort(key);
        self.reload_ledger();
        true
    }

    /// The open ledger, under whatever stands over it.
    fn ledger(&mut self) -> Option<&mut Ledger> {
        self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Ledger(ledger) => Some(&mut **ledger),
            _ => None,
        })
    }
}
