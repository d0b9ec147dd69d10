package org.healthai.job.jpa;

import org.healthai.store.TestStore;

class JpaFolderLeaseDerbyTest extends FolderLeaseContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
