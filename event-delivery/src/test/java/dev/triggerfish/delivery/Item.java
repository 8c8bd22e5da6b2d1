package dev.triggerfish.delivery;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** An item of tests, which counts how often it was tried. */
record Item(String id, String lane, byte[] payload, String name, int tries) implements DueItem {

  static final ItemFormat<Item> FORMAT =
      new ItemFormat<>() {
        @Override
        public String header(Item item) {
          return item.lane + " " + item.name;
        }

        @Override
        public String state(Item item) {
          return Integer.toString(item.tries);
        }

        @Override
        public Item read(String id, byte[] payload, String header, String state) {
          var at = header.indexOf(' ');
          return new Item(
              id,
              header.substring(0, at),
              payload,
              header.substring(at + 1),
              Integer.parseInt(state));
        }
      };

  static Item of(String lane, String name) {
    return new Item(
        UUID.randomUUID().toString(), lane, name.getBytes(StandardCharsets.UTF_8), name, 0);
  }

  static Item sized(String lane, int bytes) {
    return new Item(UUID.randomUUID().toString(), lane, new byte[bytes], "sized", 0);
  }

  Item tried() {
    return new Item(id, lane, payload, name, tries + 1);
  }
}
