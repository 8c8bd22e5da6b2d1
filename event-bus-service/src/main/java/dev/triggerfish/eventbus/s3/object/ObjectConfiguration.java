package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.content.ContentStore;
import dev.triggerfish.aws.content.ContentSweeper;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** S3's objects. */
@Configuration(proxyBeanMethods = false)
public class ObjectConfiguration {

  @Bean
  ObjectStore objectStore(Database eventBusDatabase) {
    return new ObjectStore(eventBusDatabase);
  }

  @Bean
  ContentStore objectContents(
      ServiceStorage storage, ObjectProvider<ContentReferences> references) {
    return new ContentStore(
        storage.folder("event-bus").resolve("objects"),
        new ContentStore.Use(
            sha256 -> references.stream().anyMatch(each -> each.usesContent(sha256)),
            Duration.ZERO,
            _ -> {}));
  }

  @Bean
  ContentSweeper objectContentSweeper(ContentStore objectContents, PlatformClock clock) {
    return new ContentSweeper(objectContents, clock);
  }

  @Bean
  ObjectFiles objectFiles(ContentStore objectContents) {
    return new ObjectFiles(objectContents);
  }

  @Bean
  ContentIntake contentIntake(ObjectFiles objectFiles) {
    return new ContentIntake(objectFiles);
  }

  @Bean
  ObjectReading objectReading(ObjectStore objectStore, Authorizer authorizer) {
    return new ObjectReading(objectStore, authorizer);
  }

  @Bean
  ObjectWrites objectWrites(
      Database eventBusDatabase,
      ObjectStore objectStore,
      ObjectFiles objectFiles,
      ObjectListener objectListener,
      PlatformClock clock) {
    return new ObjectWrites(eventBusDatabase, objectStore, objectFiles, objectListener, clock);
  }

  @Bean
  OperationGroup putObject(Buckets buckets, ContentIntake contentIntake, ObjectWrites writes) {
    return new PutObject(buckets, contentIntake, writes);
  }

  @Bean
  OperationGroup getObject(Buckets buckets, ObjectReading objectReading, ObjectFiles objectFiles) {
    return new GetObject(buckets, objectReading, objectFiles);
  }

  @Bean
  OperationGroup deleteObject(Buckets buckets, ObjectWrites writes, Authorizer authorizer) {
    return new DeleteObject(buckets, writes, authorizer);
  }

  @Bean
  OperationGroup copyObject(
      Buckets buckets,
      ObjectReading objectReading,
      ObjectFiles objectFiles,
      ObjectWrites writes,
      Authorizer authorizer) {
    return new CopyObject(buckets, objectReading, objectFiles, writes, authorizer);
  }

  @Bean
  OperationGroup objectTagging(Buckets buckets, ObjectReading objectReading) {
    return new ObjectTagging(buckets, objectReading);
  }

  @Bean
  OperationGroup listObjects(Buckets buckets, ObjectStore objectStore) {
    return new ListObjects(buckets, objectStore);
  }
}
