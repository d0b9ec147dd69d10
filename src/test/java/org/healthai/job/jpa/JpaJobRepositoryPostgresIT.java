package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaJobRepositoryPostgresIT extends JobRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
