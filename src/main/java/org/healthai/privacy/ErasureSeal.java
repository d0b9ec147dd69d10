package org.healthai.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.healthai.privacy.Erasure.Seal;
import org.healthai.secret.KeyedHash;
import org.healthai.secret.Keyring;
import org.healthai.store.EpochMicros;

/** Seals proofs of erasures. Safe for many threads. */
public final class ErasureSeal {
  private final Keyring keys;
  private final KeyedHash hash;

  /** Seals with the active key of a ring, checks with all of them. */
  public ErasureSeal(Keyring keys) {
    this.keys = keys;
    this.hash = new KeyedHash(keys, "erasure");
  }

  Erasure sealed(Erasure erasure) {
    return erasure.sealedBy(new Seal(keys.activeId(), hash.of(textOf(erasure))));
  }

  /**
   * Whether a proof says what a server with these keys wrote; empty when its key is no longer
   * there.
   */
  public Optional<Boolean> isGenuine(Erasure erasure) {
    return keys.checkValues().containsKey(erasure.seal().keyId())
        ? Optional.of(matches(erasure))
        : Optional.empty();
  }

  private boolean matches(Erasure erasure) {
    return hash.allOf(textOf(erasure)).stream()
        .anyMatch(made -> MessageDigest.isEqual(bytes(made), bytes(erasure.seal().proof())));
  }

  static String hashOf(List<Long> ids) {
    String lines = ids.stream().sorted().map(id -> id + "\n").collect(Collectors.joining());
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(lines));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static String textOf(Erasure erasure) {
    return String.join(
        "\n",
        erasure.tenant().id(),
        Long.toString(EpochMicros.floor(erasure.at())),
        erasure.by(),
        String.valueOf(erasure.requestId()),
        Long.toString(erasure.counts().predictions()),
        Long.toString(erasure.counts().films()),
        Long.toString(erasure.counts().shadowAnswers()),
        erasure.recordsHash());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
