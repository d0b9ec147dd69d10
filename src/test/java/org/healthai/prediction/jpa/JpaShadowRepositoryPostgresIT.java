package org.healthai.prediction.jpa;

import org.healthai.store.TestStore;

class JpaShadowRepositoryPostgresIT extends ShadowRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
