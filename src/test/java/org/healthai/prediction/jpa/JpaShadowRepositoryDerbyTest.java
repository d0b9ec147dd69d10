package org.healthai.prediction.jpa;

import org.healthai.store.TestStore;

class JpaShadowRepositoryDerbyTest extends ShadowRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
