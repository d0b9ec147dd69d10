package org.healthai.config;

import static org.healthai.config.SettingKind.directory;
import static org.healthai.config.SettingKind.duration;
import static org.healthai.config.SettingKind.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.healthai.access.Tenant;
import org.healthai.job.ImportRoots;
import org.healthai.job.folder.WatchSettings;

/** The settings of the watched folder; part of {@link SettingCatalogue}. */
final class WatchCatalogue {
  static final Setting<Path> FOLDER =
      Setting.optional(
          "healthai.job.watch-folder",
          directory(),
          "folder below the import root of its tenant whose files become jobs; the server moves them"
              + " within it, to done/ and failed/ in the end. Unset, none is watched");

  static final Setting<String> TENANT =
      Setting.of(
          "healthai.job.watch-tenant",
          text(1, 64),
          Tenant.DEFAULT.id(),
          "whose the jobs of the watched folder are");

  static final Setting<Duration> SETTLE =
      Setting.of(
          "healthai.job.watch-settle",
          duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "PT10S",
          "how long a file in the watched folder must stay as it is before it is taken");

  static final Setting<String> MODEL =
      Setting.optional(
          "healthai.job.watch-model",
          text(1, 64),
          "the model that answers films of the watched folder; unset, the default one");

  static final Setting<String> VERSION =
      Setting.optional(
          "healthai.job.watch-version",
          text(1, 32),
          "its version; unset, the one that the model's name stands for");

  static final Setting<String> OPERATING_POINT =
      Setting.optional(
          "healthai.job.watch-operating-point",
          text(1, 32),
          "the operating point that decides about them; unset, nothing is decided");

  private WatchCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(FOLDER, TENANT, SETTLE, MODEL, VERSION, OPERATING_POINT);
  }

  /** The module's settings; empty when no folder is watched. */
  static Optional<WatchSettings> toSettings(SettingValues values) {
    return values.find(FOLDER).map(folder -> toSettings(values, folder));
  }

  private static WatchSettings toSettings(SettingValues values, Path folder) {
    String tenant = values.get(TENANT);
    if (!Tenant.isId(tenant)) {
      throw new InvalidSettingException(
          "%s is refused: a tenant is %s".formatted(TENANT.key(), Tenant.ALLOWED));
    }
    Tenant whose = new Tenant(tenant);
    Path root =
        ImportRoots.pathOf(values.find(JobCatalogue.IMPORT_ROOT).orElse(null), whose).orElse(null);
    return ModuleSettings.checked(
        "healthai.job",
        () ->
            new WatchSettings(
                folder,
                WatchSettings.pathBelow(root, folder),
                whose,
                values.get(SETTLE),
                values.find(MODEL).orElse(null),
                values.find(VERSION).orElse(null),
                values.find(OPERATING_POINT).orElse(null),
                values.getInt(JobCatalogue.MAX_FILMS)));
  }
}
