package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class LargeJobPostgresIT extends LargeJobContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
