package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaJobItemRepositoryPostgresIT extends JobItemRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
