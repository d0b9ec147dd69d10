package org.healthai.prediction.jpa;

import org.healthai.store.TestStore;

class JpaPatientRecordsDerbyTest extends PatientRecordsContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
