package org.healthai.job.storage.s3;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.healthai.TestClock;
import org.healthai.error.ErrorCode;
import org.healthai.job.JobInputs;
import org.healthai.job.PlaceIds;
import org.healthai.job.storage.JobInputsContract;
import org.healthai.job.storage.MemoryPlaceIds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real S3 server; each test has a prefix of its own. */
class S3JobInputsIT extends JobInputsContract {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir private static Path home;
  private static S3Server server;

  @TempDir private Path temporary;
  private final String prefix = "jobs/" + UUID.randomUUID() + "/";
  private final String folder = UUID.randomUUID().toString();
  private final MemoryPlaceIds database = new MemoryPlaceIds();
  private final TestClock clock = new TestClock(Instant.parse("2026-11-26T12:00:00Z"));
  private S3JobInputs inputs;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    Optional<Path> program = S3Server.program();
    assumeTrue(
        program.isPresent(),
        "needs versitygw: go install github.com/versity/versitygw/cmd/versitygw@latest");
    server = S3Server.start(program.get(), home);
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    inputs = inputs(server.address(), S3Server.BUCKET, S3Server.SECRET_KEY);
  }

  @AfterEach
  void close() {
    inputs.close();
  }

  @Override
  protected JobInputs inputs() {
    return inputs;
  }

  @Override
  protected void damage(String job, int item) throws IOException {
    Path file = server.object(prefix + job + "/film-" + item);
    byte[] bytes = Files.readAllBytes(file);
    bytes[0] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void anObjectShowsNothingOfItsFilm() throws IOException {
    keep(folder, 0);

    Path object = server.object(prefix + folder + "/film-0");
    assertFalse(Files.readString(object, StandardCharsets.ISO_8859_1).contains("film"));
  }

  @Test
  void nothingStaysOnThisMachine() throws IOException {
    keep(folder, 0);

    try (var files = Files.list(temporary)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void removesMoreFilmsThanOnePageLists() {
    for (int item = 0; item < 1_003; item++) {
      keep(folder, item);
    }

    inputs.removeAll(folder);

    assertEquals(List.of(), inputs.listFolders());
  }

  @Test
  void aWrongKeyIsTheStoresFailure() {
    try (S3JobInputs locked = inputs(server.address(), S3Server.BUCKET, "another secret")) {
      assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> locked.removeAll(folder)));
    }
  }

  @Test
  void aBucketThatIsNotThereLosesNoFilm() {
    String key = keep(folder, 0);
    try (S3JobInputs elsewhere = inputs(server.address(), "missing", S3Server.SECRET_KEY)) {
      assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> elsewhere.open(folder, 0, key)));
    }
  }

  @Test
  void aServerThatIsAwayIsTheStoresFailure() {
    URI nobody = URI.create("http://127.0.0.1:9");
    try (S3JobInputs away = inputs(nobody, S3Server.BUCKET, S3Server.SECRET_KEY)) {
      assertEquals(
          ErrorCode.STORE_UNAVAILABLE,
          codeOf(() -> away.keep(folder, 0, () -> new ByteArrayInputStream(new byte[9]))));
      assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> away.listFolders()));
      assertTrue(away.findProblem().isPresent());
      assertEquals(Optional.empty(), inputs.findProblem());
    }
  }

  @Test
  void anotherDatabaseTakesNoFilmsThereAndRemovesNone() {
    String key = keep(folder, 0);
    try (S3JobInputs other = inputs(new MemoryPlaceIds())) {
      assertTrue(other.findProblem().orElseThrow().contains("is another database's"));
      assertEquals(
          ErrorCode.STORE_UNAVAILABLE,
          codeOf(() -> other.keep(folder, 0, InputStream::nullInputStream)));
      assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(other::listFolders));
      assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> other.removeAll(folder)));
    }
    assertDoesNotThrow(() -> read(folder, 0, key));
  }

  @Test
  void otherServersOfTheDatabaseFindIt() {
    String key = keep(folder, 0);
    try (S3JobInputs second = inputs(database)) {
      assertEquals(Optional.empty(), second.findProblem());
      assertDoesNotThrow(() -> second.open(folder, 0, key).close());
    }
  }

  @Test
  void aPrefixWithoutItsMarkerLosesNoFilm() throws IOException {
    String key = keep(folder, 0);
    try (var files = Files.list(server.object(prefix))) {
      Files.delete(
          files
              .filter(file -> file.getFileName().toString().startsWith(".place-"))
              .findAny()
              .get());
    }
    inputs.remove(folder, 0); // as if it were another bucket
    clock.advance(Duration.ofMinutes(1));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> read(folder, 0, key)));
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> keep(folder, 1)));
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(inputs::listFolders));
    assertTrue(inputs.findProblem().orElseThrow().contains(prefix + ".place-"));
  }

  private S3JobInputs inputs(PlaceIds of) {
    return new S3JobInputs(
        settings(server.address(), S3Server.BUCKET, S3Server.SECRET_KEY), of, SEALER, clock);
  }

  private S3JobInputs inputs(URI endpoint, String bucket, String secret) {
    return new S3JobInputs(settings(endpoint, bucket, secret), database, SEALER, clock);
  }

  private S3Settings settings(URI endpoint, String bucket, String secret) {
    return new S3Settings(
        endpoint, bucket, "us-east-1", S3Server.ACCESS_KEY, secret, prefix, TIMEOUT, temporary);
  }
}
