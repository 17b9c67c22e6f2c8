package org.maapay.server.aggregate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a class of tests two MaaPays of its own; after each test the books hold on both sides. */
final class BothSides implements ParameterResolver, AfterEachCallback {
  private static final Namespace STORE = Namespace.create(BothSides.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TwoMaaPays.class;
  }

  @Override
  public TwoMaaPays resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return of(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    of(context).assertSound();
  }

  /** They are closed with their class. */
  private static TwoMaaPays of(ExtensionContext context) {
    var ofClass = context.getTestMethod().isPresent() ? context.getParent().orElseThrow() : context;
    return Objects.requireNonNull(
        ofClass.getStore(STORE).computeIfAbsent(TwoMaaPays.class, _ -> start(), TwoMaaPays.class));
  }

  private static TwoMaaPays start() {
    try {
      return new TwoMaaPays();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
