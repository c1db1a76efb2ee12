#pragma once

#include "ui/topology/topology_layout.h"

class QPainter;

namespace quayside::ui {

struct TopologyMarks {
    bool current = false; // has the keyboard or the pointer
    Id current_task;
    bool selected = false;
};

void paint_zone(QPainter& painter, const TopologyLayout::Zone& place, const TopologyZone& zone);
void paint_instance(QPainter& painter, const TopologyLayout::Box& box, TopologyDetail detail,
    const TopologyInstance& instance, const TopologyMarks& marks, double scale);

} // namespace quayside::ui
