package org.healthai.job.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.Claim;
import org.healthai.job.ClaimRules;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;
import org.healthai.job.JobCounts;
import org.healthai.job.JobItem;
import org.healthai.job.JobItemRepository;
import org.healthai.job.NewItem;
import org.healthai.job.Unsent;
import org.jspecify.annotations.Nullable;

/** The films that a job was given; a database that can break. */
final class MakingItems implements JobItemRepository {
  final List<NewItem> added = new ArrayList<>();

  /** How many were added at once. */
  final List<Integer> chunks = new ArrayList<>();

  /** The chunk with which the database is gone; 0 for never. */
  int goneAtChunk;

  @Override
  public void add(long jobId, List<NewItem> items, Instant now) {
    chunks.add(items.size());
    if (chunks.size() == goneAtChunk) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "gone");
    }
    added.addAll(items);
  }

  @Override
  public Optional<JobItem> find(ItemRef ref) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Long, JobCounts> countAll(Collection<Long> jobIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public JobCounts countOpen() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<JobItem> list(long jobId, @Nullable ItemState state, int skip, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<JobItem> listFrom(long jobId, int first, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean postpone(ItemRef ref, Instant until, boolean counted, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasPostponed(long jobId, Instant before) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Unsent listUnsent(long jobId, Instant now, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void markSent(Unsent films, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int markUnsent(long jobId, Instant sentBefore) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Long, Integer> countEnded(Collection<Long> jobIds, Instant since) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int countOpen(long jobId, int first, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasOpen(long jobId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> lastSign(long jobId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> lastChange() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Claim claim(ItemRef ref, ClaimRules rules, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean finish(ItemRef ref, long predictionId, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean fail(ItemRef ref, ItemFailure failure, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean release(ItemRef ref, Instant now) {
    throw new UnsupportedOperationException();
  }
}
