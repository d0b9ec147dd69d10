package org.healthai.web;

/**
 * How many bytes a request body may have, and how slowly they may come; filled by {@code config}.
 *
 * @param maxBytes body of an ordinary request ({@code healthai.web.max-request-bytes}); larger than
 *     the largest film by what multipart adds around it
 * @param maxLargeBytes body of a call marked {@link LargeBody} ({@code
 *     healthai.web.max-large-request-bytes}); the server's own {@code messageSizeLimit} must not be
 *     lower
 * @param pace how slowly any body may come
 */
public record RequestLimits(long maxBytes, long maxLargeBytes, BodyPace pace) {

  /** Refuses limits that would let nothing through. */
  public RequestLimits {
    if (maxBytes < 1 || maxLargeBytes < maxBytes) {
      throw new IllegalArgumentException(
          "max-request-bytes must be positive and not above max-large-request-bytes");
    }
  }
}
