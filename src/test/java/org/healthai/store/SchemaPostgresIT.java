package org.healthai.store;

class SchemaPostgresIT extends SchemaContract {
  @Override
  TestStore openStore() {
    return TestStore.onPostgres();
  }

  @Override
  TestStore openStoppableStore() {
    return TestStore.onStoppablePostgres();
  }
}
