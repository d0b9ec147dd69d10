package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.healthai.job.folder.FolderLease;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the lease must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FolderLeaseContract {
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:00.123456Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private TestStore store;
  private FolderLease lease;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    lease = new JpaFolderLease(store.session());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void free() {
    store.execute("update job_leases set holder = '', until_micros = 0");
  }

  @Test
  void isKeptByWhoHasItAndTakenOverInTheEnd() {
    assertTrue(lease.take("a", NOW, LATER));
    assertTrue(lease.take("a", NOW, LATER));
    assertFalse(lease.take("b", LATER.minusMillis(1), LATER.plusSeconds(60)));
    assertTrue(lease.take("b", LATER, LATER.plusSeconds(60)));
    assertFalse(lease.take("a", LATER, LATER.plusSeconds(60)));
  }

  @Test
  void isOfOneOfSeveralServers() {
    List<CompletableFuture<Boolean>> servers =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> lease.take("s" + i, NOW, LATER)))
            .toList();

    assertEquals(1, servers.stream().filter(CompletableFuture::join).count());
  }
}
