package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaTakenFilesDerbyTest extends TakenFilesContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
