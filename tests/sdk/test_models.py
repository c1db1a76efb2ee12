import botocore.exceptions

import api_model
from program import SOURCE
from story import Story


class Models(Story):
    """The same calls with our description of the API and with the one that the client came with."""

    def own_and_ours(self):
        return self.program.ecs(own_model=True), self.ecs

    def test_every_operation_can_be_called(self):
        names = set(self.ecs.meta.service_model.operation_names)
        self.assertEqual(names, set(api_model.load(SOURCE)["operations"]))
        refused = set()
        for name in names:
            try:
                self.ecs._make_api_call(name, self.least_input(name))
            except botocore.exceptions.ClientError as error:
                self.assertEqual(error.response["ResponseMetadata"]["HTTPStatusCode"], 400, name)
                if error.response["Error"]["Code"] == "UnknownOperationException":
                    refused.add(name)
        self.assertEqual(refused, set())

    def least_input(self, name):
        shape = self.ecs.meta.service_model.operation_model(name).input_shape
        return {member: self.least_value(shape.members[member]) for member in shape.required_members}

    def least_value(self, shape):
        if shape.type_name == "structure":
            return {member: self.least_value(shape.members[member]) for member in shape.required_members}
        if shape.type_name == "string":
            return shape.enum[0] if shape.enum else "nothing"
        return {"list": [], "map": {}, "boolean": True, "timestamp": 0}.get(shape.type_name, 1)

    def test_what_an_old_client_does_not_know_it_does_not_see(self):
        own, ours = self.own_and_ours()
        self.assertLess(len(own.meta.service_model.operation_names), len(ours.meta.service_model.operation_names))
        container = {"name": "app", "image": "a", "memory": 64, "restartPolicy": {"enabled": True}}
        ours.register_task_definition(family="newer", containerDefinitions=[container])
        for client, sees in ((own, False), (ours, True)):
            shown = client.describe_task_definition(taskDefinition="newer")["taskDefinition"]["containerDefinitions"][0]
            self.assertEqual("restartPolicy" in shown, sees)

    def test_the_journey_of_an_old_client(self):
        own, _ = self.own_and_ours()
        own.register_task_definition(
            family="old", containerDefinitions=[{"name": "app", "image": "harbour/web:1", "memory": 64}])
        own.create_service(serviceName="old", taskDefinition="old", desiredCount=2)
        own.get_waiter("services_stable").wait(services=["old"], WaiterConfig={"Delay": 1, "MaxAttempts": 30})
        self.assertEqual(len(own.get_paginator("list_tasks").paginate(
            serviceName="old", PaginationConfig={"PageSize": 1}).build_full_result()["taskArns"]), 2)
        own.delete_service(service="old", force=True)
        own.get_waiter("services_inactive").wait(services=["old"], WaiterConfig={"Delay": 1, "MaxAttempts": 30})
