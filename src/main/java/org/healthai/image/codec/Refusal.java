package org.healthai.image.codec;

import java.util.Locale;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** How codecs say no. */
public final class Refusal {
  private Refusal() {}

  /**
   * A file that is damaged, truncated or uses a feature we do not read.
   *
   * @param detail shown to the client, in the style of {@link String#format}; only numbers of the
   *     file may go into it
   */
  public static HealthAiException unreadable(String detail, Object... numbers) {
    return new HealthAiException(
        ErrorCode.IMAGE_UNREADABLE, String.format(Locale.ROOT, detail, numbers));
  }

  /** The same, when a library noticed; its words are for the log only. */
  public static HealthAiException unreadable(Throwable cause, String detail, Object... numbers) {
    return new HealthAiException(
        ErrorCode.IMAGE_UNREADABLE, String.format(Locale.ROOT, detail, numbers), cause);
  }
}
