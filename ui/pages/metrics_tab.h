#pragma once

#include "core/base/subscription.h"
#include "core/client/ecs_client.h"
#include "ui/charts/time_line.h"
#include "ui/charts/time_table.h"
#include "ui/pages/object_ref.h"
#include "ui/session/metric_past.h"
#include "ui/session/summed_use.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QMenu;

namespace quayside::ui {

class Chart;
class Instant;
class Session;

// CPU, memory and network, live and of the past, of a task, one of its containers, a container instance, all tasks of a service or all
// instances of a cluster together, over one time axis, with deployments and what went wrong. What is shown can be saved
// as a picture or as numbers. Watches only while it can be seen. GUI thread.
class MetricsTab : public QWidget {
    Q_OBJECT

public:
    explicit MetricsTab(Session& session, QWidget* parent = nullptr);

    void set_object(const ObjectRef& ref);
    // Reserved and limit may have changed, or which tasks a service has.
    void refresh_levels();
    bool has_data() const { return has_data_; }
    TimeLine& line() { return line_; }
    QMenu* menu() const { return menu_; }

signals:
    void said(const QString& text); // for the status bar
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
    Levels levels_of_cluster(const std::string& cluster) const;
    void watch_sum();
    void show_sum();
    void show_notes(const model::Sample& last);
    void show_markers();
    void fill_menu();
    void add_lines(QMenu& menu);
    void add_instant(QMenu& menu);
    void connect_instant();
    void share_instant();
    void go_to_instant();
    TimePoint chosen_moment() const;
    TimeTable table() const;
    void show_table();
    void copy_table();
    void save_picture();
    void save_table();
    void ask_where(const QString& title, const QString& suffix, std::function<QString(const QString&)> write);
    void take(const client::MetricsBatch& batch);
    template <class Give>
    void feed(const std::vector<model::Sample>& samples, Give give);
    Json past_subject() const;
    void want_past();
    void show_samples();

    Session& session_;
    ObjectRef ref_;
    TimeLine line_;
    Instant& instant_;
    QMenu* menu_;
    QComboBox* subject_;
    QWidget* plots_;
    Chart* cpu_;
    Chart* memory_;
    Chart* network_;
    Subscription watch_;
    SummedUse sum_;
    MetricPast past_;
    Duration past_length_{}; // that was asked for
    std::vector<model::Sample> live_; // since before this was shown, at most an hour
    bool has_data_ = false;
    bool instant_due_ = false; // it moved while this could not be seen
};

} // namespace quayside::ui
