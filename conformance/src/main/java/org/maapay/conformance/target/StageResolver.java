package org.maapay.conformance.target;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one stage of a run to the rules; its parameters come with the launch. */
public final class StageResolver implements ParameterResolver {
  public static final String DEMO = "maapay.demo";
  public static final String BASE_URL = "maapay.baseUrl";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stage.class;
  }

  @Override
  public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(StageResolver.class))
        .computeIfAbsent(Stage.class, key -> stage(context), Stage.class);
  }

  private static Stage stage(ExtensionContext context) {
    var file = Path.of(context.getConfigurationParameter(DEMO).orElseThrow());
    var baseUrl = context.getConfigurationParameter(BASE_URL).orElse(null);
    return new Stage(Demo.read(file, baseUrl), InstantSource.system());
  }
}
