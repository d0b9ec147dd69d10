package org.healthai.access.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;

/**
 * Asks the provider for its keys: at a known address, or at the one that its discovery document
 * names (OpenID Connect Discovery 1.0, section 4). Safe for many threads.
 */
public final class HttpKeySource implements KeySource {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_BYTES = 200_000;
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final DefaultResourceRetriever http =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
  private final ProviderSettings settings;

  /** A source that has not asked yet. */
  public HttpKeySource(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public JWKSet fetch() throws IOException {
    URI address = settings.jwksUrl() == null ? discover() : settings.jwksUrl();
    try {
      return JWKSet.parse(read(address));
    } catch (ParseException e) {
      throw new IOException("the provider's keys are no JWK Set", e);
    }
  }

  /** The document must name the issuer that was asked: otherwise somebody else answered. */
  private URI discover() throws IOException {
    String issuer = settings.issuer().toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    try {
      Map<String, Object> document = JSONObjectUtils.parse(read(URI.create(base + DISCOVERY)));
      if (!issuer.equals(JSONObjectUtils.getString(document, "issuer"))) {
        throw new IOException("the provider calls itself by another name than the issuer");
      }
      URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
      if (keys == null) {
        throw new IOException("the provider's discovery document names no keys");
      }
      ProviderSettings.requireSecure("jwks_uri", keys);
      return keys;
    } catch (ParseException | IllegalArgumentException e) {
      throw new IOException("the provider's discovery document cannot be used", e);
    }
  }

  private String read(URI address) throws IOException {
    return http.retrieveResource(address.toURL()).getContent();
  }
}
