package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthai.access.oidc.ProviderSettings;
import org.healthai.access.session.SessionSettings;
import org.junit.jupiter.api.Test;

class NamedRolesTest {
  private static final Set<String> KNOWN = Set.of("administrator", "auditor");

  @Test
  void takesNoneAndThoseThatAreThere() {
    assertDoesNotThrow(() -> NamedRoles.require(secondFactor(), Optional.empty(), KNOWN));
    assertDoesNotThrow(
        () -> NamedRoles.require(secondFactor("auditor"), provider("administrator"), KNOWN));
  }

  /** Nobody would be asked for a second factor, and nobody would notice. */
  @Test
  void refusesAMisspeltRole() {
    refused(
        secondFactor("auditor", "administratr"),
        Optional.empty(),
        "healthai.access.second-factor-roles names roles that are not there: administratr;");
    refused(
        secondFactor(),
        provider("radiologst"),
        "healthai.oidc.role-map names roles that are not there: radiologst;");
  }

  private static void refused(
      SessionSettings sessions, Optional<ProviderSettings> provider, String sentence) {
    String message =
        assertThrows(
                InvalidSettingException.class, () -> NamedRoles.require(sessions, provider, KNOWN))
            .getMessage();

    assertTrue(message.startsWith(sentence), message);
    assertTrue(message.endsWith("there are administrator, auditor"), message);
  }

  private static SessionSettings secondFactor(String... roles) {
    return new SessionSettings(Duration.ofHours(1), Set.of(roles));
  }

  private static Optional<ProviderSettings> provider(String role) {
    return Optional.of(
        new ProviderSettings(
            URI.create("https://login.example.org/realms/hospital"),
            "healthai",
            null,
            Duration.ofHours(1),
            new ProviderSettings.Claims("groups", null),
            Map.of("doctors", role)));
  }
}
