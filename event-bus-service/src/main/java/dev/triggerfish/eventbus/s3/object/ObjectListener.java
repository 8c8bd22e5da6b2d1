package dev.triggerfish.eventbus.s3.object;

/** Is told what happens to objects. */
public interface ObjectListener {

  /**
   * Is called within the transaction in which it happens; what it writes is durable together with
   * the change or not at all.
   *
   * @return is run once it is durable
   */
  Runnable changed(ObjectChange change);
}
