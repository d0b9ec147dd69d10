package org.healthai.privacy.jpa;

import org.healthai.store.TestStore;

class RetentionDerbyTest extends RetentionContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
