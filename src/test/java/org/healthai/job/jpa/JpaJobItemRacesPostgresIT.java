package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaJobItemRacesPostgresIT extends JobItemRacesContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
