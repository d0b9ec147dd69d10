package org.healthai.config;

import java.util.Optional;
import org.healthai.access.oidc.ProviderSettings;

/** Fills the settings of an OpenID Connect provider. */
final class OidcSettings {
  private OidcSettings() {}

  /**
   * What is known of the provider; empty without one.
   *
   * @throws IllegalArgumentException when something is missing or unsafe
   */
  static Optional<ProviderSettings> of(SettingValues values) {
    return values
        .find(OidcCatalogue.ISSUER)
        .map(
            issuer ->
                new ProviderSettings(
                    issuer,
                    audience(values),
                    values.find(OidcCatalogue.JWKS_URL).orElse(null),
                    values.get(OidcCatalogue.KEYS_KEPT),
                    new ProviderSettings.Claims(
                        values.get(OidcCatalogue.ROLE_CLAIM),
                        values.find(OidcCatalogue.TENANT_CLAIM).orElse(null)),
                    Pairs.parse("role-map", values.find(OidcCatalogue.ROLE_MAP).orElse(""))));
  }

  private static String audience(SettingValues values) {
    return values
        .find(OidcCatalogue.AUDIENCE)
        .orElseThrow(() -> new IllegalArgumentException("audience must be set with issuer"));
  }
}
