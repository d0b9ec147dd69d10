package org.healthai.store;

class SchemaDerbyTest extends SchemaContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }
}
