package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaJobItemRepositoryDerbyTest extends JobItemRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
