package dev.triggerfish.iam.principal;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.error.IamErrors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Users and roles. */
public final class PrincipalStore {

  private final Database database;

  public PrincipalStore(Database iamDatabase) {
    this.database = iamDatabase;
  }

  /** The one of this name. */
  public Optional<IamPrincipal> find(String accountId, PrincipalKind kind, String name) {
    return database
        .jdbc()
        .sql(
            "select * from iam_principal"
                + " where account_id = :account and kind = :kind and name_key = :key")
        .param("account", accountId)
        .param("kind", kind.name())
        .param("key", nameKey(name))
        .query(PrincipalStore::principal)
        .optional()
        .filter(found -> found.name().equals(name));
  }

  /** The one with this unique id. */
  public Optional<IamPrincipal> byId(String id) {
    return database
        .jdbc()
        .sql("select * from iam_principal where id = :id")
        .param("id", id)
        .query(PrincipalStore::principal)
        .optional();
  }

  /** The one with this ARN, path included. */
  public Optional<IamPrincipal> byArn(String arn) {
    var parsed = Arn.parse(arn);
    if (parsed == null || !parsed.service().equals("iam")) {
      return Optional.empty();
    }
    var name = parsed.resource().substring(parsed.resource().lastIndexOf('/') + 1);
    var kind = parsed.resource().startsWith("role/") ? PrincipalKind.ROLE : PrincipalKind.USER;
    return find(parsed.accountId(), kind, name).filter(found -> found.arn().equals(arn));
  }

  /** The principals whose path has a prefix, unordered. */
  public List<IamPrincipal> list(String accountId, PrincipalKind kind, String pathPrefix) {
    return database
        .jdbc()
        .sql("select * from iam_principal where account_id = :account and kind = :kind")
        .param("account", accountId)
        .param("kind", kind.name())
        .query(PrincipalStore::principal)
        .list()
        .stream()
        .filter(found -> found.path().startsWith(pathPrefix))
        .toList();
  }

  /** The principals of all accounts. */
  public List<IamPrincipal> all() {
    return database
        .jdbc()
        .sql("select * from iam_principal")
        .query(PrincipalStore::principal)
        .list();
  }

  /**
   * Adds one.
   *
   * @param quota how many of the kind an account may have
   */
  public void add(IamPrincipal added, int quota) {
    requireFree(added.accountId(), added.kind(), added.name());
    if (list(added.accountId(), added.kind(), "/").size() >= quota) {
      throw IamErrors.quotaExceeded(added.kind().title() + "sPerAccount", quota);
    }
    database
        .jdbc()
        .sql(
            "insert into iam_principal (id, account_id, kind, name, name_key, path, created_at,"
                + " tags, permissions_boundary) values (:id, :account, :kind, :name, :key, :path,"
                + " :created, :tags, :boundary)")
        .param("id", added.id())
        .param("account", added.accountId())
        .param("kind", added.kind().name())
        .param("name", added.name())
        .param("key", nameKey(added.name()))
        .param("path", added.path())
        .param("created", added.createdAt().toEpochMilli())
        .param("tags", Tags.toJson(added.tags()))
        .param("boundary", added.permissionsBoundary())
        .update();
  }

  /** Gives one another name or path. */
  public void rename(IamPrincipal present, String name, String path) {
    if (!nameKey(present.name()).equals(nameKey(name))) {
      requireFree(present.accountId(), present.kind(), name);
    }
    database
        .jdbc()
        .sql("update iam_principal set name = :name, name_key = :key, path = :path where id = :id")
        .param("name", name)
        .param("key", nameKey(name))
        .param("path", path)
        .param("id", present.id())
        .update();
  }

  /** Replaces the tags of one. */
  public void setTags(String id, Map<String, String> tags) {
    database
        .jdbc()
        .sql("update iam_principal set tags = :tags where id = :id")
        .param("tags", Tags.toJson(tags))
        .param("id", id)
        .update();
  }

  /** Removes one, with all that hangs on it. */
  public void remove(String id) {
    database.jdbc().sql("delete from iam_principal where id = :id").param("id", id).update();
  }

  private void requireFree(String accountId, PrincipalKind kind, String name) {
    var taken =
        database
            .jdbc()
            .sql(
                "select count(*) from iam_principal"
                    + " where account_id = :account and kind = :kind and name_key = :key")
            .param("account", accountId)
            .param("kind", kind.name())
            .param("key", nameKey(name))
            .query(Long.class)
            .single();
    if (taken > 0) {
      throw IamErrors.alreadyExists(kind.title() + " with name " + name + " already exists.");
    }
  }

  private static String nameKey(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static IamPrincipal principal(ResultSet row, int number) throws SQLException {
    return new IamPrincipal(
        row.getString("id"),
        PrincipalKind.valueOf(row.getString("kind")),
        row.getString("account_id"),
        row.getString("name"),
        row.getString("path"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Tags.fromJson(row.getString("tags")),
        row.getString("permissions_boundary"));
  }
}
