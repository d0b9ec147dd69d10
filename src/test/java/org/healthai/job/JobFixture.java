package org.healthai.job;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.healthai.TestClock;
import org.healthai.audit.AuditActor;
import org.healthai.audit.MemoryTrail;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.FilmBytes;
import org.healthai.prediction.ServiceFixture;
import org.healthai.prediction.pipeline.FakeClassifier;
import org.healthai.prediction.pipeline.FilmRoute;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.upload.SpoolSettings;
import org.healthai.prediction.upload.UploadSpool;
import org.healthai.secret.TestKeys;
import org.jspecify.annotations.Nullable;

/** Jobs on fakes, all on the test's thread and at the test's time. */
final class JobFixture {
  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  static final int MAX_ATTEMPTS = 4;
  static final Duration FILM_TIMEOUT = Duration.ofSeconds(30);
  static final SubjectReferences SUBJECT = new SubjectReferences("mrn-1", "study-1");
  private static final String FOLDER = "folder";

  final TestClock clock = new TestClock(NOON);
  final MemoryJobs store = new MemoryJobs();
  final ServiceFixture answers = new ServiceFixture();
  final MemoryTrail trail = new MemoryTrail();
  final Queue queue = new Queue();
  final Films films = new Films();
  final RootPauses pauses = new RootPauses(queue, this::delay, clock);
  Executor filmThreads = Runnable::run;
  Executor answeredThreads = Runnable::run;
  final List<TakenQuota> givenBack = new ArrayList<>();
  final List<Job> endings = new ArrayList<>();
  final List<ErrorCode> retries = new ArrayList<>();
  final Deque<Later> later = new ArrayDeque<>();
  FakeClassifier model = FakeClassifier.immediate();
  @Nullable HealthAiException modelRefusal;
  private final ItemSealer sealer = TestSeals.items(TestKeys.ring(TestKeys.key("k", 1)));

  /** Something that is to be done after a while. */
  record Later(Duration delay, Runnable task) {}

  Instant now() {
    return clock.instant();
  }

  /** A running job with a film for each of these bytes, none of them sent. */
  long job(int... pixels) {
    NewJob details =
        new NewJob(
            ServiceFixture.REQUESTER,
            new AuditActor("api_key", "5", "ward", "default"),
            "request-1",
            JobSource.ZIP,
            new JobModel("chest_xray", "1", null),
            FOLDER,
            null);
    long id = store.create(details, now());
    store.add(id, IntStream.range(0, pixels.length).mapToObj(this::newItem).toList(), now());
    IntStream.range(0, pixels.length).forEach(item -> films.bytes.put(item, pixels[item]));
    store.activate(id, pixels.length, null, now());
    return id;
  }

  private NewItem newItem(int item) {
    ItemDetails details = new ItemDetails("film.png", null, SUBJECT);
    return new NewItem(item, sealer.seal(details, FOLDER, item), null, "key", null);
  }

  ItemWorker worker(Path uploads) {
    JobListener listener =
        new JobListener() {
          @Override
          public void onRetry(ErrorCode code) {
            retries.add(code);
          }
        };
    FilmOpener opener =
        new FilmOpener(
            films,
            ImportRoots.NONE,
            pauses,
            new UploadSpool(new SpoolSettings(uploads, 100, 100, 100)),
            10);
    JobSettings settings =
        new JobSettings(
            MAX_ATTEMPTS, FILM_TIMEOUT, Duration.ofHours(1), 100, 100, null, null, uploads, 0);
    return new ItemWorker(
        new ItemWorker.Stores(store, ending(), queue, dispatcher(Runnable::run)),
        opener,
        sealer,
        answers.films(),
        new OneModel(),
        settings,
        listener,
        new ItemWorker.Surroundings(
            Runnable::run,
            new FilmThreads(filmThreads, filmThreads, answeredThreads, Duration.ofHours(1)),
            this::delay,
            clock));
  }

  JobEnding ending() {
    return new JobEnding(
        store,
        store,
        trail.changes(),
        endings::add,
        JobListener.NONE,
        this::delay,
        Runnable::run,
        clock);
  }

  JobReconciler reconciler() {
    JobDispatcher dispatcher = dispatcher(Runnable::run);
    return new JobReconciler(
        store,
        store,
        films,
        ending(),
        dispatcher,
        givenBack::add,
        new JobReconciler.Ages(Duration.ofHours(1), FILM_TIMEOUT),
        clock);
  }

  JobDispatcher dispatcher(Executor background) {
    return new JobDispatcher(store, queue, background, this::delay, clock);
  }

  private void delay(Duration delay, Runnable task) {
    later.add(new Later(delay, task));
  }

  /** Does what was put off, and what that puts off in turn, until nothing is left. */
  void runLater() {
    for (int i = 0; i < 1_000 && !later.isEmpty(); i++) {
      Later next = later.remove();
      clock.advance(next.delay());
      next.task().run();
    }
  }

  /** The messages that were sent. */
  static final class Queue implements ItemQueue {
    final List<ItemRef> sent = new ArrayList<>();
    final List<ItemRef> apart = new ArrayList<>();
    final List<ItemRef> dead = new ArrayList<>();
    final List<Integer> chunks = new ArrayList<>();
    boolean away;

    private void requireBroker() {
      if (away) {
        throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the broker does not answer");
      }
    }

    @Override
    public void send(List<ItemRef> refs) {
      requireBroker();
      sent.addAll(refs);
      chunks.add(refs.size());
    }

    @Override
    public void sendApart(ItemRef ref) {
      requireBroker();
      apart.add(ref);
    }

    @Override
    public void sendDead(ItemRef ref) {
      dead.add(ref);
    }
  }

  /** One byte a film. */
  static final class Films implements JobInputs {
    final Map<Integer, Integer> bytes = new HashMap<>();
    final List<String> removed = new ArrayList<>();
    boolean stuck;

    @Override
    public String keep(String folder, int item, FilmBytes film) {
      throw new UnsupportedOperationException("nothing is taken in here");
    }

    @Override
    public InputStream open(String folder, int item, String filmKey) {
      Integer film = bytes.get(item);
      if (film == null) {
        throw new HealthAiException(ErrorCode.NOT_FOUND, "the film is not there");
      }
      return new ByteArrayInputStream(new byte[] {film.byteValue()});
    }

    @Override
    public void remove(String folder, int item) {
      bytes.remove(item);
    }

    @Override
    public void removeAll(String folder) {
      if (stuck) {
        throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the share is away");
      }
      removed.add(folder);
    }

    @Override
    public Optional<Instant> findLastChange(String folder) {
      throw new UnsupportedOperationException("nobody looks for folders here");
    }

    @Override
    public List<String> listFolders() {
      return List.of(FOLDER);
    }
  }

  private final class OneModel implements JobModels {
    @Override
    public JobModel fix(
        @Nullable String name, @Nullable String version, @Nullable String operatingPoint) {
      throw new UnsupportedOperationException("no job is made here");
    }

    @Override
    public FilmRoute routeOf(JobModel wanted) {
      if (modelRefusal != null) {
        throw modelRefusal;
      }
      return film -> model;
    }
  }
}
