package org.healthai.audit.jpa;

import org.healthai.store.TestStore;

class JpaAuditRepositoryPostgresIT extends AuditRepositoryContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }
}
