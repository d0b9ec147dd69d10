package org.healthai.job;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditedChanges;
import org.healthai.job.intake.FilmIntake;
import org.healthai.job.intake.JobIntake;
import org.healthai.job.jpa.JpaJobItemRepository;
import org.healthai.job.jpa.JpaJobRepository;
import org.healthai.prediction.FilmBytes;
import org.healthai.prediction.pipeline.FilmRoute;
import org.healthai.prediction.upload.SpoolSettings;
import org.healthai.prediction.upload.UploadSpool;
import org.healthai.secret.TestKeys;
import org.healthai.store.TestStore;
import org.jspecify.annotations.Nullable;

/** Jobs in a database, made of films that lie at paths; nobody works on them. */
public final class JobStore {
  private final JobRepository jobs;
  private final JobItemRepository items;
  private final ItemSealer sealer = TestSeals.items(TestKeys.ring(TestKeys.key("a", 1)));
  private final AuditedChanges changes;
  private final List<AuditEvent> events = new ArrayList<>();
  private final JobIntake intake;

  /** Jobs in that store, with at most that many films each. */
  public JobStore(TestStore store, Path uploads, int maxFilms, Clock clock) {
    this.jobs = new JpaJobRepository(store.session());
    this.items = new JpaJobItemRepository(store.session());
    this.changes = new AuditedChanges(store.session(), events::addAll, clock);
    FilmIntake films =
        new FilmIntake(
            jobs,
            items,
            new NoInputs(),
            sealer,
            new UploadSpool(new SpoolSettings(uploads, 0, 0, 1_000)),
            new FilmIntake.Limits(maxFilms, 1_000, 1_000),
            clock);
    this.intake = new JobIntake(jobs, films, changes, id -> {}, JobListener.NONE, clock);
  }

  public JobRepository jobs() {
    return jobs;
  }

  public JobItemRepository items() {
    return items;
  }

  public ItemSealer sealer() {
    return sealer;
  }

  public AuditedChanges changes() {
    return changes;
  }

  public List<AuditEvent> events() {
    return events;
  }

  public JobIntake intake() {
    return intake;
  }

  /** The paths of a job's films, by their place in it. */
  public List<String> pathsOf(Job job) {
    return items.listFrom(job.id(), 0, 1_000).stream()
        .map(
            item ->
                sealer
                    .open(item.sealedDetails(), job.details().inputFolder(), item.ref().item())
                    .path())
        .toList();
  }

  /** Always the same version, whatever is asked for, unless {@code refusal} is set. */
  public static class OneModel implements JobModels {
    /** What to throw; null for nothing. */
    public @Nullable RuntimeException refusal;

    /** What somebody else does while a job is being made. */
    public Runnable meanwhile = () -> {};

    @Override
    public JobModel fix(
        @Nullable String name, @Nullable String version, @Nullable String operatingPoint) {
      if (refusal != null) {
        throw refusal;
      }
      meanwhile.run();
      return new JobModel("chest_xray", "2", operatingPoint);
    }

    @Override
    public FilmRoute routeOf(JobModel model) {
      throw new UnsupportedOperationException("nobody works on these jobs");
    }
  }

  /** Nothing is kept. */
  private static final class NoInputs implements JobInputs {
    @Override
    public String keep(String folder, int item, FilmBytes film) {
      throw new UnsupportedOperationException("these films lie at paths");
    }

    @Override
    public InputStream open(String folder, int item, String filmKey) {
      throw new UnsupportedOperationException("these films lie at paths");
    }

    @Override
    public void remove(String folder, int item) {}

    @Override
    public void removeAll(String folder) {}

    @Override
    public Optional<Instant> findLastChange(String folder) {
      return Optional.empty();
    }

    @Override
    public List<String> listFolders() {
      return List.of();
    }
  }
}
