"""Runs a Python function: takes events from the Runtime API and answers them.

Imports are kept to what is needed before the first event, because each one is part of every cold start.
"""

import json
import os
import socket
import sys
import time

_TASK_ROOT = os.environ["LAMBDA_TASK_ROOT"]
_VERSION = os.environ.get("AWS_EXECUTION_ENV", "").rpartition("python")[2]
_ENSURE_ASCII = tuple(int(n) for n in _VERSION.split(".") if n.isdigit()) < (3, 12)
_JSON_LOGS = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"


class RuntimeApi:
    """HTTP over one kept connection, no more than the Runtime API needs."""

    def __init__(self, address):
        host, _, path = address.partition("/")
        name, _, port = host.partition(":")
        self._address = (name, int(port or 80))
        self._host = host.encode()
        self._base = ("/" + path if path else "").encode() + b"/2018-06-01/runtime/"
        self._socket = None
        self._file = None

    def _connect(self):
        self._socket = socket.create_connection(self._address)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb", 65536)

    def _call(self, request, body=b""):
        if self._socket is None:
            self._connect()
        if len(body) > 65536:
            self._socket.sendall(request)
            self._socket.sendall(body)
        else:
            self._socket.sendall(request + body)
        return self._answer()

    def _answer(self):
        status = self._file.readline()
        if not status:
            # The platform has closed the connection: there is nothing left to live for.
            os._exit(1)
        headers = {}
        while True:
            line = self._file.readline()
            if line in (b"\r\n", b"\n", b""):
                break
            name, _, value = line.partition(b":")
            headers[name.strip().lower()] = value.strip().decode("latin-1")
        length = int(headers.get(b"content-length", "0"))
        body = self._file.read(length) if length else b""
        if headers.get(b"connection", "").lower() == "close":
            self._file.close()
            self._socket.close()
            self._socket = None
        return int(status.split(None, 2)[1]), headers, body

    def next(self):
        request = b"GET " + self._base + b"invocation/next HTTP/1.1\r\nHost: " + self._host + b"\r\n\r\n"
        status, headers, body = self._call(request)
        if status != 200:
            os._exit(1)
        return headers, body

    def post(self, path, body, error_type=None):
        head = [
            b"POST " + self._base + path.encode() + b" HTTP/1.1\r\nHost: " + self._host,
            b"Content-Type: application/json",
            b"Content-Length: %d" % len(body),
        ]
        if error_type:
            head.append(b"Lambda-Runtime-Function-Error-Type: " + error_type.encode("ascii", "replace"))
        return self._call(b"\r\n".join(head) + b"\r\n\r\n", body)


class CognitoIdentity:
    def __init__(self, cognito_identity_id=None, cognito_identity_pool_id=None):
        self.cognito_identity_id = cognito_identity_id
        self.cognito_identity_pool_id = cognito_identity_pool_id

    def __repr__(self):
        return "CognitoIdentity([cognito_identity_id={},cognito_identity_pool_id={}])".format(
            self.cognito_identity_id, self.cognito_identity_pool_id
        )


class Client:
    def __init__(self, values):
        self.installation_id = values.get("installation_id")
        self.app_title = values.get("app_title")
        self.app_version_name = values.get("app_version_name")
        self.app_version_code = values.get("app_version_code")
        self.app_package_name = values.get("app_package_name")


class ClientContext:
    def __init__(self, values):
        client = values.get("client")
        self.client = Client(client) if isinstance(client, dict) else None
        self.custom = values.get("custom")
        self.env = values.get("env")


class LambdaContext:
    def __init__(self, headers):
        self.aws_request_id = headers.get(b"lambda-runtime-aws-request-id", "")
        self.invoked_function_arn = headers.get(b"lambda-runtime-invoked-function-arn", "")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.tenant_id = None
        self._epoch_deadline_time_in_ms = int(headers.get(b"lambda-runtime-deadline-ms", "0"))
        client = headers.get(b"lambda-runtime-client-context")
        self.client_context = ClientContext(json.loads(client.encode("latin-1"))) if client else None
        identity = headers.get(b"lambda-runtime-cognito-identity")
        values = json.loads(identity) if identity else {}
        self.identity = CognitoIdentity(values.get("cognitoIdentityId"), values.get("cognitoIdentityPoolId"))

    def get_remaining_time_in_millis(self):
        left = self._epoch_deadline_time_in_ms - int(time.time() * 1000)
        return left if left > 0 else 0

    def log(self, message):
        write_entry(str(message))


class FunctionLoadError(Exception):
    def __init__(self, error_type, message, trace=()):
        super().__init__(message)
        self.error_type = error_type
        self.trace = list(trace)


_request_id = ""


def write_entry(text, end="\n"):
    """Writes one log entry; carriage returns keep an entry of several lines together.

    A carriage return before the line feed means that the entry is to have no line feed of its own.
    """
    sys.stdout.write(text.rstrip("\n").replace("\n", "\r") + end)
    sys.stdout.flush()


def configure_logging(logging):
    class LambdaFormatter(logging.Formatter):
        converter = time.gmtime

        def format(self, record):
            record.aws_request_id = _request_id
            if not _JSON_LOGS:
                return super().format(record)
            entry = {
                "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
                "level": record.levelname,
                "message": record.getMessage(),
                "logger": record.name,
                "requestId": _request_id,
            }
            if record.exc_info:
                entry["errorType"] = record.exc_info[0].__name__ if record.exc_info[0] else None
                entry["errorMessage"] = str(record.exc_info[1])
                entry["stackTrace"] = self.formatException(record.exc_info).split("\n")
            return json.dumps(entry, ensure_ascii=False, default=str)

    class LambdaHandler(logging.Handler):
        def emit(self, record):
            write_entry(self.format(record))

    handler = LambdaHandler()
    formatter = LambdaFormatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"
    )
    handler.setFormatter(formatter)
    logging.root.addHandler(handler)
    if _JSON_LOGS:
        logging.root.setLevel(os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO"))


class LoggingFinder:
    """Sets the module `logging` up when the function imports it, and not before: it is slow to import."""

    def find_spec(self, name, path=None, target=None):
        if name != "logging":
            return None
        from importlib.machinery import PathFinder

        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path)
        load = spec.loader.exec_module

        def load_and_configure(module):
            load(module)
            configure_logging(module)

        spec.loader.exec_module = load_and_configure
        return spec


def load_handler(name):
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError as e:
        raise FunctionLoadError("Runtime.MalformedHandlerName", "Bad handler '{}': {}".format(name, e))
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise FunctionLoadError(
            "Runtime.BuiltInModuleConflict",
            "Cannot use built-in module {} as a handler module".format(module_name),
        )
    import importlib

    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as e:
        raise FunctionLoadError(
            "Runtime.ImportModuleError", "Unable to import module '{}': {}".format(module_name, e)
        )
    except SyntaxError as e:
        place = ['  File "{}" Line {}\n    {}'.format(e.filename, e.lineno, (e.text or "").strip())]
        raise FunctionLoadError(
            "Runtime.UserCodeSyntaxError", "Syntax error in module '{}': {}".format(module_name, e), place
        )
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise FunctionLoadError(
            "Runtime.HandlerNotFound", "Handler '{}' missing on module '{}'".format(function_name, module_name)
        )


def encode_more(value):
    if type(value).__name__ == "Decimal":
        return float(value)
    raise TypeError("Object of type {} is not JSON serializable".format(type(value).__name__))


def shown(filename):
    """Where AWS has the standard library, wherever this machine has it."""
    library = sys.base_prefix + "/lib/"
    return "/var/lang/lib/" + filename[len(library) :] if filename.startswith(library) else filename


def stack_of(error):
    import traceback

    # Tuples, because frames of their own kind would be underlined.
    frames = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(error.__traceback__)]
    while frames and frames[0][0] == __file__:
        del frames[0]
    return traceback.format_list([(shown(f[0]),) + f[1:] for f in frames])


def report(message, error_type, stack, request_id):
    """Logs an error as Lambda does and returns what the caller gets."""
    if _JSON_LOGS:
        entry = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "log_level": "ERROR",
            "errorMessage": message,
            "errorType": error_type,
            "requestId": request_id,
            "stackTrace": stack,
        }
        write_entry(json.dumps(entry, ensure_ascii=False))
    else:
        lines = ["[ERROR] {}: {}".format(error_type, message) if error_type else "[ERROR] " + message]
        lines.append("Traceback (most recent call last):")
        for frame in stack:
            for line in frame.rstrip("\n").split("\n"):
                text = line.lstrip(" ")
                lines.append("\u00a0" * (len(line) - len(text)) + text)
        write_entry("\n".join(lines), "\r\n")
    body = {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": stack}
    return json.dumps(body, ensure_ascii=_ENSURE_ASCII).encode("utf-8", "replace")


def fail_init(api, error):
    if isinstance(error, FunctionLoadError):
        error_type, stack = error.error_type, error.trace
        header = error_type
    else:
        error_type, stack = type(error).__name__, stack_of(error)
        header = "Runtime.Unknown"
    body = report(str(error), error_type, stack, "")
    api.post("init/error", body, header)
    sys.stdout.flush()
    os._exit(1)


def run(api, handler):
    global _request_id
    while True:
        headers, body = api.next()
        request_id = _request_id = headers[b"lambda-runtime-aws-request-id"]
        os.environ["_X_AMZN_TRACE_ID"] = headers.get(b"lambda-runtime-trace-id", "")
        kind = "response"
        error_type = None
        try:
            try:
                event = json.loads(body)
            except ValueError as e:
                raise FunctionLoadError("Runtime.UnmarshalError", "Unable to unmarshal input: {}".format(e))
            result = handler(event, LambdaContext(headers))
            try:
                answer = json.dumps(result, ensure_ascii=_ENSURE_ASCII, default=encode_more).encode("utf-8")
            except Exception as e:
                raise FunctionLoadError("Runtime.MarshalError", "Unable to marshal response: {}".format(e))
        except FunctionLoadError as e:
            kind, error_type = "error", e.error_type
            answer = report(str(e), e.error_type, [], request_id)
        except Exception as e:
            kind, error_type = "error", "Function." + type(e).__name__
            answer = report(str(e), type(e).__name__, stack_of(e), request_id)
        sys.stdout.flush()
        sys.stderr.flush()
        api.post("invocation/" + request_id + "/" + kind, answer, error_type)


def main():
    sys.stdout.reconfigure(line_buffering=True, errors="backslashreplace")
    sys.meta_path.insert(0, LoggingFinder())
    sys.path[0] = _TASK_ROOT
    runtime_dir = os.environ["LAMBDA_RUNTIME_DIR"]
    while runtime_dir in sys.path:
        sys.path.remove(runtime_dir)
    version = "%d.%d" % sys.version_info[:2]
    for folder in ("/opt/python/lib/python" + version + "/site-packages", "/opt/python"):
        sys.path.insert(1, folder)
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        handler = load_handler(os.environ.get("_HANDLER", ""))
    except Exception as e:
        fail_init(api, e)
    run(api, handler)


if __name__ == "__main__":
    sys.modules["bootstrap"] = sys.modules["__main__"]
    main()
