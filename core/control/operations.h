#pragma once

#include "core/api/service_model.h"
#include "core/control/operation.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace quayside::control {

// Every operation that is implemented, those of ECS, of ECR and Quayside's own: names are unique over their models.
std::span<const OperationRow> operation_rows();
const OperationRow* find_operation(std::string_view name); // null if there is none

// A call whose input has passed the check against the model.
struct Call {
    const OperationRow* row = nullptr;
    const api::Operation* description = nullptr; // name, target prefix, input and output shape
    Json input;
};

// Finds the operation and checks the input; members that hold null count as absent, unknown ones are kept for the
// handler to ignore. UnknownOperationException, SerializationException (a value of the wrong type),
// InvalidParameterException or, for task definitions, ClientException, each naming the field.
Result<Call> prepare(std::string_view name, Json input);

// A reply is wanted as a value, or as one that holds its text (api/write_reply.h), for whoever would write it anyway.
enum class Form : std::uint8_t { Value, Text };

// Runs the handler of a quick call inside its transaction. The reply has only members that the model knows.
Result<Json> run(Operation& operation, const Call& call, Form form = Form::Value);

// Starts a slow call; `reply` is called once, later, on the same thread. As with a quick one, a handler that gives no
// answer gives a ServerException, and a line in the log.
void start(Call call, std::shared_ptr<SlowOperation> operation, client::Reply reply, Form form = Form::Value);

} // namespace quayside::control
