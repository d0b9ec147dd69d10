package org.healthai.access.jpa;

import org.healthai.store.TestStore;

class JpaUserRepositoryDerbyTest extends UserRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
