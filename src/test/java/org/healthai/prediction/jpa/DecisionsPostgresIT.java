package org.healthai.prediction.jpa;

import org.healthai.store.TestStore;

class DecisionsPostgresIT extends DecisionsContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
