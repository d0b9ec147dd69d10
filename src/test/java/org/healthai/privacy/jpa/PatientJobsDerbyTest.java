package org.healthai.privacy.jpa;

import org.healthai.store.TestStore;

class PatientJobsDerbyTest extends PatientJobsContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
