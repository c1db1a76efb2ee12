from story import ACCOUNT, Story


class Clusters(Story):
    def test_a_cluster_is_made_once(self):
        made = self.ecs.create_cluster(clusterName="made", tags=[{"key": "team", "value": "harbour"}])["cluster"]
        self.assertEqual(made["clusterArn"], ACCOUNT + "cluster/made")
        self.assertEqual(made["status"], "ACTIVE")
        self.assertEqual(made["settings"], [{"name": "containerInsights", "value": "disabled"}])
        self.assertEqual(made["tags"], [{"key": "team", "value": "harbour"}])
        for counter in ("registeredContainerInstancesCount", "runningTasksCount", "pendingTasksCount",
                        "activeServicesCount"):
            self.assertEqual(made[counter], 0)
        again = self.ecs.create_cluster(clusterName="made")["cluster"]
        self.assertEqual(again["clusterArn"], made["clusterArn"])
        self.assertEqual(again["tags"], made["tags"])

    def test_describe_names_what_is_missing_and_shows_what_is_asked_for(self):
        self.ecs.create_cluster(
            clusterName="shown", settings=[{"name": "containerInsights", "value": "enhanced"}],
            configuration={"executeCommandConfiguration": {"logging": "NONE"}}, tags=[{"key": "a", "value": "b"}])
        reply = self.ecs.describe_clusters(clusters=["shown", "nope"])
        self.assertEqual(reply["failures"], [{"arn": ACCOUNT + "cluster/nope", "reason": "MISSING"}])
        plain = reply["clusters"][0]
        self.assertEqual((plain["statistics"], plain["tags"], plain["settings"]), ([], [], []))
        self.assertNotIn("configuration", plain)
        full = self.ecs.describe_clusters(
            clusters=[ACCOUNT + "cluster/shown"],
            include=["SETTINGS", "CONFIGURATIONS", "TAGS", "STATISTICS", "ATTACHMENTS"])["clusters"][0]
        self.assertEqual(full["settings"], [{"name": "containerInsights", "value": "enhanced"}])
        self.assertEqual(full["configuration"], {"executeCommandConfiguration": {"logging": "NONE"}})
        self.assertEqual(full["tags"], [{"key": "a", "value": "b"}])
        names = [statistic["name"] for statistic in full["statistics"]]
        for name in ("runningEC2TasksCount", "pendingFargateTasksCount", "activeEC2ServiceCount",
                     "drainingFargateServiceCount"):
            self.assertIn(name, names)

    def test_without_names_the_default_cluster_is_described(self):
        clusters = self.ecs.describe_clusters()["clusters"]
        self.assertEqual([cluster["clusterName"] for cluster in clusters], ["default"])
        self.assertEqual(clusters[0]["registeredContainerInstancesCount"], self.instances)

    def test_settings_merge_and_an_omitted_block_stays(self):
        self.ecs.create_cluster(
            clusterName="changed", serviceConnectDefaults={"namespace": "inner"},
            configuration={"executeCommandConfiguration": {"logging": "NONE"}})
        self.ecs.update_cluster_settings(
            cluster="changed", settings=[{"name": "containerInsights", "value": "enabled"}])
        changed = self.ecs.update_cluster(
            cluster="changed", configuration={"executeCommandConfiguration": {"logging": "DEFAULT"}})["cluster"]
        self.assertEqual(changed["settings"], [{"name": "containerInsights", "value": "enabled"}])
        self.assertEqual(changed["configuration"]["executeCommandConfiguration"]["logging"], "DEFAULT")
        self.assertIn("namespace", changed["serviceConnectDefaults"])

    def test_a_deleted_cluster_is_inactive_and_can_be_made_again(self):
        self.ecs.create_cluster(clusterName="gone")
        self.assertEqual(self.ecs.delete_cluster(cluster="gone")["cluster"]["status"], "INACTIVE")
        self.assertNotIn(ACCOUNT + "cluster/gone", self.ecs.list_clusters()["clusterArns"])
        self.assertEqual(self.ecs.describe_clusters(clusters=["gone"])["clusters"][0]["status"], "INACTIVE")
        with self.refused("ClusterNotFoundException", "The referenced cluster was inactive."):
            self.ecs.list_tasks(cluster="gone")
        with self.refused("ClusterNotFoundException", "Cluster not found."):
            self.ecs.delete_cluster(cluster="gone")
        self.assertEqual(self.ecs.create_cluster(clusterName="gone")["cluster"]["status"], "ACTIVE")

    def test_a_cluster_in_use_stays(self):
        with self.refused("ClusterContainsContainerInstancesException",
                          "The Cluster cannot be deleted while Container Instances are active or draining."):
            self.ecs.delete_cluster(cluster="default")
        self.ecs.create_cluster(clusterName="busy")
        self.ecs.create_service(
            cluster="busy", serviceName="idle", desiredCount=0, taskDefinition=self.define("idle"))
        with self.refused("ClusterContainsServicesException",
                          "The Cluster cannot be deleted while Services are active."):
            self.ecs.delete_cluster(cluster="busy")

    def test_unknown_clusters_are_refused(self):
        for call in (self.ecs.list_services, self.ecs.list_tasks, self.ecs.list_container_instances):
            with self.refused("ClusterNotFoundException", "Cluster not found."):
                call(cluster="nope")
