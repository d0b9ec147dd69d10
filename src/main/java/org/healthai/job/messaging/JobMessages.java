package org.healthai.job.messaging;

import jakarta.ejb.EJBException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.healthai.job.AttemptTimes;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemWork;

/**
 * What the message-driven beans have in common. The container's transaction holds the message and
 * nothing else: everything about the database happens on the application's own threads and is
 * committed there, before the message is.
 */
final class JobMessages {
  private static final System.Logger LOG = System.getLogger(JobMessages.class.getName());

  private static final Company COMPANY = new Company(AttemptTimes.COMPANY.toSeconds());

  private JobMessages() {}

  /**
   * Works on the film of a message until that is done.
   *
   * @throws EJBException to have the message delivered again
   */
  static void work(Message message, ItemWork films, boolean apart) {
    Optional<ItemRef> ref = read(message);
    if (ref.isEmpty()) {
      LOG.log(Level.WARNING, "a message that names no film of a job was dropped");
      return;
    }
    try {
      COMPANY.work(apart, () -> await(films.work(ref.get(), apart).toCompletableFuture()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw again(stopping);
    }
  }

  private static void await(CompletableFuture<?> done) {
    try {
      done.get(AttemptTimes.MESSAGE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw again(stopping);
    } catch (TimeoutException | ExecutionException failure) {
      throw again(failure);
    }
  }

  private static EJBException again(Exception cause) {
    return new EJBException("the message is to come again", cause);
  }

  /** The film that a message names; nothing where it is none of ours. */
  static Optional<ItemRef> read(Message message) {
    try {
      return message instanceof TextMessage text
          ? Optional.of(ItemRef.parse(String.valueOf(text.getText())))
          : Optional.empty();
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    } catch (JMSException unreadable) {
      throw again(unreadable);
    }
  }
}
