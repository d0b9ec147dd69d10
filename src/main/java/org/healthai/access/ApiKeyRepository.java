package org.healthai.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where API keys are kept. Safe for many threads; every call is one short transaction.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not
 * answer.
 */
public interface ApiKeyRepository {

  /**
   * Stores a key.
   *
   * @throws RuntimeException when a key with this prefix is stored already
   */
  ApiKey save(NewApiKey key);

  /**
   * The key with that fingerprint, whether it still works or not.
   *
   * <p>The store compares the whole fingerprint, so that a key of which only the prefix is right is
   * as little work as one that nobody ever had: the time of a refusal names no prefix.
   */
  Optional<ApiKey> findByFingerprint(KeyFingerprint fingerprint);

  /** The key with that id, whether it still works or not. */
  Optional<ApiKey> find(long id);

  /** All keys, oldest first. */
  List<ApiKey> list();

  /** Whether no key was ever stored. */
  boolean isEmpty();

  /**
   * Stores what may change about a key that is there: name, grant, end, state, successor.
   *
   * @return the key as it is now
   */
  ApiKey update(ApiKey key);

  /**
   * Runs some work in one transaction, alone: such work of other threads and servers waits, and
   * then sees what this one did. Calls of the other methods within it are part of it.
   */
  <T> T exclusively(Supplier<T> work);

  /**
   * Notes a use, unless one was noted at or after {@code unlessSince}: of many servers and threads
   * that see the same old time, one writes.
   */
  void recordUse(long id, Instant usedAt, Instant unlessSince);
}
