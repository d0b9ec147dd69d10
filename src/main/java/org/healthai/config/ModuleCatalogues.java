package org.healthai.config;

import java.util.List;
import java.util.stream.Stream;

/** Settings of modules that have a catalogue of their own; part of {@link SettingCatalogue}. */
final class ModuleCatalogues {
  private ModuleCatalogues() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return Stream.of(
            AccessCatalogue.all(),
            OidcCatalogue.all(),
            SecretCatalogue.all(),
            PrivacyCatalogue.all(),
            JobCatalogue.all(),
            JobStorageCatalogue.all(),
            AuditCatalogue.all(),
            LimitCatalogue.all(),
            WebhookCatalogue.all(),
            WatchCatalogue.all(),
            WebCatalogue.all())
        .flatMap(List::stream)
        .toList();
  }
}
