package org.healthai.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What surrounds jobs: a watched folder, a schedule, and a receiver of webhooks. */
class JobScheduleIT {
  private static final String SCHEDULES = "/api/v1/job-schedules";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static WebhookReceiver receiver;
  private static ItServer process;
  private static ApiClient server;
  private static JobCalls jobs;
  private static Path root;
  private static Path inbox;
  private static long schedule;

  @BeforeAll
  static void start() throws Exception {
    receiver = new WebhookReceiver();
    root = Files.createTempDirectory("healthai-it-import");
    inbox = Files.createDirectories(root.resolve("radiology/inbox"));
    Path night = Files.createDirectories(root.resolve("default/night"));
    Files.createDirectory(night.resolve("ward"));
    Files.write(night.resolve("one.png"), Films.drawn(21));
    Files.write(night.resolve("ward/two.png"), Films.drawn(22));
    Map<String, String> environment = new HashMap<>();
    environment.put("HEALTHAI_JOB_IMPORT_ROOT", root.resolve("{tenant}").toString());
    environment.put("HEALTHAI_JOB_WATCH_FOLDER", inbox.toString());
    environment.put("HEALTHAI_JOB_WATCH_TENANT", "radiology");
    environment.put("HEALTHAI_JOB_WATCH_SETTLE", "PT1S");
    environment.put("HEALTHAI_JOB_WEBHOOK_HOSTS", receiver.host());
    environment.put("HEALTHAI_JOB_WEBHOOK_HTTP", "true");
    environment.put("HEALTHAI_JOB_WEBHOOK_SECRET", SECRET);
    environment.put("HEALTHAI_JOB_WEBHOOK_RETRY", "PT0.2S");
    process = ItServer.create("job-schedule", environment).startAndAwaitReady();
    server = ApiClient.ofFurther(process);
    jobs = new JobCalls(server);
    schedule = makeSchedule();
  }

  /** Every minute, so that its turn comes while the other tests run. */
  private static long makeSchedule() {
    JsonObject wanted =
        Json.createObjectBuilder()
            .add("name", "Night shift")
            .add("cron", "* * * * *")
            .add("time_zone", "Europe/Berlin")
            .add("folder", "night")
            .add("only_new", true)
            .add("webhook_url", receiver.url("/"))
            .build();
    return server.postJson(SCHEDULES, wanted).expect(201).object().getInt("id");
  }

  @AfterAll
  static void stop() throws Exception {
    process.close();
    receiver.close();
  }

  @Test
  void makesAJobOfFilesInTheWatchedFolderAndPutsThemAway() throws IOException {
    send("a.png", Films.drawn(31));
    send("study/b.png", "no film".getBytes(UTF_8));

    JsonObject job = awaitJobOf("folder");
    long id = job.getJsonNumber("id").longValueExact();
    jobs.awaitState(id, "completed", LIMIT);

    String name = "job-" + id;
    await(inbox.resolve("done").resolve(name).resolve("a.png"));
    await(inbox.resolve("failed").resolve(name).resolve("study/b.png"));
    assertEquals(1, jobs.count(id, "done"));
    assertEquals(1, jobs.count(id, "failed"));
    Problems.assertProblem(server.post(JobCalls.JOBS + "/" + id + "/restart"), 409, "CONFLICT");
  }

  /** As a sender should: under another name first. */
  private static void send(String path, byte[] content) throws IOException {
    Path file = inbox.resolve(path);
    Files.createDirectories(file.getParent());
    Path part = Files.write(file.resolveSibling(".part-" + file.getFileName()), content);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void await(Path file) {
    Eventually.until(file.getFileName() + " is put away", LIMIT, () -> Files.exists(file));
  }

  @Test
  void tellsTheReceiverOfTheEndAgainUntilItTakesIt() throws Exception {
    String url = URLEncoder.encode(receiver.url("/busy-once"), UTF_8);
    byte[] zip = JobCalls.zip(2, i -> Films.drawn(41 + i));
    long id =
        server
            .post(JobCalls.JOBS + "?webhook_url=" + url, JobCalls.ZIP, zip)
            .expect(202)
            .object()
            .getInt("id");

    Eventually.until("delivered", LIMIT, () -> receiver.about(id).size() == 2);

    List<WebhookReceiver.Delivery> tries = receiver.about(id);
    assertEquals(List.of(503, 204), tries.stream().map(WebhookReceiver.Delivery::answer).toList());
    for (WebhookReceiver.Delivery each : tries) {
      assertEquals(id + "-1", each.id());
      assertEquals(signatureOf(each), each.signature());
      JsonObject body = parse(each.body());
      assertEquals(id, body.getInt("job_id"));
      assertEquals("completed", body.getString("state"));
      assertEquals(2, body.getJsonObject("counts").getInt("done"));
      assertEquals("/api/v1/jobs/" + id, body.getJsonObject("links").getString("job"));
    }
    assertEquals("completed", jobs.state(id));
  }

  private static String signatureOf(WebhookReceiver.Delivery delivery) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    byte[] signed =
        (delivery.id() + "." + delivery.timestamp() + "." + delivery.body()).getBytes(UTF_8);
    return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
  }

  @Test
  void refusesReceiversThatNobodyListed() {
    for (String url : List.of("http://127.0.0.1:1/", "http://169.254.169.254/", "file:///etc")) {
      Answer answer =
          server.post(
              JobCalls.JOBS + "?webhook_url=" + URLEncoder.encode(url, UTF_8),
              JobCalls.ZIP,
              JobCalls.zip(1, Films::drawn));
      Problems.assertProblem(answer, 400, "INVALID_PARAMETER");
    }
  }

  @Test
  void makesAJobAtTheTurnOfASchedule() {
    Eventually.until("a turn", LIMIT, () -> shown().containsKey("last_job_id"));

    long id = shown().getInt("last_job_id");
    JsonObject job = jobs.awaitState(id, "completed", LIMIT);

    assertEquals("schedule", job.getString("source"));
    assertEquals(2, jobs.count(id, "done"));
    Eventually.until("told", LIMIT, () -> !receiver.about(id).isEmpty());
    JsonObject held = Json.createObjectBuilder().add("active", false).build();
    JsonObject now = server.patch(SCHEDULES + "/" + schedule, held).expect(200).object();
    assertFalse(now.containsKey("next_at"), now::toString);
    server.delete(SCHEDULES + "/" + schedule).expect(204);
    Problems.assertProblem(server.get(SCHEDULES + "/" + schedule), 404, "NOT_FOUND");
  }

  private static JsonObject shown() {
    return server.get(SCHEDULES + "/" + schedule).expect(200).object();
  }

  @Test
  void saysInHealthAndMetricsHowJobsAre() {
    Eventually.until(
        "the queue was asked",
        LIMIT,
        () -> server.get("/health/ready").expect(200).text().contains("\"queue\":\"up\""));

    String metrics = server.get("/metrics").expect(200).text();
    assertTrue(metrics.contains("healthai_job_queue_up"), metrics);
    assertTrue(metrics.contains("healthai_job_films_waiting"), metrics);
  }

  private static JsonObject awaitJobOf(String source) {
    Eventually.until(source, LIMIT, () -> !listOf(source).isEmpty());
    return listOf(source).get(0);
  }

  private static List<JsonObject> listOf(String source) {
    return server.get(JobCalls.JOBS).expect(200).array().getValuesAs(JsonObject.class).stream()
        .filter(job -> job.getString("source").equals(source))
        .toList();
  }

  private static JsonObject parse(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }
}
