package org.healthai.store;

import javax.sql.DataSource;

class JobMigrationPostgresIT extends JobMigrationContract {
  @Override
  DataSource emptyDatabase() throws Exception {
    return SharedPostgres.newDatabase();
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
