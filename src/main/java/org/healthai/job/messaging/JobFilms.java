package org.healthai.job.messaging;

import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.healthai.job.ItemWork;

/** Has the films of jobs worked on, several at once. */
@MessageDriven(name = "JobFilms")
public class JobFilms implements MessageListener {
  @Inject
  @SuppressWarnings("NullAway.Init") // injected before the first message
  private ItemWork films;

  @Override
  public void onMessage(Message message) {
    JobMessages.work(message, films, false);
  }
}
