package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.policy.MalformedPolicyException;
import dev.triggerfish.policy.Policy;
import dev.triggerfish.policy.PolicyKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents of topics' access policies. */
final class TopicPolicy {

  private static final int LONGEST = 30_720;

  private static final Set<String> ACTIONS =
      Set.of(
          "GetTopicAttributes",
          "SetTopicAttributes",
          "AddPermission",
          "RemovePermission",
          "DeleteTopic",
          "Subscribe",
          "ListSubscriptionsByTopic",
          "Publish",
          "Receive");

  private TopicPolicy() {}

  /** What a topic has until somebody says otherwise. */
  static String standard(TopicArn arn) {
    return """
        {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[\
        {"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},\
        "Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission",\
        "SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
        "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
        "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}"""
        .formatted(arn, arn.accountId());
  }

  /** Refuses what is no policy of a topic. */
  static void check(String document) {
    if (document.length() > LONGEST) {
      throw SnsErrors.invalid("Policy Reason: The policy is longer than 30 KB");
    }
    try {
      Policy.parse(document, PolicyKind.RESOURCE);
    } catch (MalformedPolicyException e) {
      throw SnsErrors.invalid("Policy Error: " + e.getMessage());
    }
  }

  /** The document with a statement more. */
  static String with(
      String document, String label, List<String> accounts, List<String> actions, TopicArn topic) {
    var policy = read(document);
    var statements = policy.withArray("Statement");
    if (find(statements, label) != null) {
      throw SnsErrors.invalid("Statement already exists");
    }
    var statement = statements.addObject();
    statement.put("Sid", label).put("Effect", "Allow");
    put(
        statement.putObject("Principal"),
        "AWS",
        accounts.stream().map(TopicPolicy::principal).toList());
    put(statement, "Action", actions.stream().map(TopicPolicy::action).toList());
    statement.put("Resource", topic.toString());
    return policy.toString();
  }

  /** The document without a statement. */
  static String without(String document, String label) {
    var policy = read(document);
    var statements = policy.withArray("Statement");
    var at = find(statements, label);
    if (at == null) {
      throw NotFoundException.builder().message("No statement with label " + label).build();
    }
    statements.remove(at.intValue());
    return policy.toString();
  }

  /** Policies may hold a single statement without an array around it. */
  private static ObjectNode read(String document) {
    var policy = (ObjectNode) JsonMapper.shared().readTree(document);
    if (policy.get("Statement") instanceof ObjectNode single) {
      policy.putArray("Statement").add(single);
    }
    return policy;
  }

  private static @Nullable Integer find(ArrayNode statements, String label) {
    for (var at = 0; at < statements.size(); at++) {
      var sid = statements.get(at).get("Sid");
      if (sid != null && sid.isString() && sid.stringValue().equals(label)) {
        return at;
      }
    }
    return null;
  }

  private static String principal(String account) {
    if (account.length() != 12 || !account.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw SnsErrors.invalid("AWSAccountId");
    }
    return "arn:aws:iam::" + account + ":root";
  }

  private static String action(String name) {
    if (!ACTIONS.contains(name)) {
      throw SnsErrors.invalid("Policy statement action out of service scope!");
    }
    return "SNS:" + name;
  }

  private static void put(ObjectNode node, String name, List<String> values) {
    if (values.size() == 1) {
      node.put(name, values.getFirst());
    } else {
      values.forEach(node.putArray(name)::add);
    }
  }
}
