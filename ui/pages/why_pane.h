#pragma once

#include "core/model/change_set.h"
#include "ui/pages/diagnosis.h"

#include <QSplitter>
#include <QTimer>

#include <vector>

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace quayside::ui {

class CauseView;
class ExplainTab;
class ObjectActions;
class Session;

// Why a service, a task or a container instance is not steady: the causes with what shows them and the next steps, and
// how the scheduler places it. Looks again when something has changed, and once a second for what lasts; only while it
// can be seen. GUI thread.
class WhyPane : public QSplitter {
    Q_OBJECT

public:
    WhyPane(Session& session, ObjectActions& actions, Qt::Orientation orientation, QWidget* parent = nullptr);

    void set_object(const ObjectRef& ref);
    void take(const model::ChangeSet& changes);
    const ObjectRef& object() const { return ref_; }
    const Diagnosis& diagnosis() const { return diagnosis_; }
    ExplainTab* placement() const { return placement_; }

signals:
    void link_opened(const quayside::ui::ObjectRef& ref);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void carry_out(const Remedy& remedy);
    void order_by_tab();

    Session& session_;
    ObjectActions& actions_;
    ObjectRef ref_;
    Diagnosis diagnosis_;
    QLabel* sentence_;
    QToolButton* copy_;
    QScrollArea* scroll_;
    QVBoxLayout* column_;
    std::vector<CauseView*> views_;
    ExplainTab* placement_;
    QTimer soon_;
    QTimer second_;
};

} // namespace quayside::ui
