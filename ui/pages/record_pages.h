#pragma once

#include "ui/pages/columns_of.h"
#include "ui/pages/record_page.h"
#include "ui/session/live_use.h"
#include "ui/session/past_tasks.h"

#include <map>
#include <string>

namespace quayside::ui {

class MenuButton;
class ServiceUse;

class ServicesPage : public RecordPage<model::Service> {
    Q_OBJECT

public:
    ServicesPage(Session& session, ObjectActions& actions, QWidget* parent);

protected:
    Emptiness emptiness() const override;
    void cluster_changed() override;
    void refreshed(const model::ChangeSet* changes) override;
    void looked_at(int first, int last) override;

private:
    explicit ServicesPage(Session& session, ObjectActions& actions, QWidget* parent, ServiceUse* use);
    void count();

    ServiceUse* use_;
    Chip* unsteady_chip_;
    Chip* deploying_chip_;
    Chip* zero_chip_;
    QTimer again_; // "stuck for so long" grows by itself
};

// All deployments of the services of a cluster, history included.
class DeploymentsPage : public RecordPage<model::Deployment> {
    Q_OBJECT

public:
    DeploymentsPage(Session& session, ObjectActions& actions, QWidget* parent);

protected:
    Emptiness emptiness() const override;
    void cluster_changed() override;
    void refreshed(const model::ChangeSet* changes) override;

private:
    void count();

    Chip* active_chip_;
    Chip* failed_chip_;
    Chip* rolled_back_chip_;
};

class CapacityProvidersPage : public RecordPage<model::CapacityProvider> {
    Q_OBJECT

public:
    CapacityProvidersPage(Session& session, ObjectActions& actions, QWidget* parent);

protected:
    Emptiness emptiness() const override;
    void refreshed(const model::ChangeSet* changes) override;
};

class TasksPage : public RecordPage<model::Task> {
    Q_OBJECT

public:
    TasksPage(Session& session, ObjectActions& actions, QWidget* parent);

    bool select(const ObjectRef& ref) override;
    // How far back tasks are shown that have stopped: by its place in the menu of `range`; the first asks nothing.
    void look_back(std::size_t range);
    MenuButton* range() const { return range_; }

protected:
    Emptiness emptiness() const override;
    void cluster_changed() override;
    void show_all() override;
    void show_changes(const model::ChangeSet& changes) override;
    void refreshed(const model::ChangeSet* changes) override;
    void looked_at(int first, int last) override;

private:
    explicit TasksPage(Session& session, ObjectActions& actions, QWidget* parent, LiveUse* use);
    void count(const model::Task& task, int sign);
    void count_stopped();
    void make_range();
    void ask_for_past();
    void take_past(const PastTasks::Found& found);
    void add_past();
    void show_range();

    LiveUse* use_;
    MenuButton* range_;
    std::size_t look_back_ = 0;
    int asked_ = 0; // an answer to an earlier question is none
    PastTasks::Found past_; // of which the state does not tell (any more)
    int failed_ = 0;
    int stopped_ = 0;
    Chip* running_chip_;
    Chip* pending_chip_;
    Chip* stopped_chip_;
    Chip* failed_chip_;
};

class InstancesPage : public RecordPage<model::ContainerInstance> {
    Q_OBJECT

public:
    InstancesPage(Session& session, ObjectActions& actions, QWidget* parent);

protected:
    Emptiness emptiness() const override;
    void cluster_changed() override;
    void refreshed(const model::ChangeSet* changes) override;
    void looked_at(int first, int last) override;

private:
    explicit InstancesPage(Session& session, ObjectActions& actions, QWidget* parent, LiveUse* use);
    void count();

    LiveUse* use_;
    Chip* active_chip_;
    Chip* draining_chip_;
    Chip* lost_chip_;
};

class TaskDefinitionsPage : public RecordPage<FamilyRow> {
    Q_OBJECT

public:
    TaskDefinitionsPage(Session& session, ObjectActions& actions, QWidget* parent);

    bool select(const ObjectRef& ref) override;

protected:
    Emptiness emptiness() const override;
    void show_all() override;
    void show_changes(const model::ChangeSet& changes) override;

private:
    std::shared_ptr<const FamilyRow> row_of(const std::string& family) const;
    void count(const model::Task& task, int sign);

    std::map<std::string, int> in_use_;
};

class ClustersPage : public RecordPage<model::Cluster> {
    Q_OBJECT

public:
    ClustersPage(Session& session, ObjectActions& actions, QWidget* parent);

protected:
    Emptiness emptiness() const override;
    void refreshed(const model::ChangeSet* changes) override;
};

class EnginesPage : public RecordPage<model::Engine> {
    Q_OBJECT

public:
    EnginesPage(Session& session, ObjectActions& actions, QWidget* parent);

protected:
    Emptiness emptiness() const override;
    void refreshed(const model::ChangeSet* changes) override;
};

} // namespace quayside::ui
