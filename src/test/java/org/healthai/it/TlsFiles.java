package org.healthai.it;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Key stores for a test, made by the JDK's {@code keytool}, and clients that use them. */
final class TlsFiles {
  /** Of every store here. */
  static final String PASSWORD = "tls-0123456789";

  private static final String TYPE = "PKCS12";
  private static final String ALIAS = "it";

  private TlsFiles() {}

  /** Makes a key with a certificate that it signed itself. */
  static KeyStore makeKey(Path file, String commonName) throws Exception {
    Files.createDirectories(file.getParent());
    keytool(
        List.of(
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + commonName,
            "-ext",
            "san=dns:" + commonName,
            "-storetype",
            TYPE,
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD));
    return read(file, PASSWORD);
  }

  /** Writes a store that vouches for the certificate of {@code known}. */
  static void writeTrust(Path file, KeyStore known) throws Exception {
    try (var out = Files.newOutputStream(file)) {
      trustOf(known).store(out, PASSWORD.toCharArray());
    }
  }

  static KeyStore read(Path file, String password) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(TYPE);
    try (var in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  /** A client that trusts that server and shows its own certificate, if it has one. */
  static HttpClient client(KeyStore server, KeyStore... own) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trustOf(server));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own.length == 0 ? null : own[0], PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        .sslContext(context)
        .build();
  }

  private static KeyStore trustOf(KeyStore store) throws GeneralSecurityException, IOException {
    KeyStore trust = KeyStore.getInstance(TYPE);
    trust.load(null, null);
    for (String alias : Collections.list(store.aliases())) {
      Certificate[] chain = store.getCertificateChain(alias);
      trust.setCertificateEntry(alias, chain[chain.length - 1]);
    }
    return trust;
  }

  private static void keytool(List<String> arguments) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of(tool.toString()), arguments.stream()).toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
  }
}
