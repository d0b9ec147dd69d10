package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthai.access.oidc.ProviderSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, their tokens and their provider, out of text. */
class UserSettingsTest {
  private static final Map<String, String> PROVIDER =
      Map.of(
          "healthai.oidc.issuer", "https://login.example.org/realms/hospital",
          "healthai.oidc.audience", "healthai",
          "healthai.oidc.role-claim", "realm_access.roles",
          "healthai.oidc.role-map", "doctors=radiologist, heads = administrator");

  @Test
  void hasDefaultsThatOwaspRecommends() {
    UserSettings users = modules(Map.of()).users();

    assertEquals(19_456, users.passwords().memoryKib());
    assertEquals(2, users.passwords().iterations());
    assertEquals(Duration.ofMinutes(15), users.tokens().life());
    assertEquals(Set.of(), users.sessions().secondFactorRoles());
    assertEquals(Optional.empty(), modules(Map.of()).provider());
  }

  @Test
  void readsRolesThatNeedASecondFactor() {
    assertEquals(
        Set.of("administrator", "auditor"),
        modules(Map.of("healthai.access.second-factor-roles", "administrator, auditor,"))
            .users()
            .sessions()
            .secondFactorRoles());
  }

  @Test
  void refusesPasswordsThatCouldBeTriedOut() {
    String refusal =
        refusal(
            Map.of(
                "healthai.access.password-memory-kib", "7168",
                "healthai.access.password-iterations", "4"));

    assertTrue(refusal.contains("password-memory-kib times password-iterations"), refusal);
  }

  @Test
  void refusesTokenKeysWithoutShowingThem() {
    String refusal = refusal(Map.of("healthai.access.token-keys", "{\"keys\":\"s3cret\"}"));

    assertTrue(refusal.contains("JWK Set"), refusal);
    assertFalse(refusal.contains("s3cret"), refusal);
  }

  @Test
  void readsAProvider() {
    ProviderSettings provider = modules(PROVIDER).provider().orElseThrow();

    assertEquals(URI.create("https://login.example.org/realms/hospital"), provider.issuer());
    assertEquals(Map.of("doctors", "radiologist", "heads", "administrator"), provider.roles());
    assertEquals(new ProviderSettings.Claims("realm_access.roles", null), provider.claims());
  }

  @ParameterizedTest
  @CsvSource({
    "healthai.oidc.audience, ''",
    "healthai.oidc.issuer, http://login.example.org",
    "healthai.oidc.jwks-url, ftp://login.example.org/keys",
    "healthai.oidc.role-map, doctors",
    "healthai.oidc.role-map, doctors="
  })
  void refusesAProviderThatCannotBe(String key, String value) {
    Map<String, String> settings = new HashMap<>(PROVIDER);
    settings.put(key, value);

    InvalidSettingException refusal =
        assertThrows(InvalidSettingException.class, () -> modules(settings).provider());
    assertTrue(refusal.getMessage().startsWith("healthai.oidc: "), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8180/realms/x", "http://127.0.0.1:8180/realms/x"})
  void takesAProviderOnThisMachine(String issuer) {
    Map<String, String> settings = new HashMap<>(PROVIDER);
    settings.put("healthai.oidc.issuer", issuer);

    assertTrue(modules(settings).provider().isPresent());
  }

  private static String refusal(Map<String, String> settings) {
    return assertThrows(InvalidSettingException.class, () -> modules(settings).users())
        .getMessage();
  }

  private static ModuleSettings modules(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("healthai.data.dir", "/srv/data");
    all.put("healthai.models.dir", "/srv/models");
    all.put("http.max.bytes", "1050000000");
    all.put("executor.max.threads", "256");
    all.put("https.port", "9443");
    return new ModuleSettings(
        SettingValues.read(SettingCatalogue.all(), key -> Optional.ofNullable(all.get(key))));
  }
}
