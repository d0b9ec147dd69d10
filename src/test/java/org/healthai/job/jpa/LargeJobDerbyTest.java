package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class LargeJobDerbyTest extends LargeJobContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
