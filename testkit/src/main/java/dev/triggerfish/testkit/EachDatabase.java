package dev.triggerfish.testkit;

import dev.triggerfish.aws.storage.SqlDialect;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link OnEachDatabase} does: two runs of a class, each with its kind of database. */
final class EachDatabase implements ClassTemplateInvocationContextProvider {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(EachDatabase.class);

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    return Arrays.stream(SqlDialect.values()).map(Run::new);
  }

  private record Run(SqlDialect dialect)
      implements ClassTemplateInvocationContext, ExecutionCondition, ParameterResolver {

    @Override
    public String getDisplayName(int invocationIndex) {
      return dialect.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return dialect == SqlDialect.H2
          ? ConditionEvaluationResult.enabled("H2 is embedded")
          : PostgresServer.reasonToSkip()
              .map(ConditionEvaluationResult::disabled)
              .orElseGet(() -> ConditionEvaluationResult.enabled("PostgreSQL is there"));
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(
        ExtensionContext rootContext) {
      return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
      var service =
          AnnotationSupport.findAnnotation(context.getRequiredTestClass(), OnEachDatabase.class)
              .orElseThrow()
              .value();
      return context
          .getStore(NAMESPACE)
          .computeIfAbsent(
              TestDatabase.class, _ -> TestDatabase.open(dialect, service), TestDatabase.class);
    }
  }
}
