from story import Story

ROOT = "arn:aws:iam::123456789012:root"
USER = "arn:aws:iam::123456789012:user/me"


class AccountSettings(Story):
    instances = 0

    def test_settings_hold_until_they_are_deleted(self):
        made = self.ecs.put_account_setting_default(name="containerInsights", value="enabled")["setting"]
        self.assertEqual(made, {"name": "containerInsights", "value": "enabled", "principalArn": ROOT, "type": "user"})
        cluster = self.ecs.create_cluster(clusterName="watched")["cluster"]
        self.assertEqual(cluster["settings"], [{"name": "containerInsights", "value": "enabled"}])
        self.ecs.put_account_setting(name="containerInsights", value="disabled", principalArn=USER)
        listed = self.ecs.list_account_settings(principalArn=USER)["settings"]
        self.assertEqual([(one["name"], one["value"]) for one in listed], [("containerInsights", "disabled")])
        left = self.ecs.delete_account_setting(name="containerInsights", principalArn=USER)["setting"]
        self.assertEqual(left["value"], "enabled")
        self.ecs.delete_account_setting(name="containerInsights")
        self.assertEqual(self.ecs.list_account_settings()["settings"], [])

    def test_all_that_holds_comes_in_pages(self):
        pages = list(self.ecs.get_paginator("list_account_settings").paginate(effectiveSettings=True))
        self.assertEqual([len(page["settings"]) for page in pages], [10, 1])
        held = {one["name"]: one["value"] for page in pages for one in page["settings"]}
        self.assertEqual((held["taskLongArnFormat"], held["awsvpcTrunking"], held["defaultLogDriverMode"]),
                         ("enabled", "disabled", "non-blocking"))

    def test_refusals(self):
        for call in ({"name": "guardDutyActivate", "value": "on"}, {"name": "awsvpcTrunking", "value": "maybe"},
                     {"name": "moonPhase", "value": "full"}):
            with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
                self.ecs.put_account_setting(**call)
