package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A thousand logins at once: nobody is let in who should not be, and the server stays well. */
class LoginStormIT {
  private static final int LOGINS = 1_000;
  private static final int CLIENTS = 200;

  private final ApiClient server = ApiClient.ofSharedServer();
  private final Users users = new Users(server);

  @Test
  void lettingInIsBoundedAndRight() throws Exception {
    List<Users.Known> known = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      known.add(users.register("it-storm", "clinician"));
    }
    List<Callable<Attempt>> attempts = new ArrayList<>();
    for (int i = 0; i < LOGINS; i++) {
      Users.Known user = known.get(i % known.size());
      boolean right = i % 2 == 0;
      // wrong ones under names that nobody has: a lock must not keep the right ones out
      String name = right ? user.email() : "storm-%d@example.org".formatted(i);
      attempts.add(() -> new Attempt(right, users.tryLogin(name, user.password())));
    }

    TreeMap<String, Integer> counts = new TreeMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Attempt>> pending = new ArrayList<>();
      attempts.forEach(attempt -> pending.add(pool.submit(attempt)));
      assertTrue(server.get("/api/v1/health").status() == 200, "health answers meanwhile");
      for (Future<Attempt> attempt : pending) {
        counts.merge(judge(attempt.get()), 1, Integer::sum);
      }
    } finally {
      pool.shutdownNow();
    }

    assertEquals(LOGINS, counts.values().stream().mapToInt(Integer::intValue).sum());
    assertTrue(counts.getOrDefault("right 200", 0) > 0, counts::toString);
    assertEquals(
        Set.of(), difference(counts.keySet()), "answers that nobody documented: " + counts);
    Eventually.until(
        "ready", Duration.ofMinutes(1), () -> server.get("/health/ready").status() == 200);
    users.login(known.get(0));
    server.classify(Films.drawn(701));
  }

  private static Set<String> difference(Set<String> answers) {
    Set<String> allowed =
        Set.of("right 200", "right 429", "right 503", "wrong 401", "wrong 429", "wrong 503");
    return answers.stream().filter(answer -> !allowed.contains(answer)).collect(Collectors.toSet());
  }

  private static String judge(Attempt attempt) {
    Answer answer = attempt.answer();
    if (answer.status() == 503) {
      Problems.assertProblem(answer, 503, "OVERLOADED");
      assertTrue(Integer.parseInt(answer.header("Retry-After")) >= 1);
    }
    return (attempt.right() ? "right " : "wrong ") + answer.status();
  }

  /** A login and what it was told. */
  private record Attempt(boolean right, Answer answer) {}

  @Test
  void guessesAtOnceAreAllCounted() throws Exception {
    Users.Known user = users.register("it-storm", "clinician");
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      List<Future<Answer>> guesses = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        guesses.add(pool.submit(() -> users.tryLogin(user.email(), "not the password")));
      }
      for (Future<Answer> guess : guesses) {
        assertEquals(401, guess.get().status());
      }
    } finally {
      pool.shutdownNow();
    }

    Problems.assertProblem(users.tryLogin(user.email(), user.password()), 401, "UNAUTHENTICATED");
    server.patch(user.path(), Json.createObjectBuilder().add("active", false).build()).expect(200);
  }
}
