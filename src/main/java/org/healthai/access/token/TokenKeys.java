package org.healthai.access.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.files.OwnerOnlyFiles;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the tokens that this server issues: a JWK Set (RFC 7517) of RSA keys, each with its
 * {@code kid}. The first one signs; the others, of which the public half is enough, are still
 * believed, so that a key can be replaced while its tokens live. Immutable.
 */
public final class TokenKeys {
  /** Name of the file in the data directory. */
  public static final String FILE_NAME = "token-keys.json";

  /** Checked at every call, signed once in a while: RSA checks eight times as fast as ECDSA. */
  static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;

  private static final int MIN_BITS = 2_048;

  private final RSAKey active;
  private final JWKSet all;

  private TokenKeys(JWKSet all) {
    this.all = all;
    this.active = requireSigning(all.getKeys());
  }

  /**
   * The keys of this server: configured, or made at the first start and kept in a file that only
   * its owner may read.
   *
   * @param configured a JWK Set; null where nothing is configured
   * @throws HealthAiException STORE_UNAVAILABLE when the file cannot be read or made
   */
  public static TokenKeys of(@Nullable String configured, Path dataDirectory) {
    if (configured != null) {
      return parse(configured);
    }
    Path file = dataDirectory.resolve(FILE_NAME);
    try {
      return Files.exists(file)
          ? parse(Files.readString(file, StandardCharsets.UTF_8))
          : make(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE,
          "the file " + FILE_NAME + " in the data directory cannot be used",
          e);
    }
  }

  /**
   * Reads a JWK Set.
   *
   * @throws IllegalArgumentException for anything but RSA keys of {@value #MIN_BITS} bits or more
   *     with different ids, the first of them private; never shows a key
   */
  public static TokenKeys parse(String jwkSet) {
    try {
      return new TokenKeys(JWKSet.parse(jwkSet));
    } catch (ParseException notAJwkSet) {
      throw new IllegalArgumentException("token keys must be a JWK Set (RFC 7517)");
    }
  }

  private static TokenKeys make(Path file) throws IOException {
    JWKSet made = new JWKSet(generate());
    OwnerOnlyFiles.write(
        file, out -> out.write(made.toString(false).getBytes(StandardCharsets.UTF_8)));
    return new TokenKeys(made);
  }

  private static RSAKey generate() {
    try {
      return new RSAKeyGenerator(MIN_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(ALGORITHM)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private static RSAKey requireSigning(List<JWK> keys) {
    Set<String> ids = new HashSet<>();
    for (JWK key : keys) {
      if (!(key instanceof RSAKey rsa)
          || rsa.size() < MIN_BITS
          || key.getKeyID() == null
          || !ids.add(key.getKeyID())) {
        throw new IllegalArgumentException(
            "token keys must be RSA keys of %d bits or more, each with a kid of its own"
                .formatted(MIN_BITS));
      }
    }
    if (keys.isEmpty() || !keys.get(0).isPrivate()) {
      throw new IllegalArgumentException("the first token key must be private: it signs");
    }
    return keys.get(0).toRSAKey();
  }

  RSAKey active() {
    return active;
  }

  JWKSet verifying() {
    return all.toPublicJWKSet();
  }

  /** The public halves, as a JWK Set in JSON. */
  public String publicJson() {
    return all.toPublicJWKSet().toString(true);
  }

  /** Never shows a key. */
  @Override
  public String toString() {
    return "TokenKeys[%d, signing with %s]".formatted(all.size(), active.getKeyID());
  }
}
