package org.healthai.config;

import static org.healthai.config.SettingKind.address;
import static org.healthai.config.SettingKind.duration;
import static org.healthai.config.SettingKind.text;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The settings of an OpenID Connect provider; part of {@link SettingCatalogue}. */
final class OidcCatalogue {
  static final Setting<URI> ISSUER =
      Setting.optional(
          "healthai.oidc.issuer",
          address(),
          "an OpenID Connect provider whose tokens are believed too, exactly as their iss has it;"
              + " unset, there is none");

  static final Setting<String> AUDIENCE =
      Setting.optional(
          "healthai.oidc.audience",
          text(1, 300),
          "the aud that its tokens must have; needed with an issuer");

  static final Setting<URI> JWKS_URL =
      Setting.optional(
          "healthai.oidc.jwks-url",
          address(),
          "where its keys are; unset, its discovery document says so");

  static final Setting<Duration> KEYS_KEPT =
      Setting.of(
          "healthai.oidc.keys-kept",
          duration(Duration.ofMinutes(10), Duration.ofDays(30)),
          "PT24H",
          "how long its keys are believed while it is away");

  static final Setting<String> ROLE_CLAIM =
      Setting.of(
          "healthai.oidc.role-claim",
          text(1, 200),
          "groups",
          "the claim that says what somebody is, a dot leads into an object; Keycloak has"
              + " realm_access.roles");

  static final Setting<String> ROLE_MAP =
      Setting.optional(
          "healthai.oidc.role-map",
          text(1, 4_000),
          "VALUE=ROLE pairs, separated by commas: a value of that claim and the role it means here;"
              + " other values mean nothing");

  static final Setting<String> TENANT_CLAIM =
      Setting.optional(
          "healthai.oidc.tenant-claim",
          text(1, 200),
          "the claim that says whose records somebody works with, without which a token is not"
              + " believed then; unset, everybody is of the tenant default");

  private OidcCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(ISSUER, AUDIENCE, JWKS_URL, KEYS_KEPT, ROLE_CLAIM, ROLE_MAP, TENANT_CLAIM);
  }
}
