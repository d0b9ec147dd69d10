package org.healthai.job.intake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** A database that goes away with one of the calls to its repositories. One thread. */
final class Outage {
  private final int goneAt;
  private final boolean committed;
  private final boolean lasting;
  private int calls;
  private boolean over;

  /**
   * An outage to come.
   *
   * @param goneAt the call that is not answered, from 1 on
   * @param committed whether that one was done all the same
   * @param lasting whether none is answered afterwards, until {@link #end}
   */
  Outage(int goneAt, boolean committed, boolean lasting) {
    this.goneAt = goneAt;
    this.committed = committed;
    this.lasting = lasting;
  }

  void end() {
    over = true;
  }

  /** The repository as it can be reached. */
  <T> T of(Class<T> port, T repository) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              calls++;
              boolean gone = !over && (calls == goneAt || (lasting && calls > goneAt));
              if (gone && (calls > goneAt || !committed)) {
                throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "gone");
              }
              Object answer;
              try {
                answer = method.invoke(repository, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
              if (gone) {
                throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "gone before it said so");
              }
              return answer;
            }));
  }
}
