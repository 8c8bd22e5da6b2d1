"""Uses S3 as boto3 does, and fails with what is not as it should be. The argument is the end point."""

import io
import os
import sys
import urllib.error
import urllib.request

os.environ["AWS_EC2_METADATA_DISABLED"] = "true"

import botocore.awsrequest
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError


def client(**config):
    return botocore.session.Session().create_client(
        "s3",
        region_name="us-east-1",
        endpoint_url=sys.argv[1],
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(
            retries={"max_attempts": 0},
            signature_version="s3v4",
            s3={"addressing_style": "path", **config},
        ),
    )


# Whether to send a body botocore asks first: it has to understand each answer.
answers = []
understood = botocore.awsrequest.AWSConnection._is_100_continue_status


def noted(connection, line):
    answers.append(line)
    return understood(connection, line)


botocore.awsrequest.AWSConnection._is_100_continue_status = noted


def failing(call):
    try:
        call()
    except ClientError as e:
        return e.response["Error"]["Code"], e.response["ResponseMetadata"]["HTTPStatusCode"]
    raise AssertionError("It did not fail")


s3 = client()
for key in ["plain", "a//b/", "../up", "\u00e4 +%25;=&?#", "k\u0001"]:
    s3.put_object(Bucket="boto", Key=key, Body=key.encode(), Metadata={"a": "b c"})
    got = s3.get_object(Bucket="boto", Key=key)
    assert got["Body"].read() == key.encode(), got
    assert got["Metadata"]["a"] == "b c", got
client(payload_signing_enabled=True).put_object(Bucket="boto", Key="signed", Body=b"signed")
assert s3.get_object(Bucket="boto", Key="signed")["Body"].read() == b"signed"
keys = [o["Key"] for o in s3.list_objects_v2(Bucket="boto")["Contents"]]
assert sorted(keys) == sorted(
    ["plain", "a//b/", "../up", "\u00e4 +%25;=&?#", "k\u0001", "signed"]
), keys
s3.put_object(Bucket="boto", Key="asked", Body=io.BytesIO(b"asked"))
assert s3.get_object(Bucket="boto", Key="asked")["Body"].read() == b"asked"
assert answers and set(answers) == {b"HTTP/1.1 100 Continue\r\n"}, answers
answers.clear()
stranger = client()
stranger._request_signer._credentials.secret_key = "wrong"
large = io.BytesIO(b"x" * 9000000)
refused = failing(lambda: stranger.put_object(Bucket="boto", Key="refused", Body=large))
assert refused == ("SignatureDoesNotMatch", 403), refused
assert answers == [b"HTTP/1.1 403 Forbidden\r\n"], answers
assert s3.head_object(Bucket="boto", Key="plain")["ContentLength"] == 5
assert (
    s3.copy_object(Bucket="boto", Key="copy", CopySource="boto/plain")["CopyObjectResult"]["ETag"]
    == '"copied"'
)
assert s3.delete_object(Bucket="boto", Key="copy")["ResponseMetadata"]["HTTPStatusCode"] == 204
assert failing(lambda: s3.get_object(Bucket="boto", Key="none")) == ("NoSuchKey", 404)
assert failing(lambda: s3.head_object(Bucket="boto", Key="none")) == ("404", 404)
assert failing(lambda: s3.get_bucket_acl(Bucket="boto")) == ("NotImplemented", 501)

url = s3.generate_presigned_url("get_object", {"Bucket": "boto", "Key": "a//b/"}, ExpiresIn=60)
assert urllib.request.urlopen(url).read() == b"a//b/"
url = s3.generate_presigned_url("put_object", {"Bucket": "boto", "Key": "url"}, ExpiresIn=60)
urllib.request.urlopen(urllib.request.Request(url, data=b"by url", method="PUT"))
assert s3.get_object(Bucket="boto", Key="url")["Body"].read() == b"by url"
