//! Marks on articles that are not on the screen: the person gave place and words, the text gives the rest.

use crate::desk::{AnnotateError, Desk};
use crate::library::Applied;
use crate::model::{Action, Change, Target, TextVersion};

impl Desk {
    /// Stores a change, its mark completed if need be ([`Desk::complete`]); when this returns, it is on the disk, and
    /// an article whose facts it judges is compared anew.
    ///
    /// # Errors
    /// As [`Desk::complete`], or when the library refuses.
    pub fn save(&mut self, change: &mut Change) -> Result<Applied, AnnotateError> {
        self.complete(change)?;
        let applied = self.library.apply(change)?;
        self.derive_anew();
        Ok(applied)
    }

    /// Completes a mark that names no version of the text: it is made on the present one, with quote and context from
    /// there. Any other change is left as it is.
    ///
    /// # Errors
    /// [`AnnotateError::NoSuchQuote`] when the words do not stand at that place any more, or when the library refuses.
    pub fn complete(&self, change: &mut Change) -> Result<(), AnnotateError> {
        let Action::Annotate(annotation) = &mut change.action else {
            return Ok(());
        };
        let Some(target) = annotation
            .target
            .as_mut()
            .filter(|target| target.version == TextVersion::default())
        else {
            return Ok(());
        };
        let (version, text) = self.library.text(&annotation.article)?;
        let found = Target::new(&text, version, target.span);
        if found.quote != target.quote {
            return Err(AnnotateError::NoSuchQuote);
        }
        *target = found;
        Ok(())
    }
}
