package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaFolderLeasePostgresIT extends FolderLeaseContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
