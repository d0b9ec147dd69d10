package org.healthai.prediction.shadow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.packaging.ModelId;

/** Candidates' answers in a list; {@link #failing} takes the database away. */
final class MemoryShadows implements ShadowRepository {
  final List<ShadowAnswer> stored = new ArrayList<>();
  boolean failing;

  @Override
  public boolean save(ShadowAnswer answer) {
    if (failing) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "switched off");
    }
    return stored.add(answer);
  }

  @Override
  public List<ShadowAnswer> listOf(Collection<Long> predictionIds) {
    return stored.stream().filter(a -> predictionIds.contains(a.predictionId())).toList();
  }

  @Override
  public List<ShadowTally> tally(ModelId candidate, Instant since) {
    throw new UnsupportedOperationException("tallies are the database's");
  }
}
