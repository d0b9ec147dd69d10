package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaScheduleRepositoryPostgresIT extends ScheduleRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
