#include "ui/look/text.h"
#include "ui/pages/columns_of.h"

#include <QObject>

namespace quayside::ui {

namespace {

constexpr int kFirstError = 400;

StateWord state_of_request(const ApiRequest& request)
{
    const QString status = QString::number(request.status);
    return request.status < kFirstError ? StateWord{ StateGlyph::Healthy, status, 1 }
                                        : StateWord{ StateGlyph::Failed, status, 0 };
}

} // namespace

std::vector<Column<ApiRequest>> request_columns()
{
    std::vector<Column<ApiRequest>> columns;
    columns.push_back({ .info = { .id = "time",
                            .title = QObject::tr("Time"),
                            .style = CellStyle::Mono,
                            .type = ValueType::Time,
                            .width = 104 },
        .text = [](const ApiRequest& request, const Context&) { return local_time_ms(request.at); },
        .key
        = [](const ApiRequest& request, const Context&) { return number_key(static_cast<double>(request.number)); } });
    columns.push_back(
        { .info = { .id = "status", .title = QObject::tr("Status"), .style = CellStyle::State, .width = 72 },
            .state = [](const ApiRequest& request, const Context&) { return state_of_request(request); } });
    columns.push_back(
        { .info = { .id = "operation", .title = QObject::tr("Operation"), .style = CellStyle::Name, .width = 216 },
            .text = [](const ApiRequest& request, const Context&) {
                return request.operation.isEmpty() ? dash() : request.operation;
            } });
    columns.push_back({ .info = { .id = "took",
                            .title = QObject::tr("Took"),
                            .style = CellStyle::Number,
                            .type = ValueType::Number,
                            .searchable = false,
                            .width = 80 },
        .text = [](const ApiRequest& request,
                    const Context&) { return QStringLiteral("%1 ms").arg(request.milliseconds, 0, 'f', 2); },
        .key = [](const ApiRequest& request, const Context&) { return number_key(request.milliseconds); } });
    columns.push_back({ .info = { .id = "error", .title = QObject::tr("Error"), .stretch = true, .width = 240 },
        .text = [](const ApiRequest& request, const Context&) { return request.error; },
        .tone = [](const ApiRequest&, const Context&) { return Role::Error; } });
    columns.push_back(
        { .info = { .id = "key", .title = QObject::tr("Access key"), .style = CellStyle::Mono, .width = 176 },
            .text = [](const ApiRequest& request, const Context&) {
                return request.caller.isEmpty() ? dash() : request.caller;
            } });
    columns.push_back({ .info = { .id = "peer", .title = QObject::tr("From"), .style = CellStyle::Mono, .width = 128 },
        .text = [](const ApiRequest& request, const Context&) { return request.peer; } });
    return columns;
}

} // namespace quayside::ui
