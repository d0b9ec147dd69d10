package org.healthai.store;

import javax.sql.DataSource;

class AccessMigrationPostgresIT extends AccessMigrationContract {
  @Override
  DataSource emptyDatabase() throws Exception {
    return SharedPostgres.newDatabase();
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
