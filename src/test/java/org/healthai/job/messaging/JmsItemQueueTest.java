package org.healthai.job.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionalException;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ItemRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class JmsItemQueueTest {
  private static final ItemRef REF = new ItemRef(7, 3);

  /** A broker that goes away between the sending and the commit, as the container reports it. */
  private static final class NothingCommitted extends JmsTransactions {
    @Override
    public void send(List<ItemRef> refs) {
      throw rolledBack();
    }

    @Override
    public void sendApart(ItemRef ref) {
      throw rolledBack();
    }

    @Override
    public void sendDead(ItemRef ref) {
      throw rolledBack();
    }

    private static TransactionalException rolledBack() {
      return new TransactionalException("rolled back", new RollbackException());
    }
  }

  private final JmsItemQueue queue = new JmsItemQueue(new NothingCommitted());

  @Test
  void saysThatTheBrokerIsAwayWhenTheCommitFails() {
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> queue.send(List.of(REF))));
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> queue.sendApart(REF)));
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> queue.sendDead(REF)));
  }

  private static ErrorCode codeOf(Executable call) {
    return assertThrows(HealthAiException.class, call).code();
  }
}
