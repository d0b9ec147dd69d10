package org.healthai.prediction.jpa;

import org.healthai.store.TestStore;

class DecisionsDerbyTest extends DecisionsContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
