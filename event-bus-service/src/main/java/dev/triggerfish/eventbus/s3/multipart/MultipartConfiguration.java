package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.object.ContentIntake;
import dev.triggerfish.eventbus.s3.object.ObjectFiles;
import dev.triggerfish.eventbus.s3.object.ObjectReading;
import dev.triggerfish.eventbus.s3.object.ObjectWrites;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Objects that come in parts. */
@Configuration(proxyBeanMethods = false)
public class MultipartConfiguration {

  @Bean
  UploadStore uploadStore(Database eventBusDatabase) {
    return new UploadStore(eventBusDatabase);
  }

  @Bean
  Uploads uploads(UploadStore uploadStore) {
    return new Uploads(uploadStore);
  }

  @Bean
  PartIntake partIntake(
      UploadStore uploadStore,
      ContentIntake contentIntake,
      ObjectFiles objectFiles,
      ObjectWrites objectWrites) {
    return new PartIntake(uploadStore, contentIntake, objectFiles, objectWrites);
  }

  @Bean
  OperationGroup uploadLifecycle(
      Buckets buckets,
      UploadStore uploadStore,
      Uploads uploads,
      ObjectFiles objectFiles,
      PlatformClock clock) {
    return new UploadLifecycle(buckets, uploadStore, uploads, objectFiles, clock);
  }

  @Bean
  OperationGroup uploadPart(Buckets buckets, Uploads uploads, PartIntake partIntake) {
    return new UploadPart(buckets, uploads, partIntake);
  }

  @Bean
  OperationGroup uploadPartCopy(
      Buckets buckets,
      Uploads uploads,
      PartIntake partIntake,
      ObjectReading objectReading,
      Authorizer authorizer) {
    return new UploadPartCopy(buckets, uploads, partIntake, objectReading, authorizer);
  }

  @Bean
  OperationGroup completeUpload(
      Buckets buckets,
      Uploads uploads,
      UploadStore uploadStore,
      ObjectFiles objectFiles,
      ObjectWrites objectWrites) {
    return new CompleteUpload(buckets, uploads, uploadStore, objectFiles, objectWrites);
  }

  @Bean
  OperationGroup uploadListing(Buckets buckets, Uploads uploads, UploadStore uploadStore) {
    return new UploadListing(buckets, uploads, uploadStore);
  }
}
