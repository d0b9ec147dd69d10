package org.healthai.job.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where films of jobs wait when it is no directory; filled by {@code config}.
 *
 * @param endpoint the storage's address; null for Amazon's own ({@code healthai.job.s3-endpoint})
 * @param bucket a bucket that is there ({@code healthai.job.s3-bucket})
 * @param region what requests are signed for ({@code healthai.job.s3-region})
 * @param accessKey the id of the key ({@code healthai.job.s3-access-key})
 * @param secretKey the key ({@code healthai.job.s3-secret-key})
 * @param prefix what all names begin with; empty or with a / at the end ({@code
 *     healthai.job.s3-prefix})
 * @param timeout how long the storage may be silent ({@code healthai.job.s3-timeout})
 * @param temporary where a sealed film waits while it is sent
 */
public record S3Settings(
    @Nullable URI endpoint,
    String bucket,
    String region,
    String accessKey,
    String secretKey,
    String prefix,
    Duration timeout,
    Path temporary) {

  /** Refuses addresses that nothing can be sent to, and prefixes that are no folder. */
  public S3Settings {
    if (endpoint != null
        && (endpoint.getHost() == null
            || !("https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme())))) {
      throw new IllegalArgumentException("s3-endpoint must be https://HOST:PORT or http://");
    }
    if (!prefix.isEmpty() && (prefix.startsWith("/") || !prefix.endsWith("/"))) {
      throw new IllegalArgumentException("s3-prefix must end with / and not begin with one");
    }
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "S3Settings[" + bucket + "]";
  }
}
