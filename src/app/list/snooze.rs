//! Snooze: articles leave the list until a moment comes or their story goes on, and come back by themselves.
//!
//! Nothing looks at the clock meanwhile: the library names the next moment, and the program wakes for it.

use super::told::snoozed;
use crate::app::App;
use crate::app::effect::Effect;
use crate::app::event::Deadline;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::prompt::name::Subject;
use crate::app::triage::deck::Decision;
use crate::model::{Action, RuleEffect, Snooze, StateChange};
use crate::query::until;
use jiff::{Timestamp, Zoned};
use std::time::Duration;

impl App {
    /// Now on the reader's clock.
    pub(in crate::app) fn local(&self) -> Zoned {
        self.now.to_zoned(self.settings.zone.clone())
    }

    /// Lets the articles meant here rest as long as a command says, or as typed; asks when nothing is.
    pub(in crate::app) fn snooze_by(&mut self, command: Command, typed: &str) {
        let typed = match command {
            Command::SnoozeDay => "24h",
            Command::SnoozeTomorrow => "tomorrow",
            Command::SnoozeWeekend => "weekend",
            Command::SnoozeWeek => "next week",
            Command::SnoozeStory => "story",
            _ if typed.is_empty() => return self.ask_name(Subject::Snooze, ""),
            _ => typed,
        };
        match until::read(typed, &self.local()) {
            Some(snooze) => self.snooze(snooze),
            None => self.fail(format!(
                "`{typed}` is no day to come; write 3d, 2w, friday, 2026-12-24 or story"
            )),
        }
    }

    /// Lets the articles meant here rest, or brings them back.
    pub(in crate::app) fn snooze(&mut self, snooze: Snooze) {
        let state = StateChange {
            snooze: Some(snooze),
            ..StateChange::default()
        };
        if matches!(self.layers.last(), Some(Layer::Deck(_))) {
            return self.decide(Decision::Snoozed, Some(state));
        }
        self.set_this_state(state, &snoozed(snooze, &self.local()));
    }

    /// Brings snoozed articles back, and those that a rule hides.
    pub(in crate::app) fn bring_back(&mut self) {
        if self.current_row().is_none_or(|row| row.hidden_by.is_none()) {
            return self.snooze(Snooze::Never);
        }
        let articles = self.chosen_articles();
        self.say("Back in the list; u takes it back");
        self.change_articles(Action::Hide {
            articles,
            rule: None,
        });
    }

    /// What rules did with the articles that came in.
    pub(in crate::app) fn ruled(&mut self, effects: &[RuleEffect]) {
        let hidden = effects.iter().filter(|effect| effect.hides);
        let hidden: usize = hidden.map(|effect| effect.articles).sum();
        if let Some(wrong) = effects.iter().find_map(|effect| effect.wrong.clone()) {
            self.fail(wrong.to_string());
        } else if hidden > 0 {
            self.say(format!("{hidden} hidden by rules; is:hidden lists them"));
        }
        self.reload();
    }

    /// Asks what has come back by now, and when the next one will.
    pub(in crate::app) fn rouse(&mut self) {
        self.wish(Effect::Rouse(self.now));
    }

    /// What has come back, and when the next one will: the program wakes for that.
    pub(in crate::app) fn roused(&mut self, count: usize, next: Option<Timestamp>) {
        self.list.next_roused = next;
        if let Some(next) = next.filter(|next| *next > self.now) {
            let wait = next.duration_since(self.now);
            let wait = Duration::try_from(wait).unwrap_or(Duration::ZERO);
            self.wish(Effect::Wake(Deadline::Snooze, wait));
        }
        match count {
            0 => return,
            1 => self.say("1 snoozed article is back"),
            n => self.say(format!("{n} snoozed articles are back")),
        }
        self.reload_list();
        self.reload_sources();
    }

    /// A machine that slept, or a program that was not there, may have missed the moment: the next event after it tells.
    pub(in crate::app) fn settle_snooze(&mut self) {
        if self.list.next_roused.is_some_and(|next| next <= self.now) {
            self.list.next_roused = None;
            self.rouse();
        }
    }

    /// What a typed end of a snooze is for: the layers below the prompt are as they were.
    pub(in crate::app) fn snooze_typed(&mut self, typed: &str) {
        if !typed.trim().is_empty() {
            self.snooze_by(Command::SnoozeUntil, typed);
        }
    }
}

/// A moment to come: the time today, else the day, with the year when it is another one.
pub fn when(at: Timestamp, now: &Zoned) -> String {
    let at = at.to_zoned(now.time_zone().clone());
    let format = if at.date() == now.date() {
        "%H:%M"
    } else if at.date().year() == now.date().year() {
        "%a %-d %b, %H:%M"
    } else {
        "%-d %b %Y"
    };
    at.strftime(format).to_string()
}
