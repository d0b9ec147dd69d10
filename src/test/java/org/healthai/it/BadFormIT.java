package org.healthai.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that do not say which film is meant: refused, with nothing left behind. */
class BadFormIT {
  private static final byte[] FILM = Films.drawn(50);

  private final ApiClient server = ApiClient.ofSharedServer();

  static Stream<Refusal> badForms() {
    return Stream.of(
        multipart("no part at all", new Multipart(), 400, "MISSING_FILE"),
        multipart("only a field", new Multipart().field("note", "x"), 400, "MALFORMED_REQUEST"),
        multipart(
            "a field beside the file",
            Multipart.ofFilm(FILM).field("note", "x"),
            400,
            "MALFORMED_REQUEST"),
        multipart(
            "the file under another name",
            new Multipart().file("image", "film", FILM),
            400,
            "MALFORMED_REQUEST"),
        multipart(
            "two files",
            new Multipart().file("file", "a", FILM).file("file", "b", FILM),
            400,
            "TOO_MANY_FILES"),
        multipart(
            "a part without a name",
            new Multipart().part("Content-Disposition: form-data; filename=\"film\"", FILM),
            400,
            "MALFORMED_REQUEST"),
        multipart(
            "a part without a disposition",
            new Multipart().part("Content-Type: image/png", FILM),
            400,
            "MALFORMED_REQUEST"),
        named("a file name out of the folder", "../../../../etc/passwd"),
        named("the same for Windows", "..\\\\..\\\\windows\\\\film.png"),
        named("an absolute file name", "/etc/shadow"),
        multipart("a file name that is no UTF-8", invalidUtf8Name(), 400, "MALFORMED_REQUEST"));
  }

  static Stream<Refusal> badBodies() {
    return Stream.of(
        raw("an empty multipart body", multipartType(), new byte[0], 400, "MISSING_FILE"),
        raw("no multipart at all", multipartType(), FILM, 400, "MISSING_FILE"),
        raw("a multipart without its end", multipartType(), withoutEnd(), 400, "MALFORMED_REQUEST"),
        raw(
            "a multipart type without a boundary",
            "multipart/form-data",
            Multipart.ofFilm(FILM).toBytes(),
            400,
            "MALFORMED_REQUEST"),
        raw("JSON", "application/json", bytes("{}"), 415, "UNSUPPORTED_MEDIA_TYPE"),
        raw("text", "text/plain", bytes("film"), 415, "UNSUPPORTED_MEDIA_TYPE"),
        raw("a type that is none", "nonsense", FILM, 400, "MALFORMED_REQUEST"),
        raw("a raw body without a byte", "image/png", new byte[0], 400, "EMPTY_FILE"),
        raw("a raw body that is no image", "image/png", bytes("x"), 415, "UNSUPPORTED_IMAGE"));
  }

  @ParameterizedTest
  @MethodSource({"badForms", "badBodies"})
  void refuses(Refusal refusal) {
    refusal.assertRefusedBy(server);
  }

  private static Refusal multipart(String what, Multipart body, int status, String code) {
    return new Refusal(what, client -> client.predict(body), status, code);
  }

  private static Refusal named(String what, String fileName) {
    return multipart(what, new Multipart().file("file", fileName, FILM), 400, "MALFORMED_REQUEST");
  }

  private static Refusal raw(
      String what, String contentType, byte[] body, int status, String code) {
    return new Refusal(
        what, client -> client.post(ApiClient.PREDICT, contentType, body), status, code);
  }

  private static Multipart invalidUtf8Name() {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    headers.writeBytes(bytes("Content-Disposition: form-data; name=\"file\"; filename=\"film-"));
    headers.writeBytes(new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff});
    headers.writeBytes(bytes(".png\"\r\nContent-Type: image/png"));
    return new Multipart().part(headers.toByteArray(), FILM);
  }

  private static byte[] withoutEnd() {
    byte[] whole = Multipart.ofFilm(FILM).toBytes();
    return Arrays.copyOf(whole, whole.length - 60);
  }

  private static String multipartType() {
    return new Multipart().contentType();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
