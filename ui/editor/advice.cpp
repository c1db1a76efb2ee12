#include "ui/editor/document_parts.h"
#include "ui/editor/problems.h"
#include "ui/look/text.h"

#include <QObject>

#include <algorithm>

// What would be accepted, and is worth a thought.
namespace quayside::ui {

namespace {

using Severity = DraftProblem::Severity;
using Class = DraftProblem::Class;
using Problems = std::vector<DraftProblem>;

bool is_pinned(const std::string& image)
{
    if (image.find('@') != std::string::npos)
        return true;
    const auto name = image.substr(image.rfind('/') + 1);
    const auto colon = name.find(':');
    return colon != std::string::npos && name.substr(colon + 1) != "latest";
}

} // namespace

void find_environment_problems(const Fit& fit, Problems& problems)
{
    if (fit.instances.empty()) {
        problems.push_back({ Severity::Warning, Class::Environment, "ENV-002", {},
            QObject::tr("The cluster has no container instance that takes such tasks") });
    } else if (fit.fitting == 0) {
        const auto& first = fit.instances.front();
        problems.push_back({ Severity::Warning, Class::Environment, "ENV-001", {},
            QObject::tr("It fits on no instance now; on %1 %2").arg(first.name, first.reason) });
    }
}

void find_advice(const Json& document, Problems& problems)
{
    const auto advise = [&problems](const char* code, const Path& path, const QString& text) {
        problems.push_back({ Severity::Advice, Class::Advice, code, path, text });
    };
    for (std::size_t i = 0; i < containers_of(document).size(); ++i) {
        const auto& container = containers_of(document)[i];
        const auto path = container_path(i);
        const auto image = text_of(container, "image");
        if (!image.empty() && !is_pinned(image))
            advise("ADV-003", path / "image",
                QObject::tr("%1 has no fixed tag, so each start may get another image").arg(short_image(image)));
        if (!list_of(container, "portMappings").empty() && !part_of(container, "healthCheck").is_object())
            advise("ADV-001", path, QObject::tr("It serves a port, but has no health check to tell whether it does"));
        if (flag_of(container, "privileged", false))
            advise("ADV-004", path / "privileged", QObject::tr("A privileged container may do anything on its host"));
    }
}

} // namespace quayside::ui
