from story import ACCOUNT, Story


class Instances(Story):
    instances = 3

    def setUp(self):
        self.arns = self.ecs.list_container_instances()["containerInstanceArns"]

    def test_an_instance_shows_what_it_has_and_what_is_free(self):
        reply = self.ecs.describe_container_instances(
            containerInstances=[self.arns[0], "0" * 32], include=["TAGS", "CONTAINER_INSTANCE_HEALTH"])
        self.assertEqual(reply["failures"],
                         [{"arn": ACCOUNT + "container-instance/default/" + "0" * 32, "reason": "MISSING"}])
        instance = reply["containerInstances"][0]
        self.assertRegex(instance["ec2InstanceId"], "^i-[0-9a-f]{17}$")
        self.assertEqual((instance["status"], instance["agentConnected"]), ("ACTIVE", True))
        registered = {resource["name"]: resource for resource in instance["registeredResources"]}
        self.assertEqual(set(registered), {"CPU", "MEMORY", "PORTS", "PORTS_UDP"})
        self.assertEqual(registered["CPU"]["type"], "INTEGER")
        self.assertEqual(registered["PORTS"]["type"], "STRINGSET")
        self.assertEqual((registered["CPU"]["doubleValue"], registered["CPU"]["longValue"]), (0.0, 0))
        self.assertIn("22", registered["PORTS"]["stringSetValue"])
        self.assertEqual({resource["name"] for resource in instance["remainingResources"]}, set(registered))
        self.assertIn("agentVersion", instance["versionInfo"])
        self.assertEqual(instance["healthStatus"]["overallStatus"], "OK")
        self.assertEqual((instance["tags"], instance["attachments"]), ([], []))
        attributes = {attribute["name"]: attribute.get("value") for attribute in instance["attributes"]}
        self.assertEqual(attributes["ecs.os-type"], "linux")
        with self.refused("ClientException", "Container Instances cannot be empty."):
            self.ecs.describe_container_instances(containerInstances=[])

    def test_attributes_choose_instances(self):
        put = self.ecs.put_attributes(attributes=[
            {"name": "stack", "value": "prod", "targetType": "container-instance",
             "targetId": self.arns[0].split("/")[-1]}])
        self.assertEqual(put["attributes"], [{"name": "stack", "value": "prod", "targetId": self.arns[0]}])
        for expression, chosen in (
            ("attribute:stack == prod", self.arns[:1]),
            ("attribute:stack exists", self.arns[:1]),
            ("attribute:stack !exists", self.arns[1:]),
            ("attribute:stack in [prod, test]", self.arns[:1]),
        ):
            found = self.ecs.list_container_instances(filter=expression)["containerInstanceArns"]
            self.assertEqual(set(found), set(chosen), expression)
        listed = self.ecs.list_attributes(targetType="container-instance", attributeName="stack")["attributes"]
        self.assertEqual([one["targetId"] for one in listed], self.arns[:1])
        with self.refused("TargetNotFoundException", "Could not find " + "0" * 32):
            self.ecs.put_attributes(attributes=[
                {"name": "a", "targetType": "container-instance", "targetId": "0" * 32}])
        gone = self.ecs.delete_attributes(attributes=[{"name": "stack", "targetId": self.arns[0]}])["attributes"]
        self.assertEqual([(one["name"], one["targetId"]) for one in gone], [("stack", self.arns[0])])
        found = self.ecs.list_container_instances(filter="attribute:stack exists")["containerInstanceArns"]
        self.assertEqual(found, [])

    def test_ten_attributes_of_its_own_are_the_most(self):
        self.ecs.put_attributes(attributes=[
            {"name": f"own{number}", "targetId": self.arns[2]} for number in range(10)])
        with self.assertRaises(self.ecs.exceptions.AttributeLimitExceededException):
            self.ecs.put_attributes(attributes=[{"name": "more", "targetId": self.arns[2]}])
        self.ecs.delete_attributes(attributes=[
            {"name": f"own{number}", "targetId": self.arns[2]} for number in range(10)])

    def test_a_draining_instance_gets_no_work(self):
        drained, missing = self.arns[1], "0" * 32
        reply = self.ecs.update_container_instances_state(containerInstances=[drained, missing], status="DRAINING")
        self.assertEqual([one["status"] for one in reply["containerInstances"]], ["DRAINING"])
        self.assertEqual([one["reason"] for one in reply["failures"]], ["MISSING"])
        self.assertEqual(self.ecs.list_container_instances(status="DRAINING")["containerInstanceArns"], [drained])
        definition = self.define("elsewhere")
        tasks = self.ecs.run_task(taskDefinition=definition, count=6)["tasks"]
        self.assertNotIn(drained, {task["containerInstanceArn"] for task in tasks})
        self.ecs.update_container_instances_state(containerInstances=[drained], status="ACTIVE")
        with self.refused("InvalidParameterException", "Container instance status should be one of [ACTIVE, DRAINING]"):
            self.ecs.update_container_instances_state(containerInstances=[drained], status="INACTIVE")

    def test_an_instance_with_tasks_leaves_only_by_force(self):
        task = self.ecs.start_task(taskDefinition=self.define("held"), containerInstances=[self.arns[2]])["tasks"][0]
        self.wait("tasks_running", tasks=[task["taskArn"]])
        with self.refused("InvalidParameterException", "Found running tasks on the instance."):
            self.ecs.deregister_container_instance(containerInstance=self.arns[2])

    def test_tags_of_everything_that_has_tags(self):
        definition = self.define("tagged")
        tagged = [
            self.arns[0], ACCOUNT + "cluster/default", ACCOUNT + "task-definition/" + definition,
            self.run_tasks(definition)[0],
            self.ecs.create_service(serviceName="tagged", desiredCount=0, taskDefinition=definition)["service"][
                "serviceArn"],
            self.ecs.create_capacity_provider(
                name="pool", autoScalingGroupProvider={
                    "autoScalingGroupArn": "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:a:"
                                           "autoScalingGroupName/pool"})["capacityProvider"]["capacityProviderArn"],
        ]
        for arn in tagged:
            with self.subTest(arn):
                self.assertEqual(self.ecs.list_tags_for_resource(resourceArn=arn)["tags"], [])
                self.ecs.tag_resource(resourceArn=arn, tags=[{"key": "a", "value": "1"}, {"key": "b", "value": "2"}])
                self.ecs.tag_resource(resourceArn=arn, tags=[{"key": "a", "value": "3"}])
                self.ecs.untag_resource(resourceArn=arn, tagKeys=["b", "never"])
                self.assertEqual(self.ecs.list_tags_for_resource(resourceArn=arn)["tags"], [{"key": "a", "value": "3"}])
        with self.assertRaises(self.ecs.exceptions.ResourceNotFoundException):
            self.ecs.tag_resource(resourceArn=ACCOUNT + "cluster/nope", tags=[{"key": "a", "value": "1"}])
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.tag_resource(resourceArn="nonsense", tags=[{"key": "a", "value": "1"}])
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.tag_resource(resourceArn=tagged[0], tags=[{"key": "AWS:a", "value": "1"}])
