package org.healthai.access.jpa;

import org.healthai.store.TestStore;

class JpaApiKeyRepositoryDerbyTest extends ApiKeyRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
