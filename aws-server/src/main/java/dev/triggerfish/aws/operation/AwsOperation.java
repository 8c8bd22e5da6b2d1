package dev.triggerfish.aws.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a method of an {@link OperationGroup} as an AWS operation. The method bears the
 * operation's name, takes the SDK's request class and a {@link Caller}, and returns the SDK's
 * response class (or nothing). A method that reads the request's body as it comes takes a {@link
 * RequestPayload} between the two; one whose answer has a body of its own returns a {@link
 * StreamedAnswer}. Before it runs, the caller has been authenticated, the request validated against
 * AWS's model, and {@link #action()} on {@link #resource()} authorized. It reports errors by
 * throwing the SDK's exception classes, or {@link dev.triggerfish.aws.error.AwsErrors} where the
 * SDK has none.
 *
 * <p>Every top-level member of the request is named in exactly one of {@link #acts()}, {@link
 * #stored()} and {@link #refused()}; the build fails otherwise. Members of members are named by
 * dotted paths where they differ from the member that holds them.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AwsOperation {

  /** The action of operations that need no permission, such as {@code GetCallerIdentity}. */
  String NO_PERMISSION = "";

  /** The action that the caller must be allowed, such as {@code lambda:InvokeFunction}. */
  String action();

  /**
   * On what: {@code *}; or the resource part of an ARN of the operation's service with members in
   * braces, such as {@code function:{FunctionName}}; or a single member that holds a whole ARN,
   * such as <code>{RoleArn}</code>. A service with names that need more than that has a {@link
   * ResourceResolver}.
   */
  String resource() default "*";

  /** Input members that have AWS's effect. */
  String[] acts() default {};

  /** Input members that are kept and given back, and have no other effect. */
  String[] stored() default {};

  /**
   * Input members that are answered with an error, because ignoring them would deceive; with {@code
   * =value} behind the name where only that value is. A member that says no more than its absence
   * would (false, empty) is let through.
   */
  String[] refused() default {};
}
