# Finds a JDK 25 or newer and puts it into JAVA_HOME. Sourced by ./mvnw and ./triggerfish, so that both work
# on a machine whose default java is older. Sets nothing and returns 1 if there is none.

jdk_version() {
  # Prints the feature version of the JDK in $1, or 0. The release file is read in place of starting a JVM.
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1
  else
    echo 0
  fi
}

find_jdk() {
  _wanted=25
  set +f
  _on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$_on_path" ]; then
    _on_path=$(readlink -f "$_on_path" 2>/dev/null || echo "$_on_path")
    _on_path=${_on_path%/bin/javac}
  fi
  # TRIGGERFISH_JDKS names the folder to search, in place of the usual ones.
  if [ -n "${TRIGGERFISH_JDKS:-}" ]; then
    set -- "$TRIGGERFISH_JDKS"/*
  else
    _home=${HOME:-/nonexistent}
    set -- /usr/lib/jvm/* /usr/java/* /usr/local/lib/jvm/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/local/openjdk-* \
      "$_home"/.sdkman/candidates/java/* "$_home"/.jdks/* \
      "$_home"/.asdf/installs/java/* "$_home"/.local/share/mise/installs/java/* \
      "$_home"/.jabba/jdk/* "$_home"/.gradle/jdks/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "$_home"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
  fi
  for _jdk in "${JAVA_HOME:-}" "$_on_path" "$@"; do
    [ -n "$_jdk" ] || continue
    _found=$(jdk_version "$_jdk")
    if [ "${_found:-0}" -ge "$_wanted" ]; then
      JAVA_HOME=$_jdk
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

require_jdk() {
  find_jdk || {
    echo "Triggerfish needs a JDK 25 or newer, and none was found: install one (for example Eclipse Temurin 25 from https://adoptium.net, or 'sdk install java 25-tem') or set JAVA_HOME to it." >&2
    return 1
  }
}
