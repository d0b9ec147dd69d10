package org.healthai.job.messaging;

import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.healthai.job.DeadLetters;

/** Tells operators of messages that were given up: the message says which, the rows say why. */
@MessageDriven(name = "JobFilmsGivenUp")
public class JobFilmsGivenUp implements MessageListener {
  @Inject
  @SuppressWarnings("NullAway.Init") // injected before the first message
  private DeadLetters letters;

  @Override
  public void onMessage(Message message) {
    JobMessages.read(message).ifPresent(letters::take);
  }
}
