package org.healthai.job.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.healthai.job.ItemSealer;
import org.healthai.job.ItemState;
import org.healthai.job.Job;
import org.healthai.job.JobItem;
import org.healthai.job.JobItemRepository;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionRepository;
import org.jspecify.annotations.Nullable;

/** Reads the films of jobs for those who may see them. Safe for many threads. */
@Dependent
public class JobItems {
  private final JobItemRepository items;
  private final PredictionRepository predictions;
  private final ItemSealer sealer;

  /**
   * A film and what was said about it.
   *
   * @param item the film
   * @param name the client's name of it
   * @param prediction its answer; null without one, or where it was deleted since
   */
  record Result(JobItem item, String name, @Nullable Prediction prediction) {}

  /** Films of these stores. */
  @Inject
  public JobItems(JobItemRepository items, PredictionRepository predictions, ItemSealer sealer) {
    this.items = items;
    this.predictions = predictions;
    this.sealer = sealer;
  }

  /** One page. */
  List<ItemResponse> list(Job job, @Nullable ItemState state, int skip, int limit) {
    return items.list(job.id(), state, skip, limit).stream()
        .map(item -> ItemResponse.of(item, nameOf(job, item)))
        .toList();
  }

  /** How many films of the job have that state; all of them for null. */
  int count(Job job, @Nullable ItemState state) {
    return state == null ? job.itemCount() : items.count(job.id()).of(state);
  }

  /** Films with their answers, from a number on. */
  List<Result> results(Job job, int first, int limit) {
    List<JobItem> page = items.listFrom(job.id(), first, limit);
    List<Long> ids = page.stream().map(JobItem::predictionId).filter(Objects::nonNull).toList();
    Map<Long, Prediction> answers =
        predictions.findAll(ids).stream()
            .collect(Collectors.toMap(Prediction::id, Function.identity()));
    return page.stream()
        .map(
            item ->
                new Result(
                    item,
                    nameOf(job, item),
                    item.predictionId() == null ? null : answers.get(item.predictionId())))
        .toList();
  }

  private String nameOf(Job job, JobItem item) {
    return sealer
        .open(item.sealedDetails(), job.details().inputFolder(), item.ref().item())
        .clientName();
  }
}
