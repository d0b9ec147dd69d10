package org.healthai.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.files.OwnerOnlyFiles;

/**
 * Makes sure that somebody can get in.
 *
 * <p>Without a configured key, the first start generates an administrator's key. The file is
 * complete on disk before its row is committed: a server killed in between finds no row at its next
 * start and makes a new key, replacing the file. The other order could leave a row whose key nobody
 * ever saw.
 *
 * <p>A configured key is stored whenever the store does not know it, so that an operator who lost
 * every key gets in again by configuring a new one. One that was disabled stays disabled.
 */
public final class BootstrapKey {
  private static final Logger LOG = Logger.getLogger(BootstrapKey.class.getName());
  private static final String FILE_NAME = "first-api-key";

  private final AccessSettings settings;
  private final ApiKeyRepository keys;
  private final ApiKeyGenerator generator;

  /** A bootstrap that has not looked yet. */
  public BootstrapKey(AccessSettings settings, ApiKeyRepository keys, ApiKeyGenerator generator) {
    this.settings = settings;
    this.keys = keys;
    this.generator = generator;
  }

  /**
   * Stores the configured key or, when there is no key at all, a generated one. Does nothing when
   * it was done before.
   *
   * @throws HealthAiException STORE_UNAVAILABLE when the database or the data directory does not
   *     work; nothing is half done that a later call would not repair
   */
  public void ensure() {
    String configured = settings.bootstrapApiKey();
    if (configured != null) {
      storeConfigured(KeyFingerprint.of(configured));
    } else if (keys.isEmpty()) {
      generate();
    }
  }

  /** Where a generated key is written. */
  public Path file() {
    return settings.dataDirectory().resolve(FILE_NAME);
  }

  private void storeConfigured(KeyFingerprint fingerprint) {
    if (keys.findByFingerprint(fingerprint).isEmpty()) {
      keys.save(new NewApiKey(fingerprint, "configured", Grant.administrator(), null));
      LOG.info("stored the configured administrator key");
    }
  }

  private void generate() {
    String key = generator.next();
    write(key);
    keys.save(new NewApiKey(KeyFingerprint.of(key), "first", Grant.administrator(), null));
    LOG.info(() -> "first administrator key written to " + file());
  }

  private void write(String key) {
    try {
      Files.createDirectories(settings.dataDirectory());
      OwnerOnlyFiles.write(
          file(), out -> out.write((key + "\n").getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE,
          "the first API key cannot be written to the data directory",
          e);
    }
  }
}
