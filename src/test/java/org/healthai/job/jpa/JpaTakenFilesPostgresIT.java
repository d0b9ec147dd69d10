package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaTakenFilesPostgresIT extends TakenFilesContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
