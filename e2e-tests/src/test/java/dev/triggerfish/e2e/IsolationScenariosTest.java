package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What a function does not see, and cannot do, however hard its code tries. */
@ParameterizedClass
@EnumSource
@OwnPlatform
class IsolationScenariosTest {

  @Parameter private SandboxKind sandbox;

  private SandboxKind.Running here;

  @BeforeEach
  void start() {
    here = sandbox.running();
  }

  private JsonNode found(String code) {
    return here.found(code);
  }

  private static String text(JsonNode node) {
    return node.toString();
  }

  @Test
  void theHostsEnvironmentVariables() {
    assertThat(Processes.environment(here.platform().process().pid()))
        .contains("HOST_SECRET=of-the-host");

    var found =
        found(
            """
            secrets = dict(os.environ)
            for process in filter(str.isdigit, os.listdir("/proc")):
                for file in "environ", "cmdline":
                    try:
                        secrets[process + file] = read(f"/proc/{process}/{file}").decode()
                    except OSError:
                        pass
            found = secrets
            """);

    assertThat(text(found)).contains("AWS_LAMBDA_FUNCTION_NAME");
    assertThat(text(found)).doesNotContain("HOST_SECRET").doesNotContain("of-the-host");
  }

  @Test
  void theDataDirectory() throws Exception {
    var data = here.data();
    assertThat(data.resolve("admin.token")).isNotEmptyFile();
    assertThat(data.resolve("kafka/secret")).isNotEmptyFile();
    var secret = Files.readString(data.resolve("kafka/secret")).strip();
    var names = new ArrayList<String>();
    try (var files = Files.walk(data)) {
      files.filter(Files::isRegularFile).forEach(f -> names.add(data.relativize(f).toString()));
    }
    assertThat(names).contains("iam/database.mv.db", "invoker/database.mv.db");

    var found =
        here.intruder()
            .run(
                """
            roots = ["", "/proc/1/root", "/proc/self/root", "/.host", "/var/task/../..", "/.."]
            opened = [root + data + "/" + name for root in roots for name in names
                      if not fails(read, root + data + "/" + name) in ("ENOENT", "EACCES")]
            shown = [path for path in everything()
                     if os.path.basename(path) in ("admin.token", "database.mv.db", "meta.properties")]
            handles = []
            for process in filter(str.isdigit, os.listdir("/proc")):
                try:
                    for handle in os.listdir(f"/proc/{process}/fd"):
                        handles.append(os.readlink(f"/proc/{process}/fd/{handle}"))
                except OSError:
                    pass
            found = {"opened": opened, "shown": shown, "seen": secret in str(dict(os.environ)),
                     "handles": [h for h in handles if data in h],
                     "listed": [fails(os.listdir, root + data) for root in roots]}
            """,
                Map.of("data", data.toString(), "names", names, "secret", secret));

    assertThat(text(found.get("opened"))).isEqualTo("[]");
    assertThat(text(found.get("shown"))).isEqualTo("[]");
    assertThat(text(found.get("handles"))).isEqualTo("[]");
    assertThat(found.get("seen").asBoolean()).isFalse();
    assertThat(text(found.get("listed"))).doesNotContain("succeeded");
  }

  @Test
  void otherProcesses() {
    var found =
        found(
            """
            commands = {}
            for process in filter(str.isdigit, os.listdir("/proc")):
                try:
                    commands[process] = read(f"/proc/{process}/cmdline").decode().split("\\0")[0]
                except OSError:
                    pass
            found = {"commands": sorted(set(os.path.basename(c) for c in commands.values())),
                     "kill": fails(os.kill, pid, 0), "trace": c("ptrace", 16, pid, 0, 0),
                     "memory": fails(read, f"/proc/{pid}/mem")}
            """);

    assertThat(text(found.get("commands"))).contains("python3").doesNotContain("java");
    assertThat(found.get("commands").size()).isLessThanOrEqualTo(4);
    assertThat(found.get("kill").asString()).isEqualTo("ESRCH");
    assertThat(found.get("trace").asString()).isEqualTo("ESRCH");
    assertThat(found.get("memory").asString()).isEqualTo("ENOENT");
  }

  @Test
  void anotherFunctionsTmp() {
    var neighbour = new Intruder(here.cloud(), "neighbour");
    neighbour.run("open('/tmp/of-the-neighbour', 'w').write('mine'); found = None");

    assertThat(neighbour.run("found = os.listdir('/tmp')").toString()).contains("of-the-neighbour");
    assertThat(found("found = os.listdir('/tmp')").toString()).doesNotContain("of-the-neighbour");
  }

  @Test
  void theTmpOfAnotherEnvironmentOfTheSameFunction() {
    var code =
        """
        before = os.listdir("/tmp")
        file = "of-one-call-" + str(time.time_ns())
        open("/tmp/" + file, "w").close()
        time.sleep(1)
        found = {"before": before, "file": file, "stream": os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]}
        """;
    var all = new ArrayList<JsonNode>();

    // On a busy machine one call may end before the other begins: then one environment has both.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> all.addAll(twice(() -> found(code))), _ -> streams(all).size() > 1);

    for (var stream : streams(all)) {
      var own = all.stream().filter(found -> found.get("stream").equals(stream)).toList();
      var files = own.stream().map(found -> found.get("file")).toList();
      assertThat(own)
          .allSatisfy(found -> assertThat(files).containsAll(found.get("before").values()));
    }
  }

  private static Set<JsonNode> streams(List<JsonNode> found) {
    return found.stream().map(each -> each.get("stream")).collect(Collectors.toSet());
  }

  private static <T> List<T> twice(Supplier<T> call) {
    var one = CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
    var other = CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
    return List.of(one.join(), other.join());
  }

  @Test
  void moreOfTmpThanItWasGivenAndWhatWasThereBefore() {
    var greedy = new Intruder(here.cloud(), "greedy");
    var full =
        greedy.run(
            """
            written, reason = 0, None
            with open("/tmp/large", "wb", buffering=0) as file:
                try:
                    while written < 700 << 20:
                        written += file.write(bytes(1 << 20))
                except OSError as e:
                    reason = errno.errorcode[e.errno]
            found = {"reason": reason, "megabytes": written >> 20}
            """);
    assertThat(full.get("reason").asString()).isEqualTo("ENOSPC");
    assertThat(full.get("megabytes").asInt()).isBetween(500, 512);

    here.cloud().update("greedy", Intruder.zip("the next version"));

    assertThat(greedy.run("found = os.listdir('/tmp')").toString()).isEqualTo("[]");
  }

  @Test
  void anyPlaceToWriteButTmp() {
    var found =
        found(
            """
            places = set()
            for path, folders, files in os.walk("/"):
                try:
                    open(path + "/intruder-was-here", "w").close()
                    places.add(path)
                    os.unlink(path + "/intruder-was-here")
                except OSError:
                    pass
            found = {"places": sorted(p for p in places if not p.startswith("/tmp/")),
                     "code": [fails(open, "/var/task/index.py", "a"), fails(os.unlink, "/var/task/index.py"),
                              fails(os.chmod, "/var/task/index.py", 0o777)],
                     "kernel": [fails(os.open, path, os.O_WRONLY) for path in
                                ("/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/sys/vm/drop_caches")],
                     "groups": os.path.exists("/sys/fs/cgroup")}
            """);

    assertThat(text(found.get("places"))).isEqualTo("[\"/dev/shm\",\"/tmp\"]");
    assertThat(text(found.get("code"))).isEqualTo("[\"EROFS\",\"EROFS\",\"EROFS\"]");
    assertThat(text(found.get("kernel"))).doesNotContain("succeeded");
    assertThat(found.get("groups").asBoolean()).isFalse();
  }

  @Test
  void morePower() {
    var found =
        found(
            """
            status = dict(line.split(":\\t", 1) for line in read("/proc/self/status").decode().splitlines() if ":\\t" in line)
            # A namespace of its own makes it root there, over nothing that is ours.
            def in_a_namespace_of_its_own():
                uid = os.getuid()
                libc.unshare(0x10000000 | 0x20000)
                answers = []
                for path in "/", "/usr", "/var/task", "/proc/sys":
                    answers.append(c("mount", None, path.encode(), None, 32 | 4096, None))
                    answers.append(c("umount2", path.encode(), 2))
                answers.append(c("mount", b"proc", b"/tmp", b"proc", 0, None))
                answers.append(fails(open, "/var/task/intruder-was-here", "w"))
                answers.append(fails(open, "/usr/intruder-was-here", "w"))
                return json.dumps(answers)
            found = {"status": {k: status[k].split() for k in ("NoNewPrivs", "CapPrm", "CapEff", "CapBnd", "CapAmb")},
                     "uid": os.getuid(), "setuid": fails(os.setuid, 0),
                     "nosuid": [bool(os.statvfs(p).f_flag & os.ST_NOSUID) for p in ("/usr", "/tmp", "/var/task")],
                     "mount": c("mount", b"none", b"/tmp", b"tmpfs", 0, None),
                     "umount": c("umount2", b"/proc/sys", 2), "chroot": fails(os.chroot, "/tmp"),
                     "hostname": fails(socket.sethostname, "intruder"),
                     "device": fails(os.mknod, "/tmp/disk", 0o600 | stat.S_IFBLK, os.makedev(8, 0)),
                     "apart": apart(in_a_namespace_of_its_own)}
            """);

    assertThat(text(found.get("status")))
        .isEqualTo(
            """
            {"NoNewPrivs":["1"],"CapPrm":["0000000000000000"],"CapEff":["0000000000000000"],\
            "CapBnd":["0000000000000000"],"CapAmb":["0000000000000000"]}""");
    assertThat(found.get("uid").asInt()).isEqualTo(993);
    assertThat(text(found.get("nosuid"))).isEqualTo("[true,true,true]");
    // There is no user 0 to become, or it may not be become.
    assertThat(found.get("setuid").asString()).isIn("EINVAL", "EPERM");
    for (var attempt : List.of("mount", "umount", "chroot", "hostname", "device")) {
      assertThat(found.get(attempt).asString()).as(attempt).isEqualTo("EPERM");
    }
    assertThat(found.get("apart").asString()).doesNotContain("OK").doesNotContain("succeeded");
  }

  @Test
  void devicesAndTheHostsSockets() {
    var found =
        found(
            """
            devices, sockets = [], []
            for path in everything():
                mode = os.lstat(path).st_mode
                if stat.S_ISBLK(mode) or stat.S_ISCHR(mode):
                    devices.append(path)
                if stat.S_ISSOCK(mode):
                    sockets.append(path)
            found = {"devices": sorted(devices), "sockets": sockets,
                     "docker": [fails(os.stat, p) for p in ("/var/run/docker.sock", "/run/docker.sock", "/run")]}
            """);

    assertThat(text(found.get("sockets"))).isEqualTo("[]");
    assertThat(text(found.get("docker"))).isEqualTo("[\"ENOENT\",\"ENOENT\",\"ENOENT\"]");
    assertThat(found.get("devices").valueStream().map(JsonNode::asString))
        .contains("/dev/null", "/dev/urandom")
        .isSubsetOf(
            "/dev/null",
            "/dev/zero",
            "/dev/full",
            "/dev/random",
            "/dev/urandom",
            "/dev/tty",
            "/dev/pts/ptmx");
  }

  /** The certificate that SNS signs with is for whoever checks a notification, as on AWS. */
  @Test
  void theAdminPages() {
    var found =
        found(
            """
            from urllib.parse import urlsplit
            there = urlsplit(os.environ["AWS_ENDPOINT_URL"])
            def status(path):
                connection = http.client.HTTPConnection(there.hostname, there.port)
                connection.request("GET", path)
                return connection.getresponse().status
            pages = ["health", "denials", "environments", "costs", "events", "clock", "operations",
                     "environment-connections?from=127.0.0.1&fromPort=1&to=127.0.0.1&toPort=1",
                     "internal/identity/position", "code/../health", "code/%2e%2e/health"]
            found = {"pages": {page: status("/_triggerfish/" + page) for page in pages},
                     "code": status("/_triggerfish/code/none")}
            """);

    assertThat(found.get("pages").properties())
        .allSatisfy(page -> assertThat(page.getValue().asInt()).isBetween(400, 403));
    assertThat(found.get("code").asInt()).as("without a signature").isEqualTo(403);
  }
}
