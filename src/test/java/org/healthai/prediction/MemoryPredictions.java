package org.healthai.prediction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.store.UnitOfWork;

/** A history in memory that can be switched off. One thread; knows no filters. */
final class MemoryPredictions implements PredictionRepository, UnitOfWork {
  private List<Prediction> rows = new ArrayList<>();
  private boolean available = true;
  private long lastId;

  void available(boolean answers) {
    available = answers;
  }

  @Override
  public <T> T inOne(Supplier<T> work) {
    List<Prediction> before = new ArrayList<>(rows);
    try {
      return work.get();
    } catch (RuntimeException failure) {
      rows = before;
      throw failure;
    }
  }

  @Override
  public Prediction save(NewPrediction prediction) {
    return saveAll(List.of(prediction)).get(0);
  }

  @Override
  public List<Prediction> saveAll(List<NewPrediction> predictions) {
    requireAvailable();
    List<Prediction> saved = predictions.stream().map(this::row).toList();
    rows.addAll(saved);
    return saved;
  }

  @Override
  public List<Prediction> findAll(Collection<Long> ids) {
    return rows.stream().filter(row -> ids.contains(row.id())).toList();
  }

  @Override
  public Optional<Prediction> find(long id) {
    return rows.stream().filter(row -> row.id() == id).findFirst();
  }

  @Override
  public boolean delete(long id) {
    requireAvailable();
    return rows.removeIf(row -> row.id() == id);
  }

  @Override
  public List<Prediction> list(PredictionFilter filter, int skip, int limit) {
    return rows.stream().skip(skip).limit(limit).toList();
  }

  @Override
  public long count(PredictionFilter filter) {
    return rows.size();
  }

  private Prediction row(NewPrediction prediction) {
    return Prediction.of(++lastId, Instant.EPOCH, prediction);
  }

  private void requireAvailable() {
    if (!available) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the database does not answer");
    }
  }
}
