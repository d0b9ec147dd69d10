package org.healthai.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /** The key with that prefix, whether it still works or not. */
  Optional<ApiKey> findByPrefix(String prefix);

  /** All keys, oldest first. */
  List<ApiKey> list();

  /** Whether no key was ever stored. */
  boolean isEmpty();

  /**
   * Ends a key's life; it stays in the list.
   *
   * @return whether there was an active key with that id
   */
  boolean disable(long id);

  /**
   * Notes a use, unless one was noted at or after {@code unlessSince}: of many servers and threads
   * that see the same old time, one writes.
   */
  void recordUse(long id, Instant usedAt, Instant unlessSince);
}
