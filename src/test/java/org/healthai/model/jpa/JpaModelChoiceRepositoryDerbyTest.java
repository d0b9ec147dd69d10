package org.healthai.model.jpa;

import org.healthai.store.TestStore;

class JpaModelChoiceRepositoryDerbyTest extends ModelChoiceRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
