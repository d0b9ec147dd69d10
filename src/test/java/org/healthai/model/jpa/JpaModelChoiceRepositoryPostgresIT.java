package org.healthai.model.jpa;

import org.healthai.store.TestStore;

class JpaModelChoiceRepositoryPostgresIT extends ModelChoiceRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
