//! What people said in another library, as a delivery that can be taken in: notes, judgements of facts, links and
//! rulings, and how far each of them is with labelling.

use crate::desk::exchange::export::marked_texts;
use crate::exchange::{About, Delivery, Incoming, IncomingLink, IncomingState, NoteSheet, Words};
use crate::library::{FILE, Library, LibraryError};
use crate::model::{ArticleId, Link, Metadata, PlacedAnnotation, SafeText};
use std::path::Path;

/// All that people said in the library in `place` (its folder, its file, or a backup of it). Nothing there is changed.
///
/// # Errors
/// When it is no library, or cannot be read.
pub fn notes_of_library(place: &Path) -> Result<Delivery, LibraryError> {
    let file = if place.is_dir() {
        place.join(FILE)
    } else {
        place.to_owned()
    };
    let library = Library::open_copy(&file)?;
    let mut delivery = Delivery::default();
    for id in library.annotated()? {
        let row = library.row(&id)?;
        let mut sheet = NoteSheet {
            article: row.id,
            title: row.title,
            metadata: Metadata::default(),
            tags: Vec::new(),
            notes: library.annotations_of(&id)?,
            version: None,
            links: Vec::new(),
            labelling: library.labelling_of(&id)?,
            texts: Vec::new(),
        };
        sheet.texts = marked_texts(&library, &sheet)?;
        let about = about(&library, &sheet)?;
        for note in &sheet.notes {
            delivery.notes.push(incoming(note, &about, &sheet));
        }
        for (annotator, state) in &sheet.labelling {
            delivery.labelling.push(IncomingState {
                about: about.clone(),
                annotator: annotator.clone(),
                state: *state,
            });
        }
    }
    delivery.links = library.links()?.into_iter().map(incoming_link).collect();
    Ok(delivery)
}

/// How the article is known there. A path says nothing on another machine.
fn about(library: &Library, sheet: &NoteSheet) -> Result<About, LibraryError> {
    let identities = library.identities(&sheet.article)?;
    let version = match library.text(&sheet.article) {
        Ok((version, _)) => Some(version),
        Err(LibraryError::NoText(_)) => None,
        Err(error) => return Err(error),
    };
    Ok(About {
        article: Some(ArticleId::clone(&sheet.article)),
        addresses: identities
            .iter()
            .filter(|name| !name.starts_with("path:"))
            .map(|name| SafeText::line(name))
            .collect(),
        version,
        title: Some(sheet.title.clone()),
    })
}

fn incoming(note: &PlacedAnnotation, about: &About, sheet: &NoteSheet) -> Incoming {
    let annotation = &note.annotation;
    let target = annotation.target.as_ref();
    let version = target.map(|target| target.version.clone());
    Incoming {
        id: annotation.id.clone(),
        about: About {
            version: version.or_else(|| about.version.clone()),
            ..about.clone()
        },
        words: target.map(|target| Words {
            quote: target.quote.clone(),
            prefix: target.prefix.clone(),
            suffix: target.suffix.clone(),
            place: sheet.place(target),
        }),
        motivation: annotation.motivation,
        body: annotation.body.clone(),
        annotator: Some(annotation.annotator.clone()),
        created: Some(annotation.created),
        modified: Some(annotation.modified),
    }
}

fn incoming_link(link: Link) -> IncomingLink {
    IncomingLink {
        id: link.id,
        from: link.from,
        to: link.to,
        relation: link.relation,
        note: link.note,
        annotator: Some(link.annotator),
        created: Some(link.created),
        modified: Some(link.modified),
    }
}
