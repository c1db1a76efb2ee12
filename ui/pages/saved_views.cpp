#include "ui/pages/saved_views.h"

#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QSettings>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kLongestName = 64;

} // namespace

bool is_of_cluster(PageKind kind)
{
    switch (kind) {
    case PageKind::TaskDefinitions:
    case PageKind::Clusters:
    case PageKind::Engines:
    case PageKind::CapacityProviders:
    case PageKind::Api:
    case PageKind::Images:
        return false;
    default:
        return true;
    }
}

SavedViews& SavedViews::of(Session& session)
{
    if (auto* views = session.findChild<SavedViews*>({}, Qt::FindDirectChildrenOnly))
        return *views;
    return *new SavedViews(&session);
}

SavedViews::SavedViews(QObject* parent)
    : QObject(parent)
{
    QSettings settings;
    const int count = settings.beginReadArray("saved");
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        const int page = settings.value("page").toInt();
        if (page < 0 || page >= kPages)
            continue;
        views_.push_back({ settings.value("name").toString(), static_cast<PageKind>(page),
            settings.value("cluster").toString().toStdString(), settings.value("filter").toString(),
            settings.value("layout").toMap() });
    }
    settings.endArray();
}

void SavedViews::keep()
{
    std::sort(views_.begin(), views_.end(),
        [](const SavedView& a, const SavedView& b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    QSettings settings;
    settings.remove("saved");
    settings.beginWriteArray("saved", static_cast<int>(views_.size()));
    for (int i = 0; i < static_cast<int>(views_.size()); ++i) {
        const auto& view = views_[static_cast<std::size_t>(i)];
        settings.setArrayIndex(i);
        settings.setValue("name", view.name);
        settings.setValue("page", static_cast<int>(view.page));
        settings.setValue("cluster", from_utf8(view.cluster));
        settings.setValue("filter", view.filter);
        settings.setValue("layout", view.layout);
    }
    settings.endArray();
    emit changed();
}

const SavedView* SavedViews::find(const QString& name, PageKind page, const std::string& cluster) const
{
    const auto found = std::find_if(views_.begin(), views_.end(),
        [&](const SavedView& view) { return view.name == name && view.page == page && view.cluster == cluster; });
    return found == views_.end() ? nullptr : &*found;
}

QString SavedViews::why_not(const QString& name, PageKind page, const std::string& cluster) const
{
    if (name.trimmed().isEmpty())
        return tr("A name is needed");
    if (name.size() > kLongestName)
        return tr("A name has at most %1 characters").arg(kLongestName);
    return find(name, page, cluster) ? tr("There is a view of this name already") : QString();
}

void SavedViews::save(const SavedView& view)
{
    remove_quietly(view);
    views_.push_back(view);
    keep();
}

void SavedViews::rename(const SavedView& view, const QString& name)
{
    for (auto& kept : views_)
        if (kept.is_same(view)) {
            kept.name = name;
            return keep();
        }
}

void SavedViews::remove(const SavedView& view)
{
    remove_quietly(view);
    keep();
}

void SavedViews::remove_quietly(const SavedView& view)
{
    views_.erase(
        std::remove_if(views_.begin(), views_.end(), [view](const SavedView& kept) { return kept.is_same(view); }),
        views_.end());
}

} // namespace quayside::ui
