package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.healthai.job.PlaceIds;
import org.healthai.job.PlaceIds.Kind;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the id of the place of films must do, whatever database it is in. */
abstract class PlaceIdsContract {
  private TestStore store;
  private PlaceIds ids;

  abstract TestStore openStore();

  @BeforeEach
  void open() {
    store = openStore();
    store.execute("update job_places set place_id = ''");
    ids = new JpaPlaceIds(store.session());
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void theFirstIdStays() {
    assertEquals("", ids.get(Kind.DIRECTORY));
    assertEquals("a", ids.change(Kind.DIRECTORY, "", "a"));
    assertEquals("a", ids.change(Kind.DIRECTORY, "", "b"));
    assertEquals("a", ids.get(Kind.DIRECTORY));
    assertEquals("", ids.get(Kind.S3));
  }

  @Test
  void serversThatStartTogetherTakeOneId() {
    List<CompletableFuture<String>> servers =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> ids.change(Kind.S3, "", "s" + i)))
            .toList();

    assertEquals(1, servers.stream().map(CompletableFuture::join).distinct().count());
  }
}
