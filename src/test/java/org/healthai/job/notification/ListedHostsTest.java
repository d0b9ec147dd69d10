package org.healthai.job.notification;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedHostsTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ris.example/jobs?x=1",
        "HTTPS://RIS.example",
        "https://ris.example:443/",
        "https://pacs.example:8443/",
        "https://[2001:db8::7]:8443/"
      })
  void allowsListedHosts(String url) {
    assertDoesNotThrow(() -> rule(false).require(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example/",
        "https://sub.ris.example/",
        "https://ris.example.evil.example/",
        "https://ris.example:8443/",
        "https://pacs.example/",
        "https://ris.example@evil.example/",
        "https://evil.example#@ris.example/",
        "https://evil.example\\@ris.example/",
        "https://user:pass@ris.example/",
        "https://ris.example/#part",
        "http://ris.example/",
        "ftp://ris.example/",
        "file:///etc/passwd",
        "//ris.example/",
        "/jobs",
        "https:ris.example",
        "https://169.254.169.254/latest/meta-data/",
        "https://ris.example/\r\nHost: evil",
        "https://ris.example/ä",
        ""
      })
  void refusesEverythingElse(String url) {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> rule(false).require(url));

    assertEquals(ErrorCode.INVALID_PARAMETER, refusal.code());
    assertFalse(refusal.detail().contains("evil"));
  }

  @Test
  void refusesAddressesThatAreTooLong() {
    String url = "https://ris.example/" + "a".repeat(ListedHosts.MAX_LENGTH);

    assertThrows(HealthAiException.class, () -> rule(false).require(url));
  }

  @Test
  void allowsPlainHttpWhereItIsWanted() {
    assertDoesNotThrow(() -> rule(true).require("http://ris.example/"));
    assertDoesNotThrow(() -> rule(true).require("http://ris.example:80/"));
    assertThrows(HealthAiException.class, () -> rule(true).require("http://ris.example:443/"));
  }

  @Test
  void refusesEverybodyWithoutHosts() {
    ListedHosts none = new ListedHosts(WebhookSettings.none());

    assertThrows(HealthAiException.class, () -> none.require("https://ris.example/"));
  }

  @Test
  void needsASecretWithHosts() {
    assertThrows(IllegalArgumentException.class, () -> settings("ris.example", null, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.example", "https://ris.example", "ris.example/jobs", "a b", "ris:"})
  void refusesWhatIsNoHost(String host) {
    assertThrows(IllegalArgumentException.class, () -> settings(host, SECRET, false));
  }

  private static ListedHosts rule(boolean http) {
    return new ListedHosts(
        new WebhookSettings(
            List.of("ris.example", "Pacs.Example:8443", "[2001:db8::7]:8443"),
            SECRET,
            http,
            8,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5)));
  }

  private static WebhookSettings settings(String host, String secret, boolean http) {
    return new WebhookSettings(
        List.of(host), secret, http, 8, Duration.ofSeconds(10), Duration.ofSeconds(5));
  }
}
