#include "ui/editor/graph_layout.h"

#include <QObject>

#include <algorithm>
#include <map>
#include <numeric>

namespace quayside::ui {

namespace {

constexpr qreal kWidth = 120;
constexpr qreal kHeight = 72;
constexpr qreal kColumnGap = 72;
constexpr qreal kRowGap = 40;
constexpr qreal kMargin = 12;
constexpr qreal kTop = 40; // room for the titles
constexpr qreal kBelow = 56; // between containers and what they share
constexpr qreal kVolumeWidth = 64;
constexpr qreal kVolumeHeight = 48;
constexpr qreal kSecretWidth = 124;
constexpr qreal kSecretHeight = 32;
constexpr qreal kSharedGap = 56;
constexpr qreal kCaption = 28;
constexpr qreal kEntryGap = 18; // of edges that end at the same container

using Columns = std::vector<std::vector<std::size_t>>;

// The longest way to each container; an edge that leads back to where the way began does not count.
class Layers {
public:
    explicit Layers(const TaskGraph& graph)
        : graph_(graph)
        , column_(graph.containers.size(), -1)
        , open_(graph.containers.size(), false)
    {
        for (std::size_t i = 0; i < column_.size(); ++i)
            visit(i);
    }

    std::vector<int> take() { return std::move(column_); }

private:
    int visit(std::size_t at)
    {
        if (column_[at] >= 0)
            return column_[at];
        open_[at] = true;
        int column = 0;
        for (const auto& edge : graph_.edges)
            if (edge.waits == at && !open_[edge.first])
                column = std::max(column, visit(edge.first) + 1);
        open_[at] = false;
        return column_[at] = column;
    }

    const TaskGraph& graph_;
    std::vector<int> column_;
    std::vector<bool> open_;
};

// A container stands at the height of those that it waits for, as far as its neighbours let it.
void order(Columns& columns, const TaskGraph& graph)
{
    std::vector<double> place(graph.containers.size(), 0);
    for (auto& column : columns) {
        std::map<std::size_t, double> wish;
        for (std::size_t i = 0; i < column.size(); ++i) {
            double sum = 0;
            int count = 0;
            for (const auto& edge : graph.edges)
                if (edge.waits == column[i]) {
                    sum += place[edge.first];
                    ++count;
                }
            wish[column[i]] = count > 0 ? sum / count : static_cast<double>(i);
        }
        std::ranges::stable_sort(column, [&wish](auto a, auto b) { return wish[a] < wish[b]; });
        for (std::size_t i = 0; i < column.size(); ++i)
            place[column[i]] = static_cast<double>(i) - static_cast<double>(column.size() - 1) / 2;
    }
}

void place_containers(GraphLayout& layout, const Columns& columns)
{
    const auto tallest = std::ranges::max(columns, {}, &std::vector<std::size_t>::size).size();
    const auto height_of = [](std::size_t count) { return static_cast<qreal>(count) * (kHeight + kRowGap) - kRowGap; };
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const qreal x = kMargin + static_cast<qreal>(c) * (kWidth + kColumnGap);
        qreal y = kTop + (height_of(tallest) - height_of(columns[c].size())) / 2;
        for (const auto i : columns[c]) {
            layout.containers[i] = QRectF(x, y, kWidth, kHeight);
            y += kHeight + kRowGap;
        }
        const QString title = columns.size() == 1 ? QObject::tr("Starts together")
            : c == 0                              ? QObject::tr("Starts first")
            : c + 1 == columns.size()             ? QObject::tr("Last")
                                                  : QObject::tr("Then");
        layout.titles.emplace_back(x, title);
    }
}

// Under the middle of the containers that have it, beside each other.
void place_shared(GraphLayout& layout, const TaskGraph& graph)
{
    qreal bottom = kTop;
    for (const auto& box : layout.containers)
        bottom = std::max(bottom, box.bottom());
    std::vector<std::size_t> sequence(graph.shared.size());
    std::iota(sequence.begin(), sequence.end(), std::size_t{ 0 });
    const auto middle = [&](std::size_t i) {
        const auto& users = graph.shared[i].users;
        const auto sum = std::accumulate(users.begin(), users.end(), 0.0,
            [&](double so_far, std::size_t user) { return so_far + layout.containers[user].center().x(); });
        return users.empty() ? kMargin + kWidth / 2 : sum / static_cast<double>(users.size());
    };
    std::ranges::stable_sort(sequence, {}, middle);
    qreal left = kMargin + 8;
    layout.shared.resize(graph.shared.size());
    for (const auto i : sequence) {
        const bool volume = graph.shared[i].kind == TaskGraph::Shared::Kind::Volume;
        const QSizeF size = volume ? QSizeF(kVolumeWidth, kVolumeHeight) : QSizeF(kSecretWidth, kSecretHeight);
        const qreal x = std::max(left, middle(i) - size.width() / 2);
        layout.shared[i] = QRectF(QPointF(x, bottom + kBelow + (kVolumeHeight - size.height()) / 2), size);
        left = x + size.width() + kSharedGap;
    }
}

// Edges into one container end beside each other, in the order of where they come from.
void place_edges(GraphLayout& layout, const TaskGraph& graph)
{
    layout.edges.resize(graph.edges.size());
    for (std::size_t container = 0; container < graph.containers.size(); ++container) {
        std::vector<std::size_t> into;
        for (std::size_t e = 0; e < graph.edges.size(); ++e)
            if (graph.edges[e].waits == container)
                into.push_back(e);
        std::ranges::stable_sort(
            into, {}, [&](std::size_t e) { return layout.containers[graph.edges[e].first].center().y(); });
        for (std::size_t k = 0; k < into.size(); ++k) {
            const auto offset = (static_cast<qreal>(k) - static_cast<qreal>(into.size() - 1) / 2)
                * std::min(kEntryGap, (kHeight - 12) / static_cast<qreal>(into.size()));
            const auto& from = layout.containers[graph.edges[into[k]].first];
            const auto& to = layout.containers[container];
            layout.edges[into[k]] = { { from.right(), from.center().y() }, { to.left(), to.center().y() + offset } };
        }
    }
}

} // namespace

GraphLayout lay_out(const TaskGraph& graph)
{
    GraphLayout layout;
    layout.columns = Layers(graph).take();
    layout.containers.resize(graph.containers.size());
    if (!graph.containers.empty()) {
        Columns columns(static_cast<std::size_t>(std::ranges::max(layout.columns)) + 1);
        for (std::size_t i = 0; i < layout.columns.size(); ++i)
            columns[static_cast<std::size_t>(layout.columns[i])].push_back(i);
        order(columns, graph);
        place_containers(layout, columns);
    }
    place_shared(layout, graph);
    place_edges(layout, graph);
    QRectF area(0, 0, kWidth, kHeight);
    for (const auto& box : layout.containers)
        area = area.united(box);
    for (const auto& box : layout.shared)
        area = area.united(box.adjusted(0, 0, 0, kCaption));
    layout.area = area.adjusted(0, 0, kMargin / 2, kMargin);
    return layout;
}

} // namespace quayside::ui
