package org.healthai.model.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.choice.ModelChoiceRepository;
import org.healthai.model.choice.Shadow;
import org.healthai.model.routing.Routes;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every store of choices must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ModelChoiceRepositoryContract {
  private static final String NAME = "chest_xray";

  private TestStore store;
  private ModelChoiceRepository choices;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    choices = new JpaModelChoiceRepository(store.session());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from model_choices");
  }

  @Test
  void beginsWithNothingChosen() {
    assertEquals(List.of(), choices.list());
  }

  @Test
  void keepsAChoiceWithEverythingInIt() {
    ModelChoice wanted =
        new ModelChoice(
            NAME,
            "2",
            "1",
            Set.of("3", "4-rc.1"),
            new Routes(Map.of("1", 90, "2", 10)),
            new Shadow("3", 25, Instant.parse("2026-11-26T02:00:00.123456Z")));

    ModelChoice stored = choices.change(NAME, none -> wanted);

    assertEquals(wanted, stored);
    assertEquals(List.of(wanted), choices.list());
  }

  @Test
  void hasRoomForTheLongestNames() {
    String name = "n".repeat(64);
    String version = "v".repeat(32);

    ModelChoice stored =
        choices.change(
            name,
            none ->
                none.withDefault("1", version).withDefault(version, version).withUnloaded(version));

    assertEquals(List.of(stored), choices.list());
  }

  @Test
  void changesWhatIsStored() {
    choices.change(NAME, choice -> choice.withDefault("2", "1").withUnloaded("3"));
    Routes even = new Routes(Map.of("1", 50, "2", 50));
    Routes uneven = new Routes(Map.of("2", 70, "3", 30));

    choices.change(
        NAME, choice -> choice.rolledBack().withLoaded("3").withUnloaded("4").withRoutes(even));
    choices.change(NAME, choice -> choice.withRoutes(uneven));

    assertEquals(
        List.of(ModelChoice.none(NAME).withDefault("1", null).withUnloaded("4").withRoutes(uneven)),
        choices.list());
  }

  @Test
  void listsByName() {
    ModelChoice moles = choices.change("moles", choice -> choice.withUnloaded("1"));
    ModelChoice chest = choices.change(NAME, choice -> choice.withDefault("1", null));

    assertEquals(List.of(chest, moles), choices.list());
  }

  @Test
  void listsWithOneQuery() {
    for (String name : List.of(NAME, "moles", "retina")) {
      choices.change(
          name,
          choice ->
              choice
                  .withUnloaded("3")
                  .withUnloaded("4")
                  .withRoutes(new Routes(Map.of("1", 1, "2", 2, "5", 3))));
    }

    long statements =
        store.statements(
            () ->
                assertEquals(
                    List.of(NAME, "moles", "retina"),
                    choices.list().stream().map(ModelChoice::name).toList()));

    assertEquals(1, statements);
  }

  @Test
  void changesNothingWhenTheChangeIsRefused() {
    ModelChoice before = choices.change(NAME, choice -> choice.withDefault("1", null));

    HealthAiException refusal =
        assertThrows(
            HealthAiException.class,
            () ->
                choices.change(
                    NAME,
                    choice -> {
                      throw new HealthAiException(ErrorCode.CONFLICT, "not now");
                    }));

    assertEquals(ErrorCode.CONFLICT, refusal.code());
    assertEquals(List.of(before), choices.list());
  }

  @Test
  void losesNoChangeOfSeveralServers() {
    choices.change(NAME, choice -> choice.withDefault("1", null));

    CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> unload("v" + i)))
                .toArray(CompletableFuture[]::new))
        .join();

    assertEquals(8, choices.list().get(0).unloaded().size());
  }

  private void unload(String version) {
    choices.change(NAME, choice -> choice.withUnloaded(version));
  }
}
