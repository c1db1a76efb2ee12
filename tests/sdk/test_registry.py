import base64
import shutil
import unittest

import boto3
import botocore.config
import botocore.exceptions

import program
from story import Story


@unittest.skipUnless(shutil.which("docker-registry"), "docker-registry is not installed")
class Registry(Story):
    """ECR as its own client calls it, with signatures that are verified."""

    instances = 0
    arguments = ["--signatures", "strict"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        key = cls.program.access_keys()[0]
        cls.key = key["accessKeyId"], key["secretAccessKey"]
        cls.ecr = cls.client(*cls.key)

    @classmethod
    def client(cls, key, secret):
        return boto3.client("ecr", endpoint_url=cls.program.endpoint, region_name=program.REGION,
                            aws_access_key_id=key, aws_secret_access_key=secret,
                            config=botocore.config.Config(retries={"max_attempts": 0}))

    def tearDown(self):
        for repository in self.ecr.describe_repositories()["repositories"]:
            self.ecr.delete_repository(repositoryName=repository["repositoryName"], force=True)

    def test_who_signs_with_another_key_is_refused(self):
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            self.client(self.key[0], "another").describe_repositories()
        self.assertEqual(caught.exception.response["Error"]["Code"], "InvalidSignatureException")

    def test_a_token_is_for_the_registry(self):
        data, = self.ecr.get_authorization_token()["authorizationData"]
        user, password = base64.b64decode(data["authorizationToken"]).decode().split(":")
        self.assertEqual(user, "AWS")
        self.assertGreater(len(password), 60)
        self.assertRegex(data["proxyEndpoint"], r"^http://127\.0\.0\.1:\d+$")

    def test_repositories_come_in_pages(self):
        for number in range(5):
            made = self.ecr.create_repository(repositoryName=f"team/web-{number}")["repository"]
            self.assertTrue(made["repositoryUri"].endswith(f"/team/web-{number}"))
            self.assertEqual(made["imageTagMutability"], "MUTABLE")
        pages = self.ecr.get_paginator("describe_repositories").paginate(PaginationConfig={"PageSize": 2})
        names = [[one["repositoryName"] for one in page["repositories"]] for page in pages]
        self.assertEqual(names, [["team/web-0", "team/web-1"], ["team/web-2", "team/web-3"], ["team/web-4"]])
        named = self.ecr.describe_repositories(repositoryNames=["team/web-3"])["repositories"]
        self.assertEqual(named[0]["repositoryArn"], "arn:aws:ecr:us-east-1:123456789012:repository/team/web-3")

    def test_refusals(self):
        self.ecr.create_repository(repositoryName="web")
        registry = "in the registry with id '123456789012'"
        missing = f"The repository with name 'gone' does not exist {registry}"
        with self.refused("RepositoryAlreadyExistsException", f"The repository with name 'web' already exists {registry}"):
            self.ecr.create_repository(repositoryName="web")
        for call, more in ((self.ecr.list_images, {}), (self.ecr.describe_images, {}), (self.ecr.delete_repository, {}),
                           (self.ecr.batch_delete_image, {"imageIds": [{"imageTag": "1"}]})):
            with self.refused("RepositoryNotFoundException", missing):
                call(repositoryName="gone", **more)
        with self.refused("RepositoryNotFoundException", missing):
            self.ecr.describe_repositories(repositoryNames=["gone"])
        for more in ({"imageTagMutability": "IMMUTABLE"}, {"imageScanningConfiguration": {"scanOnPush": True}},
                     {"encryptionConfiguration": {"encryptionType": "KMS"}}, {"tags": [{"Key": "a", "Value": "b"}]},
                     {"registryId": "000000000000"}):
            with self.assertRaises(self.ecr.exceptions.InvalidParameterException) as caught:
                self.ecr.create_repository(repositoryName="other", **more)
            self.assertIn(next(iter(more)), str(caught.exception))
        for name in ("Web", "a//b", "-a", "a/../b"):
            with self.assertRaises(self.ecr.exceptions.InvalidParameterException):
                self.ecr.create_repository(repositoryName=name)

    def test_a_repository_without_images(self):
        self.ecr.create_repository(repositoryName="web")
        self.assertEqual(self.ecr.list_images(repositoryName="web")["imageIds"], [])
        self.assertEqual(self.ecr.describe_images(repositoryName="web")["imageDetails"], [])
        with self.assertRaises(self.ecr.exceptions.ImageNotFoundException):
            self.ecr.describe_images(repositoryName="web", imageIds=[{"imageTag": "1"}])
        reply = self.ecr.batch_delete_image(repositoryName="web", imageIds=[{"imageTag": "1"}])
        self.assertEqual([one["failureCode"] for one in reply["failures"]], ["ImageNotFound"])
        self.assertEqual(self.ecr.delete_repository(repositoryName="web")["repository"]["repositoryName"], "web")
        self.assertEqual(self.ecr.describe_repositories()["repositories"], [])
