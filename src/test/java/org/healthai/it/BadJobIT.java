package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Jobs that are refused as a whole or in part, on a server with an import root and small limits.
 */
class BadJobIT {
  private static final int MAX_FILMS = 20;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String CSV = "text/csv";

  private static ItServer process;
  private static ApiClient server;
  private static JobCalls jobs;
  private static Path inputs;

  @BeforeAll
  static void start() throws Exception {
    Path root = ItEnvironment.scratch("bad-jobs-import");
    Files.createDirectories(root);
    Files.write(root.resolve("film.png"), Films.drawn(1));
    Files.writeString(root.resolve("no-film.png"), "no film");
    inputs = ItEnvironment.scratch("bad-jobs-films");
    process =
        ItServer.create(
                "bad-jobs",
                Map.of(
                    "HEALTHAI_JOB_MAX_FILMS",
                    Integer.toString(MAX_FILMS),
                    "HEALTHAI_JOB_IMPORT_ROOT",
                    root.toString(),
                    "HEALTHAI_JOB_STORAGE_DIRECTORY",
                    inputs.toString()))
            .startAndAwaitReady();
    server = ApiClient.ofFurther(process);
    jobs = new JobCalls(server);
  }

  @AfterAll
  static void stop() throws Exception {
    process.close();
  }

  @Test
  void whatIsNoFilmFailsAlone() {
    byte[] zip =
        zip(
            List.of("a.png", "b.png", "c.png"),
            List.of(Films.drawn(2), "no film".getBytes(StandardCharsets.UTF_8), new byte[0]));

    List<JsonObject> results = resultsOf(jobs.submit(zip));

    assertEquals(List.of("done", "failed", "failed"), statesOf(results));
    assertEquals("UNSUPPORTED_IMAGE", codeOf(results.get(1)));
    assertEquals("EMPTY_FILE", codeOf(results.get(2)));
  }

  @Test
  void anEntryThatLeadsOutFailsAlone() {
    byte[] zip = zip(List.of("../../etc/passwd", "a.png"), List.of(Films.drawn(3), Films.drawn(4)));

    List<JsonObject> results = resultsOf(jobs.submit(zip));

    assertEquals(List.of("failed", "done"), statesOf(results));
    assertEquals("INVALID_VALUE", codeOf(results.get(0)));
  }

  @Test
  void aSymbolicLinkIsFollowedByNobody() {
    byte[] zip = zip(List.of("link.png"), List.of("/etc/passwd".getBytes(StandardCharsets.UTF_8)));
    int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    zip[directory + 41] = (byte) 0xA1; // S_IFLNK

    List<JsonObject> results = resultsOf(jobs.submit(zip));

    assertEquals("UNSUPPORTED_IMAGE", codeOf(results.get(0)));
  }

  @Test
  void filesOfOneNameAreTwoFilms() {
    Multipart form =
        new Multipart()
            .file("files", "same.png", Films.drawn(5))
            .file("files", "same.png", Films.drawn(6));

    long id = idOf(server.post(JobCalls.JOBS, form));

    jobs.awaitState(id, "completed", LIMIT);
    jobs.assertAnsweredOnce(id, 2);
  }

  @Test
  void aBombIsRefused() {
    byte[] bomb = zip(List.of("bomb.png"), List.of(new byte[200_000_000]));

    assertRefused(JobCalls.ZIP, bomb, 413, "PAYLOAD_TOO_LARGE");
  }

  @Test
  void aJobWithoutFilmsIsRefused() {
    assertRefused(JobCalls.ZIP, zip(List.of(), List.of()), 400, "MISSING_FILE");
    assertRefused(CSV, bytes("path\n"), 400, "MISSING_FILE");
  }

  @Test
  void aFilmTooManyIsRefused() {
    byte[] zip = JobCalls.zip(MAX_FILMS + 1, Films::drawn);

    assertRefused(JobCalls.ZIP, zip, 400, "TOO_MANY_FILES");
  }

  @Test
  void aZipThatIsCutOffIsRefused() {
    byte[] zip = JobCalls.zip(3, Films::drawn);

    assertRefused(JobCalls.ZIP, Arrays.copyOf(zip, zip.length / 2), 400, "MALFORMED_REQUEST");
    assertRefused(JobCalls.ZIP, Arrays.copyOf(zip, zip.length - 5), 400, "MALFORMED_REQUEST");
    assertRefused(JobCalls.ZIP, bytes("no zip"), 400, "MALFORMED_REQUEST");
  }

  @Test
  void pathsOfAManifestThatLeadOutFailAlone() {
    byte[] manifest = bytes("path\nfilm.png\n../bad-jobs/console.log\n/etc/passwd\nno-film.png\n");

    long id = idOf(server.post(JobCalls.JOBS, CSV, manifest));

    List<JsonObject> results = resultsOf(id);
    assertEquals(List.of("done", "failed", "failed", "failed"), statesOf(results));
    assertEquals("INVALID_VALUE", codeOf(results.get(1)));
    assertEquals("INVALID_VALUE", codeOf(results.get(2)));
    assertEquals("UNSUPPORTED_IMAGE", codeOf(results.get(3)));
  }

  @Test
  void aClientThatHangsUpHalfWayLeavesNothing() throws IOException {
    byte[] zip = JobCalls.zip(10, seed -> Films.noise(seed, 300, 300));
    long jobsBefore = countJobs();
    long before = countFolders();
    try (RawConnection client = new RawConnection(server)) {
      client.sendHead(
          "POST " + JobCalls.JOBS + " HTTP/1.1",
          ApiClient.KEY_HEADER + ": " + server.key().orElseThrow(),
          "Content-Type: " + JobCalls.ZIP,
          "Content-Length: " + zip.length);
      client.send(Arrays.copyOf(zip, zip.length / 2));
      Eventually.until("films are kept", LIMIT, () -> countFolders() > before);
      client.abort();
    }

    Eventually.until("they are removed", LIMIT, () -> countFolders() == before);
    assertEquals(jobsBefore, countJobs());
  }

  @Test
  void theSameKeyTwiceIsOneJob() {
    byte[] zip = JobCalls.zip(2, Films::drawn);

    long first = idOf(submit(zip, "twice"));
    Answer again = submit(bytes("whatever"), "twice");

    assertEquals(first, idOf(again));
    assertEquals("true", again.header("Idempotency-Replayed"));
  }

  @Test
  void theSameKeyAtOnceIsOneJob() {
    byte[] zip = JobCalls.zip(5, Films::drawn);
    long before = countJobs();

    List<CompletableFuture<Answer>> pending =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> submit(zip, "at once")))
            .toList();
    long jobsMade =
        pending.stream().map(CompletableFuture::join).mapToLong(BadJobIT::idOf).distinct().count();

    assertEquals(1, jobsMade);
    assertEquals(before + 1, countJobs());
  }

  private static void assertRefused(String type, byte[] body, int status, String code) {
    long jobsBefore = countJobs();
    long foldersBefore = countFolders();

    Answer answer = server.post(JobCalls.JOBS, type, body);

    Problems.assertProblem(answer, status, code);
    assertEquals(jobsBefore, countJobs());
    assertEquals(foldersBefore, countFolders());
  }

  private static Answer submit(byte[] zip, String key) {
    return server.send(
        server
            .request(JobCalls.JOBS)
            .header("Content-Type", JobCalls.ZIP)
            .header("Idempotency-Key", key.replace(' ', '-'))
            .POST(BodyPublishers.ofByteArray(zip)));
  }

  private static List<JsonObject> resultsOf(long id) {
    jobs.awaitState(id, "completed", LIMIT);
    List<JsonObject> results = jobs.results(id);
    assertFalse(results.toString().contains("root:"), "nothing of this machine");
    return results;
  }

  private static List<String> statesOf(List<JsonObject> results) {
    return results.stream().map(result -> result.getString("state")).toList();
  }

  private static String codeOf(JsonObject result) {
    return result.getJsonObject("error").getString("code");
  }

  private static long idOf(Answer answer) {
    return answer.expect(202).object().getJsonNumber("id").longValueExact();
  }

  private static long countJobs() {
    return Long.parseLong(
        server.get(JobCalls.JOBS + "?limit=1").expect(200).header("X-Total-Count"));
  }

  /** Each job that has films has one; those of ended jobs stay for a day. */
  private static long countFolders() {
    if (!Files.isDirectory(inputs)) {
      return 0;
    }
    try (Stream<Path> folders = Files.list(inputs)) {
      return folders.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(List<String> names, List<byte[]> contents) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(whole)) {
      for (int i = 0; i < names.size(); i++) {
        zip.putNextEntry(new ZipEntry(names.get(i)));
        zip.write(contents.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return whole.toByteArray();
  }
}
