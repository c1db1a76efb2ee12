#include "ui/forms/engine_box.h"

#include "ui/look/text.h"
#include "ui/session/session.h"

namespace quayside::ui {

EngineBox::EngineBox(const Session& session, const QStringList& only, QWidget* parent)
    : QComboBox(parent)
{
    setAccessibleName(tr("Engine"));
    for (const auto& [id, engine] : session.state().engines())
        if (const auto name = from_utf8(engine->name); engine->connected && (only.isEmpty() || only.contains(name)))
            names_ << name;
    names_.sort(Qt::CaseInsensitive);
    addItems(names_);
    if (names_.size() > 1)
        addItem(tr("All %1 engines").arg(names_.size()));
    if (names_.isEmpty())
        addItem(tr("No engine is connected"));
}

std::vector<std::string> EngineBox::chosen() const
{
    std::vector<std::string> names;
    for (int i = 0; i < names_.size(); ++i)
        if (currentIndex() == i || currentIndex() == names_.size())
            names.push_back(names_[i].toStdString());
    return names;
}

} // namespace quayside::ui
