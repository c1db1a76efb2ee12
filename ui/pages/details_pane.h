#pragma once

#include "core/model/change_set.h"
#include "ui/pages/object_ref.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QTabWidget;
class QToolButton;

namespace quayside::ui {

class ElidedLabel;
class EmptyState;
class EngineDisk;
class ExplainTab;
class FactsView;
struct FactSection;
class JsonTab;
class MetricsTab;
class ObjectActions;
class RecordsTab;
class Session;
class StatusPill;
class TimelineTab;
class WhyPane;

// Everything about the one object that is selected, in tabs. GUI thread.
class DetailsPane : public QWidget {
    Q_OBJECT

public:
    enum class Tab { Overview, Containers, Deployments, Tasks, Events, Metrics, Explain, Json, Timeline };

    DetailsPane(Session& session, ObjectActions& actions, QWidget* parent = nullptr);

    void show_object(const ObjectRef& ref); // None: says that nothing is selected
    void show_several(std::size_t count);
    const ObjectRef& object() const { return ref_; }

    void turn_to(Tab tab); // if the object has it
    bool has(Tab tab) const;
    TimelineTab* timeline() const { return timeline_; }
    MetricsTab* metrics() const { return metrics_; }
    JsonTab* json() const { return json_; }
    ExplainTab* explain() const; // how it is placed
    WhyPane* why() const { return why_; }
    QTabWidget* tabs() const { return tabs_; }
    QSize minimumSizeHint() const override;

signals:
    void link_opened(const quayside::ui::ObjectRef& ref);
    void said(const QString& text); // for the status bar

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void take(const model::ChangeSet& changes);
    model::TaskPtr past_task(const ObjectRef& ref) const;
    std::vector<FactSection> past_containers(const model::Task& task) const;
    void refresh();
    void refresh_header();
    void offer_tabs();
    void fold_tabs();
    void fill_more();
    QWidget* widget_of(Tab tab) const;
    void fill_menu();
    bool concerns(const model::ChangeSet& changes) const;

    Session& session_;
    ObjectActions& actions_;
    ObjectRef ref_;
    QLabel* picture_;
    ElidedLabel* title_;
    StatusPill* state_;
    QToolButton* menu_button_;
    QWidget* header_;
    QTabWidget* tabs_;
    QToolButton* more_; // the tabs for which there is no room
    EmptyState* empty_;
    FactsView* overview_;
    FactsView* containers_;
    RecordsTab* deployments_;
    RecordsTab* tasks_;
    RecordsTab* events_;
    MetricsTab* metrics_;
    WhyPane* why_;
    JsonTab* json_;
    TimelineTab* timeline_;
    EngineDisk* disk_;
    QTimer ages_; // once a second while it can be seen
};

} // namespace quayside::ui
