package org.healthai.privacy.jpa;

import org.healthai.store.TestStore;

class JobExpiryPostgresIT extends JobExpiryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
