package org.healthai.model.proof;

import java.util.List;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing;
import org.healthai.model.packaging.GoldenCase;
import org.healthai.model.packaging.Refusal;

/** The films of golden cases, brought the way that requests take. */
record GoldenFilms(FilmPipeline films) {

  /** Every case's input, in order; MODEL_REFUSED when a film cannot be read. */
  List<NamedInput> inputs(List<GoldenCase> cases, Preprocessing preprocessing) {
    return cases.stream().map(golden -> input(golden, preprocessing)).toList();
  }

  private NamedInput input(GoldenCase golden, Preprocessing preprocessing) {
    String name = "golden case " + golden.name();
    try {
      return new NamedInput(name, films.toInput(golden.image(), preprocessing));
    } catch (HealthAiException e) {
      throw Refusal.because(name + ": " + e.detail(), e);
    }
  }
}
