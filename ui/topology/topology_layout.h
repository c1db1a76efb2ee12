#pragma once

#include "ui/topology/topology.h"

#include <QRectF>

#include <vector>

namespace quayside::ui {

// How much is told of each instance. Blocks: its name, figures and every task by name. Strips: its name and the tasks
// as lines. Cells: how full it is, as a colour.
enum class TopologyDetail { Blocks, Strips, Cells };
TopologyDetail detail_for(std::size_t instances);

// Where everything is, from the upper left; deterministic: the same cluster in the same width is laid out the same.
// Instances of one cluster have widths as their capacities, and equal heights, so that an area of a block is the same
// reservation everywhere. Pure.
class TopologyLayout {
public:
    struct Box {
        std::size_t zone;
        std::size_t index; // in the zone
        QRectF area;
        QRectF tasks; // the part that stands for its whole capacity; empty: tasks are not drawn
    };
    struct Zone {
        QRectF area;
        QRectF title;
    };

    TopologyLayout() = default;
    TopologyLayout(const TopologyZones& topology, TopologyDetail detail, QSizeF room, double scale);

    const std::vector<Zone>& zones() const { return zones_; }
    const std::vector<Box>& boxes() const { return boxes_; } // zone by zone
    double height() const { return height_; }

    const Box* box_at(const QPointF& point) const;
    // The box beside: to the left or right in the order of boxes, above or below by place; the same where there is
    // none.
    std::size_t beside(std::size_t box, Qt::Key key) const;

private:
    void lay_in_one_row(const TopologyZones& topology, QSizeF room, double weight);
    void lay_zone_by_zone(const TopologyZones& topology, double width);
    QRectF tasks_of(const QRectF& box) const;

    TopologyDetail detail_ = TopologyDetail::Blocks;
    double scale_ = 1;
    std::vector<Zone> zones_;
    std::vector<Box> boxes_;
    double height_ = 0;
};

// Where the tasks of a box are, from the bottom up; none is thinner than a line.
std::vector<QRectF> task_areas(const TopologyInstance& instance, const QRectF& room, double gap);

} // namespace quayside::ui
