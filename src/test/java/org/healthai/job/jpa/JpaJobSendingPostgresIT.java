package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaJobSendingPostgresIT extends JobSendingContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
