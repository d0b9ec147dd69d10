package org.healthai.job;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditActor;
import org.healthai.prediction.Requester;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.secret.TestKeys;

/** Jobs and films for tests. */
public final class SampleJobs {
  public static final Tenant HOSPITAL = new Tenant("hospital");
  public static final JobModel MODEL = new JobModel("pneumonia", "1", null);

  /** Seals and opens what {@link #items} sealed. */
  public static final ItemSealer SEALER = TestSeals.items(TestKeys.ring(TestKeys.key("k1", 1)));

  private SampleJobs() {}

  /** A job of that tenant with a folder of its own. */
  public static NewJob of(Tenant tenant) {
    return of(tenant, UUID.randomUUID().toString());
  }

  /** A job of that tenant. */
  public static NewJob of(Tenant tenant, String folder) {
    return new NewJob(
        new Requester(tenant, 5L),
        new AuditActor("api_key", "5", "ward", tenant.id()),
        "request-1",
        JobSource.ZIP,
        MODEL,
        folder,
        "https://ris.example/healthai");
  }

  /** A film that is taken. */
  public static NewItem item(String folder, int item) {
    return new NewItem(item, seal(folder, item), null, "key-" + item, null);
  }

  /** A film that is not taken. */
  public static NewItem refused(String folder, int item, ItemFailure refusal) {
    return new NewItem(item, seal(folder, item), null, null, refusal);
  }

  /** The first films of a job. */
  public static List<NewItem> items(String folder, int count) {
    return IntStream.range(0, count).mapToObj(item -> item(folder, item)).toList();
  }

  private static String seal(String folder, int item) {
    return SEALER.seal(
        new ItemDetails("film-" + item + ".png", null, SubjectReferences.NONE), folder, item);
  }
}
