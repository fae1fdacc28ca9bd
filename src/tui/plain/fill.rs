//! Forms, line by line.

use std::io;

use super::Plain;
use crate::{
    app::{key::Code, overlay::Overlay},
    safe,
    text::Safe,
};

impl Plain<'_> {
    /// A line for the field of a form that has the keys: it takes the place of what stands there,
    /// an empty one leaves it. After the last one the form is kept.
    pub(super) fn fill(&mut self, line: &str, last: bool) -> io::Result<()> {
        let Some(Overlay::Form(form)) = self.model.overlays.last_mut() else {
            return Ok(());
        };
        let known = line.is_empty() || form.set(line);
        if !known {
            return self.refuse(&safe!("{} is none of the choices.", Safe::line(line)));
        }
        self.press(if last { Code::Enter } else { Code::Tab })?;
        if let Some(Overlay::Form(form)) = self.model.overlays.last()
            && let Some(why) = form.trouble.clone()
        {
            self.refuse(&safe!("That cannot be taken: {}.", why))?;
        }
        Ok(())
    }
}
