package org.healthai.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients of docs/jobs.md, as somebody runs them who has read it. */
class JobExampleIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path home;
  private final ApiClient server = ApiClient.ofSharedServer();

  /** What a program has said, both ways. */
  private record Ended(int status, String said) {}

  @BeforeAll
  static void findPrograms() throws Exception {
    Assumptions.assumeTrue(
        isThere("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 10))"),
        "skipped: there is no python3 of at least 3.10");
  }

  private static boolean isThere(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private Path films(int count, int seed) throws IOException {
    Path folder = Files.createDirectories(home.resolve("films/ward 3"));
    for (int i = 0; i < count; i++) {
      Files.write(folder.resolve("film-%02d.png".formatted(i)), Films.drawn(seed + i));
    }
    return folder.getParent();
  }

  private Path keyFile(String key) throws IOException {
    return Files.writeString(home.resolve("key"), key + "\n");
  }

  private List<String> command(Path films, String key) throws IOException {
    return new ArrayList<>(
        List.of(
            "python3",
            ItEnvironment.checkout().resolve("src/examples/jobs.py").toString(),
            films.toString(),
            "--url",
            server.base().toString(),
            "--results",
            home.resolve("results.csv").toString(),
            "--key-file",
            keyFile(key).toString(),
            "--patience",
            "20"));
  }

  private Ended run(List<String> command) throws Exception {
    Path out = Files.createTempFile(home, "said", ".txt");
    Process process = start(command, out);
    assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "it ends");
    return new Ended(process.exitValue(), Files.readString(out));
  }

  private Process start(List<String> command, Path out) throws IOException {
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start();
  }

  @Test
  void pythonHasAFolderAnsweredAndTheSameJobWhenItIsRunAgain() throws Exception {
    List<String> command = command(films(5, 6_100), server.key().orElseThrow());

    Ended first = run(command);
    Ended second = run(command);

    assertEquals(0, first.status(), first::said);
    assertTrue(first.said().contains("completed 5/5, 0 failed"), first::said);
    List<String> lines = Files.readAllLines(home.resolve("results.csv"));
    assertEquals(6, lines.size(), lines::toString);
    assertTrue(lines.get(1).contains("ward 3/film-00.png"), lines::toString);
    assertEquals(0, second.status(), second::said);
    assertEquals(first.said().lines().findFirst(), second.said().lines().findFirst());
  }

  @Test
  void pythonSaysThatSomeFilmsHaveNoAnswer() throws Exception {
    Path films = films(2, 6_200);
    Files.writeString(films.resolve("notes.txt"), "no film");

    Ended ended = run(command(films, server.key().orElseThrow()));

    assertEquals(1, ended.status(), ended::said);
    assertTrue(ended.said().contains("2 answered, 1 failed, 0 stopped"), ended::said);
  }

  @Test
  void pythonSaysThatTheKeyIsWrong() throws Exception {
    Ended ended = run(command(films(1, 6_300), "hk_wrong"));

    assertEquals(3, ended.status(), ended::said);
    assertTrue(ended.said().contains("refused: UNAUTHENTICATED"), ended::said);
    assertFalse(Files.exists(home.resolve("results.csv")));
  }

  @Test
  void pythonGivesUpOnAServerThatIsNotThere() throws Exception {
    List<String> command = command(films(1, 6_400), "any");
    command.set(command.indexOf("--url") + 1, "http://localhost:1");
    command.set(command.indexOf("--patience") + 1, "2");

    Ended ended = run(command);

    assertEquals(4, ended.status(), ended::said);
    assertTrue(ended.said().contains("run the same command again"), ended::said);
  }

  @Test
  void theJobGoesOnThoughPythonIsInterruptedAndIsStoppedByCurl() throws Exception {
    String key = server.key().orElseThrow();
    List<String> command = command(films(80, 6_500), key);
    Path out = home.resolve("interrupted.txt");
    Process process = start(command, out);
    Eventually.until("it watches", LIMIT, () -> saysARunningJob(out));

    process.destroy(); // SIGTERM; nobody's Ctrl-C can be sent from here
    assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
    long id = Long.parseLong(Files.readString(out).replaceFirst("(?s)job (\\d+):.*", "$1"));
    JobCalls jobs = new JobCalls(server);
    assertEquals(80, jobs.show(id).getInt("total"));
    server.delete(JobCalls.JOBS + "/" + id).expect(202);
    jobs.await(
        id,
        "an end",
        LIMIT,
        job -> List.of("stopped", "completed").contains(job.getString("state")));

    command.add("--restart");
    Ended again = run(command);
    assertEquals(0, again.status(), again::said);
    jobs.assertAnsweredOnce(id, 80);
  }

  private static boolean saysARunningJob(Path out) {
    try {
      return Files.exists(out) && Files.readString(out, UTF_8).contains("running ");
    } catch (IOException e) {
      return false;
    }
  }

  /** The lines of docs/jobs.md, one after the other in one shell. */
  @Test
  void curlDoesWhatTheDocumentSays() throws Exception {
    Assumptions.assumeTrue(isThere("curl", "--version"), "skipped: there is no curl");
    Files.write(home.resolve("films.zip"), JobCalls.zip(2, film -> Films.drawn(6_700 + film)));
    Files.write(home.resolve("0001.png"), Films.drawn(6_801));
    Files.write(home.resolve("0002.png"), Films.drawn(6_802));
    String script =
        """
        set -eu
        URL=%s/api/v1/jobs
        id() { sed 's/.*"id":\\([0-9]*\\),.*/\\1/'; }
        A=$(curl -sS -H "X-API-Key: $KEY" -H "Content-Type: application/zip" \
          -H "Idempotency-Key: it-curl" --data-binary @films.zip "$URL?operating_point=screening" | id)
        B=$(curl -sS -H "X-API-Key: $KEY" -H "Content-Type: application/zip" \
          -H "Idempotency-Key: it-curl" -T films.zip -X POST "$URL?operating_point=screening" | id)
        test "$A" = "$B"
        C=$(curl -sS -H "X-API-Key: $KEY" -F files=@0001.png -F files=@0002.png $URL | id)
        for JOB in $A $C; do
          curl -sS -N -H "X-API-Key: $KEY" $URL/$JOB/events | tail -n 3
          curl -sS -f -H "X-API-Key: $KEY" "$URL/$JOB/items?state=failed"
          curl -sS -f -H "X-API-Key: $KEY" "$URL/$JOB/results?format=csv" -o results.csv
          test $(wc -l < results.csv) = 3
          curl -sS -f -H "X-API-Key: $KEY" -H "Accept: application/x-ndjson" $URL/$JOB/results
        done
        """
            .formatted(server.base());
    Path out = home.resolve("curl.txt");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", script)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("KEY", server.key().orElseThrow());
    Process shell = builder.start();
    assertTrue(shell.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "it ends");

    String said = Files.readString(out);
    assertEquals(0, shell.exitValue(), said);
    assertEquals(2, said.split("event: ?end", -1).length - 1, said);
  }
}
