package org.healthai.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Secrets of the server that {@code liberty/server.xml} gives a value, so that it can be tried
 * without a step before. Everybody knows that value: in production it is refused, and so is the
 * certificate that nobody vouches for.
 */
final class ProductionSecrets {
  /** Each secret's key and the value that everybody knows. */
  static final Map<String, String> KNOWN =
      Map.of("db.password", "embedded", "tls.keystore.password", "development");

  private static final String KEY_STORE = "tls.keystore";

  /** What the default of {@value #KEY_STORE} ends with: the certificate made at the first start. */
  private static final Path SELF_MADE = Path.of("tls", "development.p12");

  private ProductionSecrets() {}

  /**
   * Refuses a missing or known secret in production; looks at nothing otherwise.
   *
   * @param source key to configured text
   * @throws InvalidSettingException naming every such key, never a value
   */
  static void require(Mode mode, Function<String, Optional<String>> source) {
    if (mode != Mode.PRODUCTION) {
      return;
    }
    List<String> refused =
        Stream.concat(
                KNOWN.keySet().stream().filter(key -> !isSecret(key, source.apply(key))),
                Stream.concat(keyStore(source), sealingKeys(source)))
            .sorted()
            .toList();
    if (!refused.isEmpty()) {
      throw new InvalidSettingException(
          "%s = %s needs a value of your own for %s"
              .formatted(SettingCatalogue.MODE.key(), mode, String.join(" and ", refused)));
    }
  }

  private static Stream<String> keyStore(Function<String, Optional<String>> source) {
    return Stream.of(KEY_STORE)
        .filter(key -> source.apply(key).filter(ProductionSecrets::isOwn).isEmpty());
  }

  /** The server's own keys lie beside what they protect, unless somebody says that they do not. */
  private static Stream<String> sealingKeys(Function<String, Optional<String>> source) {
    boolean allowed =
        SecretCatalogue.ALLOW_GENERATED
            .read(source.apply(SecretCatalogue.ALLOW_GENERATED.key()))
            .orElse(false);
    return Stream.of(SecretCatalogue.KEYS.key())
        .filter(key -> !allowed && source.apply(key).filter(text -> !text.isBlank()).isEmpty());
  }

  private static boolean isOwn(String keyStore) {
    return !keyStore.isBlank() && !Path.of(keyStore).endsWith(SELF_MADE);
  }

  private static boolean isSecret(String key, Optional<String> value) {
    return value.filter(text -> !text.isBlank() && !text.equals(KNOWN.get(key))).isPresent();
  }
}
