package org.healthai.access.jpa;

import org.healthai.store.TestStore;

class JpaSessionRepositoryDerbyTest extends SessionRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
