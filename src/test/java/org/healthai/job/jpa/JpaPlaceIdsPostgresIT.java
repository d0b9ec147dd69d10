package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaPlaceIdsPostgresIT extends PlaceIdsContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
