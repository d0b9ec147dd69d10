package org.healthai.job.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.transaction.Transactional;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ItemRef;

/**
 * Sends messages about films, each call in a transaction of its own. It is the container's: outside
 * of those, resource adapters of brokers know no transacted session. A commit that fails does so
 * behind these methods, in the container's own words: {@link JmsItemQueue} translates them. Safe
 * for many threads.
 */
@ApplicationScoped
public class JmsTransactions {

  @Resource(lookup = "jms/healthai/connections")
  @SuppressWarnings("NullAway.Init") // injected before the first call
  private ConnectionFactory connections;

  @Resource(lookup = "jms/healthai/jobs")
  @SuppressWarnings("NullAway.Init")
  private Queue films;

  @Resource(lookup = "jms/healthai/apart")
  @SuppressWarnings("NullAway.Init")
  private Queue apart;

  @Resource(lookup = "jms/healthai/dead")
  @SuppressWarnings("NullAway.Init")
  private Queue dead;

  /** One of the port's calls. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void send(List<ItemRef> refs) {
    send(films, refs);
  }

  /** One of the port's calls. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void sendApart(ItemRef ref) {
    send(apart, List.of(ref));
  }

  /** One of the port's calls. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void sendDead(ItemRef ref) {
    send(dead, List.of(ref));
  }

  private void send(Queue queue, List<ItemRef> refs) {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      MessageProducer producer = session.createProducer(queue);
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      for (ItemRef ref : refs) {
        producer.send(session.createTextMessage(ref.toString()));
      }
    } catch (JMSException away) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, "the messages of jobs cannot be sent", away);
    }
  }
}
