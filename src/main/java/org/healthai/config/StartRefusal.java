package org.healthai.config;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Ends a server that must not run: one log line that says why, then exit status {@value #STATUS}.
 *
 * <p>A server that stayed up without its application would look alive to whoever started it.
 */
final class StartRefusal {
  /** {@code EX_CONFIG} of sysexits.h. */
  static final int STATUS = 78;

  private static final Logger LOG = Logger.getLogger(StartRefusal.class.getName());

  private StartRefusal() {}

  /** Logs what is wrong and ends the process. */
  static void exit(RuntimeException failure) {
    Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(InvalidSettingException.class::isInstance)
        .findFirst()
        .ifPresentOrElse(
            refusal ->
                LOG.log(Level.SEVERE, "The server does not start: {0}", refusal.getMessage()),
            () -> LOG.log(Level.SEVERE, "The server does not start", failure));
    // not on this thread: the exit waits for the application to start, which is what we are doing
    Thread exit = new Thread(() -> Runtime.getRuntime().exit(STATUS), "start-refusal");
    exit.setDaemon(true);
    exit.start();
  }
}
