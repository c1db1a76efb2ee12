"""Whether replies are what our description of the ECS API says."""

import json
import numbers

TYPES = {"string": str, "boolean": bool, "integer": int, "long": int, "double": numbers.Real, "timestamp": numbers.Real}


def _name(reference):
    return reference if isinstance(reference, str) else reference["shape"]


class ReplyCheck:
    def __init__(self, model):
        self._model = model

    def listen(self, events):
        """From now on, a reply to a client with these events that is not as described is an error of its call."""
        events.register("after-call.ecs", self._after_call)

    def _after_call(self, http_response, model, **_):
        if http_response.status_code == 200:
            self.check(model.name, http_response.content)

    def check(self, operation, text):
        output = self._model["operations"][operation]["output"]
        problem = self.problem(_name(output), json.loads(text), operation)
        assert not problem, problem

    def problem(self, name, value, path):
        """A sentence, or None."""
        shape = self._model["shapes"][name]
        if shape["type"] == "structure":
            return self._in_structure(shape["members"], value, path)
        if shape["type"] == "list":
            return self._in_list(_name(shape["member"]), value, path)
        if shape["type"] == "map":
            return None if isinstance(value, dict) else f"{path} is no map"
        wanted = TYPES[shape["type"]]
        if not isinstance(value, wanted) or (wanted is not bool and isinstance(value, bool)):
            return f"{path} is no {shape['type']}: {value!r}"
        if value not in shape.get("enum", [value]):
            return f"{path} is none of its values: {value!r}"
        return None

    def _in_structure(self, members, value, path):
        if not isinstance(value, dict):
            return f"{path} is no structure: {value!r}"
        for name, part in value.items():
            if name not in members:
                return f"{path}.{name} is unknown"
            if problem := self.problem(_name(members[name]), part, f"{path}.{name}"):
                return problem
        return None

    def _in_list(self, member, value, path):
        if not isinstance(value, list):
            return f"{path} is no list: {value!r}"
        problems = (self.problem(member, part, f"{path}[{i}]") for i, part in enumerate(value))
        return next(filter(None, problems), None)
