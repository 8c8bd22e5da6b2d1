package dev.triggerfish.aws.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the Query protocol names collections, where the SDK no longer knows: AWS's clients for SQS
 * have spoken JSON alone since 2023. Such collections are flattened.
 */
public final class QueryNames {

  /** The SDK knows all names. */
  public static final QueryNames NONE = new QueryNames(Map.of());

  private final Map<String, QueryName> byMember;

  /**
   * @param byMember by the member's name; a name behind its structure's and a dot goes before
   */
  QueryNames(Map<String, QueryName> byMember) {
    this.byMember = Map.copyOf(byMember);
  }

  /** Whether the SDK's own names are all that there is. */
  public boolean isEmpty() {
    return byMember.isEmpty();
  }

  /**
   * The name of a member, or null if it has its own.
   *
   * @param structure simple name of the SDK's class, such as {@code SendMessageBatchRequest}
   */
  public @Nullable QueryName find(String structure, String member) {
    var exact = byMember.get(structure + "." + member);
    return exact == null ? byMember.get(member) : exact;
  }

  /**
   * A collection's name: {@code Attribute} in {@code Attribute.1.Name}.
   *
   * @param key of a map's entries, such as {@code Name}
   * @param value of a map's entries, such as {@code Value}
   */
  public record QueryName(String name, String key, String value) {

    static QueryName of(List<String> parts) {
      return parts.size() == 1
          ? new QueryName(parts.getFirst(), "key", "value")
          : new QueryName(parts.get(0), parts.get(1), parts.get(2));
    }
  }
}
