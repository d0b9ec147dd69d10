package org.healthai.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthai.access.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The import roots of tenants: none may name another's files. Where the setting has {@value
 * #TENANT} in it, every tenant has the folder with its id; otherwise the folder is the default
 * tenant's, and the others have none. Safe for many threads.
 */
public final class ImportRoots {
  /** Stands for the id of a tenant, which is never a name that leads elsewhere. */
  public static final String TENANT = "{tenant}";

  /** Nobody has one. */
  public static final ImportRoots NONE = new ImportRoots(null, null, null);

  private final @Nullable Path setting;
  private final @Nullable WatchedPlace watched;
  private final @Nullable String marker;

  /**
   * The roots of a setting.
   *
   * @param setting null for none
   * @param watched the watched folder; null for none
   * @param marker name of a file that is in each root that is mounted; null for none
   */
  public ImportRoots(
      @Nullable Path setting, @Nullable WatchedPlace watched, @Nullable String marker) {
    this.marker = marker;
    this.setting = setting;
    this.watched = watched;
  }

  /** What manifests and schedules of a tenant may name; empty where it may name nothing. */
  public Optional<ImportRoot> find(Tenant tenant) {
    return pathOf(setting, tenant).map(root -> new ImportRoot(root, watched, signs(root)));
  }

  /** What a job of the watched folder reads: also what was taken there. */
  public Optional<ImportRoot> findOfWatched(Tenant tenant) {
    return pathOf(setting, tenant).map(root -> new ImportRoot(root, null, signsOfWatched(root)));
  }

  /** What a job that is there may read. */
  Optional<ImportRoot> findFor(Job job) {
    Tenant tenant = job.details().requester().tenant();
    return job.details().source() == JobSource.FOLDER ? findOfWatched(tenant) : find(tenant);
  }

  private List<Path> signs(Path root) {
    return marker == null ? List.of() : List.of(root.resolve(marker));
  }

  /** What was taken has its folder as long as the watched one is mounted. */
  private List<Path> signsOfWatched(Path root) {
    List<Path> signs = new ArrayList<>(signs(root));
    if (watched != null) {
      signs.add(watched.directory().resolve(WatchedPlace.TAKEN));
    }
    return signs;
  }

  /**
   * Why films cannot be read, in words for operators; empty where they can. Of roots of tenants
   * only the folder they are in is looked at, which has no marker: where there is one, {@link
   * RootPauses} tells of a tenant whose root is away. May be slow.
   */
  public Optional<String> findProblem() {
    if (setting == null) {
      return Optional.empty();
    }
    Path above = setting;
    boolean shared = !above.toString().contains(TENANT);
    while (above.getParent() != null && above.toString().contains(TENANT)) {
      above = above.getParent();
    }
    List<Path> signs = marker == null || shared ? signs(above) : List.of(above);
    return new ImportRoot(above, null, signs).findProblem();
  }

  /** Where a tenant's root is; empty where it has none. */
  public static Optional<Path> pathOf(@Nullable Path setting, Tenant tenant) {
    if (setting == null) {
      return Optional.empty();
    }
    String text = setting.toString();
    if (text.contains(TENANT)) {
      return Optional.of(Path.of(text.replace(TENANT, tenant.id())));
    }
    return tenant.equals(Tenant.DEFAULT) ? Optional.of(setting) : Optional.empty();
  }
}
