#pragma once

#include "core/base/subscription.h"
#include "core/client/ecs_client.h"
#include "ui/charts/time_line.h"
#include "ui/pages/object_ref.h"
#include "ui/session/metric_past.h"
#include "ui/session/summed_use.h"

#include <QWidget>

class QComboBox;

namespace quayside::ui {

class Chart;
class Session;

// CPU, memory and network, live and of the past, of a task, one of its containers, a container instance, or all tasks
// of a service together, over one time axis, with the deployments of the service. Watches only while it can be seen.
// GUI thread.
class MetricsTab : public QWidget {
    Q_OBJECT

public:
    explicit MetricsTab(Session& session, QWidget* parent = nullptr);

    void set_object(const ObjectRef& ref);
    // Reserved and limit may have changed, or which tasks a service has.
    void refresh_levels();
    bool has_data() const { return has_data_; }

signals:
    void data_arrived(); // the first batch of what is shown

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    // CPU in vCPU, memory in MiB; 0: none.
    struct Levels {
        double cpu_reserved = 0;
        double cpu_limit = 0;
        double memory_reserved = 0;
        double memory_limit = 0;
    };
    Levels levels() const;
    Levels levels_of_task(const model::Task& task) const;
    client::MetricsQuery query() const;
    Levels levels_of_service(const model::Service& service) const;
    std::vector<Id> tasks_of(const model::Service& service) const;
    void fill_subjects();
    void watch();
    void watch_service(const model::Service& service);
    void show_sum();
    void show_notes(const model::Sample& last);
    void show_deployments();
    void take(const client::MetricsBatch& batch);
    template <class Give>
    void feed(const std::vector<model::Sample>& samples, Give give);
    Json past_subject() const;
    void want_past();
    void show_samples();

    Session& session_;
    ObjectRef ref_;
    TimeLine line_;
    QComboBox* subject_;
    Chart* cpu_;
    Chart* memory_;
    Chart* network_;
    Subscription watch_;
    SummedUse sum_;
    MetricPast past_;
    Duration past_length_{}; // that was asked for
    std::vector<model::Sample> live_; // since before this was shown, at most an hour
    bool has_data_ = false;
};

} // namespace quayside::ui
