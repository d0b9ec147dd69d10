package org.healthai.job.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ItemDetails;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemSealer;
import org.healthai.job.JobInputs;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobRepository;
import org.healthai.job.NewItem;
import org.healthai.job.TakenQuota;
import org.healthai.limit.Ticket;
import org.healthai.prediction.pipeline.FilmStart;
import org.healthai.prediction.upload.Upload;
import org.healthai.prediction.upload.UploadSpool;
import org.jspecify.annotations.Nullable;

/** Keeps the films of a job that is being made, in constant memory. Safe for many threads. */
public final class FilmIntake {
  private static final int CHUNK = 200;

  /** Far below the time after which a job that is being made counts as abandoned. */
  private static final Duration TOUCH_EVERY = Duration.ofMinutes(5);

  private final JobRepository jobs;
  private final JobItemRepository items;
  private final JobInputs inputs;
  private final ItemSealer sealer;
  private final UploadSpool spool;
  private final Limits limits;
  private final Clock clock;

  /**
   * What a job may have.
   *
   * @param maxFilms films
   * @param maxBytes bytes of all films that are kept
   * @param maxFilmBytes bytes of one film
   */
  public record Limits(int maxFilms, long maxBytes, long maxFilmBytes) {}

  /** An intake into these places. */
  public FilmIntake(
      JobRepository jobs,
      JobItemRepository items,
      JobInputs inputs,
      ItemSealer sealer,
      UploadSpool spool,
      Limits limits,
      Clock clock) {
    this.jobs = jobs;
    this.items = items;
    this.inputs = inputs;
    this.sealer = sealer;
    this.spool = spool;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Takes all films.
   *
   * @throws IOException when they break off
   * @throws HealthAiException when the job is refused as a whole; what it took of the quota until
   *     then is its request's ticket's
   */
  Taken takeAll(long jobId, String folder, JobRequest request, IncomingFilms incoming)
      throws IOException {
    Job job = new Job(jobId, folder, request, incoming);
    for (IncomingFilm film = incoming.next(); film != null; film = incoming.next()) {
      job.take(film);
    }
    job.write();
    if (job.count == 0) {
      throw new HealthAiException(ErrorCode.MISSING_FILE, "there is no film in the request");
    }
    return new Taken(job.count, job.refusals);
  }

  /**
   * What became of the films of a job.
   *
   * @param films how many there are
   * @param refused why some of them have failed already
   */
  record Taken(int films, List<ErrorCode> refused) {}

  /** Removes what was kept. */
  void forget(String folder) {
    inputs.removeAll(folder);
  }

  /** One job on its way in. One thread. */
  private final class Job {
    private final long id;
    private final String folder;
    private final @Nullable Ticket quota;
    private final Tenant tenant;
    private final IncomingFilms incoming;
    private final List<NewItem> chunk = new ArrayList<>(CHUNK);
    private final List<ErrorCode> refusals = new ArrayList<>();
    private long bytes;
    private long taken;
    private int count;
    private Instant touched = clock.instant();

    Job(long id, String folder, JobRequest request, IncomingFilms incoming) {
      this.incoming = incoming;
      this.id = id;
      this.folder = folder;
      this.quota = request.quota();
      this.tenant = request.requester().tenant();
    }

    void take(IncomingFilm film) throws IOException {
      if (count == limits.maxFilms()) {
        throw new HealthAiException(
            ErrorCode.TOO_MANY_FILES, "a job has at most %d films".formatted(limits.maxFilms()));
      }
      NewItem item = toItem(film);
      if (item.refusal() != null) {
        refusals.add(item.refusal().code());
      }
      chunk.add(item);
      count++;
      if (chunk.size() == CHUNK) {
        write();
      } else if (clock.instant().isAfter(touched.plus(TOUCH_EVERY))) {
        touch();
      }
    }

    private NewItem toItem(IncomingFilm film) throws IOException {
      ItemDetails details = new ItemDetails(film.clientName(), film.path(), film.subject());
      String sealed = sealer.seal(details, folder, count);
      String patient = sealer.patientHash(tenant, film.subject());
      if (film.body() == null) {
        return new NewItem(count, sealed, patient, null, film.refusal());
      }
      Upload upload;
      try {
        upload = receive(film.body());
      } catch (HealthAiException refused) {
        return new NewItem(count, sealed, patient, null, refusalOf(refused));
      }
      try (upload) {
        return new NewItem(count, sealed, patient, keep(upload), null);
      }
    }

    private Upload receive(InputStream body) throws IOException {
      Upload upload = spool.receive(body, limits.maxFilmBytes());
      try (InputStream film = upload.open()) {
        if (upload.size() == 0) {
          throw new HealthAiException(ErrorCode.EMPTY_FILE, "the file is empty");
        }
        FilmStart.require(film);
        return upload;
      } catch (HealthAiException | IOException refused) {
        upload.close();
        throw refused;
      }
    }

    private String keep(Upload upload) {
      bytes += upload.size();
      if (bytes > limits.maxBytes()) {
        throw new HealthAiException(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "the films of a job have at most %d bytes together".formatted(limits.maxBytes()));
      }
      return inputs.keep(folder, count, upload::open);
    }

    /** What is wrong with one film fails that one; everything else refuses the job. */
    private ItemFailure refusalOf(HealthAiException refused) {
      return switch (refused.code()) {
        case EMPTY_FILE, PAYLOAD_TOO_LARGE, UNSUPPORTED_IMAGE -> ItemFailure.of(refused);
        default -> throw refused;
      };
    }

    void write() {
      if (chunk.isEmpty()) {
        return;
      }
      takeQuota(chunk.size());
      touch();
      items.add(id, chunk, clock.instant());
      incoming.taken(id);
      chunk.clear();
    }

    private void touch() {
      touched = clock.instant();
      jobs.touch(id, new TakenQuota(quota == null ? null : quota.bucket(), taken), touched);
    }

    /**
     * The request itself has taken one; what is taken besides is the row's, whatever becomes of the
     * request: who removes the row puts it back. What the row was not told of is put back by nobody
     * where the database stays away: too little is better than twice.
     */
    private void takeQuota(int films) {
      if (quota != null) {
        long more = taken == 0 && count == films ? films - 1L : films;
        quota.take(more);
        quota.entrust(more);
        taken += more;
      }
    }
  }
}
