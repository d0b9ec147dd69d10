package org.healthai;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what a class logs instead of showing it, until closed. */
public final class LogRecords extends Handler implements AutoCloseable {
  private final Logger logger;
  private final List<String> messages = new ArrayList<>();

  private LogRecords(Logger logger) {
    this.logger = logger;
  }

  public static LogRecords of(Class<?> type) {
    LogRecords records = new LogRecords(Logger.getLogger(type.getName()));
    records.logger.addHandler(records);
    records.logger.setUseParentHandlers(false);
    return records;
  }

  public List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void publish(LogRecord entry) {
    messages.add(MessageFormat.format(entry.getMessage(), entry.getParameters()));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
