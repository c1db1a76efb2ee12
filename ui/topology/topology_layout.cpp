#include "ui/topology/topology_layout.h"

#include <algorithm>
#include <cmath>

namespace quayside::ui {

namespace {

constexpr std::size_t kMostBlocks = 50;
constexpr std::size_t kMostStrips = 500;
constexpr double kGap = 8;
constexpr double kZoneTitle = 28;
constexpr double kHead = 60; // of a box of blocks: name, size, what is free
constexpr double kStripHead = 18;
constexpr double kLeastWidth = 84;
constexpr double kLeastHeight = 200;
constexpr double kStripWidth = 64;
constexpr double kStripHeight = 72;
constexpr double kCell = 14;
constexpr double kEdge = 4;
constexpr double kMemoryStrip = 8; // with the room above it
constexpr double kWidest = 3; // times the narrowest, where zones stand one below the other

struct Size {
    double least_width, height, gap;
};

Size size_of(TopologyDetail detail)
{
    switch (detail) {
    case TopologyDetail::Blocks:
        return { kLeastWidth, kLeastHeight, kGap };
    case TopologyDetail::Strips:
        return { kStripWidth, kStripHeight, kEdge };
    case TopologyDetail::Cells:
        return { kCell, kCell, 2 };
    }
    return {};
}

double lightest(const TopologyZones& topology)
{
    double least = 0;
    for (const auto& zone : topology)
        for (const auto& instance : zone.instances)
            least = least == 0 ? instance.weight : std::min(least, instance.weight);
    return std::max(least, 1.0);
}

double weight_of(const TopologyZone& zone)
{
    double sum = 0;
    for (const auto& instance : zone.instances)
        sum += instance.weight;
    return sum;
}

} // namespace

TopologyDetail detail_for(std::size_t instances)
{
    return instances <= kMostBlocks ? TopologyDetail::Blocks
        : instances <= kMostStrips  ? TopologyDetail::Strips
                                    : TopologyDetail::Cells;
}

TopologyLayout::TopologyLayout(const TopologyZones& topology, TopologyDetail detail, QSizeF room, double scale)
    : detail_(detail)
    , scale_(scale)
{
    double weight = 0;
    double gaps = kGap * scale;
    for (const auto& zone : topology) {
        weight += weight_of(zone);
        gaps += kGap * scale * static_cast<double>(zone.instances.size() + 2);
    }
    const double unit = weight > 0 ? (room.width() - gaps) / weight : 0;
    if (detail == TopologyDetail::Blocks && unit * lightest(topology) >= kLeastWidth * scale)
        lay_in_one_row(topology, room, unit);
    else
        lay_zone_by_zone(topology, room.width());
}

// Zones side by side, as high as the room.
void TopologyLayout::lay_in_one_row(const TopologyZones& topology, QSizeF room, double unit)
{
    const double gap = kGap * scale_;
    const double title = kZoneTitle * scale_;
    height_ = std::max(room.height(), (kLeastHeight + kZoneTitle + 3 * kGap) * scale_);
    double x = gap;
    for (std::size_t z = 0; z < topology.size(); ++z) {
        const double begin = x;
        x += gap;
        for (std::size_t i = 0; i < topology[z].instances.size(); ++i) {
            const double width = topology[z].instances[i].weight * unit;
            const QRectF box(x, gap + title, width, height_ - 3 * gap - title);
            boxes_.push_back({ z, i, box, tasks_of(box) });
            x += width + gap;
        }
        const QRectF area(begin, gap, x - begin, height_ - 2 * gap);
        zones_.push_back({ area, QRectF(area.left() + gap, area.top(), area.width() - 2 * gap, title) });
        x += gap;
    }
}

// Zones one below the other; the instances of each in as many rows as they need.
void TopologyLayout::lay_zone_by_zone(const TopologyZones& topology, double width)
{
    const auto size = size_of(detail_);
    const double gap = size.gap * scale_;
    const double edge = kGap * scale_;
    const double title = kZoneTitle * scale_;
    const double least = lightest(topology);
    double y = edge;
    for (std::size_t z = 0; z < topology.size(); ++z) {
        const double top = y;
        y += title;
        double x = 2 * edge;
        for (std::size_t i = 0; i < topology[z].instances.size(); ++i) {
            const double times
                = detail_ == TopologyDetail::Cells ? 1 : std::min(topology[z].instances[i].weight / least, kWidest);
            const double own = std::min(size.least_width * scale_ * times, width - 4 * edge);
            if (x > 2 * edge && x + own > width - 2 * edge) {
                x = 2 * edge;
                y += size.height * scale_ + gap;
            }
            const QRectF box(x, y, own, size.height * scale_);
            boxes_.push_back({ z, i, box, tasks_of(box) });
            x += own + gap;
        }
        y += size.height * scale_ + edge;
        const QRectF area(edge, top, width - 2 * edge, y - top);
        zones_.push_back({ area, QRectF(2 * edge, top, area.width() - 2 * edge, title) });
        y += edge;
    }
    height_ = y;
}

QRectF TopologyLayout::tasks_of(const QRectF& box) const
{
    if (detail_ == TopologyDetail::Cells)
        return {};
    const double head = (detail_ == TopologyDetail::Blocks ? kHead : kStripHead) * scale_;
    const double edge = kEdge * scale_;
    return box.adjusted(edge, head, -edge, -edge - kMemoryStrip * scale_);
}

const TopologyLayout::Box* TopologyLayout::box_at(const QPointF& point) const
{
    const auto found = std::ranges::find_if(boxes_, [&](const Box& box) { return box.area.contains(point); });
    return found == boxes_.end() ? nullptr : &*found;
}

std::size_t TopologyLayout::beside(std::size_t box, Qt::Key key) const
{
    if (key == Qt::Key_Left)
        return box == 0 ? box : box - 1;
    if (key == Qt::Key_Right)
        return box + 1 < boxes_.size() ? box + 1 : box;
    const QPointF from = boxes_[box].area.center();
    std::size_t best = box;
    double least = 0;
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
        const QPointF way = boxes_[i].area.center() - from;
        const double down = key == Qt::Key_Down ? way.y() : -way.y();
        const double far = down * 4 + std::abs(way.x()); // the next row before the next column
        if (down > 1 && (best == box || far < least)) {
            best = i;
            least = far;
        }
    }
    return best;
}

std::vector<QRectF> task_areas(const TopologyInstance& instance, const QRectF& room, double gap)
{
    std::vector<QRectF> areas;
    double bottom = room.bottom();
    for (const auto& task : instance.tasks) {
        const double height = std::max(task.share * room.height(), 1 + gap);
        const double top = std::max(bottom - height, room.top());
        areas.emplace_back(room.left(), top, room.width(), std::max(bottom - top - gap, 1.0));
        bottom = top;
    }
    return areas;
}

} // namespace quayside::ui
