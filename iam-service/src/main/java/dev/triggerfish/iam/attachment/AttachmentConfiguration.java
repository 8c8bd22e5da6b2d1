package dev.triggerfish.iam.attachment;

import dev.triggerfish.iam.policy.ManagedPolicies;
import dev.triggerfish.iam.principal.PrincipalPolicies;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityChanges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Attachments of managed policies. */
@Configuration(proxyBeanMethods = false)
public class AttachmentConfiguration {

  @Bean
  Attachments policyAttachments(
      Principals principals,
      PrincipalPolicies attachments,
      ManagedPolicies managedPolicies,
      IdentityChanges changes) {
    return new Attachments(principals, attachments, managedPolicies, changes);
  }

  @Bean
  RoleAttachmentOperations roleAttachmentOperations(Attachments attachments) {
    return new RoleAttachmentOperations(attachments);
  }

  @Bean
  UserAttachmentOperations userAttachmentOperations(Attachments attachments) {
    return new UserAttachmentOperations(attachments);
  }
}
