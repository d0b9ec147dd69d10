package org.healthai.prediction.jpa;

import org.healthai.store.TestStore;

class JpaPatientRecordsPostgresIT extends PatientRecordsContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
