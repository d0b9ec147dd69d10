package org.healthai.it;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code multipart/form-data} body, byte for byte as the test wants it. Contents are kept, not
 * copied: a film sent fifty times is in memory once.
 */
final class Multipart {
  static final String BOUNDARY = "healthai-it-7MA4YWxkTrZu0gW";
  private static final String LINE = "\r\n";

  private final List<byte[]> pieces = new ArrayList<>();

  /** One film as {@code POST /api/v1/predict} takes it. */
  static Multipart ofFilm(byte[] film) {
    return new Multipart().file("file", "film", film);
  }

  /** Films as {@code POST /api/v1/predict/batch} takes them, named film-0, film-1 and so on. */
  static Multipart ofFilms(Iterable<byte[]> films) {
    Multipart body = new Multipart();
    int index = 0;
    for (byte[] film : films) {
      body.file("files", "film-" + index++, film);
    }
    return body;
  }

  Multipart file(String part, String fileName, byte[] content) {
    return file(part, fileName, "application/octet-stream", content);
  }

  Multipart file(String part, String fileName, String contentType, byte[] content) {
    return part(
        ("Content-Disposition: form-data; name=\"" + part + "\"; filename=\"" + fileName + "\"")
            + (LINE + "Content-Type: " + contentType),
        content);
  }

  Multipart field(String name, String value) {
    return part(
        "Content-Disposition: form-data; name=\"" + name + "\"",
        value.getBytes(StandardCharsets.UTF_8));
  }

  Multipart part(String headers, byte[] content) {
    return part(headers.getBytes(StandardCharsets.UTF_8), content);
  }

  /** A part whose header lines need not be text. */
  Multipart part(byte[] headers, byte[] content) {
    text("--" + BOUNDARY + LINE);
    pieces.add(headers);
    text(LINE + LINE);
    pieces.add(content);
    text(LINE);
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] toBytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    withEnd().forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  /** The body piece by piece, with its length known beforehand. */
  BodyPublisher toPublisher() {
    return BodyPublishers.concat(
        withEnd().stream().map(BodyPublishers::ofByteArray).toArray(BodyPublisher[]::new));
  }

  private List<byte[]> withEnd() {
    List<byte[]> whole = new ArrayList<>(pieces);
    whole.add(("--" + BOUNDARY + "--" + LINE).getBytes(StandardCharsets.US_ASCII));
    return whole;
  }

  private void text(String text) {
    pieces.add(text.getBytes(StandardCharsets.UTF_8));
  }
}
