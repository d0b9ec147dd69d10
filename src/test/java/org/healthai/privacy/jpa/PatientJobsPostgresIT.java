package org.healthai.privacy.jpa;

import org.healthai.store.TestStore;

class PatientJobsPostgresIT extends PatientJobsContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
