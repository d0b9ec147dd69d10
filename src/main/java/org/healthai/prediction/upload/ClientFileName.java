package org.healthai.prediction.upload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * The client's name of a file. It is told back to the same client and goes nowhere else: file names
 * carry patient names.
 */
public final class ClientFileName {
  /** Characters of a name. */
  public static final int MAX_LENGTH = 255;

  /** Control and format characters (bidirectional overrides), line and paragraph separators. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private ClientFileName() {}

  /**
   * A name that is harmless in an answer.
   *
   * @param name the client's name
   * @throws HealthAiException MALFORMED_REQUEST when it names a directory
   */
  public static String ofText(String name) {
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      throw malformed("a file name must not contain a path");
    }
    return visible(name);
  }

  /** The same of a name within an archive, a folder or a job, which may have directories in it. */
  public static String visible(String name) {
    String visible = INVISIBLE.matcher(name).replaceAll("");
    return visible.length() <= MAX_LENGTH ? visible : cut(visible);
  }

  /**
   * The same from a header.
   *
   * @param header the name with one character a byte (ISO 8859-1)
   * @throws HealthAiException MALFORMED_REQUEST also when the bytes are no UTF-8
   */
  public static String ofBytes(String header) {
    return ofText(decode(header));
  }

  /** The same from a header of a form whose files may come with their directories. */
  static String visibleOfBytes(String header) {
    return visible(decode(header));
  }

  private static String cut(String name) {
    boolean splitsPair = Character.isHighSurrogate(name.charAt(MAX_LENGTH - 1));
    return name.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
  }

  private static String decode(String header) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed("a file name is not valid UTF-8");
    }
  }

  private static HealthAiException malformed(String detail) {
    return new HealthAiException(ErrorCode.MALFORMED_REQUEST, detail);
  }
}
