package org.healthai.prediction.jpa;

import org.healthai.store.TestStore;

class JpaPredictionRepositoryPostgresIT extends PredictionRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
