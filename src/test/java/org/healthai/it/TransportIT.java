package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * HTTPS as the server comes, and a server that is shut as far as it can be: production mode, a
 * certificate of its own, only clients with a certificate, no plain HTTP, one origin for browsers.
 */
class TransportIT {
  private static final String VIEWER = "https://viewer.example.org";
  private static final String KEY = "it-transport-0123456789-abcdefghijklmnop";

  private static KeyStore serverKey;
  private static KeyStore clientKey;
  private static ItServer strict;

  @BeforeAll
  static void start() throws Exception {
    Path tls = ItEnvironment.scratch("transport-tls");
    Files.createDirectories(tls);
    for (String file : new String[] {"server.p12", "client.p12"}) {
      Files.deleteIfExists(tls.resolve(file));
    }
    serverKey = TlsFiles.makeKey(tls.resolve("server.p12"), "localhost");
    clientKey = TlsFiles.makeKey(tls.resolve("client.p12"), "workstation-7");
    TlsFiles.writeTrust(tls.resolve("clients.p12"), clientKey);
    strict = ItServer.create("transport", settings(tls)).startAndAwaitReady();
  }

  private static Map<String, String> settings(Path tls) {
    return Map.of(
        "HEALTHAI_MODE",
        "production",
        "HEALTHAI_BOOTSTRAP_API_KEY",
        KEY,
        "HEALTHAI_SECRET_KEYS",
        "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "DB_PASSWORD",
        "not-the-known-one",
        "TLS_KEYSTORE",
        tls.resolve("server.p12").toString(),
        "TLS_KEYSTORE_PASSWORD",
        TlsFiles.PASSWORD,
        "TLS_CLIENT_CERTIFICATES",
        "true",
        "TLS_TRUSTSTORE",
        tls.resolve("clients.p12").toString(),
        "HEALTHAI_WEB_HTTPS_ONLY",
        "true",
        "CORS_ALLOWED_ORIGINS",
        VIEWER);
  }

  @AfterAll
  static void stop() throws Exception {
    strict.close();
  }

  @Test
  void classifiesOverHttpsWithTheCertificateOfTheFirstStart() throws Exception {
    Path made = ItEnvironment.mainData().resolve("tls/development.p12");
    URI base = URI.create("https://localhost:" + ItEnvironment.mainHttpsPort());
    ApiClient plain = ApiClient.ofSharedServer();
    ApiClient secure = plain.at(base, TlsFiles.client(TlsFiles.read(made, "development")));

    Answer answer = secure.predict(Films.phantom()).expect(201);

    assertEquals(
        Predictions.exactProbabilitiesOf(plain.classify(Films.phantom())),
        Predictions.exactProbabilitiesOf(answer.object()));
    assertTrue(answer.header("Strict-Transport-Security").startsWith("max-age="));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    assertTrue(answer.header("Content-Security-Policy").contains("default-src 'none'"));
  }

  @Test
  void speaksNoOldTls() throws Exception {
    for (String version : new String[] {"TLSv1", "TLSv1.1"}) {
      try (SSLSocket socket =
          (SSLSocket)
              SSLSocketFactory.getDefault()
                  .createSocket("localhost", ItEnvironment.mainHttpsPort())) {
        socket.setEnabledProtocols(new String[] {version});
        assertThrows(SSLHandshakeException.class, socket::startHandshake, version);
      }
    }
  }

  @Test
  void asksForACertificateAndForAKey() throws Exception {
    ApiClient known =
        ApiClient.of(strict.secureBase(), KEY)
            .at(strict.secureBase(), TlsFiles.client(serverKey, clientKey));
    ApiClient unknown = known.at(strict.secureBase(), TlsFiles.client(serverKey));
    ApiClient foreign = known.at(strict.secureBase(), TlsFiles.client(serverKey, serverKey));

    Predictions.assertComplete(known.classify(Films.drawn(1)));
    Problems.assertProblem(known.withoutKey().get(ApiClient.PREDICTIONS), 401, "UNAUTHENTICATED");
    assertThrows(UncheckedIOException.class, () -> unknown.get(ApiClient.PREDICTIONS));
    assertThrows(UncheckedIOException.class, () -> foreign.get(ApiClient.PREDICTIONS));
  }

  @Test
  void turnsPlainHttpAway() {
    ApiClient plain = ApiClient.of(strict.base(), KEY);

    Answer redirect = plain.get(ApiClient.PREDICTIONS + "?limit=1");
    assertEquals(308, redirect.status());
    assertEquals(
        strict.secureBase() + ApiClient.PREDICTIONS + "?limit=1", redirect.header("Location"));
    Problems.assertProblem(plain.predict(Films.drawn(2)), 403, "FORBIDDEN");
  }

  @Test
  void letsOnlyTheNamedOriginCallFromABrowser() throws Exception {
    ApiClient client =
        ApiClient.of(strict.secureBase(), KEY)
            .at(strict.secureBase(), TlsFiles.client(serverKey, clientKey));

    Answer allowed = client.send(preflight(client, VIEWER));
    assertEquals(VIEWER, allowed.header("Access-Control-Allow-Origin"));
    assertTrue(allowed.header("Access-Control-Allow-Headers").contains("X-API-Key"));
    assertTrue(absent(client.send(preflight(client, "https://evil.example"))));
    assertTrue(absent(client.send(get(client, "https://evil.example"))));
    assertNotNull(client.send(get(client, VIEWER)).header("Access-Control-Allow-Origin"));
  }

  private static HttpRequest.Builder preflight(ApiClient client, String origin) {
    return client
        .withoutKey()
        .request(ApiClient.PREDICT)
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "X-API-Key")
        .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
  }

  private static HttpRequest.Builder get(ApiClient client, String origin) {
    return client.request(ApiClient.PREDICTIONS).header("Origin", origin).GET();
  }

  private static boolean absent(Answer answer) {
    return answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty();
  }
}
