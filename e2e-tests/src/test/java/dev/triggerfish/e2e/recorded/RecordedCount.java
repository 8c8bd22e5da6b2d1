package dev.triggerfish.e2e.recorded;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of a build how much of AWS's recorded behaviour was tested. */
public final class RecordedCount implements TestExecutionListener {

  private final AtomicInteger run = new AtomicInteger();
  private final AtomicInteger passed = new AtomicInteger();

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() && isRecorded(test)) {
      run.incrementAndGet();
      if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
        passed.incrementAndGet();
      }
    }
  }

  private static boolean isRecorded(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getJavaMethod())
        .filter(method -> method.isAnnotationPresent(Recorded.class))
        .isPresent();
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (run.get() > 0) {
      System.out.println("Recorded AWS behaviour: " + run + " tests, " + passed + " passed");
    }
  }
}
