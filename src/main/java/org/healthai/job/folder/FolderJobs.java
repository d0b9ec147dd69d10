package org.healthai.job.folder;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.healthai.access.Tenant;
import org.healthai.audit.Occasion;
import org.healthai.job.ImportRoot;
import org.healthai.job.ItemSealer;
import org.healthai.job.ItemState;
import org.healthai.job.Job;
import org.healthai.job.JobItem;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobModels;
import org.healthai.job.JobRepository;
import org.healthai.job.JobRetention;
import org.healthai.job.JobSource;
import org.healthai.job.intake.FolderFilms;
import org.healthai.job.intake.JobIntake;
import org.healthai.job.intake.JobRequest;
import org.healthai.prediction.Requester;

/**
 * The jobs of taken folders, each found again by its folder's id: a folder has one job, however
 * often somebody tries to make it. One thread.
 */
public final class FolderJobs {
  /** Clients cannot send such a key: no header has a line feed in it. */
  private static final String KEY = "\nfolder:";

  private static final int PAGE = 500;

  private final Stores stores;
  private final JobIntake intake;
  private final JobModels models;
  private final ImportRoot root;
  private final Tenant tenant;
  private final Map<String, Long> known = new HashMap<>();

  /** Where jobs and what is said of their films are. */
  public record Stores(
      JobRepository jobs, JobItemRepository items, ItemSealer sealer, JobRetention retention) {}

  /** Jobs of that tenant. */
  public FolderJobs(
      Stores stores, JobIntake intake, JobModels models, ImportRoot root, Tenant tenant) {
    this.stores = stores;
    this.intake = intake;
    this.models = models;
    this.root = root;
    this.tenant = tenant;
  }

  /** The job of a folder. */
  Optional<Job> find(String id) {
    Long jobId = known.get(id);
    Optional<Job> job = jobId == null ? intake.find(tenant, KEY + id) : stores.jobs().find(jobId);
    job.ifPresent(found -> known.put(id, found.id()));
    return job;
  }

  /**
   * Makes the job of a folder.
   *
   * @param goOn called for each file; what it throws keeps the job from being made
   */
  Job create(String id, String path, WatchSettings settings, Runnable goOn) {
    JobRequest request =
        new JobRequest(
            new Requester(tenant, null),
            Occasion.system(),
            JobSource.FOLDER,
            models.fix(settings.modelName(), settings.modelVersion(), settings.operatingPoint()),
            null,
            KEY + id,
            null);
    return intake.create(request, new FolderFilms(root, path, goOn));
  }

  /** Keeps an ended job from being restarted: its films are about to be moved. */
  boolean letGo(Job job) {
    return stores.jobs().markInputsRemoved(job.id());
  }

  /** Nobody asks for that folder again. */
  void forget(String id) {
    known.remove(id);
  }

  /**
   * Lets jobs be deleted by age that have no folder any more. A job that was deleted before would
   * leave its files to be answered again.
   *
   * @param ids of all folders that are there
   */
  void letRetentionHaveAllBut(Collection<String> ids) {
    Set<Long> there = new HashSet<>();
    for (String id : ids) {
      find(id).map(Job::id).ifPresent(there::add);
    }
    List<Long> gone =
        stores.retention().listWithFiles(tenant).stream()
            .filter(job -> !there.contains(job))
            .toList();
    for (int first = 0; first < gone.size(); first += PAGE) {
      stores.retention().filesPutAway(gone.subList(first, Math.min(gone.size(), first + PAGE)));
    }
  }

  /** The paths of a job's answered films, page by page. */
  Iterable<String> answeredPaths(Job job) {
    return () -> pathsOf(job);
  }

  private Iterator<String> pathsOf(Job job) {
    int pages = (job.itemCount() + PAGE - 1) / PAGE;
    return IntStream.range(0, pages)
        .boxed()
        .flatMap(page -> page(job, page * PAGE).stream())
        .filter(item -> item.state() == ItemState.DONE)
        .flatMap(item -> pathOf(job, item).stream())
        .iterator();
  }

  private List<JobItem> page(Job job, int first) {
    return stores.items().listFrom(job.id(), first, PAGE);
  }

  private Optional<String> pathOf(Job job, JobItem item) {
    return Optional.ofNullable(
        stores
            .sealer()
            .open(item.sealedDetails(), job.details().inputFolder(), item.ref().item())
            .path());
  }
}
