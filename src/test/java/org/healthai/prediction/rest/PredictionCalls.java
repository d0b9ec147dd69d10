package org.healthai.prediction.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.limit.FakeBuckets;
import org.healthai.limit.LimitListener;
import org.healthai.limit.PredictionQuotas;
import org.healthai.limit.rest.PredictionLimitFilter;
import org.healthai.prediction.PredictionHistory;
import org.healthai.prediction.PredictionSettings;
import org.healthai.prediction.ServiceFixture;
import org.healthai.prediction.pipeline.FakeClassifier;
import org.healthai.prediction.pipeline.FilmClassifiers;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.prediction.upload.SpoolSettings;
import org.healthai.prediction.upload.UploadGate;
import org.healthai.prediction.upload.UploadSpool;
import org.healthai.secret.TestKeys;
import org.healthai.web.RestHarness;

/** The calls of this package on fakes. */
final class PredictionCalls {
  /** Content type of {@link #form}. */
  static final String FORM = "multipart/form-data; boundary=xx";

  private final ServiceFixture fixture = new ServiceFixture();
  private final Path uploads;
  private final PredictResource resource;
  private final RestHarness rest;

  /** Calls that spool below {@code directory}. */
  PredictionCalls(Path directory) {
    uploads = directory.resolve("tmp");
    PredictionSettings settings =
        new PredictionSettings(
            Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(600), 3);
    FilmClassifiers classifiers =
        (name, version, study) -> {
          if (name != null && !name.equals("chest_xray")) {
            throw new HealthAiException(ErrorCode.MODEL_NOT_FOUND, "there is no such model");
          }
          return film -> FakeClassifier.immediate();
        };
    UploadSpool spool = new UploadSpool(new SpoolSettings(uploads, 0, 0, 1_000_000));
    resource =
        new PredictResource(
            fixture.films(), fixture.batches(), new OrderFactory(classifiers, settings));
    rest =
        new RestHarness(
            new UploadFormReader(
                new UploadGate(priority -> {}, 2), spool, new UploadLimits(100, 3)),
            new PredictionLimitFilter(new PredictionQuotas(new FakeBuckets(), LimitListener.NONE)),
            resource,
            new PredictionsResource(
                new PredictionHistory(fixture.repository, fixture.recorder),
                new SubjectSealer(TestKeys.ring(TestKeys.key("k1", 1)))));
  }

  ServiceFixture fixture() {
    return fixture;
  }

  PredictResource resource() {
    return resource;
  }

  RestHarness rest() {
    return rest;
  }

  /** How many uploads lie about. */
  long uploads() throws IOException {
    try (Stream<Path> files = Files.list(uploads)) {
      return files.count();
    }
  }

  /** A film as {@link org.healthai.prediction.pipeline.FakeDecoder} reads it. */
  static byte[] film(int film) {
    return new byte[] {(byte) film};
  }

  /** A form of {@link #FORM} with these films. */
  static byte[] form(String part, int... films) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < films.length; i++) {
      form.append("--xx\r\nContent-Disposition: form-data; name=\"")
          .append(part)
          .append("\"; filename=\"film ")
          .append(i)
          .append(".png\"\r\n\r\n")
          .append((char) films[i])
          .append("\r\n");
    }
    return form.append("--xx--\r\n").toString().getBytes(ISO_8859_1);
  }
}
