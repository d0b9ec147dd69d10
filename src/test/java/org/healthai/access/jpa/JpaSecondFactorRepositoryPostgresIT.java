package org.healthai.access.jpa;

import org.healthai.store.TestStore;

class JpaSecondFactorRepositoryPostgresIT extends SecondFactorRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
