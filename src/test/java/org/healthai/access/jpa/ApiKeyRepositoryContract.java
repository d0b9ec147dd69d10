package org.healthai.access.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthai.TestClock;
import org.healthai.access.ApiKey;
import org.healthai.access.ApiKeyGenerator;
import org.healthai.access.ApiKeyRepository;
import org.healthai.access.KeyFingerprint;
import org.healthai.access.NewApiKey;
import org.healthai.access.Role;
import org.healthai.error.HealthAiException;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every key store must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ApiKeyRepositoryContract {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456Z");
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
  }

  @Test
  void findsWhatWasSaved() {
    NewApiKey wanted =
        new NewApiKey(fingerprint(), "Station 7, Nürnberg 病院", Role.USER, NOON.plusSeconds(60));

    ApiKey saved = keys.save(wanted);

    assertTrue(saved.id() > 0);
    assertEquals(wanted, saved.details());
    assertEquals(NOON, saved.createdAt());
    assertNull(saved.lastUsedAt());
    assertTrue(saved.active());
    assertEquals(Optional.of(saved), keys.findByPrefix(wanted.fingerprint().prefix()));
  }

  @Test
  void findsNothingUnderAnUnknownPrefix() {
    save("ward");

    assertEquals(Optional.empty(), keys.findByPrefix("00000000"));
    assertEquals(Optional.empty(), keys.findByPrefix(""));
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

    keys.disable(saved.id());
    assertFalse(keys.isEmpty(), "a disabled key was a key");
  }

  @Test
  void refusesTheSamePrefixTwiceAsADefect() {
    ApiKey saved = save("ward");
    NewApiKey twin = new NewApiKey(saved.details().fingerprint(), "twin", Role.USER, null);

    RuntimeException failure = assertThrows(RuntimeException.class, () -> keys.save(twin));

    assertFalse(failure instanceof HealthAiException, failure.toString());
    assertEquals(List.of(saved), keys.list());
  }

  @Test
  void disablesOnce() {
    ApiKey saved = save("ward");
    ApiKey other = save("other");

    assertTrue(keys.disable(saved.id()));
    assertFalse(keys.disable(saved.id()));
    assertFalse(keys.disable(Long.MAX_VALUE));

    assertFalse(found(saved).active());
    assertTrue(found(other).active());
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
    return keys.save(new NewApiKey(fingerprint(), name, Role.ADMINISTRATOR, null));
  }

  private ApiKey found(ApiKey saved) {
    return keys.findByPrefix(saved.details().fingerprint().prefix()).orElseThrow();
  }

  private KeyFingerprint fingerprint() {
    return KeyFingerprint.of(generator.next());
  }
}
