package dev.triggerfish.delivery;

/**
 * Bounds of an engine.
 *
 * @param workers how many items are worked on at once, over all lanes
 * @param room how many claimed items of a lane wait in memory for their turn
 * @param memory bounds the bytes of claimed items, over all lanes
 */
public record EngineLimits(int workers, int room, ByteShares memory) {

  public EngineLimits {
    if (workers < 1 || room < 2) {
      throw new IllegalArgumentException("An engine needs a worker and room for two items");
    }
  }
}
