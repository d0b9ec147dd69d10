package org.healthai.access.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.healthai.TestClock;
import org.healthai.access.Role;
import org.healthai.access.Tenant;
import org.healthai.access.session.FoundToken;
import org.healthai.access.session.OpenSession;
import org.healthai.access.session.SessionRepository;
import org.healthai.access.user.Email;
import org.healthai.access.user.NewUser;
import org.healthai.access.user.StoredPassword;
import org.healthai.access.user.User;
import org.healthai.access.user.UserDetails;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every session store must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SessionRepositoryContract {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123456Z");
  private static final Instant MIDNIGHT = NOON.plus(Duration.ofHours(12));

  private final TestClock clock = new TestClock(NOON);
  private TestStore store;
  private SessionRepository sessions;
  private User ada;
  private User bo;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    sessions = new JpaSessionRepository(store.session(), clock);
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void twoUsers() {
    store.execute("delete from users");
    clock.set(NOON);
    ada = save("ada@example.org");
    bo = save("bo@example.org");
  }

  private User save(String email) {
    JpaUserRepository users = new JpaUserRepository(store.session(), clock);
    List<Role> roles = users.listRoles();
    return users.save(
        new NewUser(
            new UserDetails(new Email(email), "x", Tenant.DEFAULT, roles),
            new StoredPassword("h", false),
            null));
  }

  @Test
  void findsWhatWasOpened() {
    OpenSession opened = sessions.start(ada.id(), MIDNIGHT, "hash-1");

    assertTrue(opened.id() > 0);
    assertEquals(ada, opened.user());
    assertEquals(MIDNIGHT, opened.expiresAt());
    assertEquals(Optional.of(opened), sessions.findOpen(opened.id()));
    assertEquals(new FoundToken(opened, null, null), token("hash-1"));
  }

  /** Every call with a token asks. */
  @Test
  void findsASessionAndItsUserInOneStatement() {
    OpenSession opened = sessions.start(ada.id(), MIDNIGHT, "hash-1");

    assertEquals(1, store.statements(() -> sessions.findOpen(opened.id())));
  }

  @Test
  void findsNothingElse() {
    assertEquals(Optional.empty(), sessions.findOpen(Long.MAX_VALUE));
    assertEquals(Optional.empty(), sessions.findToken("hash-1"));
    assertEquals(Optional.empty(), sessions.lockToken("hash-1"));
  }

  @Test
  void isOpenUntilItsEnd() {
    OpenSession opened = sessions.start(ada.id(), MIDNIGHT, "hash-1");

    clock.set(MIDNIGHT.minusSeconds(1));
    assertTrue(sessions.findOpen(opened.id()).isPresent());
    clock.set(MIDNIGHT);
    assertEquals(Optional.empty(), sessions.findOpen(opened.id()));
  }

  @Test
  void oneTokenTakesThePlaceOfAnother() {
    OpenSession opened = sessions.start(ada.id(), MIDNIGHT, "hash-1");
    clock.advance(Duration.ofMinutes(1));

    sessions.replaceToken(opened.id(), "hash-1", "hash-2");

    assertEquals(NOON.plusSeconds(60), token("hash-1").usedAt());
    assertNull(token("hash-2").usedAt());
    assertEquals(opened, token("hash-2").session());
  }

  @Test
  void endsOneSessionOrAllOfAUser() {
    OpenSession one = sessions.start(ada.id(), MIDNIGHT, "hash-1");
    OpenSession two = sessions.start(ada.id(), MIDNIGHT, "hash-2");
    OpenSession others = sessions.start(bo.id(), MIDNIGHT, "hash-3");

    sessions.end(one.id());
    assertEquals(Optional.empty(), sessions.findOpen(one.id()));
    assertTrue(sessions.findOpen(two.id()).isPresent());
    assertNotNull(token("hash-1").endedAt());

    sessions.endAll(ada.id());
    assertEquals(Optional.empty(), sessions.findOpen(two.id()));
    assertTrue(sessions.findOpen(others.id()).isPresent());
  }

  @Test
  void forgetsWhatIsOverWithTheNextLogin() {
    sessions.start(ada.id(), MIDNIGHT, "hash-1");
    sessions.start(bo.id(), MIDNIGHT, "hash-2");
    clock.set(MIDNIGHT.plusSeconds(1));

    sessions.start(ada.id(), MIDNIGHT.plus(Duration.ofHours(12)), "hash-3");

    assertEquals(Optional.empty(), sessions.findToken("hash-1"));
    assertTrue(sessions.findToken("hash-2").isPresent());
  }

  /** Of many at once with the same token, one finds it unused. */
  @Test
  void aTokenIsReplacedOnceHoweverManyTry() throws Exception {
    OpenSession opened = sessions.start(ada.id(), MIDNIGHT, "first");
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String next = "next-" + i;
        tries.add(() -> replaces(opened, next));
      }
      int replaced = 0;
      for (Future<Boolean> done : pool.invokeAll(tries)) {
        replaced += done.get() ? 1 : 0;
      }

      assertEquals(1, replaced);
    } finally {
      pool.shutdownNow();
    }
  }

  private boolean replaces(OpenSession opened, String next) {
    return store
        .session()
        .inOne(
            () -> {
              if (sessions.lockToken("first").orElseThrow().usedAt() != null) {
                return false;
              }
              sessions.replaceToken(opened.id(), "first", next);
              return true;
            });
  }

  private FoundToken token(String hash) {
    return sessions.findToken(hash).orElseThrow();
  }
}
