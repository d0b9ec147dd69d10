package org.healthai.limit.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import java.time.Duration;
import org.healthai.limit.Bucket4jBuckets;
import org.healthai.limit.SharedBucketsContract;
import org.healthai.limit.TokenBuckets;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Buckets in rows, whatever the database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class JdbcBucketsContract extends SharedBucketsContract {
  private TestStore store;

  abstract TestStore openStore();

  /** A store of which {@link TestStore#stopDatabase()} takes the database away. */
  TestStore openStoppableStore() {
    return openStore();
  }

  @BeforeAll
  void open() {
    store = openStore();
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from limit_buckets");
  }

  private JdbcBuckets rows() {
    return new JdbcBuckets(store.dataSource(), clock);
  }

  @Override
  protected TokenBuckets buckets() {
    return new Bucket4jBuckets(rows());
  }

  @Override
  protected TokenBuckets anotherServer() {
    return new Bucket4jBuckets(rows());
  }

  /** Or nothing would flow into the bucket for a day. */
  @Test
  void aClockThatWasADayAheadLocksNobodyOut() {
    clock.advance(Duration.ofDays(1));
    buckets().take(id, SIXTY, 60);

    clock.advance(Duration.ofDays(-1));

    assertEquals(59, buckets().take(id, SIXTY, 1).left());
  }

  /** A server that was killed between the two leaves such a row. */
  @Test
  void aRowWithoutAStateIsAFullBucket() {
    buckets().take(id, SIXTY, 60);
    store.execute("update limit_buckets set state = null");

    assertEquals(59, buckets().take(id, SIXTY, 1).left());
  }

  @Test
  void rowsThatSayNothingAreRemoved() {
    buckets().take(id, SIXTY, 60);

    clock.advance(Duration.ofMinutes(59));
    assertEquals(0, rows().removeUnused());
    assertFalse(buckets().take(id, SIXTY, 60).allowed());
    clock.advance(Duration.ofMinutes(2));
    assertEquals(1, rows().removeUnused());

    assertTrue(buckets().take(id, SIXTY, 60).allowed());
  }

  @Test
  void forgetsABucket() {
    JdbcBuckets rows = rows();
    Bucket4jBuckets buckets = new Bucket4jBuckets(rows);
    buckets.take(id, SIXTY, 60);

    rows.removeProxy("key:%s:60/3600".formatted(id.owner()));

    assertTrue(buckets.take(id, SIXTY, 60).allowed());
  }

  @Test
  void saysWhenTheDatabaseIsGone() throws Exception {
    try (TestStore gone = openStoppableStore()) {
      JdbcBuckets rows = new JdbcBuckets(gone.dataSource(), clock);
      gone.stopDatabase();

      assertThrows(
          BucketExecutionException.class, () -> new Bucket4jBuckets(rows).take(id, SIXTY, 1));
      assertThrows(BucketExecutionException.class, rows::removeUnused);
    }
  }
}
