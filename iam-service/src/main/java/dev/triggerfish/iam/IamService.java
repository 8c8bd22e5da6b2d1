package dev.triggerfish.iam;

import dev.triggerfish.iam.accesskey.AccessKeyConfiguration;
import dev.triggerfish.iam.attachment.AttachmentConfiguration;
import dev.triggerfish.iam.inlinepolicy.InlinePolicyConfiguration;
import dev.triggerfish.iam.policy.PolicyConfiguration;
import dev.triggerfish.iam.principal.PrincipalConfiguration;
import dev.triggerfish.iam.replication.ReplicationConfiguration;
import dev.triggerfish.iam.role.RoleConfiguration;
import dev.triggerfish.iam.sealing.SealingConfiguration;
import dev.triggerfish.iam.session.SessionConfiguration;
import dev.triggerfish.iam.signing.SigningConfiguration;
import dev.triggerfish.iam.storage.IamStorageConfiguration;
import dev.triggerfish.iam.user.UserConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** IAM and STS: its features, whichever process they run in. */
@Configuration(proxyBeanMethods = false)
@Import({
  IamStorageConfiguration.class,
  SealingConfiguration.class,
  ReplicationConfiguration.class,
  PrincipalConfiguration.class,
  UserConfiguration.class,
  AccessKeyConfiguration.class,
  RoleConfiguration.class,
  InlinePolicyConfiguration.class,
  PolicyConfiguration.class,
  AttachmentConfiguration.class,
  SessionConfiguration.class,
  SigningConfiguration.class
})
public class IamService {}
