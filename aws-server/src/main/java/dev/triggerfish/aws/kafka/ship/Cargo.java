package dev.triggerfish.aws.kafka.ship;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a {@link LossyShipper} ships, and how it is packed.
 *
 * @param <T> what is handed over
 */
public interface Cargo<T> {

  /** Makes records of what came together, oldest first. */
  List<Parcel> pack(List<T> collected);

  /** How many drops it counts for if it gets lost. */
  default int weight(T one) {
    return 1;
  }

  /**
   * A record, packed.
   *
   * @param weight how many drops it counts for if it gets lost
   */
  record Parcel(ProducerRecord<String, byte[]> record, int weight) {}
}
