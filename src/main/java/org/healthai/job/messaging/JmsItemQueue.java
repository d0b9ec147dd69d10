package org.healthai.job.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ItemQueue;
import org.healthai.job.ItemRef;

/** The messages about films: whatever keeps one from being sent is the port's own exception. */
@ApplicationScoped
public class JmsItemQueue implements ItemQueue {
  private final JmsTransactions transactions;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JmsItemQueue() {
    this(null);
  }

  /** A queue over these transactions. */
  @Inject
  public JmsItemQueue(JmsTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void send(List<ItemRef> refs) {
    committed(() -> transactions.send(refs));
  }

  @Override
  public void sendApart(ItemRef ref) {
    committed(() -> transactions.sendApart(ref));
  }

  @Override
  public void sendDead(ItemRef ref) {
    committed(() -> transactions.sendDead(ref));
  }

  private static void committed(Runnable sending) {
    try {
      sending.run();
    } catch (TransactionalException notCommitted) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, "the messages of jobs cannot be sent", notCommitted);
    }
  }
}
