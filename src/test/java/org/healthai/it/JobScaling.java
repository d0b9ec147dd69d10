package org.healthai.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Measures what a second server is worth to a job, each server on a processor of its own. Asserts
 * that every film is answered, and nothing about time; no test of the build, to be asked for by
 * name ({@code -Dit.test=JobScaling}) on a quiet Linux machine of two processors.
 *
 * <p>PostgreSQL and the broker share the processors: all of them the first one while a single
 * server is measured as a machine of one processor, both otherwise.
 */
class JobScaling {
  private static final int FILMS = 1000;
  private static final int WARM_UP = 2000;
  private static final int RUNS = 3;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final List<byte[]> DIFFERENT =
      IntStream.range(0, 50).mapToObj(seed -> Films.drawn(seed)).toList();

  @Test
  void oneServerAndTwo() throws Exception {
    try (Cluster cluster = Cluster.start();
        ItServer first = cluster.server("scaling-first").onProcessor(0).startAndAwaitReady()) {
      JobCalls jobs = new JobCalls(ApiClient.of(first.base(), Cluster.KEY));
      warmUp(jobs);
      double helped = measure("one server, the rest on both processors", jobs);
      keepOthersTo("0");
      double alone = measure("one server, the rest on its processor", jobs);
      keepOthersTo("0,1");
      try (ItServer second = cluster.server("scaling-second").onProcessor(1)) {
        second.startAndAwaitReady();
        warmUp(jobs);
        double both = measure("two servers, the rest on both processors", jobs);
        tell("two servers are worth %.2f of one processor with everything on it", alone / both);
        tell("and %.2f of one server whose surroundings have the other one", helped / both);
      }
    }
  }

  private static void warmUp(JobCalls jobs) {
    tell("warm-up: %.2f ms a film", run(jobs, WARM_UP));
  }

  private static double measure(String what, JobCalls jobs) throws IOException {
    long idleBefore = idleMillis();
    long start = System.nanoTime();
    double[] millis =
        IntStream.range(0, RUNS).mapToDouble(i -> run(jobs, FILMS)).sorted().toArray();
    double idle = (idleMillis() - idleBefore) / ((System.nanoTime() - start) / 1e6);
    tell(
        "%s: %.2f ms a film (%.2f to %.2f), %.2f processors idle",
        what, millis[RUNS / 2], millis[0], millis[RUNS - 1], idle);
    return millis[RUNS / 2];
  }

  /** Milliseconds a film, from the acceptance to the end. */
  private static double run(JobCalls jobs, int films) {
    long id = jobs.submit(JobCalls.zip(films, film -> DIFFERENT.get(film % DIFFERENT.size())));
    long accepted = System.nanoTime();
    jobs.awaitState(id, "completed", LIMIT);
    double millis = (System.nanoTime() - accepted) / 1e6 / films;
    jobs.assertAnsweredOnce(id, films);
    return millis;
  }

  /** What the machine's processors were idle together since it started. */
  private static long idleMillis() throws IOException {
    String[] all = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
    return (Long.parseLong(all[4]) + Long.parseLong(all[5])) * 10;
  }

  /** Everything below this process but the servers, whatever it starts later included. */
  private static void keepOthersTo(String processors) throws IOException, InterruptedException {
    for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
      String command = process.info().commandLine().orElse("");
      if (command.contains("postgres") || command.contains(BrokerProcess.class.getName())) {
        Process taskset =
            new ProcessBuilder(
                    "taskset", "-a", "-c", "-p", processors, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        taskset.waitFor(); // a backend that has just ended needs none
      }
    }
  }

  private static void tell(String format, Object... values) {
    System.out.println("JobScaling: " + String.format(Locale.ROOT, format, values));
  }
}
