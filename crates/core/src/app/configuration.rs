//! Reading settings and providers together.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use crate::catalog::{Catalog, CatalogErrors, CustomFile};
use crate::engine::{Configuration, Problem, ProblemKind};
use crate::language::Locale;
use crate::settings::{CustomProviders, SettingsFile, read_custom_providers};

/// A function that reads the configuration anew and leaves the catalogue where the façade finds it. Blocks.
pub(crate) fn loader(
    file: SettingsFile,
    builtin: Catalog,
    shared: Arc<RwLock<Catalog>>,
    pace: Option<Duration>,
) -> Arc<dyn Fn() -> Configuration + Send + Sync> {
    Arc::new(move || {
        let mut problems = Vec::new();
        let settings = match file.load() {
            Ok(mut settings) => {
                if let Some(pace) = pace {
                    settings.polling.interval = pace;
                    settings.accounts.iter_mut().for_each(|account| account.interval = None);
                }
                Some(settings)
            }
            Err(why) => {
                let message = super::AppError::Settings(why).to_string();
                problems.push(Problem { kind: ProblemKind::ConfigBroken, message });
                None
            }
        };
        let (catalog, trouble) = with_custom(&builtin, read_custom_providers(file.folder()));
        if !trouble.is_empty() {
            problems.push(Problem { kind: ProblemKind::ProviderBroken, message: trouble.join("\n") });
        }
        shared.write().unwrap_or_else(PoisonError::into_inner).clone_from(&catalog);
        Configuration { settings, locale: Locale::default(), catalog, problems }
    })
}

/// The catalogue with the person's own definitions, and what is wrong with these, a line each.
pub(crate) fn with_custom(builtin: &Catalog, custom: CustomProviders) -> (Catalog, Vec<String>) {
    let files = custom.files.into_iter().map(|file| CustomFile {
        path: file.path.display().to_string(),
        text: file.text,
        icon: file.icon,
    });
    let (catalog, CatalogErrors(errors)) = builtin.with_custom(files);
    let unreadable =
        custom.problems.into_iter().map(|problem| format!("{}: {}", problem.path.display(), problem.reason));
    (catalog, errors.iter().map(ToString::to_string).chain(unreadable).collect())
}
