package org.healthai.job.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client that watches a job. It gets the next event when it has taken the last one: what it is
 * too slow for is never kept, and one that takes nothing at all is closed. One thread at a time.
 */
final class JobWatcher {
  /** Proxies close what is silent for longer than a minute or so. */
  static final int SILENT_TURNS = 15;

  /** Turns after which a client that has not taken its event is gone. */
  static final int STUCK_TURNS = 30;

  /**
   * Turns after which every stream is closed: who comes back shows that it still may, so that a key
   * that was revoked, or a session that was ended, sees no more than this.
   */
  static final int MOST_TURNS = 300;

  private static final Jsonb JSONB = JsonbBuilder.create();

  private final SseEventSink sink;
  private final Sse sse;
  private CompletableFuture<?> taken = CompletableFuture.completedFuture(null);
  private JobEvents.@Nullable Progress told;
  private boolean ended;
  private int silent;
  private int stuck;
  private int turns;

  JobWatcher(SseEventSink sink, Sse sse) {
    this.sink = sink;
    this.sse = sse;
  }

  boolean isGone() {
    return sink.isClosed();
  }

  /** One turn. */
  void tell(JobEvents.Progress now, boolean isEnd) {
    if (ended || sink.isClosed()) {
      return;
    }
    if (++turns > MOST_TURNS && !isEnd) {
      sink.close();
      return;
    }
    if (!taken.isDone()) {
      closeWhenStuck();
      return;
    }

    stuck = 0;
    if (isEnd) {
      ended = true;
      send(event("end", now));
      taken = taken.whenComplete((sent, failure) -> sink.close());
    } else if (!now.equals(told)) {
      told = now;
      silent = 0;
      send(event("progress", now));
    } else if (++silent >= SILENT_TURNS) {
      silent = 0;
      send(sse.newEventBuilder().comment("still running").build());
    }
  }

  private void closeWhenStuck() {
    if (++stuck >= STUCK_TURNS) {
      sink.close();
    }
  }

  private OutboundSseEvent event(String name, JobEvents.Progress data) {
    return sse.newEventBuilder().name(name).data(JSONB.toJson(data)).build();
  }

  /** A client that is gone is closed. */
  private void send(OutboundSseEvent event) {
    try {
      CompletionStage<?> sent = sink.send(event);
      taken = sent.toCompletableFuture();
      var unused =
          taken.exceptionally(
              gone -> {
                sink.close();
                return null;
              });
    } catch (IllegalStateException gone) {
      sink.close();
    }
  }
}
