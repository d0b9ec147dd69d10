package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaScheduleRepositoryDerbyTest extends ScheduleRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
