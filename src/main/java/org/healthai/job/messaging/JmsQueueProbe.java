package org.healthai.job.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Optional;
import org.healthai.job.QueueProbe;

/** Opens a session at the broker. */
@ApplicationScoped
public class JmsQueueProbe implements QueueProbe {
  private static final Optional<String> PROBLEM = Optional.of("the broker does not answer");

  @Resource(lookup = "jms/healthai/connections")
  @SuppressWarnings("NullAway.Init") // injected before the first call
  private ConnectionFactory connections;

  @Override
  public Optional<String> findProblem() {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      return session == null ? PROBLEM : Optional.empty();
    } catch (JMSException away) {
      return PROBLEM;
    }
  }
}
