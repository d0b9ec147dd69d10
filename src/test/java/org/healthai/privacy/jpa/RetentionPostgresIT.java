package org.healthai.privacy.jpa;

import org.healthai.store.TestStore;

class RetentionPostgresIT extends RetentionContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
