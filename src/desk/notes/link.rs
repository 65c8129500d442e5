//! Links between claims made without a screen.

use crate::desk::Desk;
use crate::library::LibraryError;
use crate::model::{Action, AnnotationId, Link, LinkId, LinkRelation, Origin, SafeText};

impl Desk {
    /// Says how one annotation stands to another; when this returns, it is on the disk. The same said again by the same
    /// person is the same link, with another note.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when one of the annotations is not there, or when the library refuses.
    pub fn link(
        &mut self,
        from: &AnnotationId,
        relation: LinkRelation,
        to: &AnnotationId,
        note: SafeText,
    ) -> Result<Link, LibraryError> {
        for end in [from, to] {
            self.library.annotation(end)?;
        }
        let now = (self.who.now)();
        let known = self.library.links_at(from)?.into_iter().find(|link| {
            link.from == *from
                && link.to == *to
                && link.relation == relation
                && link.annotator == self.who.annotator
        });
        let link = match known {
            Some(known) if known.note == note => return Ok(known),
            Some(known) => Link {
                note,
                modified: now,
                ..known
            },
            None => Link {
                id: LinkId::from_random((self.who.random)()),
                from: from.clone(),
                to: to.clone(),
                relation,
                note,
                annotator: self.who.annotator.clone(),
                created: now,
                modified: now,
            },
        };
        let action = Action::Link(Box::new(link.clone()));
        self.library.apply(&self.who.change(Origin::User, action))?;
        Ok(link)
    }
}
