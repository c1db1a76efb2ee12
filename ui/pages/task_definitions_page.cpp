#include "ui/look/text.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/record_pages.h"

#include <set>

namespace quayside::ui {

TaskDefinitionsPage::TaskDefinitionsPage(Session& session, ObjectActions& actions, QWidget* parent)
    : RecordPage(PageKind::TaskDefinitions, "task-definitions", task_definition_columns(), session, actions, parent)
{
    rows().set_muted([](const FamilyRow& row) { return row.latest->status != model::TaskDefinitionStatus::Active; });
    use(&rows(), "family", Qt::AscendingOrder);
    add_quick_filter(tr("In use"), QStringLiteral("used>0"));
    add_quick_filter(tr("Unused"), QStringLiteral("used=0"));
    add_quick_filter(tr("Inactive"), QStringLiteral("status:inactive"));
}

std::shared_ptr<const FamilyRow> TaskDefinitionsPage::row_of(const std::string& family) const
{
    const auto& families = session().state().families();
    const auto found = families.find(family);
    if (found == families.end())
        return nullptr;
    FamilyRow row{ family, found->second.rbegin()->second, found->second.size(), 0 };
    for (const auto& [revision, definition] : found->second)
        if (definition->status == model::TaskDefinitionStatus::Active)
            row.latest = definition;
    if (const auto used = in_use_.find(family); used != in_use_.end())
        row.in_use = used->second;
    return std::make_shared<const FamilyRow>(std::move(row));
}

void TaskDefinitionsPage::count(const model::Task& task, int sign)
{
    if (task.last_status < model::TaskStatus::Stopped)
        in_use_[task.spec->definition_key.family] += sign;
}

void TaskDefinitionsPage::show_all()
{
    in_use_.clear();
    for (const auto& [id, task] : session().state().tasks())
        count(*task, +1);
    std::vector<std::shared_ptr<const FamilyRow>> all;
    for (const auto& [family, revisions] : session().state().families())
        all.push_back(row_of(family));
    rows().set_rows(std::move(all));
}

void TaskDefinitionsPage::show_changes(const model::ChangeSet& changes)
{
    std::set<std::string> families;
    for (const auto& change : changes.of<model::TaskDefinition>())
        families.insert(change.any().family);
    for (const auto& change : changes.of<model::Task>()) {
        if (change.before)
            count(*change.before, -1);
        if (change.after)
            count(*change.after, +1);
        families.insert(change.any().spec->definition_key.family);
    }
    model::Changes<FamilyRow> rows_changed;
    for (const auto& family : families)
        if (auto before = rows().find(family), after = row_of(family); before || after)
            rows_changed.push_back({ std::move(before), std::move(after) });
    rows().apply(rows_changed);
}

bool TaskDefinitionsPage::select(const ObjectRef& ref)
{
    const auto colon = ref.name.rfind(':');
    return ref.kind == ObjectRef::Kind::TaskDefinition && select_row(rows().index_of(ref.name.substr(0, colon)).row());
}

TablePage::Emptiness TaskDefinitionsPage::emptiness() const
{
    return { tr("No task definition is registered: it says which containers a task runs."),
        actions().action(ObjectActions::Id::RegisterTaskDefinition) };
}

} // namespace quayside::ui
