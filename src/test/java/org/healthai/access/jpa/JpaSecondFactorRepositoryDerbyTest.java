package org.healthai.access.jpa;

import org.healthai.store.TestStore;

class JpaSecondFactorRepositoryDerbyTest extends SecondFactorRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
