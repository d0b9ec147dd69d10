package org.healthai.access.jpa;

import org.healthai.store.TestStore;

class JpaSessionRepositoryPostgresIT extends SessionRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
