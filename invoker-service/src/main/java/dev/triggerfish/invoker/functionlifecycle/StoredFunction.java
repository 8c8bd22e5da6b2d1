package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.functionconfig.CodeSettings;
import dev.triggerfish.invoker.functionconfig.FunctionSettings;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a function as it is kept. Each change makes a new one with a new revision.
 *
 * @param key of the function
 * @param version {@code $LATEST} or a number
 * @param lifeCycle where it is
 * @param revisionId new with every mutation and every transition
 * @param lastModified of the last mutation, platform time
 * @param code as clients see it
 * @param settings as clients see them
 * @param serving what invocations run; null until the function has become active
 * @param sourceDescription of a published version: {@code $LATEST}'s description when it was
 *     published
 */
record StoredFunction(
    FunctionKey key,
    String version,
    LifeCycle lifeCycle,
    String revisionId,
    Instant lastModified,
    CodeSettings code,
    FunctionSettings settings,
    @Nullable Deployment serving,
    @Nullable String sourceDescription) {

  static StoredFunction created(
      FunctionKey key, Instant now, CodeSettings code, FunctionSettings settings) {
    return new StoredFunction(
        key, FunctionVersion.LATEST, LifeCycle.CREATING, newId(), now, code, settings, null, null);
  }

  /** With other code or settings, to be deployed. */
  StoredFunction updated(Instant now, CodeSettings newCode, FunctionSettings newSettings) {
    return new StoredFunction(
        key,
        version,
        lifeCycle.become(LifeCycle.UPDATING),
        newId(),
        now,
        newCode,
        newSettings,
        serving,
        sourceDescription);
  }

  /** With other code, as a dry run shows it; not to be kept. */
  StoredFunction withCode(CodeSettings newCode) {
    return new StoredFunction(
        key,
        version,
        lifeCycle,
        revisionId,
        lastModified,
        newCode,
        settings,
        serving,
        sourceDescription);
  }

  /** With what clients see deployed. */
  StoredFunction deployed() {
    return new StoredFunction(
        key,
        version,
        lifeCycle.become(LifeCycle.ACTIVE),
        newId(),
        lastModified,
        code,
        settings,
        new Deployment(newId(), code, settings),
        sourceDescription);
  }

  /** With what could not be deployed still in sight, and what was there before still running. */
  StoredFunction failed() {
    var failure =
        lifeCycle == LifeCycle.CREATING ? LifeCycle.CREATION_FAILED : LifeCycle.UPDATE_FAILED;
    return new StoredFunction(
        key,
        version,
        lifeCycle.become(failure),
        newId(),
        lastModified,
        code,
        settings,
        serving,
        sourceDescription);
  }

  /** As it is, but with another revision: something that belongs to it has changed. */
  StoredFunction withRevision(String newRevisionId) {
    return new StoredFunction(
        key,
        version,
        lifeCycle,
        newRevisionId,
        lastModified,
        code,
        settings,
        serving,
        sourceDescription);
  }

  /**
   * A version of what clients see now: it can be invoked at once if that is deployed, else it is to
   * be deployed by itself.
   *
   * @param number of the new version
   * @param description of the new version; null for that of this one
   */
  StoredFunction published(long number, @Nullable String description) {
    var frozen = description == null ? settings : settings.withDescription(description);
    var ready = lifeCycle == LifeCycle.ACTIVE;
    return new StoredFunction(
        key,
        Long.toString(number),
        ready ? LifeCycle.ACTIVE : LifeCycle.CREATING,
        newId(),
        lastModified,
        code,
        frozen,
        ready ? new Deployment(newId(), code, frozen) : null,
        settings.description());
  }

  /** Whether this version was published from what clients see now. */
  boolean isPublishedFrom(StoredFunction latest) {
    return sourceDescription != null
        && code.equals(latest.code)
        && settings.withDescription(sourceDescription).equals(latest.settings);
  }

  /** To sort by; 0 for {@code $LATEST}. */
  long number() {
    return version.equals(FunctionVersion.LATEST) ? 0 : Long.parseLong(version);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
