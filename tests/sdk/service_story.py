"""What stories about services share."""

from story import Story


class ServiceStory(Story):
    def create(self, name, **more):
        more.setdefault("taskDefinition", self.define(name))
        more.setdefault("desiredCount", 2)
        return self.ecs.create_service(serviceName=name, **more)["service"]

    def shown(self, name):
        return self.ecs.describe_services(services=[name])["services"][0]
