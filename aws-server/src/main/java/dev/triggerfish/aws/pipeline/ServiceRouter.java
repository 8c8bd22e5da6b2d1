package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.catalogue.AwsService;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.BucketHost;
import dev.triggerfish.aws.signature.RequestSignature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which service a request is for. Decided before the operation, so that services never collide on
 * paths: by the target header, the credential scope, the host, and for unsigned requests by the
 * path that only one API has.
 */
public final class ServiceRouter {

  private static final Map<String, AwsService> BY_TARGET =
      Arrays.stream(AwsService.values())
          .filter(service -> service.targetPrefix() != null)
          .collect(Collectors.toMap(AwsService::targetPrefix, Function.identity()));

  private static final Map<String, List<AwsService>> BY_SIGNING_NAME =
      Arrays.stream(AwsService.values())
          .collect(Collectors.groupingBy(AwsService::signingName, Collectors.toList()));

  private ServiceRouter() {}

  /**
   * The service's ID, or null if the request is for none that AWS's APIs know.
   *
   * @param signature of the request, or null if it is unsigned
   */
  public static @Nullable String service(
      AwsHttpRequest request, @Nullable RequestSignature signature) {
    var target = request.header("X-Amz-Target");
    if (target != null) {
      var byTarget = BY_TARGET.get(target.substring(0, Math.max(0, target.lastIndexOf('.'))));
      if (byTarget != null) {
        return byTarget.id();
      }
    }
    return signature != null ? bySigningName(request, signature) : byHostOrPath(request);
  }

  /** The name itself if the catalogue lacks it: the error can then name the service. */
  private static String bySigningName(AwsHttpRequest request, RequestSignature signature) {
    var name = signature.scope().service();
    var sharing = BY_SIGNING_NAME.get(name);
    return sharing == null ? name : fitting(sharing, request.rawPath()).id();
  }

  private static @Nullable String byHostOrPath(AwsHttpRequest request) {
    var host = request.header("Host");
    if (BucketHost.isS3(host)) {
      return AwsService.S3.id();
    }
    if (host != null && host.contains(".amazonaws.com")) {
      return byHost(host, request.rawPath());
    }
    var path = BucketHost.pathOf(request);
    return Arrays.stream(AwsService.values())
        .filter(service -> hasPath(service, service == AwsService.S3 ? path : request.rawPath()))
        .map(AwsService::id)
        .findFirst()
        .orElse(null);
  }

  private static String byHost(String host, String path) {
    var sharing =
        Arrays.stream(AwsService.values())
            .filter(service -> host.startsWith(service.hostPrefix() + "."))
            .toList();
    return sharing.isEmpty() ? host.substring(0, host.indexOf('.')) : fitting(sharing, path).id();
  }

  /** Chooses by path among services that share a name; the first if no path fits. */
  private static AwsService fitting(List<AwsService> sharing, String path) {
    for (var service : sharing) {
      if (sharing.size() > 1 && hasPath(service, path)) {
        return service;
      }
    }
    return sharing.getFirst();
  }

  private static boolean hasPath(AwsService service, String path) {
    var paths = service.paths();
    return paths != null && paths.matcher(path).lookingAt();
  }
}
