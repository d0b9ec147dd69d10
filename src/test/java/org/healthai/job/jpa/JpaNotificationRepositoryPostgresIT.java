package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaNotificationRepositoryPostgresIT extends NotificationRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
