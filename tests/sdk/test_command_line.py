import json

from story import ACCOUNT, Story

CONTAINERS = json.dumps([{"name": "app", "image": "harbour/web:1", "cpu": 64, "memory": 64}])


class CommandLine(Story):
    """The aws CLI as Debian has it, with its own description of the API."""

    def test_the_main_journey(self):
        aws = self.program.aws
        self.assertEqual(aws("aws ecs create-cluster --cluster-name cli")["cluster"]["status"], "ACTIVE")
        self.assertEqual(aws("aws ecs describe-clusters --clusters nope")["failures"],
                         [{"arn": ACCOUNT + "cluster/nope", "reason": "MISSING"}])
        registered = aws(["aws", "ecs", "register-task-definition", "--family", "web", "--container-definitions",
                          CONTAINERS])
        self.assertEqual(registered["taskDefinition"]["revision"], 1)
        task = aws("aws ecs run-task --task-definition web --count 1")["tasks"][0]["taskArn"]
        self.assertIsNone(aws(f"aws ecs wait tasks-running --tasks {task}"))
        self.assertEqual(aws(["aws", "ecs", "stop-task", "--task", task, "--reason", "enough of it"])["task"][
            "desiredStatus"], "STOPPED")
        self.assertIsNone(aws(f"aws ecs wait tasks-stopped --tasks {task}"))
        stopped = aws(f"aws ecs describe-tasks --tasks {task}")["tasks"][0]
        self.assertEqual((stopped["stopCode"], stopped["stoppedReason"]), ("UserInitiated", "enough of it"))

        aws("aws ecs create-service --service-name web --task-definition web --desired-count 1")
        self.eventually(lambda: aws("aws ecs describe-services --services web")["services"][0]["runningCount"] == 1)
        self.assertEqual(aws("aws ecs list-services")["serviceArns"], [ACCOUNT + "service/default/web"])
        self.assertEqual(aws("aws ecs update-service --service web --desired-count 0")["service"]["desiredCount"], 0)
        self.assertIn(aws("aws ecs delete-service --service web")["service"]["status"], ("DRAINING", "INACTIVE"))

    def test_errors_are_shown_as_those_of_ecs(self):
        self.assertEqual(
            self.program.aws("aws ecs list-services --cluster nope"),
            "An error occurred (ClusterNotFoundException) when calling the ListServices operation: Cluster not found.")

    def test_what_is_newer_than_the_cli_can_be_called_with_our_description(self):
        self.ecs.create_service(serviceName="newer", taskDefinition=self.define("newer"), desiredCount=0)
        listed = self.program.aws("aws ecs list-service-deployments --service newer", own_model=False)
        self.assertEqual([one["serviceArn"] for one in listed["serviceDeployments"]],
                         [ACCOUNT + "service/default/newer"])
        self.assertIn("Invalid choice", self.program.aws("aws ecs list-service-deployments --service newer"))

    def test_all_pages_are_fetched(self):
        for number in range(3):
            self.ecs.create_cluster(clusterName=f"page{number}")
        pages = self.program.aws("aws ecs list-clusters --page-size 1 --query clusterArns[]")
        self.assertTrue({ACCOUNT + f"cluster/page{number}" for number in range(3)} <= set(pages))

    def test_tags_and_attributes(self):
        aws = self.program.aws
        instance = aws("aws ecs list-container-instances")["containerInstanceArns"][0]
        aws(f"aws ecs put-attributes --attributes name=stack,value=prod,targetId={instance}")
        self.assertEqual(
            aws(["aws", "ecs", "list-container-instances", "--filter", "attribute:stack == prod"])[
                "containerInstanceArns"], [instance])
        aws(f"aws ecs tag-resource --resource-arn {instance} --tags key=a,value=b")
        self.assertEqual(aws(f"aws ecs list-tags-for-resource --resource-arn {instance}")["tags"],
                         [{"key": "a", "value": "b"}])
