package org.healthai.access.user;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Computes and checks hashes of passwords with Argon2id (RFC 9106). Safe for many threads; holds
 * {@code memoryKib} of heap while it computes, some 50 to 100 ms: {@link PasswordGate} bounds how
 * many do.
 *
 * <p>A password is hashed as the UTF-8 of its NFKC form, so that it is the same on every keyboard
 * (NIST SP 800-63B, 5.1.1.2).
 */
public final class PasswordHasher {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;

  private final SecureRandom random = new SecureRandom();
  private final PasswordHash.Cost cost;
  private final String dummy;

  /** A hasher that computes new hashes with these parameters and old ones with their own. */
  public PasswordHasher(PasswordSettings settings) {
    this.cost = new PasswordHash.Cost(settings.memoryKib(), settings.iterations(), LANES);
    this.dummy = new PasswordHash(cost, bytes(SALT_BYTES), bytes(HASH_BYTES)).text();
  }

  /** The hash of a password, with its parameters and a salt of its own. */
  public String hash(String password) {
    byte[] salt = bytes(SALT_BYTES);
    return new PasswordHash(cost, salt, compute(password, cost, salt)).text();
  }

  /**
   * Whether the hash is of that password; takes the same time wherever they differ.
   *
   * @throws IllegalArgumentException when the stored text is no hash of this class
   */
  public boolean matches(String password, String stored) {
    PasswordHash known = PasswordHash.parse(stored);
    return known.matches(compute(password, known.cost(), known.salt()));
  }

  /** A hash of no password, which costs as much to check as those of new ones. */
  public String dummy() {
    return dummy;
  }

  /** Whether a hash was computed with other parameters than new ones are. */
  public boolean isOutdated(String stored) {
    return !PasswordHash.parse(stored).cost().equals(cost);
  }

  private static byte[] compute(String password, PasswordHash.Cost cost, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    byte[] plain =
        Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(plain, hash);
    Arrays.fill(plain, (byte) 0);
    return hash;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
