package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaJobItemRacesDerbyTest extends JobItemRacesContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
