package org.healthai.privacy.jpa;

import org.healthai.store.TestStore;

class PrivacyDerbyTest extends PrivacyContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
