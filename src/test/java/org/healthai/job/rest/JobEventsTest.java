package org.healthai.job.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.access.Tenants;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jboss.resteasy.plugins.providers.sse.SseImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobEventsTest {
  @TempDir private Path directory;
  private JobRestFixture jobs;
  private long id;

  /** A client; takes every event at once until it is told to be slow, or to hang up. */
  private static final class Client implements SseEventSink {
    final List<String> names = new ArrayList<>();
    String last = "";
    CompletableFuture<Void> taking = CompletableFuture.completedFuture(null);
    boolean closed;

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
      names.add(event.getName() == null ? "comment" : event.getName());
      last = String.valueOf(event.getData());
      return taking;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @BeforeEach
  void open() throws Exception {
    jobs = new JobRestFixture(directory);
    jobs.rest.as(CallerFixture.of("north", Permission.JOBS));
    id = jobs.make(JobRestFixture.films(2));
  }

  @AfterEach
  void close() throws Exception {
    jobs.close();
  }

  private Client watch() {
    Client client = new Client();
    watch(client);
    return client;
  }

  private void watch(Client client) {
    jobs.events.watch(jobs.control.get(id, Tenants.ALL), client, new SseImpl());
  }

  private void tell(int turns) {
    for (int turn = 0; turn < turns; turn++) {
      jobs.events.tellAll();
    }
  }

  @Test
  void tellsAtOnceThenWhatChangesAndThenTheEnd() {
    Client client = watch();
    assertTrue(client.last.contains("\"waiting\":2"), client.last);
    tell(2);
    assertEquals(List.of("progress"), client.names);

    jobs.answer(id, 0);
    tell(2);
    assertTrue(client.last.contains("\"done\":1"), client.last);
    jobs.fail(id, 1);
    jobs.end(id);
    tell(2);

    assertEquals(List.of("progress", "progress", "end"), client.names);
    assertTrue(client.last.contains("\"state\":\"completed\""), client.last);
    assertTrue(client.closed);
    assertEquals(0, jobs.events.streams());
  }

  @Test
  void tellsOfAnEndedJobAndThatIsAll() {
    jobs.rest.delete(JobRestFixture.JOBS + "/" + id);

    Client client = watch();

    assertEquals(List.of("end"), client.names);
    assertTrue(client.closed);
    assertEquals(0, jobs.events.streams());
  }

  @Test
  void keepsAStreamOpenOnWhichNothingHappens() {
    Client client = watch();

    tell(2 * JobWatcher.SILENT_TURNS);

    assertEquals(List.of("progress", "comment", "comment"), client.names);
  }

  @Test
  void keepsNothingForAClientThatIsSlow() {
    Client client = new Client();
    client.taking = new CompletableFuture<>();
    watch(client);

    jobs.answer(id, 0);
    tell(3);
    assertEquals(1, client.names.size());
    client.taking.complete(null);
    tell(1);

    assertEquals(List.of("progress", "progress"), client.names);
    assertTrue(client.last.contains("\"done\":1"), "the latest");
  }

  @Test
  void closesAClientThatTakesNothing() {
    Client client = new Client();
    client.taking = new CompletableFuture<>();
    watch(client);

    tell(JobWatcher.STUCK_TURNS - 1);
    assertFalse(client.closed);
    tell(1);

    assertTrue(client.closed);
    assertEquals(0, jobs.events.streams());
  }

  @Test
  void closesEveryStreamInTheEndSoThatWhoMayNotWatchAnyMoreDoesNot() {
    Client client = watch();

    tell(JobWatcher.MOST_TURNS - 1);
    assertFalse(client.closed);
    tell(1);

    assertTrue(client.closed);
    assertEquals(0, jobs.events.streams());
  }

  @Test
  void forgetsAClientThatIsGone() {
    Client hungUp = watch();
    Client broken = watch();
    Client stays = watch();

    hungUp.closed = true;
    broken.taking = CompletableFuture.failedFuture(new IOException("broken pipe"));
    jobs.answer(id, 0);
    tell(1);

    assertEquals(1, jobs.events.streams());
    assertEquals(1, hungUp.names.size());
    assertFalse(stays.closed);
  }

  @Test
  void turnsAwayWhoIsTooMuchAndTakesTheNextWhenOneIsGone() {
    List<Client> all = new ArrayList<>();
    for (int i = 0; i < JobEvents.MOST_STREAMS; i++) {
      all.add(watch());
    }

    HealthAiException refused = assertThrows(HealthAiException.class, this::watch);
    all.get(0).close();
    tell(1);

    assertEquals(ErrorCode.OVERLOADED, refused.code());
    assertFalse(watch().closed);
  }
}
