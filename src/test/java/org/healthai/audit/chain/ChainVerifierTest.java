package org.healthai.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.healthai.audit.AuditEvents;
import org.healthai.audit.chain.ChainReport.Defect;
import org.healthai.audit.chain.ChainReport.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainVerifierTest {
  private static final int ROWS = 5;

  private final ChainSeal seal = new ChainSeal("a secret that nobody else knows at all");
  private final ChainVerifier verifier = new ChainVerifier(seal);
  private MemoryChain chain;

  @BeforeEach
  void fill() {
    chain = new MemoryChain(seal);
    chain.append(seal, LongStream.rangeClosed(1, ROWS).mapToObj(AuditEvents::read).toList());
  }

  /** Everything that is stored of a row, but its place. */
  static Stream<RecordComponent> fields() {
    return Arrays.stream(AuditRow.class.getRecordComponents())
        .filter(component -> !component.getName().equals("sequence"));
  }

  @Test
  void findsNothingInAnUntouchedChain() {
    ChainReport report = verifier.verify(chain);

    assertEquals(Optional.empty(), report.defect());
    assertEquals(ROWS, report.checked());
  }

  @Test
  void anEmptyChainThatWasBegunIsWhole() {
    assertEquals(Optional.empty(), verifier.verify(new MemoryChain(seal)).defect());
  }

  @Test
  void checksMoreRowsThanAPageHas() {
    chain.append(seal, LongStream.rangeClosed(6, 2_500).mapToObj(AuditEvents::read).toList());

    assertEquals(2_500, verifier.verify(chain).checked());

    chain.rows.set(2_100, changed(chain.rows.get(2_100), "actorName"));
    assertEquals(new Defect(2_101, Kind.CHANGED), verifier.verify(chain).defectOrNull());
  }

  @ParameterizedTest
  @MethodSource("fields")
  void findsAChangeOfAnyField(RecordComponent field) {
    for (int i = 0; i < ROWS; i++) {
      AuditRow original = chain.rows.get(i);
      chain.rows.set(i, changed(original, field.getName()));

      ChainReport report = verifier.verify(chain);

      assertEquals(new Defect(i + 1, Kind.CHANGED), report.defectOrNull());
      assertEquals(i, report.checked());
      chain.rows.set(i, original);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void findsARemovedRow(int index) {
    chain.rows.remove(index);

    assertEquals(new Defect(index + 1, Kind.MISSING), verifier.verify(chain).defectOrNull());
  }

  @Test
  void findsARemovedRowWhoseFollowersWereRenumbered() {
    chain.rows.remove(1);
    for (int i = 1; i < chain.rows.size(); i++) {
      chain.rows.set(i, numbered(chain.rows.get(i), i + 1));
    }

    assertEquals(new Defect(2, Kind.REORDERED), verifier.verify(chain).defectOrNull());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void findsSwappedRows(int index) {
    AuditRow first = chain.rows.get(index);
    AuditRow second = chain.rows.get(index + 1);
    chain.rows.set(index, numbered(second, first.sequence()));
    chain.rows.set(index + 1, numbered(first, second.sequence()));

    assertEquals(new Defect(index + 1, Kind.REORDERED), verifier.verify(chain).defectOrNull());
  }

  @Test
  void findsARowThatIsThereTwice() {
    AuditRow second = chain.rows.get(1);
    chain.rows.set(2, numbered(second, 3));

    assertEquals(new Defect(3, Kind.REORDERED), verifier.verify(chain).defectOrNull());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void findsACutOffTail(int rows) {
    chain.rows.subList(ROWS - rows, ROWS).clear();

    assertEquals(new Defect(ROWS - rows + 1, Kind.CUT_OFF), verifier.verify(chain).defectOrNull());
  }

  @Test
  void findsACutOffTailWithAHeadMadeToFit() {
    chain.rows.remove(ROWS - 1);
    chain.head = new ChainHead(ROWS - 1, chain.rows.get(ROWS - 2).hash(), chain.head.seal());

    assertEquals(new Defect(ROWS, Kind.HEAD_CHANGED), verifier.verify(chain).defectOrNull());
  }

  @Test
  void findsAnEmptiedTrailMadeToLookUnbegun() {
    chain.rows.clear();
    chain.head = new ChainHead(0, ChainHead.START, "");

    assertEquals(new Defect(1, Kind.HEAD_CHANGED), verifier.verify(chain).defectOrNull());
  }

  @Test
  void findsARowThatNobodyAppended() {
    chain.rows.add(numbered(chain.rows.get(ROWS - 1), ROWS + 1));

    assertEquals(new Defect(ROWS + 1, Kind.ADDED), verifier.verify(chain).defectOrNull());
  }

  @Test
  void anotherSecretIsToldByTheHead() {
    ChainVerifier other = new ChainVerifier(new ChainSeal("another secret of enough characters"));

    assertEquals(new Defect(1, Kind.HEAD_CHANGED), other.verify(chain).defectOrNull());
  }

  @Test
  void rowsOfAnotherChainDoNotFit() {
    MemoryChain other = new MemoryChain(seal);
    other.append(seal, List.of(AuditEvents.read(9), AuditEvents.read(2)));
    chain.rows.set(1, other.rows.get(1));

    assertEquals(new Defect(2, Kind.REORDERED), verifier.verify(chain).defectOrNull());
  }

  @Test
  void eventsAppendedMeanwhileDoNotDisturb() {
    ChainSource growing =
        new ChainSource() {
          @Override
          public ChainEnd end() {
            ChainEnd end = chain.end();
            chain.append(seal, Collections.nCopies(3, AuditEvents.read(6)));
            return end;
          }

          @Override
          public List<AuditRow> rows(long after, int limit) {
            return chain.rows(after, limit);
          }
        };

    ChainReport report = verifier.verify(growing);

    assertTrue(report.defect().isEmpty(), report::toString);
    assertEquals(ROWS, report.checked());
  }

  private static AuditRow numbered(AuditRow row, long sequence) {
    return copy(row, "sequence", sequence);
  }

  private static AuditRow changed(AuditRow row, String field) {
    return copy(row, field, field.equals("timeMicros") ? row.timeMicros() + 1 : "other");
  }

  private static AuditRow copy(AuditRow row, String field, Object value) {
    RecordComponent[] components = AuditRow.class.getRecordComponents();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        boolean replaced = components[i].getName().equals(field);
        values[i] = replaced ? value : components[i].getAccessor().invoke(row);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<AuditRow> constructor = AuditRow.class.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
