#pragma once

#include "ui/topology/topology_card.h"
#include "ui/topology/topology_layout.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <functional>
#include <optional>

namespace quayside::ui {

// A cluster as a picture: zones, in them container instances sized by capacity, in them tasks by what they reserve,
// filled by what they use. Left and right walk the instances, up and down the tasks of one, Page Up and Page Down the
// rows; Enter opens. GUI thread.
class TopologyView : public QAbstractScrollArea {
    Q_OBJECT

public:
    using Explain = std::function<TopologyFacts(const TopologyItem&)>;

    explicit TopologyView(Explain explain, QWidget* parent = nullptr);

    void set_topology(TopologyZones topology); // what is current stays so, by its id
    const TopologyZones& topology() const { return topology_; }

    TopologyDetail detail() const { return detail_; }
    void zoom(int steps); // more detail is up; 0: what suits the size of the cluster

    std::optional<TopologyItem> current() const { return current_; }
    bool set_current(const TopologyItem& item); // false: it is not there
    std::vector<Id> visible_tasks() const; // whose use is of interest
    QString described() const { return described_; } // what is current, in words

signals:
    void current_changed();
    void opened(const quayside::ui::TopologyItem& item);
    void menu_wanted(const quayside::ui::TopologyItem& item, const QPoint& global);
    void detail_changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void lay_out();
    void make(std::optional<TopologyItem> item);
    void walk(int key);
    void walk_tasks(int step);
    std::optional<TopologyItem> item_at(const QPoint& point) const;
    std::optional<std::size_t> box_of(const Id& instance) const;
    const TopologyInstance& instance_of(const TopologyLayout::Box& box) const;
    QRect area_of(const TopologyItem& item) const; // in the viewport
    void explain(const TopologyItem& item);
    void describe();

    Explain explain_;
    TopologyZones topology_;
    TopologyLayout layout_;
    TopologyDetail detail_ = TopologyDetail::Blocks;
    std::optional<TopologyDetail> chosen_detail_;
    std::optional<TopologyItem> current_;
    std::optional<TopologyItem> hovered_;
    TopologyCard* card_;
    QTimer card_soon_;
    QString described_;
};

} // namespace quayside::ui
