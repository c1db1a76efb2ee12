"""Our description of the ECS API in the form in which botocore reads its own, so that clients which are older than an
operation can call it."""

import json
import pathlib


def load(source):
    return json.loads((source / "resources" / "ecs-api.json").read_text())


def _reference(shape):
    return shape if isinstance(shape, dict) else {"shape": shape}


def _shape(shape):
    members = {name: _reference(member) for name, member in shape.get("members", {}).items()}
    whole = {**shape, **({"members": members} if "members" in shape else {})}
    return {name: _reference(part) if name in ("member", "key", "value") else part for name, part in whole.items()}


def _operation(name, operation):
    return {
        "name": name,
        "http": {"method": "POST", "requestUri": "/"},
        "input": _reference(operation["input"]),
        "output": _reference(operation["output"]),
        "errors": [_reference(error) for error in operation.get("errors", [])],
    }


def write(model, directory):
    """Writes it where AWS_DATA_PATH=directory makes botocore find it, with its paginators and waiters."""
    place = pathlib.Path(directory) / "ecs" / "2014-11-13"
    place.mkdir(parents=True)
    service = {
        "version": "2.0",
        "metadata": model["metadata"],
        "operations": {name: _operation(name, operation) for name, operation in model["operations"].items()},
        "shapes": {name: _shape(shape) for name, shape in model["shapes"].items()},
    }
    (place / "service-2.json").write_text(json.dumps(service))
    (place / "paginators-1.json").write_text(json.dumps({"pagination": model["paginators"]}))
    (place / "waiters-2.json").write_text(json.dumps({"version": 2, "waiters": model["waiters"]}))
