package org.healthai.audit.jpa;

import org.healthai.store.TestStore;

class JpaAuditRepositoryDerbyTest extends AuditRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
