package dev.triggerfish.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: may this principal do this to that?
 *
 * @param principal who asks
 * @param action such as {@code lambda:InvokeFunction}
 * @param resource the ARN, or {@code *} where an action knows no resource
 * @param resourceAccount the account that owns the resource, or null where none does
 * @param context condition keys, lower-case, with their values; the evaluator adds those that
 *     follow from the principal
 */
public record AccessRequest(
    Principal principal,
    String action,
    String resource,
    @Nullable String resourceAccount,
    Map<String, List<String>> context) {}
