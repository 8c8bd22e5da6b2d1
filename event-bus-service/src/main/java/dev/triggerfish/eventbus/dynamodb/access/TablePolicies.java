package dev.triggerfish.eventbus.dynamodb.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.authorization.ResourcePolicies;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.table.Tables.TableName;
import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.policy.Policy;
import org.jspecify.annotations.Nullable;

/** The resource policies of tables, which hold for their indexes too, but not for their streams. */
final class TablePolicies implements ResourcePolicies {

  private static final int MOST_IN_MEMORY = 1_000;
  private static final String TABLE = "table/";
  private static final String STREAM = "/stream/";

  private final Tables tables;
  private final LoadingCache<String, Policy> parsed =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build(Policy::parse);

  TablePolicies(Tables tables) {
    this.tables = tables;
  }

  @Override
  public String service() {
    return "dynamodb";
  }

  @Override
  public @Nullable NamedPolicy policyOf(String resourceArn) {
    var arn = Arn.parse(resourceArn);
    if (arn == null || !arn.resource().startsWith(TABLE) || arn.resource().contains(STREAM)) {
      return null;
    }
    var rest = arn.resource().substring(TABLE.length());
    var slash = rest.indexOf('/');
    var table =
        tables.find(
            new TableName(
                arn.accountId(), arn.region(), slash < 0 ? rest : rest.substring(0, slash)));
    return table == null || table.policy() == null
        ? null
        : new NamedPolicy("of table " + table.arn(), parsed.get(table.policy()));
  }
}
