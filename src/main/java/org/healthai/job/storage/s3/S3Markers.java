package org.healthai.job.storage.s3;

import java.util.List;
import org.healthai.job.PlaceIds;
import org.healthai.job.storage.PlaceMarkers;

/** The markers of a bucket's prefix. Safe for many threads. */
record S3Markers(S3Storage storage) implements PlaceMarkers {
  @Override
  public PlaceIds.Kind kind() {
    return PlaceIds.Kind.S3;
  }

  @Override
  public List<String> list() {
    return storage.list(PREFIX).stream().map(name -> name.substring(PREFIX.length())).toList();
  }

  @Override
  public boolean has(String id) {
    return storage.has(PREFIX + id);
  }

  @Override
  public void make(String id) {
    storage.putEmpty(PREFIX + id);
  }

  @Override
  public String nameOf(String id) {
    return storage.describe(PREFIX + id);
  }
}
