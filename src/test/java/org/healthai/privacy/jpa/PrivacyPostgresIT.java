package org.healthai.privacy.jpa;

import org.healthai.store.TestStore;

class PrivacyPostgresIT extends PrivacyContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
