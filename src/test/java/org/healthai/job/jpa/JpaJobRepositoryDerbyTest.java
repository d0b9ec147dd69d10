package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaJobRepositoryDerbyTest extends JobRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
