package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.healthai.python.Python;
import org.healthai.python.VirtualEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Schemathesis takes the OpenAPI document at its word: it makes requests up, good ones and bad
 * ones, and accepts neither a server error nor an answer that the document does not have. A new
 * call is tried without a line here.
 *
 * <p>On a server of its own, since it changes everything there is. Skipped where there is no
 * Python, and the output says so. {@code src/test/schemathesis} says how it runs and what it leaves
 * out.
 */
class SchemathesisIT {
  private static final Path HOME = Path.of("src/test/schemathesis").toAbsolutePath();
  private static final VirtualEnvironment ENVIRONMENT =
      new VirtualEnvironment(
          "schemathesis-venv",
          HOME,
          List.of("requirements.txt"),
          false,
          List.of("-r", "requirements.txt"));

  /** Limits that no run reaches: one that it reached would hide what is behind. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "HEALTHAI_LIMIT_PREDICTIONS_PER_HOUR", "1000000",
          "HEALTHAI_LIMIT_LOGINS_PER_ADDRESS", "1000000");

  private static final Set<String> REFUSED = Set.of("401", "403", "429");

  private static Python python;
  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    python = ENVIRONMENT.python();
    process = ItServer.create("schemathesis", SETTINGS).startAndAwaitReady();
    server = ApiClient.ofFurther(process);
  }

  @AfterAll
  static void stop() throws Exception {
    if (process != null) {
      process.close();
    }
  }

  @Test
  void answersWhoMayEverythingAsTheDocumentSays() throws IOException {
    Users users = new Users(server);
    Users.Known user = users.register("default", "administrator");
    Users.Session session = users.login(user);

    Map<String, Set<String>> answers =
        run(
            "administrator",
            Long.toString(user.id()),
            "--header",
            "Authorization:Bearer " + session.accessToken());

    assertTrue(session.works(), "the run ended the session that it ran with");
    assertEquals(calls(), answers.keySet());
    answers.forEach(
        (call, statuses) ->
            assertTrue(
                statuses.stream().anyMatch(status -> !REFUSED.contains(status)),
                () -> call + " never got further than " + statuses));
  }

  @Test
  void answersStrangersAsTheDocumentSays() throws IOException {
    Map<String, Set<String>> answers = run("stranger", "");

    assertEquals(calls(), answers.keySet());
    ApiCall.allOf(server)
        .filter(call -> call.permission().isPresent())
        .forEach(call -> assertKeptOut(call, answers.get(call.toString())));
  }

  /** What cannot be read at all is 400 before anybody asks who sent it. */
  private static void assertKeptOut(ApiCall call, Set<String> statuses) {
    assertTrue(statuses.contains("401"), call::toString);
    assertTrue(Set.of("400", "401").containsAll(statuses), () -> call + " " + statuses);
  }

  /** Call to the statuses that it was answered with. */
  private static Map<String, Set<String>> run(String name, String ownUser, String... arguments)
      throws IOException {
    Path output = ItEnvironment.scratch("schemathesis-" + name);
    Files.createDirectories(output);
    Path tally = output.resolve("tally.json");
    Map<String, String> environment =
        Map.of(
            "SCHEMATHESIS_HOOKS", HOME.resolve("hooks.py").toString(),
            "OWN_USER", ownUser,
            "FILM", ItEnvironment.phantom().toString(),
            "TALLY", tally.toString());

    assertEquals(0, python.run(output, environment, command(arguments)), "see the output");
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(tally))) {
      return statusesByCall(reader.readObject());
    }
  }

  private static String[] command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-m",
                "schemathesis.cli",
                "--config-file",
                HOME.resolve("schemathesis.toml").toString(),
                "run",
                server.base() + "/openapi?format=JSON",
                "--url",
                server.base().toString()));
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  private static Map<String, Set<String>> statusesByCall(JsonObject tally) {
    return tally.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> new TreeSet<>(entry.getValue().asJsonObject().keySet()),
                (one, other) -> one,
                TreeMap::new));
  }

  private static Set<String> calls() {
    return ApiCall.allOf(server)
        .map(ApiCall::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
