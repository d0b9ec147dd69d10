package org.healthai.prediction.jpa;

import org.healthai.store.TestStore;

class JpaPredictionRepositoryDerbyTest extends PredictionRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
