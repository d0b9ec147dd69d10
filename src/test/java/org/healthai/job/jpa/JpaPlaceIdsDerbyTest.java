package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaPlaceIdsDerbyTest extends PlaceIdsContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
