package dev.triggerfish.invoker.code;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place inside the folder that a zip is unpacked into. There is no way to make one that lies
 * outside.
 *
 * @param segments plain names: none empty, {@code .} or {@code ..}; no segments for the folder
 *     itself
 */
record EntryPath(List<String> segments) {

  private static final int LONGEST_SEGMENT = 255;
  private static final int LONGEST_PATH = 2048;

  EntryPath {
    segments = List.copyOf(segments);
  }

  /**
   * Reads an entry's name; null if it is absolute, leads out, or could be taken for something else.
   */
  static @Nullable EntryPath parse(String name) {
    if (name.isEmpty() || name.startsWith("/") || !isPlain(name)) {
      return null;
    }
    var segments = new ArrayList<String>();
    for (var segment : name.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".")) {
        continue;
      }
      if (segment.equals("..") || length(segment) > LONGEST_SEGMENT || !isName(segment)) {
        return null;
      }
      segments.add(segment);
    }
    return new EntryPath(segments);
  }

  /**
   * Whether a link at this place, with this target, stays inside. The target may climb at its start
   * only: the folders above a link are real ones, so that each {@code ..} there goes where it says,
   * while one behind a name could follow another link first.
   */
  boolean allowsLinkTo(String target) {
    if (target.isEmpty() || target.startsWith("/") || !isPlain(target)) {
      return false;
    }
    var depth = segments.size() - 1;
    var descending = false;
    for (var segment : target.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".")) {
        continue;
      }
      if (!segment.equals("..")) {
        if (!isName(segment)) {
          return false;
        }
        descending = true;
      } else if (descending || --depth < 0) {
        return false;
      }
    }
    return true;
  }

  boolean isRoot() {
    return segments.isEmpty();
  }

  /** The folder that holds this; not to be asked of the root. */
  EntryPath parent() {
    return new EntryPath(segments.subList(0, segments.size() - 1));
  }

  Path in(Path root) {
    var path = root;
    for (var segment : segments) {
      path = path.resolve(segment);
    }
    return path;
  }

  private static boolean isPlain(String text) {
    return length(text) <= LONGEST_PATH && text.indexOf('\\') < 0 && text.indexOf('\0') < 0;
  }

  /** Whether this machine's file system can have such a name; with an ASCII locale not all can. */
  private static boolean isName(String segment) {
    try {
      return Path.of(segment).getNameCount() == 1;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
