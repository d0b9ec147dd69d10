package org.healthai.prediction.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the parts of one multipart form while it comes in (RFC 7578). For one thread.
 *
 * <p>The platform's own parser keeps every part before the first one can be looked at; this one
 * stops at the first part too many.
 */
public final class MultipartFiles {
  /** A part's headers, file name included; more is refused. */
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  private static final String DISPOSITION = "content-disposition:";

  private final MultipartInput input;
  private final boolean paths;
  private boolean started;
  private @Nullable InputStream body;

  /**
   * The parts of a form.
   *
   * @param form left open
   * @param boundary the parameter of the form's media type; null where there is none
   * @throws HealthAiException MALFORMED_REQUEST when the boundary cannot be one
   */
  public MultipartFiles(InputStream form, @Nullable String boundary) throws IOException {
    this(form, boundary, false);
  }

  /** The same; file names may have directories in them, as browsers send whole folders. */
  public static MultipartFiles withPaths(InputStream form, @Nullable String boundary)
      throws IOException {
    return new MultipartFiles(form, boundary, true);
  }

  private MultipartFiles(InputStream form, @Nullable String boundary, boolean paths)
      throws IOException {
    this.paths = paths;
    if (boundary == null || boundary.isEmpty()) {
      throw new HealthAiException(
          ErrorCode.MALFORMED_REQUEST, "multipart/form-data needs a boundary parameter");
    }
    try {
      input =
          MultipartInput.builder()
              .setInputStream(form)
              .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
              .setMaxPartHeaderSize(MAX_HEADER_BYTES)
              .get();
    } catch (IllegalArgumentException badBoundary) {
      throw new HealthAiException(
          ErrorCode.MALFORMED_REQUEST, "the boundary of the form cannot be used", badBoundary);
    }
    input.setHeaderCharset(StandardCharsets.ISO_8859_1);
  }

  /**
   * One part.
   *
   * @param name what the form calls it
   * @param clientName the client's name of the file, made harmless; empty where it has none
   * @param body must be read before the next part is asked for, or is skipped
   */
  public record Part(String name, String clientName, InputStream body) {}

  /**
   * The next part; null after the last.
   *
   * @throws IOException when the form is damaged or ends too early
   * @throws HealthAiException MALFORMED_REQUEST when the part's headers are not those of a form
   */
  public @Nullable Part next() throws IOException {
    if (body != null) {
      body.close();
    }
    boolean more = started ? input.readBoundary() : input.skipPreamble();
    started = true;
    if (!more) {
      return null;
    }
    String disposition = dispositionIn(input.readHeaders());
    Map<String, String> parameters = parse(disposition);
    String name = parameters.get("name");
    if (name == null || !parameters.containsKey("form-data")) {
      throw new HealthAiException(
          ErrorCode.MALFORMED_REQUEST,
          "every part of the form needs 'Content-Disposition: form-data; name=…'");
    }
    InputStream next = input.newInputStream();
    body = next;
    return new Part(name, clientName(disposition, parameters.get("filename")), next);
  }

  /** Some clients send {@code filename*}, whose encoding the parser has undone (RFC 5987). */
  private String clientName(String disposition, @Nullable String fileName) {
    if (fileName == null) {
      return "";
    }
    boolean decoded = disposition.toLowerCase(Locale.ROOT).contains("filename*=");
    if (paths) {
      return decoded ? ClientFileName.visible(fileName) : ClientFileName.visibleOfBytes(fileName);
    }
    return decoded ? ClientFileName.ofText(fileName) : ClientFileName.ofBytes(fileName);
  }

  private static String dispositionIn(String headers) {
    return headers
        .lines()
        .filter(line -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
        .map(line -> line.substring(DISPOSITION.length()))
        .findFirst()
        .orElse("");
  }

  private static Map<String, String> parse(String disposition) {
    ParameterParser parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return parser.parse(disposition, ';');
  }
}
