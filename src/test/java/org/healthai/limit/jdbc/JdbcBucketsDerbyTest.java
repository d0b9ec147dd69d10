package org.healthai.limit.jdbc;

import org.healthai.store.TestStore;

class JdbcBucketsDerbyTest extends JdbcBucketsContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
