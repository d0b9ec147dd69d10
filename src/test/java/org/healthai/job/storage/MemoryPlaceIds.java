package org.healthai.job.storage;

import java.util.concurrent.atomic.AtomicReference;
import org.healthai.job.PlaceIds;

/** A database that knows one place. */
public final class MemoryPlaceIds implements PlaceIds {
  private final AtomicReference<String> id = new AtomicReference<>("");

  @Override
  public String getOrAdopt(String candidate) {
    id.compareAndSet("", candidate);
    return id.get();
  }
}
