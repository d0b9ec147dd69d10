package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.healthai.job.ImportRoot;
import org.healthai.job.ItemSealer;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobModels;
import org.healthai.job.JobRepository;
import org.healthai.job.folder.FolderJobs;
import org.healthai.job.folder.FolderLease;
import org.healthai.job.folder.WatchSettings;
import org.healthai.job.folder.WatchedFolder;
import org.healthai.job.intake.JobIntake;

/** Publishes the watched folder. */
@ApplicationScoped
class WatchProducer {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  @Produces
  @Singleton
  FolderJobs.Stores stores(JobRepository jobs, JobItemRepository items, ItemSealer sealer) {
    return new FolderJobs.Stores(jobs, items, sealer);
  }

  @Produces
  @Singleton
  Optional<WatchedFolder> folder(
      ApplicationSettings settings,
      FolderJobs.Stores stores,
      JobIntake intake,
      JobModels models,
      FolderLease lease,
      Clock clock) {
    return settings
        .watch()
        .map(
            watch ->
                new WatchedFolder(
                    watch, lease, jobs(settings, watch, stores, intake, models), clock));
  }

  /** A folder is watched below an import root only. */
  private static FolderJobs jobs(
      ApplicationSettings settings,
      WatchSettings watch,
      FolderJobs.Stores stores,
      JobIntake intake,
      JobModels models) {
    ImportRoot root =
        Optional.ofNullable(settings.job().importRoot()).map(ImportRoot::new).orElseThrow();
    return new FolderJobs(stores, intake, models, root, watch.tenant());
  }

  @Produces
  @Singleton
  Chore watch(Optional<WatchedFolder> folder, ServerThreads threads) {
    Runnable work = folder.<Runnable>map(watched -> watched::tend).orElse(() -> {});
    return new Chore("tending the watched folder", INTERVAL, work, threads.chores());
  }
}
