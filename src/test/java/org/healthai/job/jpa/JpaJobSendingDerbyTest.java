package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaJobSendingDerbyTest extends JobSendingContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
