package org.healthai.job.messaging;

import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.healthai.job.ItemWork;

/** Has films worked on that may end the process, one after the other. */
@MessageDriven(name = "JobFilmsApart")
public class JobFilmsApart implements MessageListener {
  @Inject
  @SuppressWarnings("NullAway.Init") // injected before the first message
  private ItemWork films;

  @Override
  public void onMessage(Message message) {
    JobMessages.work(message, films, true);
  }
}
