package dev.triggerfish.invoker.code;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been put where while a zip is unpacked. Two entries may share folders, nothing else; and
 * nothing lies below a file or a link, so that nothing is ever written through a link.
 */
final class FolderPlan {

  private enum Kind {
    FOLDER,
    FILE,
    LINK
  }

  private final Map<EntryPath, Kind> kinds = new HashMap<>();
  private final Map<EntryPath, String> links = new LinkedHashMap<>();

  boolean addFolder(EntryPath path) {
    if (path.isRoot()) {
      return true;
    }
    var kind = kinds.get(path);
    if (kind != null) {
      return kind == Kind.FOLDER;
    }
    if (!addFolder(path.parent())) {
      return false;
    }
    kinds.put(path, Kind.FOLDER);
    return true;
  }

  boolean addFile(EntryPath path) {
    return add(path, Kind.FILE);
  }

  boolean addLink(EntryPath path, String target) {
    if (!path.isRoot() && path.allowsLinkTo(target) && add(path, Kind.LINK)) {
      links.put(path, target);
      return true;
    }
    return false;
  }

  /** Links and their targets, to be made when all files are there. */
  Map<EntryPath, String> links() {
    return links;
  }

  private boolean add(EntryPath path, Kind kind) {
    return !path.isRoot() && addFolder(path.parent()) && kinds.putIfAbsent(path, kind) == null;
  }
}
