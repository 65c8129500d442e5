//! Taking in a page of the web.

use super::{Import, ImportError};
use crate::desk::arrive::store::Waiting;
use crate::desk::follow::fetch::{get, without_password};
use crate::ingest::fetch::{self as network, Address, Limits};
use crate::library::Received;
use crate::model::SafeText;
use std::sync::Arc;

impl Import<'_, '_> {
    /// Fetches a page. A feed is not taken as articles by the way: following it is another decision.
    pub(super) fn address(&mut self, typed: &str) -> Result<(), ImportError> {
        let address = match Address::parse(typed) {
            Ok(address) => address,
            Err(error) => {
                self.refuse(&without_password(typed), &error.to_string());
                return Ok(());
            }
        };
        let shown = address.to_string();
        self.settle()?;
        self.progress.what = SafeText::line(address.host());
        let (progress, watch) = (&self.progress, &mut self.watch);
        let mut stopped = false;
        let got = get(
            &network::Request::typed(address),
            &Limits::default(),
            self.desk.who.now,
            &mut || {
                let go_on = watch(progress, None);
                stopped |= go_on.is_break();
                go_on
            },
        );
        self.stopped |= stopped;
        let (response, body) = match got {
            Ok(got) => got,
            Err(error) => {
                self.refuse(&shown, &error.to_string());
                return Ok(());
            }
        };
        let source = self.desk.source("web", "web:", "Pages of the web")?;
        self.take(
            Some(&source),
            Waiting {
                input: shown.clone(),
                path: shown,
                bytes: Arc::new(body.bytes),
                articles: Vec::new(),
                stamp: None,
                received: Some(Received {
                    address: response.address.to_string(),
                    charset: body.charset,
                }),
                full_text: false,
            },
        )
    }
}
