package org.healthai.prediction;

/** Hears of every stored prediction; must be quick and must not throw. */
@FunctionalInterface
public interface PredictionListener {

  /** Hears nothing. */
  PredictionListener NONE = prediction -> {};

  /** Called after the transaction. */
  void onPrediction(Prediction prediction);
}
