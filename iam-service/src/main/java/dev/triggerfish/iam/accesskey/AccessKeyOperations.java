package dev.triggerfish.iam.accesskey;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.contracts.IdentityRecord.AccessKeyRecord;
import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.iam.principal.UserName;
import dev.triggerfish.iam.replication.IdentityChanges;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;

/** Operations on users' access keys. */
final class AccessKeyOperations implements OperationGroup {

  private static final int QUOTA = 2;
  private static final String USER = "user/{UserName}";

  private final AccessKeyStore keys;
  private final Principals principals;
  private final IdentityChanges changes;
  private final PlatformClock clock;

  AccessKeyOperations(
      AccessKeyStore keys, Principals principals, IdentityChanges changes, PlatformClock clock) {
    this.keys = keys;
    this.principals = principals;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html">AWS</a>.
   */
  @AwsOperation(action = "iam:CreateAccessKey", resource = USER, acts = "UserName")
  CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest request, Caller caller) {
    var secret = UniqueIds.secret();
    return changes.change(
        () -> {
          var user = user(request.userName(), caller);
          if (keys.ofUser(user.id()).size() >= QUOTA) {
            throw IamErrors.quotaExceeded("AccessKeysPerUser", QUOTA);
          }
          var key =
              new StoredAccessKey(
                  UniqueIds.accessKey("AKIA", user.accountId()),
                  user.id(),
                  StatusType.ACTIVE,
                  clock.now().truncatedTo(ChronoUnit.SECONDS));
          keys.add(key, secret);
          changes.record(new AccessKeyRecord(key.id(), user.id(), true));
          return CreateAccessKeyResponse.builder().accessKey(withSecret(user, key, secret)).build();
        });
  }

  private static AccessKey withSecret(IamPrincipal user, StoredAccessKey key, String secret) {
    return AccessKey.builder()
        .userName(user.name())
        .accessKeyId(key.id())
        .status(key.status())
        .secretAccessKey(secret)
        .createDate(key.createdAt())
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListAccessKeys",
      resource = USER,
      acts = {"UserName", "Marker", "MaxItems"})
  ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest request, Caller caller) {
    var user = user(request.userName(), caller);
    var page =
        Pages.of(keys.ofUser(user.id()), StoredAccessKey::id, request.marker(), request.maxItems());
    return ListAccessKeysResponse.builder()
        .accessKeyMetadata(page.items().stream().map(key -> metadata(user, key)).toList())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }

  private static AccessKeyMetadata metadata(IamPrincipal user, StoredAccessKey key) {
    return AccessKeyMetadata.builder()
        .userName(user.name())
        .accessKeyId(key.id())
        .status(key.status())
        .createDate(key.createdAt())
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:UpdateAccessKey",
      resource = USER,
      acts = {"UserName", "AccessKeyId", "Status"})
  void updateAccessKey(UpdateAccessKeyRequest request, Caller caller) {
    changes.change(
        () -> {
          var key = key(request.accessKeyId(), user(request.userName(), caller));
          keys.setStatus(key.id(), request.status());
          changes.record(
              new AccessKeyRecord(key.id(), key.userId(), request.status() == StatusType.ACTIVE));
          return key;
        });
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:DeleteAccessKey",
      resource = USER,
      acts = {"UserName", "AccessKeyId"})
  void deleteAccessKey(DeleteAccessKeyRequest request, Caller caller) {
    changes.change(
        () -> {
          var key = key(request.accessKeyId(), user(request.userName(), caller));
          keys.remove(key.id());
          changes.remove(AccessKeyRecord.key(key.id()));
          return key;
        });
  }

  private IamPrincipal user(@Nullable String requested, Caller caller) {
    return principals.require(
        caller.accountId(), PrincipalKind.USER, UserName.of(requested, caller));
  }

  private StoredAccessKey key(String id, IamPrincipal user) {
    return keys.find(id)
        .filter(key -> key.userId().equals(user.id()))
        .orElseThrow(
            () -> IamErrors.noSuchEntity("The Access Key with id " + id + " cannot be found."));
  }
}
