package dev.triggerfish.invoker.environment.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a process gets into its groups before it becomes what it is to be. */
public final class Entrance {

  private Entrance() {}

  /**
   * A command that enters groups and then becomes another command; itself if there are no groups.
   *
   * @param entrances of {@link EnvironmentResources#entrances()}
   */
  public static List<String> command(List<Path> entrances, List<String> command) {
    if (entrances.isEmpty()) {
      return command;
    }
    var script = new StringBuilder(200);
    for (var number = 1; number <= entrances.size(); number++) {
      script.append("echo $$ >\"$").append(number).append("\" && ");
    }
    script.append("shift ").append(entrances.size()).append(" && exec \"$@\"");
    var whole = new ArrayList<String>(List.of("/bin/sh", "-c", script.toString(), "sh"));
    entrances.forEach(file -> whole.add(file.toString()));
    whole.addAll(command);
    return whole;
  }
}
