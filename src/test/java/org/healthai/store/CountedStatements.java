package org.healthai.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Counts the statements that connections of a data source prepare, and lets a test in between. Safe
 * for many threads.
 */
final class CountedStatements {
  private final AtomicLong count = new AtomicLong();

  /** Told of each statement, and of {@code commit}, on the thread that is about to send it. */
  volatile Consumer<String> before = sql -> {};

  DataSource on(DataSource dataSource) {
    return wrap(DataSource.class, dataSource);
  }

  long count() {
    return count.get();
  }

  private <T> T wrap(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(target, method, arguments)));
  }

  private Object call(Object target, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("prepareStatement")) {
      count.incrementAndGet();
      before.accept((String) arguments[0]);
    } else if (method.getName().equals("commit")) {
      before.accept("commit");
    }
    try {
      Object result = method.invoke(target, arguments);
      return result instanceof Connection connection ? wrap(Connection.class, connection) : result;
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
