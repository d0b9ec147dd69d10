package org.healthai.prediction.jpa;

import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditActor;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.audit.chain.ChainSeal;
import org.healthai.audit.jpa.JpaAuditRepository;
import org.healthai.audit.trail.StoredTrail;
import org.healthai.prediction.Prediction;
import org.healthai.store.TestStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the audit trail adds to storing and to reading a prediction, on Derby in files and on
 * PostgreSQL.
 *
 * <p>{@code mvn -Pbench test-compile exec:exec -Dbench="AuditBenchmark -t 16"}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class AuditBenchmark {
  /** Where the tables are. */
  public enum Database {
    DERBY,
    POSTGRESQL
  }

  @Param Database database;

  private final Clock clock = Clock.systemUTC();
  private TestStore store;
  private JpaPredictionRepository predictions;
  private StoredTrail trail;
  private AuditedChanges changes;
  private long id;

  @Setup
  public void open() throws Exception {
    store =
        database == Database.DERBY
            ? TestStore.onDerby(Files.createTempDirectory("audit-benchmark").resolve("derby"))
            : TestStore.onPostgres();
    predictions = new JpaPredictionRepository(store.session(), clock);
    JpaAuditRepository rows =
        new JpaAuditRepository(
            store.session(), new ChainSeal("a secret that nobody else knows at all"));
    rows.begin();
    trail = new StoredTrail(rows);
    changes = new AuditedChanges(store.session(), trail, clock);
    id = store().get(0).id();
  }

  @TearDown
  public void close() throws Exception {
    store.close();
  }

  /** A prediction is stored. */
  @Benchmark
  public List<Prediction> store() {
    return predictions.saveAll(List.of(NewPredictions.prediction("Normal", "chest_xray")));
  }

  /** The same, with its row in the same transaction. */
  @Benchmark
  public List<Prediction> storeAudited() {
    return changes.make(occasion(), this::store, saved -> List.of(entry(AuditAction.PREDICT)));
  }

  /** A prediction is read. */
  @Benchmark
  public Optional<Prediction> read() {
    return predictions.find(id);
  }

  /** The same, with its row in a transaction of its own. */
  @Benchmark
  public Optional<Prediction> readAudited() {
    Optional<Prediction> found = read();
    trail.append(List.of(occasion().done(clock.instant(), entry(AuditAction.READ))));
    return found;
  }

  private AuditEntry entry(AuditAction action) {
    return AuditEntry.of(
        action,
        AuditEntity.of("prediction", id),
        Map.of("method", "GET", "route", "/api/v1/predictions/{id}", "status", "200"));
  }

  private static Occasion occasion() {
    return new Occasion(
        new AuditActor("key", "1", "first", "default"),
        "192.0.2.7",
        "88006d2d-d4e9-41ec-b19c-43bf4a0eea21");
  }
}
