package org.healthai.access.jpa;

import org.healthai.store.TestStore;

class JpaApiKeyRepositoryPostgresIT extends ApiKeyRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
