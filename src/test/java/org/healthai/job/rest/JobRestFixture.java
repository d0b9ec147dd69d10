package org.healthai.job.rest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.healthai.TestClock;
import org.healthai.access.Caller;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.job.ClaimRules;
import org.healthai.job.ImportRoots;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.Job;
import org.healthai.job.JobControl;
import org.healthai.job.JobEnding;
import org.healthai.job.JobEndings;
import org.healthai.job.JobListener;
import org.healthai.job.JobModel;
import org.healthai.job.JobSource;
import org.healthai.job.JobStore;
import org.healthai.job.WebhookRule;
import org.healthai.job.intake.IncomingFilm;
import org.healthai.job.intake.JobRequest;
import org.healthai.limit.FakeBuckets;
import org.healthai.limit.LimitListener;
import org.healthai.limit.PredictionQuotas;
import org.healthai.limit.rest.PredictionLimitFilter;
import org.healthai.prediction.Classification;
import org.healthai.prediction.FakeRepository;
import org.healthai.prediction.FilmFacts;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.Requester;
import org.healthai.prediction.ServiceFixture;
import org.healthai.prediction.StoredName;
import org.healthai.prediction.rest.UploadLimits;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.upload.UploadGate;
import org.healthai.store.TestStore;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;

/**
 * The calls about jobs on a database in memory; nobody works on the films but the test. Films lie
 * below the import root as {@code film-0.png} and so on.
 */
final class JobRestFixture implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");
  static final String JOBS = "/api/v1/jobs";

  private static final NewPrediction NORMAL =
      new NewPrediction(
          StoredName.random("png"),
          new Classification(
              "chest_xray", "2", "Normal", Map.of("Normal", 0.75), Duration.ofMillis(12), false),
          new FilmFacts("png", 1024, 768),
          ServiceFixture.REQUESTER);

  final TestClock clock = new TestClock(NOW);
  final JobStore store;
  final JobControl control;
  final JobEvents events;
  final RestHarness rest;
  final FakeRepository predictions = new FakeRepository();
  final JobStore.OneModel models = new JobStore.OneModel();

  /** Jobs that were to be worked on again. */
  final List<Long> begun = new ArrayList<>();

  private final TestStore database = TestStore.onDerby();

  JobRestFixture(Path directory) throws Exception {
    for (String tenant : List.of("north", "south", "default")) {
      Path root = Files.createDirectories(directory.resolve("films").resolve(tenant));
      for (int film = 0; film < 5; film++) {
        Files.write(root.resolve("film-%d.png".formatted(film)), new byte[] {1});
      }
    }
    Path films = directory.resolve("films").resolve(ImportRoots.TENANT);
    store = new JobStore(database, directory.resolve("tmp"), 2_000, clock);
    JobEnding ending =
        new JobEnding(
            store.jobs(),
            store.items(),
            store.changes(),
            JobEndings.NONE,
            JobListener.NONE,
            (delay, task) -> task.run(),
            Runnable::run,
            clock);
    control =
        new JobControl(store.jobs(), store.items(), store.changes(), begun::add, ending, clock);
    events = new JobEvents(control);
    rest = harness(new JobItems(store.items(), predictions, store.sealer()), films);
  }

  private RestHarness harness(JobItems items, Path films) {
    Submission submission =
        new Submission(
            store.intake(),
            models,
            WebhookRule.NONE,
            new UploadGate(priority -> {}, 1),
            new UploadLimits(1_000, 3),
            new ImportRoots(films, null, null));
    return new RestHarness(
        new PredictionLimitFilter(new PredictionQuotas(new FakeBuckets(), LimitListener.NONE)),
        new JobsResource(submission, control),
        new JobResource(control, items),
        new JobResultsResource(control, items, events));
  }

  /** A new job of these lines of a manifest. */
  long make(String... paths) {
    return post(paths).json().getJsonNumber("id").longValueExact();
  }

  /** A job of one film that another server makes. */
  Job makeAs(String key, Caller caller) {
    JobRequest request =
        new JobRequest(
            Requester.of(caller),
            Occasion.system(),
            JobSource.MANIFEST,
            new JobModel("chest_xray", "2", null),
            null,
            key,
            null);
    ItemFailure damaged = new ItemFailure(ErrorCode.IMAGE_UNREADABLE, "the image is damaged");
    Iterator<IncomingFilm> one =
        List.of(new IncomingFilm("film", null, null, damaged, SubjectReferences.NONE)).iterator();
    return store.intake().create(request, () -> one.hasNext() ? one.next() : null);
  }

  /** The call that makes it. */
  Answer post(String... paths) {
    return rest.post(JOBS, "text/csv", manifest(paths));
  }

  static byte[] manifest(String... paths) {
    return ("path\n" + String.join("\n", paths) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** So many lines. */
  static String[] films(int count) {
    return IntStream.range(0, count)
        .mapToObj(film -> "film-%d.png".formatted(film % 5))
        .toArray(String[]::new);
  }

  /** Answers a film, as a worker does. */
  Prediction answer(long job, int item) {
    ItemRef ref = claim(job, item);
    Prediction prediction = predictions.save(NORMAL);
    store.items().finish(ref, prediction.id(), clock.instant());
    return prediction;
  }

  void fail(long job, int item) {
    ItemRef ref = claim(job, item);
    store
        .items()
        .fail(ref, new ItemFailure(ErrorCode.IMAGE_UNREADABLE, "=broken"), clock.instant());
  }

  ItemRef claim(long job, int item) {
    ItemRef ref = new ItemRef(job, item);
    store.items().claim(ref, new ClaimRules(4, true), clock.instant());
    return ref;
  }

  /** Ends the job where nothing of it is open any more. */
  void end(long job) {
    store.jobs().end(job, clock.instant());
  }

  static String text(Answer answer) {
    try {
      return answer.response().getContentAsString();
    } catch (java.io.UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  List<String> actions() {
    return store.events().stream()
        .map(event -> event.entry().action().wireName())
        .collect(Collectors.toList());
  }

  @Override
  public void close() throws Exception {
    database.close();
  }
}
