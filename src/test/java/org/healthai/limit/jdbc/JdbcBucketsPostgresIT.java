package org.healthai.limit.jdbc;

import org.healthai.store.TestStore;

class JdbcBucketsPostgresIT extends JdbcBucketsContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }

  @Override
  TestStore openStoppableStore() {
    return TestStore.onStoppablePostgres();
  }
}
