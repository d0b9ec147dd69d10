package org.healthai.access.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.healthai.TestClock;
import org.healthai.access.ApiKey;
import org.healthai.access.ApiKeyGenerator;
import org.healthai.access.ApiKeyRepository;
import org.healthai.access.Caller;
import org.healthai.access.Grant;
import org.healthai.access.KeyAdministration;
import org.healthai.access.KeyFingerprint;
import org.healthai.access.KeyState;
import org.healthai.access.LastAdministrator;
import org.healthai.access.NewApiKey;
import org.healthai.access.Permission;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.limit.Allowance;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every key store must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ApiKeyRepositoryContract {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456Z");
  private static final Grant GRANT =
      Grant.of(new Tenant("st-marys.north_2"), Permission.PREDICT, Permission.ALL_TENANTS);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ApiKeyGenerator generator = new ApiKeyGenerator();
  private TestStore store;
  private ApiKeyRepository keys;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    keys = new JpaApiKeyRepository(store.session(), new TestClock(NOON));
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from api_keys");
    store.execute("delete from roles where name <> 'administrator'");
  }

  @Test
  void findsWhatWasSaved() {
    NewApiKey wanted =
        new NewApiKey(fingerprint(), "Station 7, Nürnberg 病院", GRANT, NOON.plusSeconds(60));

    ApiKey saved = keys.save(wanted);

    assertTrue(saved.id() > 0);
    assertEquals(wanted, saved.details());
    assertEquals(GRANT.scopes(), saved.permissions());
    assertEquals(NOON, saved.createdAt());
    assertNull(saved.lastUsedAt());
    assertEquals(KeyState.ACTIVE, saved.state());
    assertEquals(Optional.of(saved), keys.findByFingerprint(wanted.fingerprint()));
  }

  @Test
  void keepsHowManyPredictionsAKeyMayAskFor() {
    Grant limited =
        new Grant(null, Set.of(Permission.PREDICT), Tenant.DEFAULT, Allowance.perHour(7));

    ApiKey saved = keys.save(new NewApiKey(fingerprint(), "ward", limited, null));

    assertEquals(limited, found(saved).details().grant());
    assertEquals(Allowance.unlimited(), found(save("other")).details().grant().allowance());
  }

  @Test
  void administratorsMayEverything() {
    ApiKey saved = keys.save(new NewApiKey(fingerprint(), "chief", Grant.administrator(), null));

    assertEquals(Permission.all(), saved.permissions());
    assertEquals(Permission.all(), found(saved).permissions());
    assertEquals(Grant.administrator(), found(saved).details().grant());
  }

  @Test
  void scopesAddToARole() {
    store.execute("insert into roles (name) values ('reader')");
    store.execute("insert into role_permissions values ('reader', 'read')");
    Grant both =
        new Grant("reader", Set.of(Permission.PREDICT), Tenant.DEFAULT, Allowance.unlimited());

    ApiKey saved = keys.save(new NewApiKey(fingerprint(), "both", both, null));

    assertEquals(Set.of(Permission.READ, Permission.PREDICT), found(saved).permissions());
  }

  /** As an older server finds them beside a newer one. */
  @Test
  void permissionsItDoesNotKnowGiveNothing() {
    ApiKey saved = save("ward");
    store.execute("update api_keys set scopes = 'read fly' where id = " + saved.id());

    assertEquals(Set.of(Permission.READ), found(saved).permissions());
  }

  @Test
  void refusesARoleThatDoesNotExist() {
    Grant unknown = new Grant("king", Set.of(), Tenant.DEFAULT, Allowance.unlimited());
    NewApiKey key = new NewApiKey(fingerprint(), "x", unknown, null);

    assertThrows(RuntimeException.class, () -> keys.save(key));
  }

  @Test
  void readsACallerInOneStatement() {
    ApiKey saved = keys.save(new NewApiKey(fingerprint(), "chief", Grant.administrator(), null));

    assertEquals(1, store.statements(() -> found(saved)));
  }

  @Test
  void findsNothingWhereOnlyPrefixOrHashIsRight() {
    KeyFingerprint stored = save("ward").details().fingerprint();
    KeyFingerprint other = fingerprint();

    for (KeyFingerprint wrong :
        List.of(
            other,
            new KeyFingerprint(stored.prefix(), other.sha256()),
            new KeyFingerprint("00000000", stored.sha256()))) {
      assertEquals(Optional.empty(), keys.findByFingerprint(wrong));
    }
  }

  @Test
  void listsOldestFirst() {
    List<ApiKey> saved = List.of(save("a"), save("b"), save("c"));

    assertEquals(saved, keys.list());
  }

  @Test
  void isEmptyUntilTheFirstKey() {
    assertTrue(keys.isEmpty());

    ApiKey saved = save("ward");
    assertFalse(keys.isEmpty());

    keys.update(with(saved, KeyState.REVOKED));
    assertFalse(keys.isEmpty(), "a revoked key was a key");
  }

  @Test
  void refusesTheSamePrefixTwiceAsADefect() {
    ApiKey saved = save("ward");
    NewApiKey twin = new NewApiKey(saved.details().fingerprint(), "twin", GRANT, null);

    RuntimeException failure = assertThrows(RuntimeException.class, () -> keys.save(twin));

    assertFalse(failure instanceof HealthAiException, failure.toString());
    assertEquals(List.of(saved), keys.list());
  }

  @Test
  void findsById() {
    ApiKey saved = save("ward");

    assertEquals(Optional.of(saved), keys.find(saved.id()));
    assertEquals(Optional.empty(), keys.find(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @EnumSource
  void updatesWhatMayChange(KeyState state) {
    ApiKey administrator = administrator();
    ApiKey other = save("other");
    Grant narrow = Grant.of(Tenant.DEFAULT, Permission.READ);
    NewApiKey details =
        new NewApiKey(administrator.details().fingerprint(), "x", narrow, NOON.plusSeconds(9));
    ApiKey wanted =
        new ApiKey(administrator.id(), details, narrow.scopes(), NOON, null, state, other.id());

    assertEquals(wanted, keys.update(wanted));

    assertEquals(wanted, found(administrator));
    assertEquals(other, found(other));
  }

  @Test
  void exclusiveWorkIsOneTransaction() {
    ApiKey saved = save("ward");

    assertThrows(
        IllegalStateException.class,
        () ->
            keys.exclusively(
                () -> {
                  keys.update(with(saved, KeyState.REVOKED));
                  assertEquals(KeyState.REVOKED, found(saved).state());
                  throw new IllegalStateException("changed my mind");
                }));

    assertEquals(saved, found(saved));
  }

  /** Each counts the keys and adds one where there are fewer than two: of eight, one may. */
  @Test
  void exclusiveWorkSeesWhatTheOneBeforeDid() throws Exception {
    save("first");
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> addWhereAlone =
          () -> keys.exclusively(() -> keys.list().size() < 2 && save("second") != null);
      int added = 0;
      for (Future<Boolean> done : pool.invokeAll(Collections.nCopies(8, addWhereAlone))) {
        added += done.get() ? 1 : 0;
      }

      assertEquals(1, added);
      assertEquals(2, keys.list().size());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Without a lock each would find the other one still there. */
  @Test
  void twoAdministratorsWhoEndEachOtherDoNotLeaveNone() throws Exception {
    TestClock clock = new TestClock(NOON);
    KeyAdministration administration =
        new KeyAdministration(
            keys,
            generator,
            Allowance.unlimited(),
            new LastAdministrator(keys, except -> false, clock),
            clock);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 10; round++) {
        empty();
        ApiKey one = administrator();
        ApiKey other = administrator();
        List<Callable<Boolean>> each =
            List.of(
                () -> revokes(administration, Caller.of(one), other.id()),
                () -> revokes(administration, Caller.of(other), one.id()));
        int revoked = 0;
        for (Future<Boolean> done : pool.invokeAll(each)) {
          revoked += done.get() ? 1 : 0;
        }

        assertEquals(1, revoked);
        assertEquals(1, keys.list().stream().filter(key -> key.isUsableAt(NOON)).count());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static boolean revokes(KeyAdministration administration, Caller caller, long id) {
    try {
      administration.revoke(caller, id);
      return true;
    } catch (HealthAiException refusal) {
      assertEquals(ErrorCode.CONFLICT, refusal.code());
      return false;
    }
  }

  private ApiKey administrator() {
    return keys.save(new NewApiKey(fingerprint(), "chief", Grant.administrator(), null));
  }

  @Test
  void notesTheFirstUse() {
    ApiKey saved = save("ward");

    keys.recordUse(saved.id(), NOON, NOON.minus(MINUTE));

    assertEquals(NOON, found(saved).lastUsedAt());
  }

  @Test
  void notesNoUseWhenAnotherServerJustDid() {
    ApiKey saved = save("ward");
    keys.recordUse(saved.id(), NOON, NOON.minus(MINUTE));

    Instant sooner = NOON.plusSeconds(59);
    keys.recordUse(saved.id(), sooner, sooner.minus(MINUTE));
    assertEquals(NOON, found(saved).lastUsedAt());

    Instant later = NOON.plusSeconds(61);
    keys.recordUse(saved.id(), later, later.minus(MINUTE));
    assertEquals(later, found(saved).lastUsedAt());
  }

  private ApiKey save(String name) {
    return keys.save(new NewApiKey(fingerprint(), name, GRANT, null));
  }

  private ApiKey found(ApiKey saved) {
    return keys.findByFingerprint(saved.details().fingerprint()).orElseThrow();
  }

  private static ApiKey with(ApiKey key, KeyState state) {
    return new ApiKey(
        key.id(), key.details(), key.permissions(), key.createdAt(), null, state, null);
  }

  private KeyFingerprint fingerprint() {
    return KeyFingerprint.of(generator.next());
  }
}
