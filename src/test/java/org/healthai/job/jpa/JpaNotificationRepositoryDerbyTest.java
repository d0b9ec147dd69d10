package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaNotificationRepositoryDerbyTest extends NotificationRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
