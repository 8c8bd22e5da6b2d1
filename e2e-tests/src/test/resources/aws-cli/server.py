"""Runs the installed AWS CLI's own code for many commands.

It is loaded once, and each command is a fork of this process: most of the time of a short command goes into loading.
The first argument is the socket to listen on. It ends with its standard input.
"""
import gc
import json
import os
import signal
import socket
import struct
import sys
import threading
import traceback

import awscli.clidriver
import botocore.loaders
import botocore.session

SERVICES = "iam lambda s3 sns sqs sts logs cloudwatch apigatewayv2 dynamodb service-quotas".split()


def remember_models():
    """Each command reads its service's model: read here, it is there for all."""
    read = botocore.loaders.JSONFileLoader.load_file
    files = {}

    def load_file(loader, path):
        if path not in files:
            files[path] = read(loader, path)
        return files[path]

    botocore.loaders.JSONFileLoader.load_file = load_file
    session = botocore.session.get_session()
    for service in SERVICES:
        session.create_client(
            service, region_name="us-east-1", aws_access_key_id="-", aws_secret_access_key="-"
        )
    awscli.clidriver.create_clidriver()


def run(connection):
    start, files, _, _ = socket.recv_fds(connection, 4, 3)
    (length,) = struct.unpack("!I", start)
    with connection.makefile("rb") as stream:
        command = json.loads(stream.read(length))
    for standard, file in enumerate(files):
        os.dup2(file, standard)
        os.close(file)
    os.chdir(command["folder"])
    data = os.environ.get("AWS_DATA_PATH")  # The CLI has set it while it was loaded.
    os.environ.clear()
    os.environ.update(command["environment"])
    if data:
        os.environ["AWS_DATA_PATH"] = data
    sys.argv = ["aws", *command["arguments"]]
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(bytes([code or 0]))


def end_with_standard_input():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    remember_models()
    gc.freeze()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(sys.argv[1])
    listener.listen(64)
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    print("ready", flush=True)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            try:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                listener.close()
                run(connection)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(255)
        connection.close()


main()
