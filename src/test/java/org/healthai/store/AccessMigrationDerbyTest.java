package org.healthai.store;

import java.util.UUID;
import javax.sql.DataSource;

class AccessMigrationDerbyTest extends AccessMigrationContract {
  @Override
  DataSource emptyDatabase() {
    return TestStore.derby("memory:" + UUID.randomUUID());
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.DERBY;
  }
}
