package org.healthai.prediction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Keeps predictions in a list; {@link #fail} takes the database away. */
public final class FakeRepository implements PredictionRepository {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

  private final List<Prediction> stored = new ArrayList<>();
  private int transactions;
  private boolean failing;

  public void fail() {
    failing = true;
  }

  public synchronized int transactions() {
    return transactions;
  }

  public synchronized List<Prediction> stored() {
    return List.copyOf(stored);
  }

  @Override
  public Prediction save(NewPrediction prediction) {
    return saveAll(List.of(prediction)).get(0);
  }

  @Override
  public synchronized List<Prediction> saveAll(List<NewPrediction> predictions) {
    requireDatabase();
    transactions++;
    int before = stored.size();
    for (NewPrediction prediction : predictions) {
      stored.add(Prediction.of(stored.size() + 1L, START.plusSeconds(before), prediction));
    }
    return List.copyOf(stored.subList(before, stored.size()));
  }

  @Override
  public synchronized List<Prediction> findAll(Collection<Long> ids) {
    requireDatabase();
    return stored.stream().filter(prediction -> ids.contains(prediction.id())).toList();
  }

  @Override
  public synchronized Optional<Prediction> find(long id) {
    requireDatabase();
    return stored.stream().filter(prediction -> prediction.id() == id).findFirst();
  }

  @Override
  public synchronized boolean delete(long id) {
    requireDatabase();
    return stored.removeIf(prediction -> prediction.id() == id);
  }

  @Override
  public synchronized List<Prediction> list(PredictionFilter filter, int skip, int limit) {
    requireDatabase();
    List<Prediction> newestFirst = new ArrayList<>(matching(filter));
    java.util.Collections.reverse(newestFirst);
    return newestFirst.stream().skip(skip).limit(limit).toList();
  }

  @Override
  public synchronized long count(PredictionFilter filter) {
    requireDatabase();
    return matching(filter).size();
  }

  private List<Prediction> matching(PredictionFilter filter) {
    return stored.stream()
        .filter(p -> filter.tenants().include(p.requester().tenant()))
        .filter(p -> matches(filter.label(), p.classification().label()))
        .filter(p -> matches(filter.modelName(), p.classification().modelName()))
        .filter(p -> filter.from() == null || !p.createdAt().isBefore(filter.from()))
        .filter(p -> filter.to() == null || p.createdAt().isBefore(filter.to()))
        .toList();
  }

  private static boolean matches(Object wanted, Object value) {
    return wanted == null || Objects.equals(wanted, value);
  }

  private void requireDatabase() {
    if (failing) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the database does not answer");
    }
  }
}
