from story import ACCOUNT, Story


class Paging(Story):
    """Every list that botocore has a paginator for, page by page and whole."""

    instances = 3

    def check(self, operation, member, expected, pages, **call):
        paginator = self.ecs.get_paginator(operation)
        sizes, seen = [], []
        for page in paginator.paginate(**call):
            sizes.append(len(page[member]))
            seen += page[member]
        self.assertEqual(sizes, pages)
        self.assertEqual(len(seen), len(set(map(str, seen))), "an element came twice")
        if expected is not None:
            self.assertEqual(set(seen), set(expected))
        two = paginator.paginate(**call, PaginationConfig={"PageSize": 2}).build_full_result()[member]
        self.assertEqual(two, seen)

    def test_services_come_in_tens(self):
        self.ecs.create_cluster(clusterName="many")
        definition = self.define("many")
        arns = [self.ecs.create_service(
            cluster="many", serviceName=f"s{number}", desiredCount=0, taskDefinition=definition)["service"][
                "serviceArn"] for number in range(25)]
        self.check("list_services", "serviceArns", arns, [10, 10, 5], cluster="many")

    def test_services_of_a_namespace(self):
        self.ecs.create_cluster(clusterName="spaced", serviceConnectDefaults={"namespace": "inner"})
        definition = self.define("spaced")
        arns = [self.ecs.create_service(
            cluster="spaced", serviceName=f"s{number}", desiredCount=0, taskDefinition=definition,
            serviceConnectConfiguration={"enabled": True, "namespace": "inner"})["service"]["serviceArn"]
            for number in range(12)]
        self.check("list_services_by_namespace", "serviceArns", arns, [10, 2], namespace="inner")

    def test_clusters(self):
        arns = [self.ecs.create_cluster(clusterName=f"c{number}")["cluster"]["clusterArn"] for number in range(5)]
        seen = self.ecs.get_paginator("list_clusters").paginate(
            PaginationConfig={"PageSize": 2}).build_full_result()["clusterArns"]
        self.assertTrue(set(arns) <= set(seen))
        self.assertEqual(seen, sorted(seen))

    def test_definitions_and_families(self):
        for number in (1, 2, 3):
            for _ in range(4):
                self.define(f"paged{number}")
        arns = [f"{ACCOUNT}task-definition/paged2:{revision}" for revision in range(1, 5)]
        self.check("list_task_definitions", "taskDefinitionArns", arns, [4], familyPrefix="paged2")
        self.check("list_task_definition_families", "families", ["paged1", "paged2", "paged3"], [3],
                   familyPrefix="paged")
        backwards = self.ecs.get_paginator("list_task_definitions").paginate(
            familyPrefix="paged2", sort="DESC", PaginationConfig={"PageSize": 3}).build_full_result()
        self.assertEqual(backwards["taskDefinitionArns"], arns[::-1])

    def test_instances_attributes_and_tasks(self):
        instances = self.ecs.list_container_instances()["containerInstanceArns"]
        self.check("list_container_instances", "containerInstanceArns", instances, [3])
        for arn in instances:
            self.ecs.put_attributes(attributes=[
                {"name": f"own{number}", "value": "x", "targetId": arn} for number in range(2)])
        self.check("list_attributes", "attributes", None, [3], targetType="container-instance", attributeName="own1")
        definition = self.define("tasks", cpu=1, memory=6)
        tasks = [arn for _ in range(12) for arn in self.run_tasks(definition, 10)]
        self.check("list_tasks", "taskArns", tasks, [100, 20], family="tasks")

    def test_service_deployments_come_in_twenties(self):
        definition = self.define("rolled")
        self.ecs.create_service(serviceName="rolled", desiredCount=0, taskDefinition=definition)
        for _ in range(22):
            self.ecs.update_service(service="rolled", forceNewDeployment=True)
        first = self.ecs.list_service_deployments(service="rolled")
        self.assertEqual(len(first["serviceDeployments"]), 20)
        rest = self.ecs.list_service_deployments(service="rolled", nextToken=first["nextToken"])
        self.assertEqual(len(rest["serviceDeployments"]), 3)
        self.assertNotIn("nextToken", rest)

    def test_a_token_belongs_to_its_call(self):
        for number in range(3):
            self.ecs.create_cluster(clusterName=f"token{number}")
        token = self.ecs.list_clusters(maxResults=1)["nextToken"]
        for call in (lambda: self.ecs.list_tasks(nextToken=token), lambda: self.ecs.list_clusters(nextToken="garbage"),
                     lambda: self.ecs.list_clusters(maxResults=101), lambda: self.ecs.list_clusters(maxResults=0)):
            with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
                call()
