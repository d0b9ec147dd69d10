package org.healthai.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.packaging.ModelId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  private static final String NAME = "chest_xray";
  private static final ModelId ONE = new ModelId(NAME, "1");
  private static final ModelId TWO = new ModelId(NAME, "2");
  private static final ModelId TEN = new ModelId(NAME, "10");

  private final TestLoader setup = new TestLoader();
  private final Catalog empty = Catalog.of(Map.of());

  @TempDir private Path root;
  private ServedModel one;
  private ServedModel two;
  private ServedModel ten;

  @BeforeEach
  void load() {
    one = served(ONE);
    two = served(TWO);
    ten = served(TEN);
  }

  private ServedModel served(ModelId id) {
    return setup.loader().load(TestPackage.in(root, id.name(), id.version()).write());
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
    ten.close();
    setup.close();
  }

  private static HealthAiException refusal(Catalog catalog, String name, String version) {
    return assertThrows(HealthAiException.class, () -> catalog.resolve(name, version));
  }

  private static ModelChoice choosing(ModelId id) {
    return ModelChoice.none(id.name()).withDefault(id.version(), null);
  }

  @Test
  void findsTheVersionAsked() {
    Catalog catalog = empty.with(ModelStatus.ready(one)).with(ModelStatus.ready(two));

    assertSame(two, catalog.resolve(NAME, "2"));
    assertSame(one, catalog.resolve(NAME, "1"));
  }

  @Test
  void standsForTheFirstThatBecameReady() {
    Catalog catalog = empty.with(ModelStatus.ready(two)).with(ModelStatus.ready(ten));

    assertSame(two, catalog.resolve(NAME, null));
  }

  @Test
  void standsForTheConfiguredVersionAndNoOther() {
    Catalog configured = Catalog.of(Map.of(NAME, "2"));
    Catalog without = configured.with(ModelStatus.ready(ten));
    Catalog with = without.with(ModelStatus.ready(two));

    assertEquals(ErrorCode.MODEL_NOT_FOUND, refusal(without, NAME, null).code());
    assertSame(two, with.resolve(NAME, null));
  }

  @Test
  void aConfiguredVersionThatIsRefusedIsNotReplacedInSilence() {
    Catalog catalog =
        Catalog.of(Map.of(NAME, "2"))
            .with(ModelStatus.ready(one))
            .with(ModelStatus.refused(TWO, "broken"));

    HealthAiException refusal = refusal(catalog, NAME, null);

    assertEquals(ErrorCode.MODEL_NOT_READY, refusal.code());
    assertEquals("model chest_xray 2 is refused: broken", refusal.detail());
  }

  @Test
  void standsForWhatWasChosen() {
    Catalog catalog =
        empty.with(ModelStatus.ready(one)).with(ModelStatus.ready(two)).with(choosing(TWO));

    assertSame(two, catalog.resolve(NAME, null));
  }

  @Test
  void fallsBackToTheHighestReadyOneWhenTheDefaultIsUnloaded() {
    Catalog catalog =
        empty
            .with(ModelStatus.ready(one))
            .with(ModelStatus.ready(two))
            .with(ModelStatus.ready(ten))
            .with(choosing(TWO))
            .with(ModelStatus.unloaded(TWO));

    assertSame(ten, catalog.resolve(NAME, null));
    assertEquals(ErrorCode.MODEL_NOT_READY, refusal(catalog, NAME, "2").code());
  }

  @Test
  void hasNoDefaultWhenNothingIsReady() {
    Catalog catalog = empty.with(ModelStatus.ready(one)).with(ModelStatus.unloaded(ONE));

    assertEquals(Optional.empty(), catalog.findDefault(NAME));
    assertEquals(ErrorCode.MODEL_NOT_READY, refusal(catalog, NAME, null).code());
  }

  @Test
  void asksToWaitForWhatIsLoading() {
    Catalog catalog = empty.with(ModelStatus.refused(TWO, "broken")).with(ModelStatus.loading(ONE));

    HealthAiException refusal = refusal(catalog, NAME, null);

    assertEquals(ErrorCode.MODEL_NOT_READY, refusal.code());
    assertTrue(refusal.retryAfter().isPresent());
  }

  @Test
  void knowsNothingElse() {
    Catalog catalog = empty.with(ModelStatus.ready(one));

    assertEquals(ErrorCode.MODEL_NOT_FOUND, refusal(catalog, "skin", null).code());
    assertEquals(ErrorCode.MODEL_NOT_FOUND, refusal(catalog, NAME, "3").code());
    assertEquals(ErrorCode.MODEL_NOT_FOUND, refusal(catalog, NAME, "../1").code());
    assertEquals(ErrorCode.MODEL_NOT_FOUND, refusal(catalog, "../chest_xray", "1").code());
  }

  @Test
  void doesNotChange() {
    Catalog before = empty.with(ModelStatus.ready(one));
    before.with(ModelStatus.unloaded(ONE));
    before.with(choosing(TWO));

    assertSame(one, before.resolve(NAME, null));
  }
}
