package org.healthai.batching;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Ends requests: counts how and completes their futures on an executor, so that what callers hang
 * on them never runs on the worker thread. When the executor refuses (it was shut down first) the
 * future is completed at once: a waiting caller matters more than the thread it wakes on.
 */
final class Outcomes {
  private final Executor executor;
  private final QueueCounters counters;

  Outcomes(Executor executor, QueueCounters counters) {
    this.executor = executor;
    this.counters = counters;
  }

  /** The batch was counted as a whole by {@link QueueCounters#add}. */
  <O> void answer(QueuedRequest<?, O> request, O output) {
    later(() -> request.future.complete(output));
  }

  /** The batch was counted as a whole by {@link QueueCounters#add}. */
  void fail(List<? extends QueuedRequest<?, ?>> members, Throwable failure) {
    HealthAiException shown =
        failure instanceof HealthAiException known
            ? known
            : new HealthAiException(ErrorCode.INTERNAL_ERROR, "the batch failed", failure);
    members.forEach(request -> completeExceptionally(request, shown));
  }

  void expire(List<? extends QueuedRequest<?, ?>> expired) {
    counters.expired.add(expired.size());
    expired.forEach(
        request ->
            completeExceptionally(
                request,
                new HealthAiException(
                    ErrorCode.DEADLINE_PASSED,
                    "the deadline passed before the request's turn came")));
  }

  void refuse(List<? extends QueuedRequest<?, ?>> requests, HealthAiException refusal) {
    counters.refused.add(requests.size());
    requests.forEach(request -> completeExceptionally(request, refusal));
  }

  private void completeExceptionally(QueuedRequest<?, ?> request, HealthAiException failure) {
    later(() -> request.future.completeExceptionally(failure));
  }

  /** Runs a completion off the worker thread. */
  void later(Runnable completion) {
    try {
      executor.execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run();
    }
  }
}
