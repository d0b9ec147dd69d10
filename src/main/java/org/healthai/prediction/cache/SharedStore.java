package org.healthai.prediction.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * Bytes by key, kept by somebody else. Safe for many threads. Every method may throw any {@code
 * RuntimeException} when the store does not answer in its time.
 */
public interface SharedStore extends AutoCloseable {

  /**
   * What is stored under that key, whoever stored it.
   *
   * @param maxBytes where a longer value is cut
   */
  Optional<byte[]> find(byte[] key, int maxBytes);

  /** Stores bytes for a while. */
  void put(byte[] key, byte[] value, Duration timeToLive);

  /** Connects anew where needed and asks for a sign of life; may take longer than the others. */
  void probe();

  @Override
  void close();
}
