package org.healthai.access.jpa;

import org.healthai.store.TestStore;

class JpaUserRepositoryPostgresIT extends UserRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
