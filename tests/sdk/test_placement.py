import collections

from story import ACCOUNT, Story

NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-1"], "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}}


class Placement(Story):
    """Where tasks go, and what they carry."""

    instances = 3

    def placed(self, definition, count, **more):
        reply = self.ecs.run_task(taskDefinition=definition, count=count, **more)
        return collections.Counter(task["containerInstanceArn"] for task in reply["tasks"]), reply["failures"]

    def test_strategies(self):
        definition = self.define("small", cpu=8, memory=8)
        spread, failures = self.placed(
            definition, 6, placementStrategy=[{"type": "spread", "field": "instanceId"}])
        self.assertEqual((sorted(spread.values()), failures), ([2, 2, 2], []))
        packed, failures = self.placed(definition, 5, placementStrategy=[{"type": "binpack", "field": "memory"}])
        self.assertEqual((list(packed.values()), failures), ([5], []))
        anywhere, failures = self.placed(definition, 2, placementStrategy=[{"type": "random"}])
        self.assertEqual((anywhere.total(), failures), (2, []))

    def test_constraints(self):
        definition = self.define("bound", cpu=8, memory=8)
        distinct, failures = self.placed(definition, 5, placementConstraints=[{"type": "distinctInstance"}])
        self.assertEqual(sorted(distinct.values()), [1, 1, 1])
        self.assertEqual(len(failures), 2)
        chosen = self.ecs.list_container_instances()["containerInstanceArns"][0]
        self.ecs.put_attributes(attributes=[{"name": "disk", "value": "fast", "targetId": chosen}])
        fast, failures = self.placed(
            definition, 3, placementConstraints=[{"type": "memberOf", "expression": "attribute:disk == fast"}])
        self.assertEqual((fast, failures), ({chosen: 3}, []))
        nowhere, failures = self.placed(
            definition, 1, placementConstraints=[{"type": "memberOf", "expression": "attribute:disk == slow"}])
        self.assertEqual((nowhere, [failure["reason"] for failure in failures]),
                         ({}, ["MemberOf placement constraint unsatisfied."]))
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.placed(definition, 1, placementConstraints=[{"type": "memberOf", "expression": "attribute:disk ="}])

    def test_ports_are_held_once_on_an_instance(self):
        definition = self.define("ports", cpu=8, memory=8, portMappings=[{"containerPort": 80, "hostPort": 8123}])
        placed, failures = self.placed(definition, 4)
        self.assertEqual(sorted(placed.values()), [1, 1, 1])
        self.assertEqual([failure["reason"] for failure in failures], ["RESOURCE:PORTS"])
        tasks = self.ecs.list_tasks(family="ports")["taskArns"]
        self.wait("tasks_running", tasks=tasks)
        bindings = self.ecs.describe_tasks(tasks=tasks[:1])["tasks"][0]["containers"][0]["networkBindings"]
        self.assertEqual([(one["containerPort"], one["hostPort"], one["protocol"]) for one in bindings],
                         [(80, 8123, "tcp")])

    def test_tags_travel_with_the_task(self):
        container = {"name": "app", "image": "harbour/web:1", "memory": 8}
        self.ecs.register_task_definition(
            family="carried", containerDefinitions=[container],
            tags=[{"key": "of", "value": "definition"}, {"key": "both", "value": "definition"}])
        task = self.ecs.run_task(
            taskDefinition="carried", propagateTags="TASK_DEFINITION", enableECSManagedTags=True,
            tags=[{"key": "both", "value": "call"}])["tasks"][0]
        tags = {tag["key"]: tag["value"] for tag in task["tags"]}
        self.assertEqual(tags, {"of": "definition", "both": "call", "aws:ecs:clusterName": "default"})
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.run_task(taskDefinition="carried", propagateTags="SERVICE")
        self.ecs.create_service(
            serviceName="carried", taskDefinition="carried", desiredCount=1, propagateTags="SERVICE",
            enableECSManagedTags=True, tags=[{"key": "of", "value": "service"}])
        arns = self.eventually(lambda: self.ecs.list_tasks(serviceName="carried")["taskArns"])
        task = self.ecs.describe_tasks(tasks=arns, include=["TAGS"])["tasks"][0]
        tags = {tag["key"]: tag["value"] for tag in task["tags"]}
        self.assertEqual(
            tags, {"of": "service", "aws:ecs:clusterName": "default", "aws:ecs:serviceName": "carried"})

    def test_fargate_asks_for_its_own_things(self):
        self.ecs.register_task_definition(
            family="fargate", requiresCompatibilities=["FARGATE"], networkMode="awsvpc", cpu="256", memory="512",
            containerDefinitions=[{"name": "app", "image": "harbour/web:1"}])
        with self.refused("InvalidParameterException",
                          "Network Configuration must be provided when networkMode 'awsvpc' is specified."):
            self.ecs.run_task(taskDefinition="fargate", launchType="FARGATE")
        with self.assertRaises(self.ecs.exceptions.PlatformUnknownException):
            self.ecs.run_task(
                taskDefinition="fargate", launchType="FARGATE", networkConfiguration=NETWORK, platformVersion="9.9")
        for member, value in (("placementStrategy", [{"type": "random"}]),
                              ("placementConstraints", [{"type": "distinctInstance"}])):
            with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
                self.ecs.run_task(
                    taskDefinition="fargate", launchType="FARGATE", networkConfiguration=NETWORK, **{member: value})
        service = self.ecs.create_service(
            serviceName="fargate", taskDefinition="fargate", desiredCount=0, launchType="FARGATE",
            networkConfiguration=NETWORK)["service"]
        self.assertEqual((service["launchType"], service["platformVersion"], service["platformFamily"]),
                         ("FARGATE", "LATEST", "Linux"))
        self.assertEqual(service["networkConfiguration"], NETWORK)
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.create_service(
                serviceName="both", taskDefinition="fargate", desiredCount=0, launchType="FARGATE",
                networkConfiguration=NETWORK, capacityProviderStrategy=[{"capacityProvider": "FARGATE"}])

    def test_an_update_takes_lists_away_and_leaves_what_it_does_not_name(self):
        self.ecs.create_service(
            serviceName="listed", taskDefinition=self.define("listed"), desiredCount=0,
            placementStrategy=[{"type": "spread", "field": "attribute:ecs.availability-zone"}],
            placementConstraints=[{"type": "distinctInstance"}])
        changed = self.ecs.update_service(service="listed", placementStrategy=[])["service"]
        self.assertEqual(changed["placementStrategy"], [])
        self.assertEqual(changed["placementConstraints"], [{"type": "distinctInstance"}])
        self.assertEqual(len(changed["deployments"]), 1)
        arn = ACCOUNT + "service/default/listed"
        self.assertEqual(self.ecs.describe_services(services=[arn])["services"][0]["serviceArn"], arn)
        with self.refused("InvalidParameterException", "Identifier is for cluster other. Your cluster is default."):
            self.ecs.update_service(service=ACCOUNT + "service/other/listed", desiredCount=1)
