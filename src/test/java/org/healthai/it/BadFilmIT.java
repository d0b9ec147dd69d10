package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no film we take: each is refused with its reason and leaves nothing behind. */
class BadFilmIT {
  private final ApiClient server = ApiClient.ofSharedServer();

  static Stream<Refusal> badFilms() {
    return Stream.of(
        film("an empty file", () -> new byte[0], 400, "EMPTY_FILE"),
        film("text named .png", () -> ascii("This is no image."), 415, "UNSUPPORTED_IMAGE"),
        film("a web page", () -> ascii("<!DOCTYPE html><html></html>"), 415, "UNSUPPORTED_IMAGE"),
        film("a PDF", () -> ascii("%PDF-1.7\n1 0 obj\n"), 415, "UNSUPPORTED_IMAGE"),
        film("a GIF", () -> ascii("GIF89a then whatever"), 415, "UNSUPPORTED_IMAGE"),
        film("one byte", () -> new byte[] {1}, 415, "UNSUPPORTED_IMAGE"),
        film("zeros", () -> new byte[100_000], 415, "UNSUPPORTED_IMAGE"),
        unreadable("a PNG cut in half", () -> HostileFilms.firstHalf(Films.noise(1, 256, 256))),
        unreadable("a JPEG cut in half", () -> HostileFilms.firstHalf(Films.drawnJpeg(1))),
        unreadable("a PNG's signature alone", () -> Arrays.copyOf(Films.drawn(1), 8)),
        unreadable("a PNG's header alone", () -> Arrays.copyOf(Films.drawn(1), 33)),
        unreadable("a JPEG's first bytes alone", () -> Arrays.copyOf(Films.drawnJpeg(1), 20)),
        unreadable("a PNG without pixels", () -> PngBytes.startGrey(256, 256).end()),
        unreadable("a PNG with a flipped bit", BadFilmIT::damagedPng),
        film("one pixel less than the limit", () -> Films.drawn(1, 63, 64), 422, "IMAGE_TOO_SMALL"),
        film("a PNG of 60,000 x 60,000", HostileFilms::hugePng, 422, "IMAGE_TOO_LARGE"),
        film("a JPEG of 60,000 x 60,000", HostileFilms::hugeJpeg, 422, "IMAGE_TOO_LARGE"),
        film("a film above the byte limit", BadFilmIT::tooManyBytes, 413, "PAYLOAD_TOO_LARGE"));
  }

  /** Each inflates to 1 GiB, twice the server's heap. */
  static Stream<Refusal> bombs() {
    return Stream.of(
        unreadable("compressed text", HostileFilms::compressedTextBomb),
        unreadable("international text", HostileFilms::internationalTextBomb),
        unreadable("colour profile", HostileFilms::colourProfileBomb),
        unreadable("pixels", HostileFilms::pixelBomb));
  }

  @ParameterizedTest
  @MethodSource("badFilms")
  void refuses(Refusal refusal) {
    refusal.assertRefusedBy(server);
  }

  /** The time limit is what inflating the bomb would take, many times over. */
  @ParameterizedTest
  @MethodSource("bombs")
  void refusesAZipBombInside(Refusal bomb) {
    assertTimeout(Duration.ofSeconds(10), () -> bomb.assertRefusedBy(server));
  }

  @Test
  void takesAFilmOfExactlyTheSmallestSize() {
    Predictions.assertComplete(server.classify(Films.drawn(1, 64, 64)));
  }

  private static Refusal film(String what, Supplier<byte[]> film, int status, String code) {
    return new Refusal(
        what,
        client -> client.predict(new Multipart().file("file", "film.png", "image/png", film.get())),
        status,
        code);
  }

  private static Refusal unreadable(String what, Supplier<byte[]> film) {
    return film(what, film, 422, "IMAGE_UNREADABLE");
  }

  private static byte[] damagedPng() {
    byte[] png = Films.noise(2, 256, 256);
    png[png.length / 2] ^= 1;
    return png;
  }

  /** 20 MB are allowed; this is more by some thousand bytes. */
  private static byte[] tooManyBytes() {
    return Films.noise(3, 4600, 4560);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
