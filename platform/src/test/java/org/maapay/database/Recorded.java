package org.maapay.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Puts an observer around an object of the database driver. */
final class Recorded {
  private Recorded() {}

  /** Called with each call; what it answers is what the caller gets. */
  interface Observer {
    default void before(
        @SuppressWarnings("unused") Method method, @SuppressWarnings("unused") Object[] arguments)
        throws Throwable {}

    @Nullable Object after(Method method, @Nullable Object answer, Object[] arguments)
        throws Throwable;
  }

  static <T> T proxy(Class<T> type, T target, Observer observer) {
    return type.cast(
        Proxy.newProxyInstance(
            Recorded.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, given) -> {
              var arguments = given == null ? new Object[0] : given;
              observer.before(method, arguments);
              return observer.after(method, invoke(target, method, arguments), arguments);
            }));
  }

  private static @Nullable Object invoke(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
