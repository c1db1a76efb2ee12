#pragma once

#include "ui/editor/task_graph.h"

#include <QRectF>
#include <QString>

#include <vector>

namespace quayside::ui {

// Where things stand on the canvas: containers in columns from left to right, each right of those that it waits for;
// volumes and secrets below. The same graph always lies the same. A cycle is cut where it comes back to its beginning.
struct GraphLayout {
    struct Line {
        QPointF from; // the right edge of what starts first
        QPointF to; // the left edge of what waits
    };
    std::vector<QRectF> containers;
    std::vector<int> columns; // of each container
    std::vector<QRectF> shared;
    std::vector<Line> edges;
    std::vector<std::pair<qreal, QString>> titles; // of columns: left edge and words
    QRectF area; // all of it, with a margin
};

GraphLayout lay_out(const TaskGraph& graph);

} // namespace quayside::ui
