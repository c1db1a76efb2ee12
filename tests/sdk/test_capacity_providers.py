from story import ACCOUNT, Story

GROUP = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0f8a4c2e:autoScalingGroupName/"


class CapacityProviders(Story):
    def provider(self, name):
        return self.ecs.create_capacity_provider(
            name=name, autoScalingGroupProvider={"autoScalingGroupArn": GROUP + name})["capacityProvider"]

    def test_those_of_fargate_are_there(self):
        shown = {one["name"]: one for one in self.ecs.describe_capacity_providers()["capacityProviders"]}
        for name in ("FARGATE", "FARGATE_SPOT"):
            self.assertEqual((shown[name]["status"], shown[name]["capacityProviderArn"]),
                             ("ACTIVE", ACCOUNT + "capacity-provider/" + name))
            with self.assertRaises(self.ecs.exceptions.ClientException):
                self.ecs.delete_capacity_provider(capacityProvider=name)

    def test_a_provider_is_made_changed_and_deleted(self):
        made = self.provider("made")
        self.assertEqual(made["capacityProviderArn"], ACCOUNT + "capacity-provider/made")
        self.assertEqual(made["autoScalingGroupProvider"], {
            "autoScalingGroupArn": GROUP + "made",
            "managedScaling": {"status": "DISABLED", "targetCapacity": 100, "minimumScalingStepSize": 1,
                               "maximumScalingStepSize": 10000, "instanceWarmupPeriod": 300},
            "managedTerminationProtection": "DISABLED", "managedDraining": "ENABLED"})
        changed = self.ecs.update_capacity_provider(
            name="made", autoScalingGroupProvider={"managedScaling": {"targetCapacity": 80}})["capacityProvider"]
        self.assertEqual(changed["autoScalingGroupProvider"]["managedScaling"]["targetCapacity"], 80)
        with self.assertRaises(self.ecs.exceptions.ClientException):
            self.provider("made")
        gone = self.ecs.delete_capacity_provider(capacityProvider="made")["capacityProvider"]
        self.assertEqual((gone["status"], gone["updateStatus"]), ("INACTIVE", "DELETE_COMPLETE"))
        self.assertEqual(self.ecs.describe_capacity_providers(capacityProviders=["never"])["failures"],
                         [{"arn": ACCOUNT + "capacity-provider/never", "reason": "MISSING"}])
        with self.assertRaises(self.ecs.exceptions.ClientError):
            self.provider("fargate-like")

    def test_a_cluster_takes_and_gives_back(self):
        self.provider("used")
        strategy = [{"capacityProvider": "used", "weight": 1, "base": 0}]
        self.ecs.create_cluster(clusterName="pooled")
        self.ecs.put_cluster_capacity_providers(
            cluster="pooled", capacityProviders=["used", "FARGATE"], defaultCapacityProviderStrategy=strategy)
        shown = self.ecs.describe_clusters(clusters=["pooled"])["clusters"][0]
        self.assertEqual(set(shown["capacityProviders"]), {"used", "FARGATE"})
        self.assertEqual(shown["defaultCapacityProviderStrategy"], strategy)
        with self.assertRaises(self.ecs.exceptions.ClientError):
            self.ecs.delete_capacity_provider(capacityProvider="used")
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.put_cluster_capacity_providers(
                cluster="pooled", capacityProviders=["never"], defaultCapacityProviderStrategy=[])
        self.ecs.create_service(
            cluster="pooled", serviceName="s", desiredCount=0, taskDefinition=self.define("s"),
            capacityProviderStrategy=strategy)
        with self.refused("ResourceInUseException", "The specified capacity provider is in use and cannot be removed."):
            self.ecs.put_cluster_capacity_providers(
                cluster="pooled", capacityProviders=[], defaultCapacityProviderStrategy=[])

    def test_pages(self):
        for number in range(12):
            self.provider(f"many{number:02}")
        first = self.ecs.describe_capacity_providers()
        self.assertEqual(len(first["capacityProviders"]), 10)
        rest = self.ecs.describe_capacity_providers(nextToken=first["nextToken"])
        names = {one["name"] for one in first["capacityProviders"] + rest["capacityProviders"]}
        self.assertTrue({f"many{number:02}" for number in range(12)} <= names)
