#include "ui/pages/page.h"

#include "ui/pages/api_page.h"
#include "ui/pages/deployment_page.h"
#include "ui/pages/editor_page.h"
#include "ui/pages/events_page.h"
#include "ui/pages/images_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/record_pages.h"
#include "ui/pages/topology_page.h"
#include "ui/session/session.h"

#include <QCoreApplication>

#include <map>

namespace quayside::ui {

QString title_of(PageKind kind)
{
    switch (kind) {
    case PageKind::Overview:
        return QCoreApplication::translate("Page", "Overview");
    case PageKind::Services:
        return QCoreApplication::translate("Page", "Services");
    case PageKind::Tasks:
        return QCoreApplication::translate("Page", "Tasks");
    case PageKind::Instances:
        return QCoreApplication::translate("Page", "Instances");
    case PageKind::TaskDefinitions:
        return QCoreApplication::translate("Page", "Task definitions");
    case PageKind::Clusters:
        return QCoreApplication::translate("Page", "Clusters");
    case PageKind::Engines:
        return QCoreApplication::translate("Page", "Engines");
    case PageKind::Events:
        return QCoreApplication::translate("Page", "Events");
    case PageKind::Deployments:
        return QCoreApplication::translate("Page", "Deployments");
    case PageKind::CapacityProviders:
        return QCoreApplication::translate("Page", "Capacity providers");
    case PageKind::Deployment:
        return QCoreApplication::translate("Page", "Deployment");
    case PageKind::Topology:
        return QCoreApplication::translate("Page", "Topology");
    case PageKind::Api:
        return QCoreApplication::translate("Page", "API");
    case PageKind::Editor:
        return QCoreApplication::translate("Page", "Task definition editor");
    case PageKind::Images:
        return QCoreApplication::translate("Page", "Images");
    }
    return {};
}

namespace {

std::map<PageKind, QKeySequence>& told_keys()
{
    static std::map<PageKind, QKeySequence> keys;
    return keys;
}

} // namespace

void set_key_of(PageKind kind, const QKeySequence& keys)
{
    told_keys()[kind] = keys;
}

QKeySequence key_of(PageKind kind)
{
    const auto told = told_keys().find(kind);
    return told == told_keys().end() ? QKeySequence() : told->second;
}

QString tip_of(PageKind kind)
{
    const QString key = key_of(kind).toString(QKeySequence::NativeText);
    return key.isEmpty() ? title_of(kind) : QStringLiteral("%1 (%2)").arg(title_of(kind), key);
}

Glyph glyph_of(PageKind kind)
{
    constexpr Glyph glyphs[] = { Glyph::Overview, Glyph::Service, Glyph::Task, Glyph::Instance, Glyph::TaskDefinition,
        Glyph::Cluster, Glyph::Engine, Glyph::Event, Glyph::Deployment, Glyph::WhatIf, Glyph::Deployment,
        Glyph::Topology, Glyph::Port, Glyph::TaskDefinition, Glyph::Image };
    return glyphs[static_cast<int>(kind)];
}

PageKind page_of(ObjectRef::Kind kind)
{
    switch (kind) {
    case ObjectRef::Kind::Cluster:
        return PageKind::Clusters;
    case ObjectRef::Kind::Instance:
        return PageKind::Instances;
    case ObjectRef::Kind::TaskDefinition:
        return PageKind::TaskDefinitions;
    case ObjectRef::Kind::Task:
        return PageKind::Tasks;
    case ObjectRef::Kind::Engine:
        return PageKind::Engines;
    case ObjectRef::Kind::Event:
        return PageKind::Events;
    case ObjectRef::Kind::Service:
        return PageKind::Services;
    case ObjectRef::Kind::Deployment:
        return PageKind::Deployment;
    case ObjectRef::Kind::CapacityProvider:
        return PageKind::CapacityProviders;
    case ObjectRef::Kind::None:
        break;
    }
    return PageKind::Overview;
}

Page::Page(PageKind kind, Session& session, ObjectActions& actions, QWidget* parent)
    : QWidget(parent)
    , kind_(kind)
    , session_(session)
    , actions_(actions)
{
    setAccessibleName(title_of(kind));
    connect(&session_, &Session::changed, this, [this](const model::ChangeSet& changes) {
        if (has_cluster_)
            take(changes);
    });
}

void Page::set_cluster(const std::string& cluster)
{
    if (has_cluster_ && cluster_ == cluster)
        return;
    has_cluster_ = true;
    cluster_ = cluster;
    cluster_changed();
}

Page* make_page(PageKind kind, Session& session, ObjectActions& actions, QWidget* parent)
{
    switch (kind) {
    case PageKind::Services:
        return new ServicesPage(session, actions, parent);
    case PageKind::Tasks:
        return new TasksPage(session, actions, parent);
    case PageKind::Instances:
        return new InstancesPage(session, actions, parent);
    case PageKind::TaskDefinitions:
        return new TaskDefinitionsPage(session, actions, parent);
    case PageKind::Clusters:
        return new ClustersPage(session, actions, parent);
    case PageKind::Engines:
        return new EnginesPage(session, actions, parent);
    case PageKind::Events:
        return new EventsPage(session, actions, parent);
    case PageKind::Deployments:
        return new DeploymentsPage(session, actions, parent);
    case PageKind::CapacityProviders:
        return new CapacityProvidersPage(session, actions, parent);
    case PageKind::Deployment:
        return new DeploymentPage(session, actions, parent);
    case PageKind::Topology:
        return new TopologyPage(session, actions, parent);
    case PageKind::Api:
        return new ApiPage(session, actions, parent);
    case PageKind::Editor:
        return new EditorPage(session, actions, parent);
    case PageKind::Images:
        return new ImagesPage(session, actions, parent);
    case PageKind::Overview:
        break;
    }
    return new OverviewPage(session, actions, parent);
}

} // namespace quayside::ui
