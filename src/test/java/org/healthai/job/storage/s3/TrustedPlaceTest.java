package org.healthai.job.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthai.TestClock;
import org.healthai.error.HealthAiException;
import org.healthai.job.PlaceIds;
import org.healthai.job.storage.MemoryPlaceIds;
import org.healthai.job.storage.PlaceMarkers;
import org.healthai.job.storage.StoragePlace;
import org.junit.jupiter.api.Test;

class TrustedPlaceTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-26T12:00:00Z"));
  private final MemoryPlaceIds database = new MemoryPlaceIds();
  private final Bucket bucket = new Bucket();
  private final TrustedPlace place =
      new TrustedPlace(new StoragePlace(bucket, database, false), clock);

  @Test
  void asksForAPlaceThatIsThereEveryHalfMinute() {
    String unused = database.change(PlaceIds.Kind.S3, "", "ours");
    for (int second = 0; second < 120; second += 5) {
      assertEquals(Optional.empty(), place.findProblem());
      place.require();
      clock.advance(Duration.ofSeconds(5));
    }

    assertEquals(4, bucket.requests);
  }

  @Test
  void asksForAPlaceThatIsAwayEachTime() {
    String unused = database.change(PlaceIds.Kind.S3, "", "ours");
    bucket.away = true;

    assertTrue(place.findProblem().isPresent());
    assertThrows(HealthAiException.class, place::require);
    bucket.away = false;

    assertEquals(Optional.empty(), place.findProblem());
  }

  private static final class Bucket implements PlaceMarkers {
    private int requests;
    private boolean away;

    @Override
    public PlaceIds.Kind kind() {
      return PlaceIds.Kind.S3;
    }

    @Override
    public List<String> list() {
      throw new UnsupportedOperationException("a place that is known is not listed");
    }

    @Override
    public boolean has(String id) {
      requests++;
      return !away;
    }

    @Override
    public void make(String id) {
      throw new UnsupportedOperationException("a place that is known is not made");
    }

    @Override
    public String nameOf(String id) {
      return "the marker " + id;
    }
  }
}
