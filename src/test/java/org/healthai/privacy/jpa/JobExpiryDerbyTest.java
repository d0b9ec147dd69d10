package org.healthai.privacy.jpa;

import org.healthai.store.TestStore;

class JobExpiryDerbyTest extends JobExpiryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
