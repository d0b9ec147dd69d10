package org.healthai.job;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/** Jobs and their films in maps; {@link #away} takes the database away. One thread. */
final class MemoryJobs implements JobRepository, JobItemRepository {
  private final Map<Long, Job> jobs = new TreeMap<>();
  private final Map<Long, Instant> touched = new TreeMap<>();
  private final Map<Long, TakenQuota> quotas = new TreeMap<>();
  private final Map<ItemRef, JobItem> items =
      new TreeMap<>(Comparator.comparingLong(ItemRef::jobId).thenComparingInt(ItemRef::item));
  private final Map<ItemRef, Instant> sent = new TreeMap<>(Comparator.comparing(ItemRef::toString));
  private final Map<ItemRef, Instant> postponed =
      new TreeMap<>(Comparator.comparing(ItemRef::toString));
  boolean away;

  /** What happens after what is to be sent was listed, before whoever listed it goes on. */
  Runnable afterListing = () -> {};

  private int failingClaims;

  void failClaims(int claims) {
    failingClaims = claims;
  }

  private void requireDatabase() {
    if (away) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the database does not answer");
    }
  }

  JobItem item(ItemRef ref) {
    return find(ref).orElseThrow();
  }

  Job job(long id) {
    return find(id).orElseThrow();
  }

  void begun(ItemRef ref, int attempts, Instant now) {
    put(item(ref), ItemState.RUNNING, attempts, null, null, now);
  }

  /** What happens between the decision to discard a job and doing it. */
  Runnable beforeDiscard = () -> {};

  @Override
  public long create(NewJob job, Instant now) {
    requireDatabase();
    long id = jobs.size() + 1L;
    jobs.put(id, new Job(id, job, JobState.CREATING, 0, now, null, false, null));
    touched.put(id, now);
    return id;
  }

  @Override
  public void touch(long id, TakenQuota quota, Instant now) {
    touched.put(id, now);
    quotas.put(id, quota);
  }

  @Override
  public void activate(long id, int count, @Nullable String keyHash, Instant now) {
    become(id, JobState.RUNNING, count, null);
  }

  private void become(long id, JobState state, int count, @Nullable Instant endedAt) {
    become(id, state, count, endedAt, jobs.get(id).inputsRemoved());
  }

  private void become(
      long id, JobState state, int count, @Nullable Instant endedAt, boolean inputsRemoved) {
    Job old = jobs.get(id);
    JobCounts counts = endedAt == null ? null : count(id);
    Instant made = old.createdAt();
    jobs.put(id, new Job(id, old.details(), state, count, made, endedAt, inputsRemoved, counts));
  }

  @Override
  public Optional<TakenQuota> discard(long id) {
    beforeDiscard.run();
    if (find(id).isPresent()) {
      return Optional.empty();
    }
    jobs.remove(id);
    items.keySet().removeIf(ref -> ref.jobId() == id);
    return Optional.of(quotas.getOrDefault(id, TakenQuota.NONE));
  }

  @Override
  public Optional<Job> findByKey(Tenant tenant, String keyHash) {
    return Optional.empty();
  }

  @Override
  public Optional<Job> find(long id) {
    requireDatabase();
    return Optional.ofNullable(jobs.get(id)).filter(job -> job.state() != JobState.CREATING);
  }

  @Override
  public List<Job> list(JobFilter filter, int skip, int limit) {
    return jobs.values().stream()
        .filter(job -> filter.state() == null || job.state() == filter.state())
        .toList();
  }

  @Override
  public long count(JobFilter filter) {
    return list(filter, 0, Integer.MAX_VALUE).size();
  }

  @Override
  public boolean stop(long id, Instant now) {
    become(id, JobState.STOPPING, jobs.get(id).itemCount(), null);
    return true;
  }

  @Override
  public boolean goOn(long id, Instant now) {
    requireDatabase();
    boolean stopping = jobs.get(id).state() == JobState.STOPPING;
    List<JobItem> waiting = stopping ? in(id, ItemState.WAITING).toList() : List.of();
    waiting.forEach(item -> put(item, ItemState.STOPPED, item.attempts(), null, null, now));
    return !waiting.isEmpty();
  }

  @Override
  public Optional<Integer> restart(long id, Instant now) {
    return Optional.empty();
  }

  @Override
  public Optional<Job> end(long id, Instant now) {
    requireDatabase();
    if (!jobs.get(id).state().isOpen() || hasOpen(id)) {
      return Optional.empty();
    }
    boolean stopping = jobs.get(id).state() == JobState.STOPPING;
    become(id, stopping ? JobState.STOPPED : JobState.COMPLETED, jobs.get(id).itemCount(), now);
    return Optional.of(jobs.get(id));
  }

  @Override
  public List<Long> listOpen() {
    requireDatabase();
    return jobs.values().stream().filter(job -> job.state().isOpen()).map(Job::id).toList();
  }

  @Override
  public List<UnfinishedJob> listUnfinished() {
    return jobs.values().stream()
        .filter(job -> job.state() == JobState.CREATING)
        .map(job -> new UnfinishedJob(job, touched.get(job.id())))
        .toList();
  }

  @Override
  public List<Job> listWithInputs(Instant endedBefore, int limit) {
    return jobs.values().stream()
        .filter(job -> !job.inputsRemoved())
        .filter(job -> job.endedAt() != null && job.endedAt().isBefore(endedBefore))
        .limit(limit)
        .toList();
  }

  @Override
  public boolean markInputsRemoved(long id) {
    become(id, jobs.get(id).state(), jobs.get(id).itemCount(), jobs.get(id).endedAt(), true);
    return true;
  }

  @Override
  public void add(long jobId, List<NewItem> more, Instant now) {
    for (NewItem item : more) {
      ItemRef ref = new ItemRef(jobId, item.item());
      ItemState state = item.refusal() == null ? ItemState.WAITING : ItemState.FAILED;
      items.put(
          ref,
          new JobItem(
              ref, state, 0, item.sealedDetails(), item.filmKey(), item.refusal(), null, now));
    }
  }

  private void put(
      JobItem old,
      ItemState state,
      int attempts,
      @Nullable ItemFailure failure,
      @Nullable Long prediction,
      Instant now) {
    String film = old.filmKey();
    String details = old.sealedDetails();
    items.put(
        old.ref(),
        new JobItem(old.ref(), state, attempts, details, film, failure, prediction, now));
  }

  @Override
  public Optional<JobItem> find(ItemRef ref) {
    requireDatabase();
    return Optional.ofNullable(items.get(ref));
  }

  @Override
  public Map<Long, JobCounts> countAll(Collection<Long> jobIds) {
    return jobIds.stream().collect(Collectors.toMap(id -> id, this::count));
  }

  @Override
  public JobCounts countOpen() {
    return listOpen().stream().map(this::count).reduce(JobCounts.NONE, JobCounts::plus);
  }

  @Override
  public JobCounts count(long jobId) {
    return new JobCounts(
        count(jobId, ItemState.WAITING),
        count(jobId, ItemState.RUNNING),
        count(jobId, ItemState.DONE),
        count(jobId, ItemState.FAILED),
        count(jobId, ItemState.STOPPED));
  }

  private int count(long jobId, ItemState state) {
    return (int) in(jobId, state).count();
  }

  private Stream<JobItem> in(long jobId, ItemState state) {
    return of(jobId).filter(item -> item.state() == state);
  }

  private Stream<JobItem> of(long jobId) {
    requireDatabase();
    return items.values().stream().filter(item -> item.ref().jobId() == jobId);
  }

  @Override
  public List<JobItem> list(long jobId, @Nullable ItemState state, int skip, int limit) {
    return of(jobId).filter(item -> state == null || item.state() == state).toList();
  }

  @Override
  public List<JobItem> listFrom(long jobId, int first, int limit) {
    return of(jobId).filter(item -> item.ref().item() >= first).limit(limit).toList();
  }

  @Override
  public Unsent listUnsent(long jobId, Instant now, int limit) {
    List<ItemRef> refs =
        in(jobId, ItemState.WAITING)
            .filter(item -> jobs.get(jobId).state() == JobState.RUNNING)
            .filter(item -> !sent.containsKey(item.ref()))
            .filter(item -> !postponed.getOrDefault(item.ref(), now).isAfter(now))
            .map(JobItem::ref)
            .limit(limit)
            .toList();
    afterListing.run();
    return new Unsent(refs, Instant.EPOCH, now);
  }

  @Override
  public void markSent(Unsent films, Instant now) {
    requireDatabase();
    for (ItemRef ref : films.refs()) {
      if (!postponed.getOrDefault(ref, Instant.MIN).isAfter(films.listedAt())) {
        sent.put(ref, now);
        postponed.remove(ref);
      }
    }
  }

  @Override
  public boolean postpone(ItemRef ref, Instant until, boolean counted, Instant now) {
    JobItem item = item(ref);
    boolean open = item.state().isOpen();
    if (open) {
      boolean back = !counted && item.state() == ItemState.RUNNING;
      put(item, ItemState.WAITING, item.attempts() - (back ? 1 : 0), null, null, now);
      sent.remove(ref);
      postponed.put(ref, until);
    }
    return open;
  }

  @Override
  public boolean hasPostponed(long jobId, Instant before) {
    return of(jobId).anyMatch(item -> postponed.getOrDefault(item.ref(), before).isBefore(before));
  }

  @Override
  public int markUnsent(long jobId, Instant sentBefore) {
    List<JobItem> lost =
        of(jobId)
            .filter(item -> item.state().isOpen() && sent.containsKey(item.ref()))
            .filter(item -> sent.get(item.ref()).isBefore(sentBefore))
            .toList();
    lost.forEach(item -> sent.remove(item.ref()));
    lost.forEach(i -> put(i, ItemState.WAITING, i.attempts(), null, null, i.changedAt()));
    return lost.size();
  }

  @Override
  public boolean hasOpen(long jobId) {
    return of(jobId).anyMatch(item -> item.state().isOpen());
  }

  @Override
  public Map<Long, Integer> countEnded(Collection<Long> jobIds, Instant since) {
    throw new UnsupportedOperationException("nobody asks how fast these jobs are");
  }

  @Override
  public int countOpen(long jobId, int first, int end) {
    return (int)
        of(jobId)
            .filter(item -> item.ref().item() >= first && item.ref().item() < end)
            .filter(item -> item.state().isOpen())
            .count();
  }

  @Override
  public Optional<Instant> lastSign(long jobId) {
    return Stream.concat(
            of(jobId).map(JobItem::changedAt),
            of(jobId).map(JobItem::ref).filter(sent::containsKey).map(sent::get))
        .max(Comparator.naturalOrder());
  }

  @Override
  public Optional<Instant> lastChange() {
    return listOpen().stream()
        .flatMap(this::of)
        .map(JobItem::changedAt)
        .max(Comparator.naturalOrder());
  }

  @Override
  public Claim claim(ItemRef ref, ClaimRules rules, Instant now) {
    requireDatabase();
    if (failingClaims > 0) {
      failingClaims--;
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the connection broke");
    }
    JobItem item = items.get(ref);
    Job job = jobs.get(ref.jobId());
    if (item == null || job == null) {
      return new Claim(Claim.Decision.GONE, null, null);
    }
    Claim.Decision decision = rules.decide(job.state(), item.state(), item.attempts());
    switch (decision) {
      case WORK -> put(item, ItemState.RUNNING, item.attempts() + 1, null, null, now);
      case STOP -> put(item, ItemState.STOPPED, item.attempts(), null, null, now);
      case GIVE_UP -> put(item, ItemState.FAILED, item.attempts(), rules.givenUp(), null, now);
      case GONE, SET_APART -> {
        // as it was
      }
    }
    return new Claim(decision, job, items.get(ref));
  }

  @Override
  public boolean finish(ItemRef ref, long predictionId, Instant now) {
    JobItem item = item(ref);
    if (item.state().isOpen()) {
      put(item, ItemState.DONE, item.attempts(), null, predictionId, now);
    }
    return item.state().isOpen();
  }

  @Override
  public boolean fail(ItemRef ref, ItemFailure failure, Instant now) {
    JobItem item = item(ref);
    if (item.state().isOpen()) {
      put(item, ItemState.FAILED, item.attempts(), failure, null, now);
    }
    return item.state().isOpen();
  }

  @Override
  public boolean release(ItemRef ref, Instant now) {
    JobItem item = item(ref);
    if (item.state() == ItemState.RUNNING) {
      put(item, ItemState.WAITING, item.attempts() - 1, null, null, now);
    }
    return item.state() == ItemState.RUNNING;
  }
}
